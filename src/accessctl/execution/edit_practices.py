"""Edits about practices and their clinics: a file that comes into being, a clinic more."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from accessctl.declarations.editing import CLINIC_KEYS, PRACTICE_KEYS, add_clinic, set_entry
from accessctl.declarations.formatting import formatted
from accessctl.declarations.new_practice import new_practice
from accessctl.declarations.source_files import PRACTICES
from accessctl.declarations.source_text import read_source
from accessctl.declarations.yaml_writing import Value
from accessctl.errors import AccessctlError
from accessctl.execution.editing import Desk, wrong
from accessctl.model.edit import Draft, FileEdit, Remark
from accessctl.model.identity import SLUG, normalise_address


def add_practice(
    desk: Desk, slug: str, values: Mapping[str, Value], clinics: Sequence[Mapping[str, Value]]
) -> Draft:
    """Make the file of a practice, with nobody in it yet."""
    _refuse_unusable(slug)
    file = f"{PRACTICES}/{slug}.yaml"
    if slug in desk.declaration.practices:
        return _there_already(desk, slug, values, clinics)
    if file in desk.found.files or (desk.root / file).exists():
        raise AccessctlError("edit-file-errors", file=file)
    said = {"practice": slug, **values}
    ordered = {key: said[key] for key in PRACTICE_KEYS if key in said}
    text = new_practice(ordered, {}, [(clinic, {}) for clinic in clinics])
    params = {"practice": slug, "file": file, "email": str(_owner(values)["email"])}
    return Draft((FileEdit(file, None, _laid_out(file, text)),), (Remark("practice-added", params),))


def add_clinic_to(desk: Desk, slug: str, values: Mapping[str, Value]) -> Draft:
    """Declare a clinic; who was for the only one until now is so by name from now on."""
    practice = desk.practice(slug)
    _refuse_unusable(str(values["id"]))
    clinic = {key: values[key] for key in CLINIC_KEYS if key in values}
    params = {"practice": slug, "file": practice.where.file, "clinic": clinic["id"]}
    source = _written(desk, practice.where.file)
    there = next((one for one in source["clinics"] if one.get("id") == clinic["id"]), None)
    if there is not None:
        if there != clinic:
            raise AccessctlError("edit-clinic-otherwise", **params)
        return Draft(remarks=(Remark("clinic-there", params),))
    implied = (
        [one.email for one in practice.assistants if "clinics" not in one.keys]
        if len(practice.clinics) == 1
        else []
    )

    def change(text: str) -> str:
        for email in implied:
            text = set_entry(text, email, {"clinics": [practice.clinics[0].id]})
        return add_clinic(text, clinic)

    remarks = [Remark("clinic-added", params)]
    if implied:
        people = {**params, "only": practice.clinics[0].id, "people": tuple(implied)}
        remarks.append(Remark("clinic-named-for", people))
    return Draft((desk.edited(practice.where.file, change),), tuple(remarks))


def _laid_out(file: str, text: str) -> bytes:
    """Return the new file in its layout; as it is where it has errors, which judging it shows."""
    data = text.encode("utf-8", "surrogatepass")
    try:
        return formatted(file, data)
    except AccessctlError:
        return data


def _there_already(
    desk: Desk, slug: str, values: Mapping[str, Value], clinics: Sequence[Mapping[str, Value]]
) -> Draft:
    file = desk.declaration.practices[slug].where.file
    said = _written(desk, file)
    differing = [key for key, value in values.items() if not _agree(said.get(key), value)]
    known = {one.get("id"): one for one in said["clinics"]}
    differing += [
        f"clinics.{one['id']}" for one in clinics if known.get(one["id"], {}).get("name") != one["name"]
    ]
    if differing:
        raise AccessctlError("edit-practice-otherwise", practice=slug, file=file, keys=", ".join(differing))
    return Draft(remarks=(Remark("practice-there", {"practice": slug, "file": file}),))


def _agree(said: Any, value: Value) -> bool:
    if isinstance(said, dict) and isinstance(value, Mapping):
        return all(_agree(said.get(key), inner) for key, inner in value.items())
    if isinstance(said, str) and isinstance(value, str) and "@" in value:
        return normalise_address(said) == normalise_address(value)
    return bool(said == value)


def _written(desk: Desk, file: str) -> Mapping[str, Any]:
    try:
        return read_source(desk.found.files[file].decode("utf-8")).value
    except AccessctlError as error:
        raise AccessctlError("edit-file-errors", file=file) from error


def _owner(values: Mapping[str, Value]) -> Mapping[str, Value]:
    owner = values["owner"]
    assert isinstance(owner, Mapping)  # noqa: S101 - the command line makes it so
    return owner


def _refuse_unusable(slug: str) -> None:
    if not SLUG.fullmatch(slug):
        bare = unicodedata.normalize("NFKD", slug).casefold().encode("ascii", "ignore").decode()
        close = re.sub("[^a-z0-9]+", "-", bare).strip("-")
        raise wrong("edit-bad-slug", close if SLUG.fullmatch(close) else None, slug=slug)
