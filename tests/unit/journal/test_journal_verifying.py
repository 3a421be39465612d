"""A journal that was tampered with in every way we could think of: each is found, named with its place."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from journal_repositories import NOON, git

from accessctl.journal.holding import Holder
from accessctl.journal.reading import Branch
from accessctl.journal.runs import Head, Lock, close_run, open_run, renew_run, write_note
from accessctl.journal.verifying import verify
from accessctl.journal.verifying_effects import RULES
from accessctl.model.change import Access, Change, ChangeKind, Reason, Route
from accessctl.model.finding import Severity
from accessctl.model.handoff import HandoffState
from accessctl.model.identity import Address
from accessctl.model.outcome import Status
from accessctl.model.record import Record, RecordKind
from accessctl.model.verification import Checkpoint, Discrepancy
from accessctl.rendering.texts import area

ANA = Address("ana@org.example")
LUZ = Address("luz@org.example")
ACTOR = "Ana Mora <ana@org.example>"
DECLARED = "d" * 40
LIFE = timedelta(minutes=15)
LATER = NOON + timedelta(hours=3)
FORMER = "2026/11/000001-00000001"


def good(_: str) -> None:
    """Take every declared commit for one of the branch."""


def intended(email: Address, kind: ChangeKind = ChangeKind.INVITE, **more: object) -> Record:
    """Return what a run is about to do."""
    change = Change(
        kind=kind,
        practice="lucia",
        email=email,
        route=Route.DIRECT,
        before=Access(),
        after=Access(("escazu",)),
        reason=Reason("declared"),
    )
    record = Record(
        kind=RecordKind.INTENT,
        at=NOON,
        practice="lucia",
        email=email,
        change=kind,
        change_id=change.id,
        route="direct",
        before=change.before,
        after=change.after,
        code="declared",
        origin={"commit": DECLARED, "file": "practices/lucia.yaml", "line": 9},
    )
    return replace(record, **more)  # type: ignore[arg-type]


def ended(record: Record, **more: object) -> Record:
    """Return the outcome of an intent."""
    done = replace(record, kind=RecordKind.OUTCOME, outcome=Status.DONE, code=None, origin=None)
    return replace(done, **more)  # type: ignore[arg-type]


def head(number: int, command: str = "apply", **more: object) -> Head:
    """Return what a run says of itself."""
    plain = Head(
        command=command,
        actor=ACTOR,
        at=NOON + timedelta(minutes=number),
        nonce=f"{number:08d}",
        summary="one change",
        commit=DECLARED if command == "apply" else None,
        digest="e" * 64 if command == "apply" else None,
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def lock(at: datetime = NOON, take_over: str | None = None) -> Lock:
    """Return the terms of a lock."""
    holder = Holder("host", "machine", 1, "1")
    return Lock(holder=holder, now=at, life=LIFE, take_over=take_over)


@dataclass(frozen=True)
class Story:
    """An honest journal of several runs, and a way to forge another one from it."""

    branch: Branch

    @property
    def root(self) -> Path:
        """The repository."""
        return self.branch.gateway.root

    def git(self, *arguments: str, stdin: str = "", env: Mapping[str, str] | None = None) -> str:
        """Run plain git."""
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.root,
            check=True,
            capture_output=True,
            text=True,
            input=stdin,
            env={**os.environ, **(env or {})},
        )
        return done.stdout.rstrip("\n")

    def commits(self) -> list[str]:
        """Return the branch's commits, oldest first."""
        return self.git("rev-list", "--reverse", "--topo-order", "access-journal").split()

    def found(self, *kept: str, now: datetime = LATER) -> tuple[Discrepancy, ...]:
        """Return what is wrong with the branch."""
        checkpoints = [Checkpoint(commit=commit, line=line) for line, commit in enumerate(kept, 1)]
        return verify(self.branch, checkpoints, good, now).verification.discrepancies

    def codes(self, *kept: str) -> set[str]:
        """Return the codes of what is wrong."""
        return {item.code for item in self.found(*kept)}

    def path(self, number: int, part: str) -> str:
        """Return the path of a run's file."""
        return f"runs/2026/11/{number:06d}-{number:08d}.{part}.jsonl"

    def text(self, number: int, part: str) -> str:
        """Return the content of a run's file."""
        return self.git("show", f"access-journal:{self.path(number, part)}") + "\n"

    def forge(
        self,
        files: Callable[[dict[str, str]], None] = lambda _: None,
        commit: Callable[[dict[str, str]], None] = lambda _: None,
        drop: str = "",
    ) -> None:
        """Write the whole branch anew from its first commit on, as somebody who covers tracks would.

        `files` changes what each commit adds (path → text), `commit` its message, author and the like.
        """
        first, *others = self.commits()
        parent = first
        for old in others:
            added = self._added(old)
            if drop and any(drop in path for path in added):
                continue
            files(added)
            parent = self._rewritten(old, parent, added, commit)
        self.git("update-ref", "refs/heads/access-journal", parent)
        self.git("update-ref", "-d", self.branch.known_ref)

    def add(self, files: Mapping[str, str | None], message: str = "A commit by hand\n") -> str:
        """Put one more commit on the branch, as somebody with plain git would; None deletes."""
        tip = self.git("rev-parse", "access-journal")
        made = self.git("commit-tree", self._tree(tip, files), "-p", tip, "-F", "-", stdin=message)
        self.git("update-ref", "refs/heads/access-journal", made)
        return made

    def _added(self, commit: str) -> dict[str, str]:
        listed = self.git("diff-tree", "-r", "--no-commit-id", "--name-only", commit).splitlines()
        return {path: self.git("show", f"{commit}:{path}") + "\n" for path in listed}

    def _tree(self, base: str, files: Mapping[str, str | None]) -> str:
        index = {"GIT_INDEX_FILE": str(self.root / ".git" / "forged-index")}
        self.git("read-tree", base, env=index)
        for path, text in files.items():
            if text is None:
                self.git("update-index", "--force-remove", path, env=index)
                continue
            blob = self.git("hash-object", "-w", "--stdin", stdin=text)
            self.git("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}", env=index)
        return self.git("write-tree", env=index)

    def _rewritten(
        self, old: str, parent: str, added: Mapping[str, str], change: Callable[[dict[str, str]], None]
    ) -> str:
        form = "%an%n%ae%n%cn%n%ce%n%at%n%ct"
        names = (
            "AUTHOR_NAME",
            "AUTHOR_EMAIL",
            "COMMITTER_NAME",
            "COMMITTER_EMAIL",
            "AUTHOR_DATE",
            "COMMITTER_DATE",
        )
        values = self.git("show", "-s", f"--format={form}", old).splitlines()
        said = dict(zip(names, values, strict=True))
        said["AUTHOR_DATE"], said["COMMITTER_DATE"] = (
            f"@{said[name]} +0000" for name in ("AUTHOR_DATE", "COMMITTER_DATE")
        )
        said["message"] = self.git("show", "-s", "--format=%B", old) + "\n"
        said["paths"] = " ".join(added)
        change(said)
        env = {f"GIT_{name}": said[name] for name in names}
        tree = self._tree(parent, added)
        return self.git("commit-tree", tree, "-p", parent, "-F", "-", stdin=said["message"], env=env)


