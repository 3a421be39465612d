"""The judge of a round: compares what servers received, what was pushed, and the journal's own lines.

It knows nothing of how the program decides: it reads rows, letters and lines of JSON.
"""

from __future__ import annotations

import json
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from town import LIFE, MACHINES, Key, Town

SENDINGS = frozenset({"invite", "resend"})
REMIND_AFTER = (timedelta(days=3), timedelta(days=7))
ASKED_FOR = {
    "request-record-access": lambda entry: entry["record_access"],
    "request-billing": lambda entry: entry["billing"],
    "request-user-at-centre": lambda entry: "cima" in entry["clinics"],
}
Record = dict[str, Any]


@dataclass(frozen=True)
class Told:
    """The journal as the remote has it: its files, oldest first."""

    files: tuple[tuple[str, tuple[Record, ...]], ...]

    @property
    def records(self) -> Iterator[Record]:
        """Yield all lines, oldest first."""
        for _, records in self.files:
            yield from records

    def of(self, kind: str) -> Iterator[Record]:
        """Return the lines of one kind."""
        return (record for record in self.records if record["kind"] == kind)


def told(remote: Path) -> Told:
    """Read the journal, by git alone."""

    def git(*words: str) -> str:
        done = subprocess.run(["git", "-C", str(remote), *words], check=True, capture_output=True, text=True)
        return done.stdout

    words = ("--reverse", "--first-parent", "--raw", "--no-abbrev", "--format=", "access-journal")
    added = [line.split() for line in git("log", *words).splitlines() if line]
    names = [(row[3], row[5]) for row in added if row[5].startswith("runs/")]
    if any(row[4] != "A" for row in added):
        raise AssertionError("a file of the journal was changed")
    asked = "".join(f"{blob}\n" for blob, _ in names)
    done = subprocess.run(
        ["git", "-C", str(remote), "cat-file", "--batch"],
        input=asked.encode(),
        check=True,
        capture_output=True,
    )
    files, rest = [], done.stdout
    for _, name in names:
        head, _, rest = rest.partition(b"\n")
        size = int(head.split()[2])
        files.append((name, tuple(map(json.loads, rest[:size].splitlines()[1:]))))
        rest = rest[size + 1 :]
    return Told(tuple(files))


def judge(town: Town, plans: dict[str, dict[str, Any]]) -> list[str]:
    """Say what nothing explains, after everything has come to rest."""
    journal = told(town.remote)
    return [
        *_one_at_a_time(journal),
        *_invitations(town, journal),
        *_letters(town, journal),
        *_live(town),
        *_rest(plans),
    ]


# One at a time


def _one_at_a_time(journal: Told) -> Iterator[str]:
    """Find a run that began while another was at work, and was not taken over; or one without an end."""
    working: set[str] = set()
    for name, records in journal.files:
        run = name.rpartition("/")[2].partition(".")[0]
        if name.endswith(".open.jsonl"):
            working -= {record["reference"] for record in records if record["kind"] == "takeover"}
            if working:
                yield f"{run} began while {sorted(working)} was at work"
            working.add(run)
        elif name.endswith(".close.jsonl"):
            working.discard(run)
    if working:
        yield f"{sorted(working)} never ended"


def still_open(journal: Told) -> set[str]:
    """Return the runs without an end."""
    opened = {record["run"] for record in journal.of("run") if record.get("holder")}
    ended = {record["run"] for record in journal.of("closed")}
    return opened - ended - {record["reference"] for record in journal.of("takeover")}


# Nothing twice, nothing unasked, everything written down


def _invitations(town: Town, journal: Told) -> Iterator[str]:
    mails: Counter[Key] = Counter()
    for recipient, slug in town.rows("SELECT recipient, practice FROM mails"):
        mails[slug, recipient] += 1
    intended = _counted(r for r in journal.of("intent") if r["change"] in SENDINGS)
    done = _counted(r for r in journal.of("outcome") if r["change"] in SENDINGS and r["outcome"] == "done")
    unknown = _counted(
        r for r in journal.of("outcome") if r["change"] in SENDINGS and r["outcome"] == "fate-unknown"
    )
    for key in sorted(mails | done):
        grown_old = int(town.passed / LIFE)
        if mails[key] > town.reasons[key] + grown_old:
            yield f"{key} was mailed {mails[key]} times, for {town.reasons[key]} pushes"
        if not any(key in entries for entries in town.asked):
            yield f"{key} was invited, and nobody declared that"
        if mails[key] > intended[key]:
            yield f"{key} was mailed {mails[key]} times, and {intended[key]} were written down before"
        if not done[key] <= mails[key] <= done[key] + unknown[key]:
            yield f"{key} was mailed {mails[key]} times, and the journal has {done[key]} as done"


