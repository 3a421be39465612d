"""Edits about people: declare somebody, change or take out an entry, follow a changed address."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from accessctl.declarations.editing import ASSISTANT_KEYS, add_entry, remove_entry, set_entry
from accessctl.declarations.source_text import read_source
from accessctl.declarations.yaml_writing import Value
from accessctl.errors import AccessctlError, UsageError
from accessctl.execution.editing import Desk, near, near_address, wrong
from accessctl.model.edit import Draft, FileEdit, Remark
from accessctl.model.identity import normalise_address
from accessctl.model.practice import Entry, Practice


@dataclass(frozen=True, slots=True)
class Wish:
    """What an entry shall say: keys to set, keys to clear, clinics to add or to take out."""

    values: Mapping[str, Value] = field(default_factory=dict)
    clear: frozenset[str] = frozenset()
    more_clinics: tuple[str, ...] = ()
    fewer_clinics: tuple[str, ...] = ()
    record_access: bool | None = None
    record: Mapping[str, str] = field(default_factory=dict)
    """Reason and last day of record access, as far as they are given."""
    clear_record: frozenset[str] = frozenset()


def add_person(desk: Desk, slug: str, email: str, wish: Wish) -> Draft:
    """Declare somebody in a practice."""
    practice = desk.practice(slug)
    _refuse_unknown_clinics(practice, wish.values.get("clinics", ()))
    if "clinics" not in wish.values and len(practice.clinics) > 1:
        raise UsageError("edit-which-clinic", practice=slug, known=_clinics(practice))
    if wish.record and not wish.record_access:
        raise UsageError("edit-record-not-said")
    said = {
        "email": email,
        **wish.values,
        **({"record_access": dict(wish.record)} if wish.record_access else {}),
    }
    values = {key: said[key] for key in ASSISTANT_KEYS if key in said}
    written = _written(desk, practice, email)
    if written is None:
        edit = desk.edited(practice.where.file, lambda text: add_entry(text, values))
        return Draft((edit,), (_remark("person-added", practice, email),))
    differing = [key for key in values if key != "email" and _plain(written.get(key)) != _plain(values[key])]
    differing += [key for key in written if key not in values and key != "email"]
    if differing:
        raise AccessctlError("edit-declared-otherwise", email=email, practice=slug, keys=", ".join(differing))
    return Draft(remarks=(_remark("person-there", practice, email),))


def set_person(desk: Desk, slug: str, email: str, wish: Wish) -> Draft:
    """Change what somebody's entry says."""
    practice = desk.practice(slug)
    written = _written(desk, practice, email)
    if written is None:
        raise _nobody(desk, practice, email)
    changes: dict[str, Value | None] = {**wish.values, **dict.fromkeys(wish.clear)}
    if wish.more_clinics or wish.fewer_clinics:
        had = [*(wish.values.get("clinics") or _entry(practice, email).clinics)]  # type: ignore[misc]
        unknown = [clinic for clinic in wish.fewer_clinics if clinic not in had]
        if unknown and practice.clinic(unknown[0]) is None:
            _refuse_unknown_clinics(practice, unknown)
        kept = [clinic for clinic in had if clinic not in wish.fewer_clinics]
        changes["clinics"] = [*kept, *(one for one in wish.more_clinics if one not in kept)]
        if not changes["clinics"]:
            raise UsageError("edit-no-clinic-left", email=email, practice=slug)
    _refuse_unknown_clinics(practice, changes.get("clinics") or ())
    changes |= _record_change(written, wish)
    settled = {key: value for key, value in changes.items() if _plain(written.get(key)) != _plain(value)}
    if not settled:
        return Draft(remarks=(_remark("person-set-already", practice, email),))
    edit = desk.edited(practice.where.file, lambda text: set_entry(text, email, settled))
    keys = ", ".join(key for key in ASSISTANT_KEYS if key in settled)
    return Draft((edit,), (_remark("person-set", practice, email, keys=keys),))


def remove_person(desk: Desk, slug: str, email: str) -> Draft:
    """Take somebody's entry out of a practice."""
    practice = desk.practice(slug)
    if _written(desk, practice, email) is None:
        later = next((one for one in practice.assistants if normalise_address(email) in one.previously), None)
        if later is not None:
            raise AccessctlError("edit-earlier-address", email=email, practice=slug, now=later.written)
        close = near_address(normalise_address(email), (one.email for one in practice.assistants))
        code = "person-not-there.near" if close else "person-not-there"
        return Draft(remarks=(_remark(code, practice, email, warning=bool(close), near=close),))
    edit = desk.edited(practice.where.file, lambda text: remove_entry(text, email))
    remarks = [_remark("person-removed", practice, email)]
    if len(practice.assistants) == 1 and not practice.held:
        remarks.append(_remark("last-person", practice, email, warning=True))
    return Draft((edit,), tuple(remarks), takes_away=True)


