"""Reads values out of the API's answers; one that is not as published is an error, and never a guess.

The shapes are those of the vendor's document of the Huli API 2.0.0. Ids come as texts or as numbers and are
compared as texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from accessctl.model.identity import Address, normalise_address
from accessctl.providers.huli.trouble import ReadingError

_ID = re.compile(r"[0-9]{1,20}")
_STATUS = re.compile(r"[A-Z][A-Z_]{0,29}")
_ADDRESS = re.compile(r"[^@\s]{1,64}@[^@\s]{1,255}")


@dataclass(frozen=True, slots=True)
class Grant:
    """One row of who let whom in; `grantor` is a doctor's user id."""

    grantee: str
    status: str
    grantor: str | None


@dataclass(frozen=True, slots=True)
class Organization:
    """One organisation; `grants` is None where the answer says nothing of them."""

    id: str
    status: str
    owner: str | None
    grants: tuple[Grant, ...] | None


def organization_from(answer: Any, wanted: str) -> Organization:
    """Return the wanted organisation of an answer, alone or in the list that clients in the wild read."""
    if _mapping(answer, "").get("error") is not None:
        raise ReadingError("huli-answer", where="error")
    listed = answer.get("organizations")
    if listed is None:
        return _whole(answer, _organization(answer, "", wanted))
    found: Organization | None = None
    for at, item in enumerate(_list(listed, "organizations")):
        where = f"organizations[{at}]"
        if _id(_mapping(item, where).get("idOrganization"), f"{where}.idOrganization") == wanted:
            if found is not None:
                raise ReadingError("huli-answer", where=where)  # which of the two holds, nobody says
            found = _organization(item, f"{where}.", wanted)
    if found is None:
        raise ReadingError("huli-other-organization", organization=wanted)
    return _whole(answer, found)


def _whole(answer: Mapping[str, Any], found: Organization) -> Organization:
    """Return the organisation where the answer does not say that there is more than it shows."""
    total = _plain_id(answer.get("total"))
    if total is not None and int(total) > max(len(found.grants or ()), 1):
        raise ReadingError("huli-answer", where="total")
    return found


def doctor_address(answer: Any, user: str) -> Address | None:
    """Return the address of the user that a doctor is; None where the answer does not say."""
    shown = answer.get("user") if isinstance(answer, dict) else None
    if not isinstance(shown, dict):
        return None
    email, ids = shown.get("email"), {_plain_id(shown.get("id")), _plain_id(answer.get("idUser"))}
    if not ids & {user} or ids - {user, None} or not isinstance(email, str):
        return None
    found = normalise_address(email)
    return found if _ADDRESS.fullmatch(found) and found.isprintable() else None


def _organization(value: Any, at: str, wanted: str) -> Organization:
    found = _mapping(value, at)
    given = _id(found.get("idOrganization"), f"{at}idOrganization")
    if given != wanted:
        raise ReadingError("huli-other-organization", organization=wanted)
    owner, rows = found.get("idOwner"), found.get("authorization")
    return Organization(
        id=given,
        status=_status(found.get("status"), f"{at}status"),
        owner=None if owner is None else _id(owner, f"{at}idOwner"),
        grants=None if rows is None else tuple(_grants(rows, f"{at}authorization", wanted)),
    )


def _grants(rows: Any, where: str, organization: str) -> Iterator[Grant]:
    for at, item in enumerate(_list(rows, where)):
        here = f"{where}[{at}]"
        row = _mapping(item, here)
        of = row.get("idOrganization")
        if of is not None and _id(of, f"{here}.idOrganization") != organization:
            raise ReadingError("huli-answer", where=f"{here}.idOrganization")
        grantor = row.get("idGrantor")
        yield Grant(
            grantee=_id(row.get("idGrantee"), f"{here}.idGrantee"),
            status=_status(row.get("status"), f"{here}.status"),
            grantor=None if grantor is None else _id(grantor, f"{here}.idGrantor"),
        )


def _mapping(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ReadingError("huli-answer", where=where or "JSON")
    return value


def _list(value: Any, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise ReadingError("huli-answer", where=where)
    return value


def _id(value: Any, where: str) -> str:
    found = _plain_id(value)
    if found is None:
        raise ReadingError("huli-answer", where=where)
    return found


def _plain_id(value: Any) -> str | None:
    """Return an id as a text without leading zeros, so that 2001 and "2001" are one."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**20:
        return str(value)
    if isinstance(value, str) and _ID.fullmatch(value):
        return value.lstrip("0") or "0"
    return None


def _status(value: Any, where: str) -> str:
    if not isinstance(value, str) or not _STATUS.fullmatch(value):
        raise ReadingError("huli-answer", where=where)
    return value
