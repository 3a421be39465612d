"""The folded journal, remembered: never anything else than what the branch says."""

from __future__ import annotations

import os
import random
import stat
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from journal_repositories import NOON, git, make_repository

from accessctl.errors import JournalError
from accessctl.journal import recalling
from accessctl.journal.codec import FileName
from accessctl.journal.initialising import journal_init
from accessctl.journal.kept_codec import decode, encode
from accessctl.journal.paths import CLOSE, NOTE, OPEN, renewal, run_id
from accessctl.journal.reading import Branch, Journal, read_journal
from accessctl.journal.recalling import recall, tell
from accessctl.journal.sealed_files import read_sealed, write_sealed
from accessctl.journal.writing import Draft, append
from accessctl.model.change import Access, ChangeKind
from accessctl.model.handoff import HandoffState
from accessctl.model.identity import Address
from accessctl.model.live import Presence
from accessctl.model.outcome import Status
from accessctl.model.record import Record, RecordKind
from thoroughness import THOROUGH

K = RecordKind
ANA = Address("ana@org.example")


@pytest.fixture(autouse=True)
def _however_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remember small journals too."""
    monkeypatch.setattr(recalling, "FEW", -1)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """List what was read: each file by its name, and `everything`."""
    seen: list[str] = []
    one, every = recalling.decode_file, recalling.read_files

    def decode_one(name: FileName, data: bytes) -> tuple[Record, ...]:
        seen.append(f"{name.run[:6]}.{name.part}")
        return one(name, data)

    monkeypatch.setattr(recalling, "decode_file", decode_one)
    monkeypatch.setattr(recalling, "read_files", lambda *args: seen.append("everything") or every(*args))
    return seen


def adopted(*people: str, practice: str = "alfa") -> tuple[Record, ...]:
    """Return the records of a practice that is read for the first time."""
    look = Record(kind=K.OBSERVATION, at=NOON, practice=practice, provider="sandbox", account=practice)
    return (look, *(_adopted(practice, Address(f"{name}@org.example")) for name in people))


def _adopted(practice: str, email: Address) -> Record:
    access = Access(("uno",), False, False)
    return Record(
        kind=K.ADOPTED, at=NOON, practice=practice, email=email, presence=Presence.ACTIVE, after=access
    )


def write(
    branch: Branch, *records: Record, number: int | None = None, part: str = NOTE, nonce: str = "0" * 8
) -> str:
    """Append a file; return the journal's tip."""

    def build(journal: Journal) -> Draft:
        run = run_id(journal.next_number if number is None else number, nonce)
        head = Record(kind=K.CLOSED if part == CLOSE else K.RUN, at=NOON, command="apply")
        return Draft(run, part, NOON, "apply", "a run", (head, *records))

    return append(branch, build).commit


def store(branch: Branch) -> Path:
    """Return where the journal is remembered."""
    (found,) = (branch.gateway.common_dir() / "accessctl").glob("journal-*.cache")
    return found


def assert_right(branch: Branch) -> None:
    """Prove that what is remembered is what the branch says, twice: found out, and recalled."""
    truth = tell(branch)
    for _ in range(2):
        found = recall(branch)
        assert found.view == truth.view
        assert [*found.view.practices] == [*truth.view.practices]
        assert found.view.managed == truth.view.managed
        assert (found.journal.tip, found.journal.root) == (truth.journal.tip, truth.journal.root)
        assert found.journal.files == truth.journal.files


def test_second_recall_reads_no_file(local: Branch, reads: list[str]) -> None:
    """That is what is saved."""
    write(local, *adopted("ana", "luz"))
    recall(local)
    assert reads == ["everything"]
    view = recall(local).view
    assert (reads, view.managed) == (["everything"], 2)
    assert view.practices["alfa"].person(ANA).managed
    assert reads == ["everything"]
    assert_right(local)


