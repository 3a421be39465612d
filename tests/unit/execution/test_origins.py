"""Who declared a change: blamed where they are few, told by the folded history where they are many."""

from __future__ import annotations

import pytest

from accessctl.execution import origins
from world import World, person, there


def origin_of(world: World, name: str) -> tuple[str, str]:
    """Return the commit and author that the plan names for somebody."""
    (change,) = [item for item in world.plan()["changes"] if item["email"].startswith(f"{name}@")]
    return change["origin"]["commit"], change["origin"]["author"]


@pytest.fixture(params=["few", "many"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Ask either way: the answers are the same."""
    if request.param == "many":
        monkeypatch.setattr(origins, "MANY", 0)
    return str(request.param)


@pytest.mark.usefixtures("way")
def test_a_change_names_the_commit_that_declared_it_and_not_a_later_one_of_the_file(world: World) -> None:
    """Somebody else's entry in the same file is somebody else's."""
    world.practice("lucia", person("ana"))
    first = world.commit("Ana")
    world.practice("lucia", person("ana"), person("eva"))
    second = world.commit("Eva")
    assert origin_of(world, "ana") == (first, "Ana Admin")
    assert origin_of(world, "eva") == (second, "Ana Admin")


@pytest.mark.usefixtures("way")
def test_a_leaver_is_laid_to_the_commit_that_took_the_entry_out(world: World) -> None:
    """Blame cannot see what is no longer there."""
    world.practice("lucia", person("ana"), person("eva"))
    world.commit()
    world.load({"practice": "lucia", "assistants": [there("ana"), there("eva")]})
    world.ok("apply", "--yes")
    world.practice("lucia", person("eva"))
    gone = world.commit("Ana se va")
    world.write("docs/nota.md", "nada\n")
    world.commit("Otra cosa")
    assert origin_of(world, "ana") == (gone, "Ana Admin")


@pytest.mark.usefixtures("way")
def test_a_merge_names_the_author_of_what_it_merged(world: World) -> None:
    """Whoever pressed the button did not ask for it."""
    world.practice("lucia", person("ana"))
    world.commit()
    world.git("checkout", "-q", "-b", "pr")
    world.practice("lucia", person("ana"), person("eva"))
    world.git("add", "-A")
    world.git("-c", "user.name=x", "commit", "-q", "-m", "Eva", "--author", "Rosa Soto <rosa@org.example>")
    asked = world.git("rev-parse", "HEAD")
    world.git("checkout", "-q", "main")
    world.git("merge", "-q", "--no-ff", "-m", "Merge pull request #1", "pr")
    assert origin_of(world, "eva") == (asked, "Rosa Soto")


@pytest.mark.usefixtures("way")
def test_an_uncommitted_entry_has_no_author_yet(world: World) -> None:
    """A dirty tree can be planned."""
    world.practice("lucia", person("ana"))
    world.commit()
    world.practice("lucia", person("ana"), person("eva"))
    (change,) = [item for item in world.plan()["changes"] if item["email"].startswith("eva@")]
    assert change["origin"]["commit"] is None