@pytest.fixture
def story(local: Branch) -> Story:
    """Write an honest journal: an apply with a renewal, a note, a dead run taken over, an emergency."""
    ana, luz = intended(ANA), intended(LUZ, handoff="cafe0001")
    run = open_run(local, head(1), lock(), lambda *_: (ana, luz))
    run = renew_run(local, run, NOON + LIFE / 2, NOON + timedelta(minutes=2), "alive")
    close_run(local, run, NOON + timedelta(minutes=3), "done", (ended(ana), ended(luz)))
    word = Record(
        kind=RecordKind.HANDOFF, at=NOON, handoff="cafe0001", state=HandoffState.REFUSED, by="Rosa Soto"
    )
    write_note(local, head(2, "handoff"), lambda _: (word,))
    open_run(local, head(3), lock(), lambda *_: (intended(ANA, ChangeKind.RESEND),))
    recovered = ended(intended(ANA, ChangeKind.RESEND), code="recovered", params={"run": "000003-00000003"})
    after = lock(NOON + LIFE)
    run = open_run(local, head(4), after, lambda *_: (recovered, intended(LUZ, ChangeKind.RESEND)))
    close_run(local, run, head(4).at, "done", (ended(intended(LUZ, ChangeKind.RESEND)),))
    emergency = Record(
        kind=RecordKind.EMERGENCY, at=NOON, practice="lucia", email=ANA, actor=ACTOR, params={"reason": "R"}
    )
    out = intended(ANA, ChangeKind.REVOKE, code="emergency", origin=None)
    run = open_run(local, head(5, "revoke"), after, lambda *_: (emergency, out))
    close_run(local, run, head(5).at, "done", (ended(out),))
    return Story(local)