def test_recall_after_a_run_reads_the_files_of_that_run(local: Branch, reads: list[str]) -> None:
    """However many there were before."""
    write(local, *adopted("ana"))
    recall(local)
    write(local, *adopted("luz", practice="beta"), part=OPEN)
    write(local, Record(kind=K.GONE, at=NOON, practice="alfa", email=ANA), part=CLOSE, number=2)
    assert recall(local).view.managed == 1
    assert recall(local).view.managed == 1
    assert reads == ["everything", "000002.open", "000002.close"]
    assert_right(local)


def test_file_of_an_earlier_run_has_everything_read(local: Branch, reads: list[str]) -> None:
    """The journal's order is that of the runs: what comes late may belong before what was folded."""
    write(local, *adopted("ana"), part=OPEN)
    write(local, *adopted("luz", practice="beta"))
    recall(local)
    write(local, Record(kind=K.GONE, at=NOON, practice="alfa", email=ANA), part=CLOSE, number=1)
    recall(local)
    assert reads == ["everything", "everything"]
    assert_right(local)


def test_open_run_is_not_kept_and_is_seen(local: Branch) -> None:
    """A plan made while a run is at work knows what it means to do."""
    write(local, *adopted("ana"))
    recall(local)
    before = store(local).read_bytes()
    lock = Record(kind=K.RUN, at=NOON, command="apply", expires_at=NOON + timedelta(hours=1))
    about = {"practice": "alfa", "email": ANA, "change": ChangeKind.REVOKE, "change_id": "c"}
    intent = Record(kind=K.INTENT, at=NOON, before=Access(("c",)), after=Access(()), **about)  # type: ignore[arg-type]
    write(local, lock, intent, part=OPEN)
    (found,) = recall(local).view.open_runs
    assert [item.change for item in found.intents] == [ChangeKind.REVOKE]
    assert store(local).read_bytes() == before
    assert_right(local)


def test_recall_of_what_is_known_writes_nothing(local: Branch) -> None:
    """A command that runs a hundred times a day does not write megabytes each time."""
    write(local, *adopted("ana"))
    recall(local)
    before = store(local).stat()
    recall(local)
    assert store(local).stat().st_ino == before.st_ino


