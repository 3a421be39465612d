"""Files that several processes read say what they say to one."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accessctl.declarations import loading
from accessctl.declarations.discovery import Found, discover
from accessctl.declarations.loading import declaration_of
from accessctl.declarations.source_files import SourceFile
from accessctl.execution import reading, reading_apart
from accessctl.execution.reading import Reading
from accessctl.execution.reading_apart import parts_of, processes_at_hand, read_apart
from accessctl.validation import judging
from accessctl.validation.checking import check
from thoroughness import examples

NOW = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
SETTINGS = "version: 1\ntime_zone: America/Costa_Rica\nlive: {provider: sandbox}\n"
HEAD = (
    "version: 1\npractice: {slug}\nname: Á\nowner: {{email: e@{slug}.example, name: E}}\n{more}"
    "clinics: [{{id: c, name: C}}]\nassistants:\n"
)
ENTRY = "  - {{email: {email}, name: {name}, surnames: [Mora, Coto], clinics: [{clinic}]{more}}}\n"


@pytest.fixture(autouse=True, scope="module")
def _however_small() -> Iterator[None]:
    """Remember small repositories, and let three processes read them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "SMALL", -1)
        patch.setattr(reading_apart, "LEAST", 1)
        patch.setattr(reading, "processes_at_hand", lambda: 3)
        yield


def practice(slug: str, *entries: str, more: str = "") -> str:
    """Return a practice's file."""
    said = entries or (entry(f"ana@{slug}.example"),)
    return HEAD.format(slug=slug, more=more) + "".join(said)


def entry(email: str, name: str = "Ana", clinic: str = "c", more: str = "") -> str:
    """Return an assistant's entry."""
    return ENTRY.format(email=email, name=name, clinic=clinic, more=more)