def edited(path: str, old: str, new: str, count: int = 1) -> Callable[[dict[str, str]], None]:
    """Return a forgery that replaces words in one file."""

    def change(files: dict[str, str]) -> None:
        for name, text in files.items():
            if path in name:
                assert old in text
                files[name] = text.replace(old, new, count)

    return change


def lined(path: str, change: Callable[[list[str]], list[str]]) -> Callable[[dict[str, str]], None]:
    """Return a forgery that changes the lines of one file."""

    def changed(files: dict[str, str]) -> None:
        for name, text in files.items():
            if path in name:
                files[name] = "\n".join(change(text.splitlines())) + "\n"

    return changed


def renumbered(lines: list[str]) -> list[str]:
    """Return the lines with their records counted and numbered anew, as a careful forger would."""
    first = json.loads(lines[0])
    records = [json.loads(line) for line in lines[1:]]
    said = [
        json.dumps({**value, "seq": place}, separators=(",", ":")) for place, value in enumerate(records, 1)
    ]
    return [json.dumps({**first, "records": len(said)}), *said]


def test_an_untouched_journal_is_clean(story: Story) -> None:
    """Applies, a renewal, a note, a take-over and an emergency: nothing to say."""
    assert story.found() == ()
    counted = verify(story.branch, (), good, LATER).verification
    assert (counted.commits, counted.files, counted.records) == (10, 9, 22)


def test_every_earlier_tip_is_a_checkpoint_of_an_untouched_journal(story: Story) -> None:
    """Whatever an auditor wrote down on the way."""
    assert story.found(*story.commits()) == ()


def test_a_replaced_branch_is_found_by_root_by_checkpoint_and_by_this_clone(
    story: Story,
) -> None:
    """The settings pin the first commit, an auditor keeps a tip, and a clone remembers."""
    tip = story.commits()[-1]
    story.branch.gateway.update_ref(story.branch.known_ref, tip, None)
    blank = story.git("mktree", stdin="")
    other = story.git("commit-tree", blank, "-m", "Begin anew")
    story.git("update-ref", "refs/heads/access-journal", other)
    assert story.codes(tip) == {"root-not-pinned", "checkpoint-not-on-branch", "seen-not-on-branch"}
    (kept,) = [item for item in story.found(tip) if item.code == "checkpoint-not-on-branch"]
    assert (kept.commit, kept.params["line"]) == (tip, 1)


def test_a_branch_set_back_is_found_by_the_checkpoint(story: Story) -> None:
    """What was cut off at the end leaves no other trace."""
    commits = story.commits()
    story.git("update-ref", "refs/heads/access-journal", commits[4])
    assert story.codes(commits[-1]) >= {"checkpoint-not-on-branch"}
    assert "checkpoint-not-on-branch" not in story.codes(commits[4])