def move_person(desk: Desk, old: str, new: str, slugs: Collection[str]) -> Draft:
    """Follow a changed address in every practice, or in those named."""
    was, now = normalise_address(old), normalise_address(new)
    if was == now:
        raise UsageError("edit-same-address", email=new)
    practices = [desk.practice(slug) for slug in slugs] or list(desk.declaration.practices.values())
    edits: list[FileEdit] = []
    remarks: list[Remark] = []
    for practice in practices:
        entry = next((one for one in practice.assistants if one.email == was), None)
        other = next((one for one in practice.assistants if one.email == now), None)
        if entry is not None and other is not None:
            raise AccessctlError("edit-both-declared", old=old, new=new, practice=practice.slug)
        if entry is not None:
            edits.append(_moved(desk, practice, entry, new))
            remarks.append(_remark("person-moved", practice, new, old=old))
        elif other is not None and was in other.previously:
            remarks.append(_remark("person-moved-already", practice, new, old=old))
    if not remarks:
        known = {one.email for practice in practices for one in practice.assistants}
        raise wrong("edit-nobody-anywhere", near_address(was, known), email=old)
    unread = sorted(desk.declaration.unreadable - set(slugs)) if not slugs else []
    remarks += [Remark("file-not-looked-at", {"practice": slug}, warning=True) for slug in unread]
    return Draft(tuple(edits), tuple(remarks))


def _moved(desk: Desk, practice: Practice, entry: Entry, new: str) -> FileEdit:
    written = _written(desk, practice, entry.email) or {}
    earlier = [
        one for one in written.get("previously", []) if normalise_address(one) != normalise_address(new)
    ]
    changes: dict[str, Value | None] = {"email": new, "previously": [*earlier, written["email"]]}

    def change(text: str) -> str:
        text = set_entry(text, entry.email, {"previously": changes["previously"]})
        return set_entry(text, entry.email, {"email": changes["email"]})

    return desk.edited(practice.where.file, change)


def _written(desk: Desk, practice: Practice, email: str) -> Mapping[str, Any] | None:
    """Return the entry of that address as the file says it, or None; one declared twice is refused."""
    try:
        source = read_source(desk.found.files[practice.where.file].decode("utf-8"))
    except AccessctlError as error:
        raise AccessctlError("edit-file-errors", file=practice.where.file) from error
    found = [
        entry
        for entry in source.value["assistants"]
        if isinstance(entry, dict)
        and isinstance(entry.get("email"), str)
        and normalise_address(entry["email"]) == normalise_address(email)
    ]
    if len(found) > 1:
        raise AccessctlError("edit-ambiguous", email=email, file=practice.where.file)
    return found[0] if found else None


def _entry(practice: Practice, email: str) -> Entry:
    """Return the entry as the program understands it; a held one has nothing that could be built on."""
    found = next((one for one in practice.assistants if one.email == normalise_address(email)), None)
    if found is None:
        raise AccessctlError("edit-file-errors", file=practice.where.file)
    return found


def _record_change(written: Mapping[str, Any], wish: Wish) -> dict[str, Value | None]:
    had = written.get("record_access", False)
    if wish.record_access is False:
        return {"record_access": None}
    if not wish.record and not wish.clear_record and wish.record_access is None:
        return {}
    if (had is False or had is None) and not wish.record_access:
        raise UsageError("edit-record-not-said")
    kept = dict(had) if isinstance(had, dict) else {}
    said = {**kept, **wish.record}
    return {"record_access": {key: value for key, value in said.items() if key not in wish.clear_record}}


def _refuse_unknown_clinics(practice: Practice, clinics: Any) -> None:
    for clinic in clinics:
        if practice.clinic(clinic) is None:
            by_name = {one.name.casefold(): one.id for one in practice.clinics}
            words = {**by_name, **{one.id: one.id for one in practice.clinics}}
            close = words.get(clinic.casefold()) or words.get(near(clinic.casefold(), words) or "")
            raise wrong(
                "edit-unknown-clinic",
                close,
                clinic=clinic,
                practice=practice.slug,
                known=_clinics(practice),
            )


def _clinics(practice: Practice) -> str:
    return ", ".join(clinic.id for clinic in practice.clinics) or "–"


def _nobody(desk: Desk, practice: Practice, email: str) -> UsageError:
    address = normalise_address(email)
    later = next((one for one in practice.assistants if address in one.previously), None)
    close = later.written if later else near_address(address, (one.email for one in practice.assistants))
    elsewhere = sorted(
        slug
        for slug, other in desk.declaration.practices.items()
        if any(one.email == address for one in other.assistants)
    )
    if elsewhere and close is None:
        places = ", ".join(elsewhere)
        return UsageError("edit-nobody.elsewhere", email=email, practice=practice.slug, places=places)
    return wrong("edit-nobody", close, email=email, practice=practice.slug)


def _plain(value: Any) -> Any:
    """Return a value as it is compared: access to records is a mapping, a false flag is none."""
    if isinstance(value, bool):
        return {} if value else None
    return list(value) if isinstance(value, tuple) else value


def _remark(code: str, practice: Practice, email: str, *, warning: bool = False, **more: object) -> Remark:
    return Remark(
        code, {"practice": practice.slug, "email": email, "file": practice.where.file, **more}, warning
    )
