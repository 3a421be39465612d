"""By the clocks *applied* and *effective*, `who` says what truly held, or that nobody knows."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import yaml
from clocks_oracle import SECOND, SENT, TAKEN, Look, Who, Witness, effective, record_access
from five_weeks import Weeks
from five_weeks_facts import stem

from accessctl.execution.history import Archive, open_archive, roll
from accessctl.history.answers import Question, When
from accessctl.history.engine import Asked
from accessctl.model.event import Clock, Holding
from accessctl.model.settings import JournalSettings, Settings
from thoroughness import THOROUGH


def answers(archive: Archive, clock: Clock, moment: datetime) -> dict[Who, Holding]:
    """Return the program's answer, by practice and address."""
    found = roll(archive, Question(), When(moment), clock).holdings
    return {(stem(item.practice), item.email): item for item in found}


def said(holding: Holding | None) -> str:
    """Return the answer in one word."""
    if holding is None:
        return "no"
    return {"observed": "yes", "unknown": "unknown"}.get(holding.certainty, str(holding.certainty))


def disagreements(root: Path, seed: int, days: int) -> tuple[list[str], int]:
    """Play, ask, and return where the program says what was not so, and how often it was asked."""
    weeks = Weeks(root, seed)
    witness = Witness(weeks.desk)
    witness.watch()
    weeks.play(days)
    witness.read_journal()
    archive = open_archive(weeks.desk.world.root, _settings(weeks), Asked("main"), with_journal=True)
    attested = {
        (stem(item["practice"]), item["email"])
        for item in weeks.desk.handoffs()
        if item["state"] == "done:attested"
    }
    dice = random.Random(seed)  # noqa: S311 - a seed, so that a failure can be repeated
    found = [*_effective(archive, witness, attested, dice), *_applied(archive, witness)]
    wrong = [sentence for sentence in found if sentence]
    return wrong, len(found)


def _settings(weeks: Weeks) -> Settings:
    """Return the settings, as far as they say where the journal is."""
    text = (weeks.desk.world.root / "access/settings.yaml").read_text(encoding="utf-8")
    journal = yaml.safe_load(text).get("journal", {})
    return Settings(journal=JournalSettings(root=journal.get("root")))


def _effective(archive: Archive, witness: Witness, attested: set[Who], dice: random.Random) -> Iterator[str]:
    """Yield what is wrong between two looks, or nothing for an answer that is right."""
    known: dict[datetime, dict[Who, Holding]] = {}
    for who in sorted(witness.people() - attested):
        for one, other in witness.between(who):
            if other.at - one.at <= 2 * SECOND:
                continue
            middle = one.at + (other.at - one.at) * dice.random()
            for moment in (one.at + SECOND, middle, other.at - SECOND):
                if not one.at < moment < other.at:
                    continue
                if moment not in known:
                    known[moment] = answers(archive, Clock.EFFECTIVE, moment)
                holding = known[moment].get(who)
                yield _judged(who, (one, other), moment, holding)


def _judged(who: Who, looks: tuple[Look, Look], moment: datetime, holding: Holding | None) -> str:
    one, other = looks
    allowed, word = effective(one, other, who), said(holding)
    first = f"{one.at} {one.left(who)} {one.did.get(who)}"
    rows = f"{who} at {moment} between {first} and {other.at} {other.saw(who)}"
    if word not in allowed:
        return f"{rows}: {word}, not one of {sorted(allowed)}"
    if (
        holding is not None
        and word == "yes"
        and holding.access.record_access not in record_access(one, other, who)
    ):
        return f"{rows}: record access {holding.access.record_access}"
    return ""


def _applied(archive: Archive, witness: Witness) -> Iterator[str]:
    """Yield what is wrong after what an apply did: an invitation counts from its sending, a removal too."""
    for look in witness.looks:
        told = None
        for who, did in look.did.items():
            last = [kind for kind, status in did if status in ("done", "handed-off") and kind in SENT | TAKEN]
            if not last or any(status not in ("done", "handed-off") for _, status in did):
                continue
            if (look.at, who[0]) in witness.doubtful or witness.later_at(look):
                continue
            told = told or answers(archive, Clock.APPLIED, look.at)
            there = who in told
            right = there is (last[-1] in SENT)
            yield (
                ""
                if right
                else f"{who} at {look.at} after {did}: {'there' if there else 'not there'} by applied"
            )


@pytest.mark.parametrize(("seed", "days"), [(1, 12), (2, 12)] if THOROUGH else [(1, 8)])
def test_who_by_the_journals_clocks_says_what_held_or_that_nobody_knows(
    tmp_path: Path, seed: int, days: int
) -> None:
    """Never yes where it was no at both neighbouring looks; unknown between two looks that differ."""
    wrong, asked = disagreements(tmp_path, seed, days)
    assert asked > 5 * days
    assert wrong == []