def test_a_modified_file_is_named_with_its_commit_and_the_rest_goes_on(story: Story) -> None:
    """Two commits by hand: both are found, and the records still are those first written."""
    path = story.path(1, "open")
    one = story.add({path: story.text(1, "open").replace("escazu", "heredia")})
    two = story.add({story.path(2, "note"): None})
    named = [(item.code, item.commit, item.path) for item in story.found()]
    assert named == [("file-modified", one, path), ("file-deleted", two, story.path(2, "note"))]


def test_a_moved_file_is_named_with_where_it_went(story: Story) -> None:
    """A rename is a deletion with the same content elsewhere."""
    path, other = story.path(2, "note"), "runs/2026/12/000002-00000002.note.jsonl"
    commit = story.add({path: None, other: story.text(2, "note")})
    (item,) = story.found()
    assert (item.code, item.commit, item.path, item.params) == ("file-moved", commit, path, {"to": other})


def test_a_file_that_comes_back_otherwise_is_found_twice(story: Story) -> None:
    """Deleted, then written anew."""
    path = story.path(2, "note")
    text = story.text(2, "note")
    story.add({path: None})
    story.add({path: text.replace("Rosa", "Luisa")})
    assert [item.code for item in story.found()] == ["file-deleted", "file-added-again"]


@pytest.mark.parametrize("path", ["notes.txt", "runs/2026/11/notes.jsonl", "runs/2026/11/1-1.open.jsonl"])
def test_an_extra_file_is_found(story: Story, path: str) -> None:
    """Only runs' files of the known names."""
    story.add({path: "hello\n"})
    assert [item.path for item in story.found() if item.code == "file-unknown"] == [path]


def test_a_merged_side_branch_is_found(story: Story) -> None:
    """Also where it only brings one more run of the same number."""
    tip = story.git("rev-parse", "access-journal")
    before = story.commits()[-3]
    copy = "runs/2026/11/000005-0000abcd.note.jsonl"
    text = story.text(2, "note").replace("000002-00000002", "000005-0000abcd")
    side = story.git("commit-tree", story._tree(before, {copy: text}), "-p", before, "-m", "Side")
    tree = story._tree(tip, {copy: text})
    merge = story.git("commit-tree", tree, "-p", tip, "-p", side, "-m", "Merge")
    story.git("update-ref", "refs/heads/access-journal", merge)
    found = {(item.code, item.path) for item in story.found()}
    assert ("merge-commit", None) in found
    assert "run-number-twice" in {code for code, _ in found}
    assert [item.commit for item in story.found() if item.code == "merge-commit"] == [merge]


def test_a_second_root_is_found(story: Story) -> None:
    """Another journal, grafted on."""
    tip = story.git("rev-parse", "access-journal")
    other = story.git("commit-tree", story.git("mktree", stdin=""), "-m", "Other")
    merge = story.git("commit-tree", f"{tip}^{{tree}}", "-p", tip, "-p", other, "-m", "Merge")
    story.git("update-ref", "refs/heads/access-journal", merge)
    assert [item.commit for item in story.found() if item.code == "several-roots"] == [other]