def make(root: Path, *files: str, policy: str = "") -> Path:
    """Write a repository of such practices' files, in the order of their names."""
    for folder in ("access", "practices", ".git"):
        (root / folder).mkdir(parents=True)
    (root / ".git" / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    (root / "access" / "settings.yaml").write_text(SETTINGS, encoding="utf-8")
    (root / "access" / "policy.yaml").write_text(f"version: 1\n{policy}", encoding="utf-8")
    for number, text in enumerate(files):
        (root / "practices" / f"p{number}.yaml").write_text(text, encoding="utf-8")
    return root


def assert_right(root: Path, now: datetime = NOW, today: datetime | None = NOW) -> Reading:
    """Prove that reading apart gives what reading in one process without a memory gives."""
    found = discover(root)
    afresh = declaration_of(found)
    apart = Reading(root, found, today=today)
    assert apart.check(now) == check(afresh, now)
    assert [*apart.declaration.practices.items()] == [*afresh.practices.items()]
    assert apart.declaration.unreadable == afresh.unreadable
    return apart


NINE = tuple(practice(f"p{number}") for number in range(9))


def test_files_read_apart_are_parsed_and_judged_once_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A third of them here, and none of the rules looks at any of them again."""
    here: list[str] = []
    judged: list[int] = []

    def counted(file: SourceFile, *given: object) -> object:
        here.append(file.path)
        return load(file, *given)  # type: ignore[arg-type]

    def noted(declaration: object, *given: object) -> object:
        judged.append(len(declaration.practices))  # type: ignore[attr-defined]
        return rules(declaration, *given)  # type: ignore[arg-type]

    load, rules = loading.load_practice, judging.applied_rules
    monkeypatch.setattr(loading, "load_practice", counted)
    monkeypatch.setattr(judging, "applied_rules", noted)
    read = Reading(make(tmp_path / "repo", *NINE), discover(tmp_path / "repo"), today=NOW)
    assert read.check(NOW) == ()
    assert here == [f"practices/p{number}.yaml" for number in range(3)]
    assert judged == [3, 0]
    assert sorted(read.cache.parsed) == [f"practices/p{number}.yaml" for number in range(9)]


@pytest.mark.parametrize(
    "files",
    [
        (practice("p0"), practice("p0"), practice("p0", more="previously: [p9]\n")),
        (
            practice("p0", entry("ana@x.example")),
            practice("p1"),
            practice("p2", entry("ANA@x.example", "Luz")),
        ),
        (practice("p0", "  - {email: x}\n"), "version: 2\n", practice("p2"), "- \x07", ""),
        (
            practice("p0", entry("a@gmial.com")),
            *(practice(f"p{n}", entry(f"b{n}@x.example")) for n in (1, 2, 3)),
        ),
        tuple(practice(f"p{n}", entry("a@y.example"), more="live: {organization: 7}\n") for n in range(4)),
        (practice("p0", more="time_zone: America/Nowhere\n"), practice("p1"), practice("p2")),
        (practice("p0", more="time_zone: America/Mexico_City\n"), practice("p1"), practice("p2")),
        (
            practice("p0", entry("a@p0.example", clinic="x")),
            practice("p1", entry("\u0430na@p1.example")),
            NINE[2],
        ),
    ],
)
@pytest.mark.parametrize(
    "policy", ["", "exceptions: [{rule: unknown-clinic, practice: p0, reason: x, until: 2027-01-31}]\n"]
)
def test_findings_within_and_across_the_parts_are_those_of_one_reading(
    tmp_path: Path, files: tuple[str, ...], policy: str
) -> None:
    """Slugs, people, accounts and looks that are shared, files that are none, zones and exceptions."""
    root = make(tmp_path / "repo", *files, policy=policy)
    assert_right(root)
    assert_right(root)


def test_another_day_than_the_one_by_which_the_parts_were_judged_is_followed(tmp_path: Path) -> None:
    """A sandbox has a clock of its own."""
    root = make(
        tmp_path / "repo", *(practice("p0", entry("a@p0.example", more=", until: 2026-12-01")), *NINE[1:])
    )
    assert_right(root, NOW + timedelta(days=30))
    assert_right(root, NOW - timedelta(days=30), today=None)


def test_part_whose_process_fails_is_read_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine may have no memory left for another one."""
    parent, load = os.getpid(), loading.load_practice

    def failing(*given: object) -> object:
        if os.getpid() != parent:
            raise MemoryError
        return load(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(loading, "load_practice", failing)
    assert_right(make(tmp_path / "repo", *NINE))


def test_no_process_is_left_behind_when_reading_is_interrupted(tmp_path: Path) -> None:
    """Neither one that is still at work, nor one whose answer nobody took."""
    found = discover(make(tmp_path / "repo", *NINE))
    parts = parts_of(found, [*found.files][2:], 3)
    assert len(parts) == 3
    answers = read_apart(parts, lambda part: str(len(part.files)).encode())
    assert next(answers) == b"5"
    answers.close()
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_little_is_read_by_one_process_and_each_part_gets_about_as_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Starting another one takes time, too."""
    files = {f"practices/p{n:02}.yaml": b"x" * size for n, size in enumerate((400, 10, 10, 180, 300, 300))}
    found = Found({"access/settings.yaml": b"s", **files})
    monkeypatch.setattr(reading_apart, "LEAST", 601)
    assert parts_of(found, [*files], 8) == ()
    monkeypatch.setattr(reading_apart, "LEAST", 400)
    parts = parts_of(found, [*files], 8)
    assert [sum(map(len, part.files.values())) - 1 for part in parts] == [400, 500, 300]
    assert all(part.files["access/settings.yaml"] == b"s" for part in parts)
    assert parts_of(found, [], 8) == ()


def test_program_with_several_threads_starts_no_other_process() -> None:
    """What another thread holds at that moment, a forked process would wait for for ever."""
    assert processes_at_hand() >= 1
    over = threading.Event()
    other = threading.Thread(target=over.wait)
    other.start()
    assert processes_at_hand() == 1
    over.set()
    other.join()


LINES = st.sampled_from(
    ["a@x.example", "b@x.example", "A@x.example", "x", "\u0430@x.example", "a@gmial.com", "a@hotmail.con"]
)
FILES = st.lists(
    st.tuples(st.sampled_from(["p0", "p1", "p2", "p3"]), st.lists(LINES, min_size=1, max_size=3)),
    min_size=3,
    max_size=7,
)


@settings(max_examples=examples(40))
@given(FILES)
def test_whatever_the_files_say_reading_them_apart_says_the_same(files: list[tuple[str, list[str]]]) -> None:
    """Practices with each other's slugs, people and looks."""
    with tempfile.TemporaryDirectory() as folder:
        texts = [practice(slug, *map(entry, emails)) for slug, emails in files]
        assert_right(make(Path(folder) / "repo", *texts))
