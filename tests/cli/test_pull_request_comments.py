"""A dozen pull requests replayed: each comment was read by a person once and is golden from then on."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

import world as worlds
from pull_requests import PULL_REQUESTS, make_organisation, propose
from world import World

GOLDEN = Path(__file__).parents[1] / "golden" / "comments"
THEN = "2026-11-24T15:30:00Z"
IN_ENGLISH = (
    *("maternity-cover", "policy-change", "hostile", "address-change-with-record", "practice-renamed"),
    "practice-renamed-and-joined",
)
CHANGE = ("--base", "main", "--changed-since", "main", "--format", "markdown")
GITHUB = 65_536
OURS = re.compile(r"<!-- [\w-]* ?-->|</?details( open)?>|</?summary>|<br>|</?sub>")
"""The only HTML that a comment may hold."""


@pytest.fixture(scope="module")
def organisation(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Return the organisation, its commits made at a known time: their ids are in the comments."""
    patch = pytest.MonkeyPatch()
    for role in ("AUTHOR", "COMMITTER"):
        patch.setitem(worlds.GIT_ENV, f"GIT_{role}_DATE", THEN)
    world = make_organisation(tmp_path_factory.mktemp("organisation") / "repo")
    for name in PULL_REQUESTS:
        propose(world, name)
    patch.undo()
    return world


def comment(world: World, name: str, language: str = "es") -> str:
    """Return the comment of a pull request."""
    world.git("checkout", "-q", "--detach", name)
    return world.run("plan", *CHANGE, "--lang", language).out


@pytest.mark.parametrize("name", PULL_REQUESTS)
def test_comment_reads_as_the_golden_file_does(organisation: World, name: str) -> None:
    """Every comment in Spanish, as an owner reads it; some in English too."""
    for language in ("es", *(("en",) if name in IN_ENGLISH else ())):
        path = GOLDEN / f"{name}.{language}.md"
        found = comment(organisation, name, language)
        if name == "two-hundred":
            found = found[:6000]
        if os.environ.get("BLESS"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(found, encoding="utf-8")
        assert found == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PULL_REQUESTS)
def test_comment_can_be_found_again_and_fits(organisation: World, name: str) -> None:
    """A workflow updates the comment that begins with the marker; the host takes no longer one."""
    found = comment(organisation, name)
    assert found.splitlines()[0] == "<!-- accessctl-plan -->"
    assert len(found) <= GITHUB
    assert re.search(r"\b[0-9a-f]{64}\b", found)
    assert found.count("<details") == found.count("</details>")


def test_headline_is_the_first_thing_that_is_seen(organisation: World) -> None:
    """Whoever gets the comment by mail reads it in the first line, without commit ids before it."""
    for name in PULL_REQUESTS:
        second = comment(organisation, name).splitlines()[2]
        assert re.match(r"(### )?[A-Z0-9]", second)
        assert not re.search(r"[0-9a-f]{10}", second)


def test_what_files_say_is_text_in_a_comment(organisation: World) -> None:
    """Read by a Markdown parser, there is no tag, link, image or heading but ours."""
    parser = pytest.importorskip("markdown_it").MarkdownIt("commonmark", {"html": True}).enable("table")
    found = comment(organisation, "hostile")
    html = parser.render(found)
    raw = [token.content for token in _tokens(parser.parse(found)) if token.type.startswith("html")]
    assert {tag for text in raw for tag in re.findall(r"<[^>]*>", text) if not OURS.fullmatch(tag)} == set()
    assert not re.search(r"<(a|img|script|iframe|h1|h2)\b", html)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; | `x` **b**" in html
    rows = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    assert {row.count("<t") for row in rows} == {5}


def _tokens(tokens: list[object]) -> list[object]:
    found: list[object] = []
    for token in tokens:
        found += [token, *_tokens(getattr(token, "children", None) or [])]
    return found


def test_empty_plan_is_one_line_under_its_marker(organisation: World) -> None:
    """A comment that changes nobody's access takes no room."""
    lines = [line for line in comment(organisation, "comment-only").splitlines() if line]
    assert [line for line in lines if not line.startswith("<!--")] == [
        "No hay nada que hacer: en el consultorio, lo declarado es lo vigente en HuliPractice."
    ]


def test_a_renamed_practice_is_asked_for_in_the_headline(organisation: World) -> None:
    """A reviewer learns what the change asks for, though nobody's access changes."""
    lines = comment(organisation, "practice-renamed", "en").splitlines()
    assert lines[2] == "### The practice derma-este is now called derma-curridabat; nobody's access changes."
    both = comment(organisation, "practice-renamed-and-joined", "en").splitlines()
    assert both[2] == "### 1 person gets access; 1 practice has another name."


def test_a_changed_address_reads_as_one_person(organisation: World) -> None:
    """Neither as somebody new nor as somebody who waits to be taken out."""
    found = comment(organisation, "address-change", "en")
    assert found.splitlines()[2] == "### 1 person changes address."
    assert "changes address, from `rosa.brenes@derma.example` to `rosa.solano@derma.example`" in found
    assert "Who gets access" not in found
    with_record = comment(organisation, "address-change-with-record", "en")
    assert "Record access is asked for anew" in with_record


def test_same_plan_is_the_same_comment(organisation: World) -> None:
    """A workflow that runs twice does not write twice."""
    assert comment(organisation, "clinic-moved") == comment(organisation, "clinic-moved")