FORGERIES = {
    "an edited intent": (edited("1.open", '"escazu"', '"heredia"'), {"change-id-differs", "outcome-differs"}),
    "an edited outcome": (edited("1.close", '"done"', '"failed"'), set()),
    "an outcome for another person": (edited("1.close", "luz@", "lua@"), {"outcome-differs"}),
    "a record that is no JSON": (
        edited("1.open", '{"kind":"intent"', '{"kind":intent'),
        {"record-malformed"},
    ),
    "an unknown field": (edited("1.open", '"route"', '"rute"'), {"record-malformed"}),
    "a second meaning of one key": (
        edited("1.close", '"practice":"lucia"', '"practice":"eva","practice":"lucia"'),
        {"record-not-as-written"},
    ),
    "another run's name in a record": (
        edited("1.close", '"run":"000001-00000001","seq":2', '"run":"000009-00000001","seq":2'),
        {"record-of-another-run"},
    ),
    "another run's name in the head": (
        edited("1.close", '"run": "000001', '"run": "000009'),
        {"head-malformed"},
    ),
    "another format": (edited("1.close", "journal/1", "journal/0"), {"head-malformed"}),
    "a newer format": (edited("1.close", "journal/1", "journal/2"), {"format-newer"}),
    "reordered records": (
        lined("1.close", lambda lines: [*lines[:2], lines[3], lines[2]]),
        {"record-out-of-sequence"},
    ),
    "a dropped record": (lined("1.close", lambda lines: lines[:-1]), {"record-count"}),
    "a carefully dropped outcome": (
        lined("1.close", lambda lines: renumbered(lines[:-1])),
        {"intent-without-outcome"},
    ),
    "a carefully dropped intent": (
        lined("1.open", lambda lines: renumbered(lines[:-1])),
        {"outcome-without-intent"},
    ),
    "an inserted record": (
        lined("1.close", lambda lines: [*lines[:3], lines[2], *lines[3:]]),
        {"record-count", "record-out-of-sequence", "outcome-twice"},
    ),
    "a carefully inserted outcome": (
        lined("1.close", lambda lines: renumbered([*lines, lines[2].replace("ana@", "eva@")])),
        {"outcome-twice", "outcome-differs"},
    ),
    "a truncated file": (
        lambda files: files.update({p: t.rstrip("\n")[:-9] for p, t in files.items() if "1.close" in p}),
        {"file-truncated"},
    ),
    "an emptied file": (
        lambda files: files.update({p: "" for p in files if "1.close" in p}),
        {"file-truncated"},
    ),
    "an intent in a close file": (
        edited("1.close", '"kind":"outcome"', '"kind":"intent"'),
        {"record-out-of-place"},
    ),
    "a note that takes the lock": (
        edited("2.note", '"command":', '"expires_at":"2027-01-01T00:00:00Z","command":'),
        {"record-out-of-place"},
    ),
    "an answer to nothing": (edited("2.note", "cafe0001", "cafe0002"), {"handoff-unknown"}),
    "another actor in the run": (
        edited("1.open", ACTOR, "Luz Soto <luz@org.example>"),
        {"trailer-differs", "author-not-actor"},
    ),
    "another actor in the emergency": (
        lambda files: files.update(
            {
                path: "Luz Soto <luz@org.example>".join(text.rsplit(ACTOR, 1))
                for path, text in files.items()
                if "5.open" in path
            }
        ),
        {"actor-differs"},
    ),
    "another declared commit": (edited("1.open", DECLARED, "c" * 40), {"trailer-differs"}),
    "another plan": (edited("1.open", "e" * 64, "f" * 64), {"trailer-differs"}),
    "another command": (edited("1.open", '"apply"', '"watch"'), {"command-differs", "subject-differs"}),
    "another time": (edited("1.close", "12:03:00Z", "12:04:00Z"), {"commit-time"}),
    "no take-over": (
        lined("4.open", lambda lines: renumbered([line for line in lines if '"takeover"' not in line])),
        {"lock-overridden", "outcome-of-another-run"},
    ),
    "a take-over of nothing": (
        edited("4.open", '"reference":"000003-00000003"', '"reference":"000001-00000001"'),
        {"takeover-of-nothing", "lock-overridden"},
    ),
    "an emergency that never was": (
        lined(
            "5.open", lambda lines: renumbered([line for line in lines if '"kind":"emergency"' not in line])
        ),
        {"effect-without-commit"},
    ),
    "an unnamed rule": (edited("1.open", '"code":"declared"', '"code":"because"'), {"effect-without-rule"}),
}


