"""`access/settings.yaml` → `Settings`: a wrong part is a finding, and its default stands in."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from accessctl.declarations.partial_loading import check_in_part
from accessctl.declarations.problems import Problem
from accessctl.declarations.quantities import duration_of
from accessctl.declarations.settings_document import (
    GuardsDocument,
    HandoffsDocument,
    JournalDocument,
    LiveDocument,
    SendWindowDocument,
    SettingsDocument,
)
from accessctl.declarations.yaml_reader import Tree
from accessctl.model.identity import Address, normalise_address
from accessctl.model.settings import (
    GuardSettings,
    HandoffSettings,
    JournalSettings,
    LiveSettings,
    SendWindow,
    Settings,
)

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DURATIONS = (
    ("live", "max_observation_age"),
    ("invitations", "back_off"),
    ("handoffs", "remind_after"),
    ("handoffs", "escalate_after"),
    ("lock", "time_to_live"),
    ("guards", "removals", "window"),
)


def settings_from(tree: Tree) -> tuple[Settings, list[Problem]]:
    """Return the settings of the file, and what is wrong with it."""
    document, problems = check_in_part(SettingsDocument, tree, durations=_DURATIONS)
    return (Settings() if document is None else _settings(document)), problems


def _settings(document: SettingsDocument) -> Settings:
    usual = Settings()
    invitations, lock = document.invitations, document.lock
    window = invitations.send_window if invitations is not None else None
    back_off = invitations.back_off if invitations is not None else None
    return Settings(
        branch=document.branch,
        language=document.language,
        time_zone=document.time_zone,
        live=usual.live if document.live is None else _live(document.live),
        max_attempts=usual.max_attempts if invitations is None else invitations.max_attempts,
        back_off=None if back_off is None else duration_of(back_off),
        send_window=None if window is None else _send_window(window),
        handoffs=usual.handoffs if document.handoffs is None else _handoffs(document.handoffs),
        journal=usual.journal if document.journal is None else _journal(document.journal),
        lock_time_to_live=usual.lock_time_to_live if lock is None else duration_of(lock.time_to_live),
        drift=document.drift,
        guards=usual.guards if document.guards is None else _guards(document.guards),
    )


def _live(document: LiveDocument) -> LiveSettings:
    return LiveSettings(
        provider=document.provider,
        account=_address(document.account),
        concurrency=document.concurrency,
        max_observation_age=duration_of(document.max_observation_age),
        path=document.path,
        directory=document.directory,
        own_user=None if document.own_user is None else str(document.own_user),
        users=tuple(sorted((user, normalise_address(email)) for user, email in document.users.items())),
    )


def _send_window(document: SendWindowDocument) -> SendWindow:
    opens, closes = document.hours.split("-")
    return SendWindow(
        days=frozenset(_DAYS.index(day) for day in document.days),
        opens=time.fromisoformat(opens),
        closes=time.fromisoformat(closes),
    )


def _handoffs(document: HandoffsDocument) -> HandoffSettings:
    return HandoffSettings(
        sender=_address(document.sender),
        remind_after=duration_of(document.remind_after),
        escalate_after=duration_of(document.escalate_after),
        templates=document.templates,
        outbox=document.outbox,
    )


def _journal(document: JournalDocument) -> JournalSettings:
    return JournalSettings(branch=document.branch, remote=document.remote, root=document.root)


def _guards(document: GuardsDocument) -> GuardSettings:
    guards = GuardSettings(invitations=document.invitations, record_grants=document.record_grants)
    removals = document.removals
    if removals is None:
        return guards
    return replace(
        guards,
        removals_percent=removals.percent,
        removals_at_least=removals.at_least,
        removals_window=duration_of(removals.window),
    )


def _address(text: str | None) -> Address | None:
    return None if text is None else normalise_address(text)
