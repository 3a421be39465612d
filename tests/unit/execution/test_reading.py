"""What is remembered of a repository's files: never anything else than what they say."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accessctl.declarations.discovery import discover
from accessctl.declarations.loading import declaration_of
from accessctl.execution import declaration_store, reading
from accessctl.execution.declaration_store import FORMAT, read_store, store_file, write_store
from accessctl.execution.reading import Reading
from accessctl.model.practice import Declaration
from accessctl.rendering.findings import findings_text
from accessctl.validation.checking import check
from accessctl.validation.judging import Known, judge
from thoroughness import examples

NOW = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
SETTINGS = "version: 1\ntime_zone: America/Costa_Rica\nlive: {provider: sandbox}\n"
ENTRY = """\
  # en la mañana
  - email: {who}@{slug}.example
    name: Ana
    surnames: [Mora, Jiménez]
    clinics: [c]
    record_access: {{reason: r, until: 2027-01-31}}
    previously: [antes.{who}@{slug}.example]
  - {{email: 'Luz@{slug}.example', name: Luz, surnames: [Vargas, Coto], note: "una
    nota"}}
"""


@pytest.fixture(autouse=True, scope="module")
def _however_small() -> Iterator[None]:
    """Remember small repositories too."""
    before, reading.SMALL = reading.SMALL, -1
    yield
    reading.SMALL = before


def text(slug: str, who: str = "ana") -> str:
    """Return a practice's file."""
    head = f"version: 1\npractice: {slug}\nname: Á\nowner: {{email: e@{slug}.example, name: E}}\n"
    return f"{head}clinics: [{{id: c, name: C}}]\nassistants:\n{ENTRY.format(slug=slug, who=who)}"


def make(root: Path, count: int = 5) -> Path:
    """Make a repository of some practices."""
    for folder in ("access", "practices", ".git"):
        (root / folder).mkdir(parents=True)
    (root / ".git" / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    (root / "access" / "settings.yaml").write_text(SETTINGS, encoding="utf-8")
    for number in range(count):
        (root / "practices" / f"p{number}.yaml").write_text(text(f"p{number}"), encoding="utf-8")
    return root


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository of five practices."""
    return make(tmp_path / "repo")


def read(root: Path, now: datetime = NOW) -> Reading:
    """Read and check a repository as a command does."""
    found = Reading(root, discover(root))
    found.check(now)
    return found


def laid_open(said: Declaration) -> tuple[Any, ...]:
    """Return all that a declaration says, with the places of keys, which no comparison of entries sees."""
    entries = [
        (key, entry, dict(entry.keys), [*entry.keys], entry.meaning)
        for key, practice in said.practices.items()
        for entry in practice.assistants
    ]
    practices = [(key, practice, [*practice.keys]) for key, practice in said.practices.items()]
    return practices, entries, said.settings, said.policy, said.findings, said.unreadable, said.places


def assert_right(root: Path, now: datetime = NOW) -> None:
    """Prove that reading with a memory gives what reading without one does."""
    found = discover(root)
    afresh = declaration_of(found)
    remembering = Reading(root, found)
    findings = remembering.check(now)
    assert findings == check(afresh, now)
    assert laid_open(remembering.declaration) == laid_open(afresh)
    assert remembering.counts() == Reading(root, found, remembering=False).counts()
    sources = {file: data.decode("utf-8", "replace") for file, data in found.files.items()}
    said = findings_text(findings, sources, "es", color=False)
    assert said == findings_text(check(afresh, now), sources, "es", color=False)


def test_second_reading_parses_no_practice(repository: Path) -> None:
    """That is what is saved."""
    assert len(read(repository).cache.parsed) == 5
    second = read(repository)
    assert second.cache.parsed == []
    assert [len(practice.assistants) for practice in second.declaration.practices.values()] == [2] * 5
    assert_right(repository)


def test_reading_after_one_edit_parses_one_practice_and_writes_it_down(repository: Path) -> None:
    """What did not change is neither parsed nor made into objects again."""
    read(repository)
    (repository / "practices" / "p3.yaml").write_text(text("p3", "eva"), encoding="utf-8")
    second = read(repository)
    assert second.cache.parsed == ["practices/p3.yaml"]
    assert read(repository).cache.parsed == []
    assert_right(repository)


def test_reading_of_what_is_known_writes_nothing(repository: Path) -> None:
    """A hook that runs a hundred times a day does not write megabytes each time."""
    read(repository)
    path = store_file(repository)
    assert path is not None
    before = path.stat()
    read(repository)
    assert path.stat() == before or path.stat().st_ino == before.st_ino


def test_practices_that_changed_alone_become_objects(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rules look at them, and at nobody else."""
    from accessctl.execution import declaration_cache  # noqa: PLC0415

    read(repository)
    made: list[str] = []
    real = declaration_cache.practice_of
    monkeypatch.setattr(
        declaration_cache, "practice_of", lambda path, plain: made.append(path) or real(path, plain)
    )
    (repository / "practices" / "p3.yaml").write_text(text("p3", "eva"), encoding="utf-8")
    read(repository)
    assert made == []


def test_next_day_brings_no_practice_back_that_it_changes_nothing_for(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hook is quick in the morning, too."""
    read(repository)
    assert read(repository, NOW + timedelta(days=1)).cache.changed
    made: list[object] = []
    monkeypatch.setattr(reading, "judge", lambda *given: made.append(given[1]) or judge(*given))
    for days in (1, 2):
        made.clear()
        read(repository, NOW + timedelta(days=days))
        (known,) = made
        assert isinstance(known, Known)
        assert known.verdicts.keys() == known.facts.keys()


def test_edit_of_the_same_length_at_the_same_time_is_seen(repository: Path) -> None:
    """Neither length nor time is asked: the bytes are."""
    path = repository / "practices" / "p1.yaml"
    read(repository)
    before = path.stat()
    path.write_text(text("p1", "eva"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    emails = [entry.email for entry in read(repository).declaration.practices["p1"].assistants]
    assert emails[0] == "eva@p1.example"


def test_file_under_another_name_is_another_practice(repository: Path) -> None:
    """Its name is part of what it says."""
    read(repository)
    (repository / "practices" / "p1.yaml").rename(repository / "practices" / "p9.yaml")
    found = read(repository)
    assert found.cache.parsed == ["practices/p9.yaml"]
    assert "slug-mismatch" in {finding.rule for finding in found.check(NOW)}
    assert_right(repository)


@pytest.mark.parametrize(
    "line",
    ["time_zone: America/Mexico_City", "language: en", "live: {provider: roster}", "time_zone: Luna/Mar"],
)
def test_default_of_the_settings_that_changes_is_followed(repository: Path, line: str) -> None:
    """A practice that says nothing of its own takes the settings' word."""
    read(repository)
    (repository / "access" / "settings.yaml").write_text(f"version: 1\n{line}\n", encoding="utf-8")
    assert_right(repository)


def test_local_schema_that_changes_is_followed(repository: Path) -> None:
    """Its findings are a file's own."""
    read(repository)
    folder = repository / "schemas" / "local"
    folder.mkdir(parents=True)
    for length in (3, 1):
        schema = f'{{"properties": {{"name": {{"minLength": {length}}}}}}}'
        (folder / "practice.schema.json").write_text(schema, encoding="utf-8")
        assert_right(repository)
        assert_right(repository)


def test_policy_that_changes_is_followed(repository: Path) -> None:
    """What was found under another policy is forgotten."""
    policy = repository / "access" / "policy.yaml"
    for text_of_policy in ("version: 1\n", "version: 1\nemail_domains: {deny: [p1.example]}\n"):
        policy.write_text(text_of_policy, encoding="utf-8")
        assert_right(repository)
        assert_right(repository)


def test_day_that_passes_is_followed(repository: Path) -> None:
    """Some findings come with the day alone, and the clock may go back."""
    for days in (0, 100, 0, 40_000, 100):
        assert_right(repository, NOW + timedelta(days=days))


PIECES = [
    *(b"&a ", b"*a", b"!!x ", b": ", b"- ", b"[", b"]", b"{", b"}", b"\t", b"\r", b"\n", b"\x00", b"\xff"),
    *(b'"', b"---\n", b"? ", b"~", b"email: ", b"assistants: ", b"%", b"|", b"#", b"\xc2\x85", b"0", b"I"),
    *(
        b"p0",
        b"p1",
        b"p2.example",
        b"ana@p1.example",
        b".inf",
        b"2027-02-30",
        b"\xd0\xb0",
        b"previously: [p1]",
    ),
    *(b"\nlive: {organization: 1001}\n", b"9" * 40),
]
CUTS = st.tuples(
    st.integers(0, 4),
    st.integers(0, len(text("p0").encode())),
    st.integers(0, 12),
    st.one_of(st.sampled_from(PIECES), st.binary(max_size=4)),
)


@settings(max_examples=examples(120))
@given(st.lists(st.lists(CUTS, max_size=3), min_size=1, max_size=3))
def test_whatever_is_edited_reading_with_and_without_a_memory_agree(
    rounds: list[list[tuple[int, int, int, bytes]]],
) -> None:
    """Values, findings, places and quoted lines agree after any edit, of the same size and time too."""
    with tempfile.TemporaryDirectory() as folder:
        root = make(Path(folder) / "repo", 3)
        for cuts in rounds:
            for number, at, length, piece in cuts:
                path = root / "practices" / f"p{number}.yaml"
                data = path.read_bytes() if path.exists() else b""
                if number == 4 and path.exists():
                    path.unlink()
                    continue
                path.write_bytes(data[:at] + piece + data[at + length :])
                os.utime(path, ns=(0, 0))
            assert_right(root)
        assert_right(root)


def damaged(body: bytes) -> Iterator[bytes]:
    """Return files that are not what this program wrote."""
    yield b""
    yield body[:100]
    yield body[:-1]
    yield body + b"x"
    yield body.replace(b"ana@", b"eva@", 1)
    yield body.replace(FORMAT.encode(), b"accessctl.declarations/0", 1)
    yield os.urandom(300)
    yield b"\n" * 300


def test_damaged_or_foreign_file_is_ignored_and_written_anew(repository: Path) -> None:
    """It is only a cache."""
    path = store_file(repository)
    assert path is not None
    read(repository)
    good = path.read_bytes()
    for data in damaged(good):
        path.write_bytes(data)
        assert_right(repository)
        assert path.read_bytes() == good


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]\n",
        b'{"manner": "x", "files": [], "verdicts": [["x", [[]]]]}\n',
        b'{"manner": "x", "files": [], "verdicts": [["x", []]]}\n',
        b'{"manner": "x", "files": [["practices/p0.yaml"]], "verdicts": []}\n',
        b'{"manner": 1, "files": [[1, 2, [], 4, "5"]], "verdicts": {}}\n',
        b"[" * 100_000,
    ],
)
def test_sealed_file_of_another_shape_is_ignored(repository: Path, body: bytes) -> None:
    """Whoever can seal one still cannot make the program fall over."""
    path = store_file(repository)
    assert path is not None
    write_store(path, body)
    assert read_store(path) == body
    assert_right(repository)
    assert read(repository).cache.parsed == []


def test_practice_of_another_shape_is_read_from_its_file(repository: Path) -> None:
    """The index may hold where a practice does not."""
    read(repository)
    path = store_file(repository)
    assert path is not None
    body = path.read_bytes().partition(b"\n")[2]
    index, _, rest = body.partition(b"\n")
    write_store(path, index + b"\n" + b"[" * len(rest))
    assert_right(repository)


def test_file_that_others_can_write_is_not_believed(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says what is declared: only who owns the repository may say so."""
    read(repository)
    path = store_file(repository)
    assert path is not None
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o620)
    assert len(read(repository).cache.parsed) == 5
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    assert store_file(repository) is None
    assert read_store(path) is None


def test_link_in_the_place_of_the_file_is_not_followed(repository: Path, tmp_path: Path) -> None:
    """It would lead elsewhere."""
    read(repository)
    path = store_file(repository)
    assert path is not None
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert len(read(repository).cache.parsed) == 5
    assert not path.is_symlink()


def test_place_that_cannot_be_written_only_costs_time(repository: Path) -> None:
    """A directory that is for reading only has no memory, and no error either."""
    (repository / ".git" / "accessctl").write_text("in the way", encoding="utf-8")
    assert_right(repository)
    assert len(read(repository).cache.parsed) == 5


def test_directory_outside_of_git_remembers_nothing(repository: Path) -> None:
    """There is no place for it."""
    shutil.rmtree(repository / ".git")
    assert store_file(repository) is None
    assert_right(repository)


def test_each_work_tree_and_directory_has_a_memory_of_its_own(tmp_path: Path) -> None:
    """Two checkouts of one repository hold different files."""
    root = tmp_path / "repo"
    for command in (
        ["init", "-q", str(root)],
        [
            "-C",
            str(root),
            "-c",
            "user.name=A",
            "-c",
            "user.email=a@x.example",
            "commit",
            "-q",
            "--allow-empty",
            "-m",
            "x",
        ],
        ["-C", str(root), "worktree", "add", "-q", str(tmp_path / "other")],
    ):
        subprocess.run(["git", *command], check=True, capture_output=True)
    (root / "inner").mkdir()
    places = [store_file(root), store_file(tmp_path / "other"), store_file(root / "inner")]
    assert None not in places
    assert len(set(places)) == 3
    assert places[1] is not None
    assert places[1].is_relative_to(root / ".git" / "worktrees" / "other")


def test_other_program_or_library_reads_all_files_again(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may read them otherwise."""
    read(repository)
    monkeypatch.setattr(declaration_store, "_program", lambda: "another")
    assert len(read(repository).cache.parsed) == 5


def test_program_is_told_by_its_modules_and_libraries() -> None:
    """A version number is the same before and after an edit of the program."""
    declaration_store._program.cache_clear()
    before = declaration_store._program()
    module = Path(declaration_store.__file__)
    status = module.stat()
    try:
        os.utime(module, ns=(status.st_atime_ns, status.st_mtime_ns + 1_000_000_000))
        declaration_store._program.cache_clear()
        assert declaration_store._program() != before
    finally:
        os.utime(module, ns=(status.st_atime_ns, status.st_mtime_ns))
        declaration_store._program.cache_clear()


def test_memory_holds_no_more_than_the_files_at_hand(repository: Path) -> None:
    """It is as large as the repository, however long it is used."""
    path = store_file(repository)
    assert path is not None
    read(repository)
    size = path.stat().st_size
    for number in range(30):
        (repository / "practices" / "p1.yaml").write_text(text("p1", f"a{number:02}"), encoding="utf-8")
        read(repository, NOW + timedelta(days=number))
    assert path.stat().st_size < 2 * size
    (repository / "practices" / "p1.yaml").unlink()
    read(repository)
    assert b"p1.example" not in path.read_bytes()


def test_small_repository_is_not_remembered(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading its few files is as quick."""
    monkeypatch.setattr(reading, "SMALL", 64 * 1024)
    read(repository)
    assert not (repository / ".git" / "accessctl").exists()


RACER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from accessctl.declarations.discovery import discover
from accessctl.execution import reading
reading.SMALL = -1
for _ in range(15):
    found = reading.Reading(Path(sys.argv[1]), discover(Path(sys.argv[1])))
    found.check(datetime(2026, 11, 24, 16, 0, tzinfo=UTC))
    practices = found.declaration.practices.values()
    assert [len(practice.assistants) for practice in practices] == [2] * 5
"""


def test_two_processes_at_once_do_not_disturb_each_other(repository: Path) -> None:
    """Each replaces the file whole; who comes later only has more to read."""
    racers = [subprocess.Popen([sys.executable, "-c", RACER, str(repository)]) for _ in range(2)]
    for number in range(20):
        path = repository / "practices" / "p1.yaml"
        partial = path.with_suffix(".next")
        partial.write_text(text("p1", f"a{number:02}"), encoding="utf-8")
        partial.replace(path)
    assert [racer.wait(timeout=120) for racer in racers] == [0, 0]
    assert_right(repository)
    assert [one.name for one in (repository / ".git" / "accessctl").iterdir()] == [
        f"declarations-{hashlib.sha256(b'.').hexdigest()[:16]}.cache"
    ]