def test_journal_of_few_records_is_not_remembered(local: Branch, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading it takes no longer."""
    monkeypatch.setattr(recalling, "FEW", 3)
    write(local, *adopted("ana"))
    recall(local)
    assert not [*local.gateway.common_dir().glob("accessctl/journal-*")]
    write(local, *adopted("luz"))
    recall(local)
    assert store(local).exists()


def test_empty_journal_and_none_at_all_say_nothing(local: Branch) -> None:
    """Where nothing was done yet there is nothing to remember."""
    assert_right(local)
    other = replace(local, settings=replace(local.settings, root=None, branch="another"))
    assert recall(other) == tell(other)


def test_file_is_the_owners_alone(local: Branch) -> None:
    """Whoever reads it knows who may see patients' records."""
    write(local, *adopted("ana"))
    recall(local)
    assert stat.S_IMODE(store(local).stat().st_mode) == 0o600


def _delete(path: Path) -> None:
    path.unlink()


def _cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def _change_a_byte(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def _another_program(path: Path) -> None:
    form, _, rest = path.read_bytes().split(b" ", 2)
    path.write_bytes(b" ".join([form, b"0" * 32, rest]))


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _a_link(path: Path) -> None:
    other = path.with_suffix(".elsewhere")
    path.rename(other)
    path.symlink_to(other)


def _writable_by_others(path: Path) -> None:
    path.chmod(0o666)


def _a_directory(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "file").touch()


DAMAGE = [
    _delete,
    _cut_off,
    _change_a_byte,
    _another_program,
    _empty,
    _a_link,
    _writable_by_others,
    _a_directory,
]


@pytest.mark.parametrize("damage", DAMAGE)
def test_damaged_memory_is_not_believed(
    local: Branch, reads: list[str], damage: Callable[[Path], None]
) -> None:
    """It is read anew, and written anew where that can be."""
    write(local, *adopted("ana", "luz"))
    recall(local)
    damage(store(local))
    recall(local)
    assert reads == ["everything", "everything"]
    assert_right(local)


def test_directory_that_cannot_be_written_costs_time_alone(
    local: Branch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as that of a colleague."""
    write(local, *adopted("ana"))

    def refuse(**_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("accessctl.journal.sealed_files.tempfile.mkstemp", refuse)
    assert_right(local)
    assert not [*local.gateway.common_dir().glob("accessctl/journal-*")]


def test_memory_of_another_user_is_not_believed(
    local: Branch, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever wrote it."""
    write(local, *adopted("ana"))
    recall(local)
    monkeypatch.setattr(os, "geteuid", lambda: 4242)
    recall(local)
    assert reads == ["everything", "everything"]


def forge(branch: Branch, **changed: object) -> None:
    """Write a memory with other things in it, sealed as the program does."""
    name = recalling._name()
    body = read_sealed(store(branch), name)
    assert body is not None
    known = decode(body, lambda _: pytest.fail("no practice is damaged"))
    assert known is not None
    write_sealed(store(branch), name, encode(replace(known, **changed)))


def test_memory_ahead_of_the_branch_is_not_believed(local: Branch, repository: Path) -> None:
    """The branch was reset by hand, before anybody saw more of it."""
    first = write(local, *adopted("ana"))
    write(local, *adopted("luz", practice="beta"))
    recall(local)
    git(repository, "update-ref", "refs/heads/access-journal", first)
    git(repository, "update-ref", local.known_ref, first)
    assert [*recall(local).view.practices] == ["alfa"]
    assert_right(local)


def test_branch_that_lost_commits_is_refused_with_a_memory_too(local: Branch, repository: Path) -> None:
    """The memory takes nothing away from what is looked at."""
    first = write(local, *adopted("ana"))
    write(local, *adopted("luz", practice="beta"))
    recall(local)
    git(repository, "update-ref", "refs/heads/access-journal", first)
    with pytest.raises(JournalError) as caught:
        recall(local)
    assert caught.value.code == "journal-rewritten"


def test_branch_written_anew_is_refused_with_a_memory_too(
    local: Branch, repository: Path, tmp_path: Path, opened: Callable[..., Branch]
) -> None:
    """Another root is another journal, whatever is remembered of the pinned one."""
    write(local, *adopted("ana"))
    recall(local)
    other = make_repository(tmp_path / "other")
    root = journal_init(opened(other), NOON + timedelta(days=1))
    write(opened(other, root), *adopted("mal"))
    git(repository, "fetch", "-q", str(other), "+access-journal:access-journal")
    with pytest.raises(JournalError) as caught:
        recall(local)
    assert caught.value.code == "journal-root-mismatch"
    unpinned = replace(local, settings=replace(local.settings, root=None))
    assert_right(unpinned)


def test_branch_taken_back_to_what_is_remembered_is_refused_too(local: Branch, repository: Path) -> None:
    """The memory is right about that commit, and more was seen since."""
    first = write(local, *adopted("ana"))
    recall(local)
    write(local, *adopted("luz", practice="beta"))
    git(repository, "update-ref", "refs/heads/access-journal", first)
    with pytest.raises(JournalError) as caught:
        recall(local)
    assert caught.value.code == "journal-rewritten"


@pytest.fixture
def tree(local: Branch, repository: Path) -> Path:
    """Remember a journal of one file, and check its branch out as nobody should."""
    write(local, *adopted("ana"))
    recall(local)
    git(repository, "worktree", "add", "-q", "../journal", "access-journal")
    return repository.parent / "journal"


def test_altered_file_is_refused_with_a_memory_too(local: Branch, tree: Path) -> None:
    """Each file is written once."""
    (path,) = tree.glob("runs/*/*/*.jsonl")
    path.write_text(path.read_text().replace("ana@", "mal@"))
    git(tree, "commit", "-qam", "Alter")
    with pytest.raises(JournalError) as caught:
        recall(local)
    assert caught.value.code == "journal-altered"


def test_file_altered_and_put_back_is_refused_with_a_memory_too(local: Branch, tree: Path) -> None:
    """Between the remembered commit and the tip nothing differs, and something happened."""
    (path,) = tree.glob("runs/*/*/*.jsonl")
    before = path.read_text()
    for text in (before.replace("ana@", "mal@"), before):
        path.write_text(text)
        git(tree, "commit", "-qam", "Alter")
    with pytest.raises(JournalError) as caught:
        recall(local)
    assert caught.value.code == "journal-altered"


def test_link_in_the_place_of_a_file_is_refused_with_a_memory_too(local: Branch, tree: Path) -> None:
    """Only ordinary files are read."""
    (path,) = tree.glob("runs/*/*/*.jsonl")
    path.with_name("000002-00000000.note.jsonl").symlink_to(path.name)
    git(tree, "add", "-A")
    git(tree, "commit", "-qm", "Link")
    with pytest.raises(JournalError) as caught:
        recall(local)
    assert caught.value.code == "journal-path-unknown"


def test_memory_that_is_behind_and_claims_another_commit_is_not_believed(local: Branch) -> None:
    """A commit that is not on the branch, or nowhere."""
    write(local, *adopted("ana"))
    write(local, *adopted("luz", practice="beta"))
    recall(local)
    for tip in ("0" * 40, git(local.gateway.root, "rev-parse", "HEAD")):
        forge(local, tip=tip)
        assert_right(local)


def test_memory_of_another_root_is_not_believed(local: Branch, reads: list[str]) -> None:
    """The pinned one counts."""
    write(local, *adopted("ana"))
    recall(local)
    forge(local, root="0" * 40)
    recall(local)
    assert reads == ["everything", "everything"]


def test_journal_of_two_remotes_and_two_roots_in_one_clone(
    tmp_path: Path, opened: Callable[..., Branch]
) -> None:
    """Settings that change the journal find what is remembered of the one they name, or nothing."""
    clone = make_repository(tmp_path / "clone")
    branches = []
    for name in ("one", "two"):
        bare = tmp_path / f"{name}.git"
        bare.mkdir()
        git(bare, "init", "-q", "--bare")
        git(clone, "remote", "add", name, str(bare))
        source = make_repository(tmp_path / f"source-{name}")
        git(source, "remote", "add", "origin", str(bare))
        root = journal_init(opened(source), NOON + timedelta(days=len(branches)))
        write(opened(source, root), *adopted(name))
        branches.append(opened(clone, root, remote=name))
    for _ in range(2):
        for name, branch in zip(("one", "two"), branches, strict=True):
            assert_right(branch)
            assert [*recall(branch).view.practices["alfa"].people] == [f"{name}@org.example"]


def test_two_work_trees_share_one_memory(
    local: Branch, repository: Path, reads: list[str], opened: Callable[..., Branch]
) -> None:
    """They have one branch."""
    git(repository, "worktree", "add", "-q", "--detach", "../second")
    other = opened(repository.parent / "second", local.settings.root)
    write(local, *adopted("ana"))
    recall(local)
    assert recall(other).view.managed == 1
    assert reads == ["everything"]
    write(other, *adopted("luz", practice="beta"))
    recall(other)
    assert recall(local).view.managed == 2
    assert reads == ["everything", "000002.note"]
    assert_right(local)
    assert_right(other)


def test_remote_that_went_on_is_fetched(pair: tuple[Branch, Branch], reads: list[str]) -> None:
    """What is remembered here is gone on with by what somebody else pushed."""
    one, two = pair
    write(one, *adopted("ana"))
    recall(two)
    write(one, *adopted("luz", practice="beta"))
    assert recall(two).view.managed == 2
    assert reads == ["everything", "000002.note"]
    assert_right(two)


def test_remembered_practice_that_cannot_be_read_is_what_the_journal_says(local: Branch) -> None:
    """Somebody edited the memory and sealed it: the rest of it may be as wrong, but it is no crash."""
    write(local, *adopted("ana"))
    write(local, *adopted("luz", practice="beta"))
    recall(local)
    name = recalling._name()
    body = read_sealed(store(local), name)
    assert body is not None
    write_sealed(store(local), name, body.replace(b'"active"', b'"absurd"'))
    assert_right(local)
    write_sealed(store(local), name, body.replace(b'"active"', b'"absurd"'))
    write(local, Record(kind=K.GONE, at=NOON, practice="alfa", email=ANA))
    assert_right(local)


def step(chance: random.Random, branch: Branch) -> str:
    """Append a random file, in an order that no run has to keep to; return what was done."""
    journal = read_journal(branch)
    opened_runs = [file.place for file in journal.files if file.place.part == OPEN]
    closed = {file.place.run for file in journal.files if file.place.part == CLOSE}
    alive = [place for place in opened_runs if place.run not in closed]
    act = chance.choice(["note", "open", "open", "close", "close", "late", "renew", "take over"])
    records = tuple(_any_record(chance) for _ in range(chance.randrange(5)))
    lock = Record(kind=K.RUN, at=NOON, command="apply", commit=chance.choice(["c", "d"]) * 40)
    lock = replace(lock, expires_at=NOON + timedelta(hours=1))
    nonce = f"{chance.randrange(16**8):08x}"
    if act == "note" or (act != "open" and not opened_runs):
        write(branch, *records, nonce=nonce)
    elif act == "open":
        write(branch, lock, *records, part=OPEN, nonce=nonce)
    elif act == "take over":
        taken = Record(kind=K.TAKEOVER, at=NOON, reference=chance.choice(opened_runs).run)
        write(branch, lock, taken, *records, part=OPEN, nonce=nonce)
    else:
        place = chance.choice(alive[-1:] or opened_runs) if act != "late" else chance.choice(opened_runs)
        part = renewal(len(journal.files)) if act == "renew" or place.run in closed else CLOSE
        write(branch, *records, part=part, number=place.number, nonce=place.run[-8:])
    return act


def _any_record(chance: random.Random) -> Record:
    slug = chance.choice(["alfa", "beta"])
    about = {"at": NOON + timedelta(minutes=chance.randrange(9)), "practice": slug}
    who = {**about, "email": chance.choice([ANA, Address("luz@org.example")])}
    given = Access(("uno",), chance.random() < 0.5, None)
    other = chance.choice([None, "alfa", "beta"])
    made: Sequence[Callable[[], Record]] = (
        lambda: _adopted(slug, ANA),
        lambda: Record(kind=K.GONE, **who),
        lambda: Record(kind=K.RELEASED, **about),
        lambda: Record(kind=K.OBSERVATION, reference=other, account=chance.choice(["alfa", "4001"]), **about),
        lambda: Record(
            kind=K.OUTCOME,
            change=chance.choice([*ChangeKind]),
            change_id=chance.choice(["c1", "c2"]),
            outcome=chance.choice([*Status]),
            handoff=chance.choice([None, "h1", "h2"]),
            after=given,
            **who,
        ),
        lambda: Record(kind=K.HANDOFF, handoff="h1", state=chance.choice([*HandoffState]), **who),
    )
    return chance.choice(made)()


@pytest.mark.parametrize("seed", range(6 if THOROUGH else 1))
def test_recall_is_right_at_every_step_of_any_life(local: Branch, seed: int) -> None:
    """Of a branch that grows as it should and as it should not; with a memory that is old, or none."""
    chance = random.Random(seed)  # noqa: S311 - a seed, so that a failure can be repeated
    old: bytes | None = None
    for _ in range(25):
        done = step(chance, local)
        if chance.random() < 0.3:
            continue  # several files came since
        assert recall(local).view == tell(local).view, done
        kept = [*local.gateway.common_dir().glob("accessctl/journal-*.cache")]
        if kept and chance.random() < 0.2:
            old = kept[0].read_bytes()
        elif kept and old is not None and chance.random() < 0.2:
            kept[0].write_bytes(old)
    assert_right(local)