@pytest.mark.parametrize(("forgery", "expected"), list(FORGERIES.values()), ids=list(FORGERIES))
def test_a_forged_record_is_found_though_the_branch_was_written_anew(
    story: Story, forgery: Callable[[dict[str, str]], None], expected: set[str]
) -> None:
    """History is rewritten from there on, so that no commit shows a change; the checkpoint does as well."""
    tip = story.commits()[-1]
    story.forge(files=forgery)
    assert story.codes(tip) >= {"checkpoint-not-on-branch", *expected}
    assert story.codes() >= expected


def test_a_finding_about_a_record_names_file_line_and_commit(story: Story) -> None:
    """So that one can look."""
    story.forge(files=lined("1.close", lambda lines: [*lines[:2], lines[3], lines[2]]))
    found = [item for item in story.found() if item.code == "record-out-of-sequence"]
    assert [item.line for item in found] == [3, 4]
    assert {item.path for item in found} == {story.path(1, "close")}
    assert {item.commit for item in found} == {story.commits()[3]}
    assert found[0].params == {"found": "3", "expected": "2"}


def moved_month(files: dict[str, str]) -> None:
    """Put a note into another month."""
    for path in [path for path in files if "2.note" in path]:
        files[path.replace("/11/", "/10/")] = files.pop(path)


def same_number(files: dict[str, str]) -> None:
    """Give a note the number of the run before."""
    for path in [path for path in files if "2.note" in path]:
        text = files.pop(path).replace("000002-00000002", "000001-00000002")
        files[path.replace("000002-00000002", "000001-00000002")] = text


@pytest.mark.parametrize(
    ("forgery", "expected"),
    [(moved_month, "wrong-month"), (same_number, "run-number-twice")],
    ids=["month", "number"],
)
def test_a_file_under_another_name_is_found(
    story: Story, forgery: Callable[[dict[str, str]], None], expected: str
) -> None:
    """The path says when and in which order."""
    story.forge(files=forgery)
    assert expected in story.codes()


@pytest.mark.parametrize(
    ("dropped", "expected"),
    [
        ("1.open", {"close-without-open", "renewal-without-open"}),
        ("1.close", {"lock-overridden"}),
        ("5.close", {"open-without-close"}),
        ("2.note", {"run-number-gap"}),
        ("3.open", {"run-number-gap", "takeover-of-nothing"}),
    ],
)
def test_a_dropped_commit_is_found(story: Story, dropped: str, expected: set[str]) -> None:
    """Left out when the branch was written anew."""
    story.forge(drop=dropped)
    assert story.codes() >= expected


def test_a_dropped_renewal_is_found_where_another_follows(story: Story) -> None:
    """They are counted."""
    run = open_run(story.branch, head(6), lock(NOON + LIFE), lambda *_: ())
    for count in (1, 2):
        run = renew_run(story.branch, run, NOON + LIFE, head(6).at + timedelta(minutes=count), "alive")
    close_run(story.branch, run, head(6).at, "done", ())
    assert story.codes() == set()
    story.forge(drop="6.renew-1")
    assert story.codes() == {"renewal-order"}


def test_commits_in_another_order_are_found(story: Story) -> None:
    """A note that was put before the run it speaks of."""
    first, *others = story.commits()
    order = [others[3], *others[:3], *others[4:]]
    parent = first
    for old in order:
        parent = story._rewritten(old, parent, story._added(old), lambda _: None)
    story.git("update-ref", "refs/heads/access-journal", parent)
    assert story.codes() >= {"run-number-gap", "run-number-backwards", "handoff-unknown"}


LUISA = {"NAME": "Luisa Paz", "EMAIL": "luisa@org.example"}


def by(*roles: str) -> Callable[[dict[str, str]], None]:
    """Return a forgery that gives the second close another author, committer or both."""

    def change(said: dict[str, str]) -> None:
        if "4.close" in said["paths"]:
            said.update({f"{role}_{name}": value for role in roles for name, value in LUISA.items()})

    return change


