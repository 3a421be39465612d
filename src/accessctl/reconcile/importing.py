"""From live to file: what an import writes, so that the plan after it has nothing to change. Pure.

The rules, in the order of a person's case:
- live and undeclared, invited or active: becomes an entry, with what is known, and a mark for what is not;
- declared and live with other clinics or flags: the entry follows what is live;
- a request that is under way, an expired invitation, dates that have passed or are to come, and whoever is
  declared but not live stay as they are: the plan says what becomes of them;
- the owner, protected people and the program's own account are never written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from accessctl.model.change import ChangeKind
from accessctl.model.identity import SLUG, Address
from accessctl.model.import_step import Action, FileValue, ImportStep, Mark
from accessctl.model.live import Presence
from accessctl.reconcile.case import Case, Situation
from accessctl.reconcile.diff import cases_of
from accessctl.reconcile.import_facets import declared_steps, is_withheld, record_marks, requested

LEAVING = frozenset(
    {
        ChangeKind.REVOKE,
        ChangeKind.CANCEL_INVITATION,
        ChangeKind.REQUEST_REMOVAL_AT_CENTRE,
        ChangeKind.REQUEST_RECORD_REMOVAL,
        ChangeKind.REQUEST_BILLING_REMOVAL,
    }
)
"""Open requests that say of somebody undeclared that they are on their way out."""

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")


def decide(situation: Situation, issuer: Address | None = None) -> tuple[ImportStep, ...]:
    """Return the steps of one practice, in order; `issuer` is the billing issuer's owner, where known."""
    people = [step for case in cases_of(situation) for step in _steps(case)]
    return (*_clinic_steps(situation, people), *_billing(situation, people, issuer))


def never_imported(situation: Situation, email: Address) -> str | None:
    """Return why an address is nobody's to declare as an assistant, or None."""
    if email == situation.practice.owner:
        return "owner"
    if email == situation.rules.settings.live.account:
        return "own-account"
    return "protected" if email in situation.rules.policy.protected else None


def _steps(case: Case) -> Iterator[ImportStep]:
    if case.desired is not None:
        yield from declared_steps(case)
        return
    seen = case.situation.observation
    if seen is None or case.email not in seen.assistants or not case.known.live:
        return
    code, params = _why_not(case)
    if code is not None:
        yield ImportStep(Action.NOTE, code, case.email, params=params)
        return
    yield _new_entry(case)
    if case.known.record_access and is_withheld(case):
        yield ImportStep(Action.NOTE, "record-unconfirmed", case.email)


def _why_not(case: Case) -> tuple[str | None, Mapping[str, object]]:
    """Return why somebody live stays undeclared, or None."""
    never = never_imported(case.situation, case.email)
    if never is not None:
        return never, {}
    if case.declaring is not None:
        return "earlier-address", {"new": case.declaring.email}
    if case.person.emergency is not None:
        return "emergency", {}
    if any(item.kind in LEAVING for item in case.situation.view.pending(case.email)):
        return "leaving", {}
    if case.presence is Presence.EXPIRED:
        return "expired", {}
    if not _ADDRESS.fullmatch(case.email) or not case.email.isprintable():
        return "address-unusable", {}
    unusable = [clinic for clinic in sorted(case.known.clinics or ()) if not SLUG.fullmatch(clinic)]
    return ("clinic-unusable", {"clinic": unusable[0]}) if unusable else (None, {})


def _new_entry(case: Case) -> ImportStep:
    known, values, marks = case.known, dict[str, FileValue](), list[Mark]()
    name, surnames = shown_line(known.name), [said for text in known.surnames if (said := shown_line(text))]
    values["email"] = case.email
    if name:
        values["name"] = name
    if surnames:  # the form has two places
        values["surnames"] = [surnames[0], *([" ".join(surnames[1:])] if surnames[1:] else [])]
    if not (name and surnames):
        marks.append(Mark("name", "name-unknown"))
    if known.clinics:
        values["clinics"] = in_order(case.situation, known.clinics)
    elif len(case.situation.practice.clinics) != 1:
        marks.append(Mark("clinics", "clinics-unknown"))
    if known.record_access:
        values["record_access"] = True
        marks += record_marks(case)
    elif known.record_access is None:
        marks.append(Mark("record_access", "record-unknown"))
    if known.billing:
        values["billing"] = True
    elif known.billing is None:
        marks.append(Mark("billing", "billing-unknown"))
    params: dict[str, object] = {"state": str(case.presence), "name": " ".join([name, *surnames]).strip()}
    code = "added-drift" if case.drift else "added"
    return ImportStep(Action.ADD_ENTRY, code, case.email, values, tuple(marks), params)


def in_order(situation: Situation, clinics: frozenset[str]) -> list[str]:
    """Return clinics in the order in which the practice declares them, new ones last."""
    declared = [clinic.id for clinic in situation.practice.clinics if clinic.id in clinics]
    return [*declared, *sorted(clinics - set(declared))]


def shown_line(text: str | None) -> str:
    """Return a name of the live system as one line, without what cannot be seen."""
    return " ".join("".join(char if char.isprintable() else " " for char in text or "").split())


def _clinic_steps(situation: Situation, people: list[ImportStep]) -> Iterator[ImportStep]:
    """Declare the clinics that the people need; one that stood alone was meant by whoever named none."""
    practice, seen = situation.practice, situation.observation
    declared = {clinic.id for clinic in practice.clinics}
    needed = {str(clinic) for step in people for clinic in _listed(step.values.get("clinics"))} - declared
    names = {clinic.id: clinic for clinic in (seen.clinics or ())} if seen else {}
    for clinic in sorted(needed):
        shown = names.get(clinic)
        name = shown_line(shown.name) if shown else ""
        marks = [] if name else [Mark("name", "clinic-name")]
        if shown is not None and shown.single_record:
            marks.append(Mark("single_record", "single-record"))
        values: dict[str, FileValue] = {"id": clinic, "name": name or clinic}
        yield ImportStep(Action.ADD_CLINIC, "clinic-added", None, values, tuple(marks), values)
    if not needed or len(declared) != 1:
        return
    for entry in practice.assistants:
        held = (practice.slug, entry.email) in situation.holds.entries
        if "clinics" not in entry.keys and not held and requested(people, entry.email, "clinics") is None:
            chosen: dict[str, FileValue] = {"clinics": list(entry.clinics)}
            params = {"clinics": entry.clinics}
            yield ImportStep(Action.SET_ENTRY, "clinics-written", entry.email, chosen, params=params)


def _listed(value: FileValue | None) -> tuple[FileValue, ...]:
    return tuple(value) if isinstance(value, list | tuple) else ()


def _billing(situation: Situation, people: list[ImportStep], issuer: Address | None) -> Iterator[ImportStep]:
    """See to the issuer that billing access needs: write it where it is known, else mark the entries."""
    needed = any(step.values.get("billing") is True for step in people)
    if situation.practice.billing_issuer is not None or not needed:
        yield from people
        return
    if issuer is not None:
        values: dict[str, FileValue] = {"billing_issuer": {"owner": issuer}}
        params = {"issuer": issuer}
        yield ImportStep(Action.SET_PRACTICE, "issuer-added", None, values, params=params)
        yield from people
        return
    for step in people:
        given = step.values.get("billing") is True
        unknown = (*step.marks, Mark("billing", "issuer-unknown"))
        yield replace(step, marks=unknown) if given else step