def _letters(town: Town, journal: Told) -> Iterator[str]:
    took = Counter(str(mail["Message-ID"]) for mail in town.box.mails)
    yield from (f"{name} was sent {count} times" for name, count in took.items() if count > 1)
    intents: dict[str, list[Record]] = defaultdict(list)
    fates: dict[str, set[str]] = defaultdict(set)
    for record in journal.records:
        name = record.get("reference") or ""
        if record["kind"] == "intent":
            intents[name].append(record)
        else:
            fates[name].add(str(record.get("outcome") or record["kind"]))
    for mail in town.box.mails:
        name = str(mail["Message-ID"])
        if not fates[name] & {"handoff", "handed-off", "fate-unknown"} and not _is_notice(mail):
            yield f"{name} to {mail['To']} was sent, and the journal says {sorted(fates[name]) or 'nothing'}"
    claimed = {name for name in intents if "handed-off" in fates[name]}
    yield from (f"{name} counts as sent, and no server has it" for name in sorted(claimed - set(took)))
    yield from _requests(town, [record for name in took for record in intents[name]])
    yield from _reminders(town)


def _requests(town: Town, sent: Iterable[Record]) -> Iterator[str]:
    """Find what was asked of somebody more often than it was declared, or never declared."""
    asked = Counter((r["change"], (r["practice"], r["email"]), r.get("centre")) for r in sent)
    for (kind, key, _), count in asked.items():
        if count > town.reasons[key]:
            yield f"{kind} for {key} was asked {count} times, for {town.reasons[key]} pushes"
        wanted = ASKED_FOR.get(kind)
        if wanted and not any(key in entries and wanted(entries[key]) for entries in town.asked):
            yield f"{kind} for {key} was asked, and nobody declared that"


def _reminders(town: Town) -> Iterator[str]:
    reminded: Counter[str] = Counter()
    for mail in town.box.mails:
        if mail["In-Reply-To"]:
            reminded.update(str(mail["X-Accessctl-Handoffs"] or "").replace(",", " ").split())
    allowed = sum(town.passed >= after for after in REMIND_AFTER)
    for handoff, count in reminded.items():
        if count > allowed:
            yield f"hand-off {handoff} was reminded {count} times in {town.passed}"


def _is_notice(mail: EmailMessage) -> bool:
    return str(mail["Message-ID"]).startswith("<accessctl.notice.")


def _counted(records: Iterable[Record]) -> Counter[Key]:
    return Counter((record["practice"], record["email"]) for record in records)


# It comes to rest where the last push says


def _live(town: Town) -> Iterator[str]:
    """Compare who is in with who was declared last, and find who should never have been touched."""
    last = town.asked[-1]
    rows = town.rows("SELECT practice, email, accepted, clinics FROM assistants")
    there = {(slug, who): (accepted, frozenset(json.loads(clinics))) for slug, who, accepted, clinics in rows}
    for key in sorted({*last, *there}):
        if key not in last:
            if there[key][1] - {"cima"}:
                yield f"{key} still has access, and is not declared"
            continue
        wanted = frozenset(last[key]["clinics"]) - {"cima"}
        has = there[key][1] - {"cima"} if key in there else None
        if has != wanted:
            yield f"{key} has {has and sorted(has)}, and {sorted(wanted)} are declared"
        stood = all(entries.get(key) == last[key] for entries in town.asked)
        if stood and not there.get(key, (False,))[0]:
            yield f"{key} was always declared, and lost access"


def _rest(plans: dict[str, dict[str, Any]]) -> Iterator[str]:
    for machine in MACHINES:
        plan = plans[machine]
        for change in plan["changes"]:
            yield f"{machine} still plans {change['kind']} for {change['email']}"
        for item in plan["blocked"]:
            if item["code"] != "fate-unknown":
                yield f"{machine}: {item.get('email')} is blocked by {item['code']}"
        if plan["frozen"] or plan["violations"]:
            yield f"{machine}: frozen {plan['frozen']}, violations {plan['violations']}"
