"""Who declared a change: the folded history says it, and blame where the file is not committed."""

from __future__ import annotations

import yaml

from world import World, person, there


def block(world: World, *names: str) -> None:
    """Write the practice line by line, as people do: no line of an entry is another entry's."""
    world.practice("lucia", *map(person, names))
    path = world.root / "practices" / "lucia.yaml"
    text = yaml.safe_dump(yaml.safe_load(path.read_text(encoding="utf-8")), sort_keys=False)
    path.write_text(text, encoding="utf-8")


def origin_of(world: World, name: str) -> tuple[str, str]:
    """Return the commit and author that the plan names for somebody."""
    (change,) = [item for item in world.plan()["changes"] if item["email"].startswith(f"{name}@")]
    return change["origin"]["commit"], change["origin"]["author"]


def test_a_change_names_the_commit_that_declared_it_and_not_a_later_one_of_the_file(world: World) -> None:
    """Somebody else's entry in the same file is somebody else's."""
    world.practice("lucia", person("ana"))
    first = world.commit("Ana")
    world.practice("lucia", person("ana"), person("eva"))
    second = world.commit("Eva")
    assert origin_of(world, "ana") == (first, "Ana Admin")
    assert origin_of(world, "eva") == (second, "Ana Admin")


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


def test_an_uncommitted_entry_has_no_author_yet(world: World) -> None:
    """A dirty tree can be planned."""
    world.practice("lucia", person("ana"))
    world.commit()
    world.practice("lucia", person("ana"), person("eva"))
    (change,) = [item for item in world.plan()["changes"] if item["email"].startswith("eva@")]
    assert change["origin"]["commit"] is None


def test_an_entry_that_is_committed_keeps_its_author_in_a_file_that_is_not(world: World) -> None:
    """Somebody else's unfinished line says nothing about it."""
    block(world, "ana")
    first = world.commit()
    block(world, "ana", "eva")
    assert origin_of(world, "ana") == (first, "Ana Admin")


def test_an_entry_that_is_taken_out_without_a_commit_has_no_author_yet(world: World) -> None:
    """Whoever declared the person did not ask for the removal."""
    world.practice("lucia", person("ana"), person("eva"))
    world.commit()
    world.load({"practice": "lucia", "assistants": [there("ana"), there("eva")]})
    world.ok("apply", "--yes")
    world.practice("lucia", person("eva"))
    (change,) = [item for item in world.plan()["changes"] if item["email"].startswith("ana@")]
    assert change["origin"]["commit"] is None


def test_a_file_that_git_does_not_know_yet_has_no_author(world: World) -> None:
    """Also where there was one of that name before."""
    world.practice("lucia", person("ana"))
    world.commit()
    world.git("rm", "-q", "practices/lucia.yaml")
    world.commit("Fuera")
    world.practice("lucia", person("ana"))
    (change,) = [item for item in world.plan()["changes"] if item["email"].startswith("ana@")]
    assert change["origin"]["commit"] is None


def test_a_merge_of_several_commits_names_the_one_about_the_person(world: World) -> None:
    """The last commit of the branch is somebody else's work."""
    world.practice("lucia", person("ana"))
    world.commit()
    world.git("checkout", "-q", "-b", "pr")
    world.practice("lucia", person("ana"), person("eva"))
    asked = world.commit("Eva")
    world.practice("lucia", person("ana"), person("eva"), person("luz"))
    later = world.commit("Luz")
    world.git("checkout", "-q", "main")
    world.git("merge", "-q", "--no-ff", "-m", "Merge pull request #1", "pr")
    assert origin_of(world, "eva")[0] == asked
    assert origin_of(world, "luz")[0] == later


def test_a_shallow_clone_lays_nothing_to_the_commit_that_it_was_cut_off_at(world: World) -> None:
    """That commit seems to have written everything."""
    block(world, "ana")
    world.commit()
    block(world, "ana", "eva")
    world.commit()
    block(world, "ana", "eva", "luz")
    last = world.commit()
    clone = world.root.parent / "clone"
    world.git("clone", "-q", "--depth", "2", f"file://{world.root}", str(clone))
    told = World(clone).plan()["changes"]
    assert [(item["email"][:3], item["origin"]["commit"]) for item in told] == [
        ("ana", None),
        ("eva", None),
        ("luz", last),
    ]