def said(old: str, new: str) -> Callable[[dict[str, str]], None]:
    """Return a forgery that replaces words in the message of the first open."""

    def change(values: dict[str, str]) -> None:
        if "1.open" in values["paths"]:
            assert old in values["message"]
            values["message"] = values["message"].replace(old, new)

    return change


@pytest.mark.parametrize(
    ("forgery", "expected"),
    [
        (by("AUTHOR"), {"author-not-committer", "author-changed"}),
        (by("COMMITTER"), {"author-not-committer"}),
        (by("AUTHOR", "COMMITTER"), {"author-changed"}),
        (said("Actor: Ana Mora", "Actor: Luz Soto"), {"trailer-differs"}),
        (said("Run: 000001", "Run: 000002"), {"trailer-differs"}),
        (said(f"Declared-Commit: {DECLARED}\n", ""), {"trailer-differs"}),
        (said("Plan-Digest: e", "Plan-Digest: f"), {"trailer-differs"}),
        (said("apply 000001", "apply 000002"), {"subject-differs"}),
    ],
)
def test_a_forged_commit_is_found(
    story: Story, forgery: Callable[[dict[str, str]], None], expected: set[str]
) -> None:
    """Author, committer and trailers agree with the file, or are named."""
    story.forge(commit=forgery)
    assert story.codes() == expected


def test_a_run_by_another_author_than_its_actor_is_shown_and_no_error(story: Story) -> None:
    """In a pipeline the one may be a machine's: both are claims."""

    def change(values: dict[str, str]) -> None:
        if "2.note" in values["paths"]:
            values.update(
                {f"{role}_{name}": v for role in ("AUTHOR", "COMMITTER") for name, v in LUISA.items()}
            )

    story.forge(commit=change)
    (item,) = story.found()
    assert (item.code, item.severity) == ("author-not-actor", Severity.WARNING)


def test_a_run_at_work_is_shown_until_its_lock_expires(story: Story) -> None:
    """Afterwards it is an end that is missing."""
    open_run(story.branch, head(6), lock(LATER), lambda *_: (intended(LUZ),))
    (now,) = story.found(now=LATER + LIFE / 2)
    assert (now.code, now.severity) == ("run-at-work", Severity.WARNING)
    (later,) = story.found(now=LATER + LIFE)
    assert (later.code, later.severity, later.path) == (
        "open-without-close",
        Severity.ERROR,
        story.path(6, "open"),
    )


def test_a_declared_commit_is_judged_where_it_is_named(story: Story) -> None:
    """In the head of a run and in every intent; one that was only merged counts for an intent."""
    judged = {"declared-missing": 7, "declared-beside-branch": 3}
    for code, count in judged.items():
        found = verify(story.branch, (), lambda _, code=code: code, LATER).verification.discrepancies
        assert [item.code for item in found] == [code] * len(found)
        assert len(found) == count, code


def test_a_branch_that_is_nowhere_is_found_by_its_checkpoint(
    repository: Path, opened: Callable[..., Branch]
) -> None:
    """Without a pinned root there may be no journal yet; an auditor's tip says that there was."""
    branch = opened(repository)
    assert verify(branch, (), good, NOON).verification.discrepancies == ()
    kept = [Checkpoint(commit="a" * 40, line=3)]
    (item,) = verify(branch, kept, good, NOON.astimezone(UTC)).verification.discrepancies
    assert (item.code, item.params["line"]) == ("checkpoint-not-on-branch", 3)


def test_every_rule_that_a_change_can_follow_from_is_known() -> None:
    """The list here is that of the texts."""
    told = {key.removeprefix("reason.") for key in area("plans") if key.startswith("reason.")}
    assert told - RULES <= {"ends", "given"}
    assert told >= RULES


def test_git_fixture_is_a_repository(story: Story) -> None:
    """The forgeries work on real git: the branch has one line."""
    assert git(story.root, "rev-list", "--count", "--merges", "access-journal") == "0"
