"""The words of a list, Spanish first: headings and answers, compared without case, accents and signs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from accessctl.model.live import Presence
from accessctl.providers.roster.sheet import Column


def fold(text: str) -> str:
    """Return the letters and digits alone, without case and accents."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in decomposed if char.isalnum())


def _by_word(words: Mapping[Column, str]) -> Mapping[str, Column]:
    return {word: column for column, said in words.items() for word in (fold(column), *said.split())}


COLUMNS: Mapping[str, Column] = _by_word(
    {
        Column.EMAIL: "email mail correoelectronico",
        Column.NAME: "nombres name firstname",
        Column.SURNAMES: "apellido surnames surname lastname lastnames",
        Column.FIRST_SURNAME: "1erapellido firstsurname",
        Column.SECOND_SURNAME: "2doapellido secondsurname",
        Column.STATE: "state status",
        Column.CLINICS: "clinica clinics clinic centrosmedicos centromedico",
        Column.RECORD_ACCESS: "accesoalexpediente recordaccess record",
        Column.BILLING: "accesoafacturacion billing",
        Column.SENT_AT: "invitadael fechadeinvitacion invitedon invitedat sentat",
    }
)

STATES: Mapping[str, Presence] = {
    **dict.fromkeys(("", "activo", "activa", "active"), Presence.ACTIVE),
    **dict.fromkeys(("invitado", "invitada", "invited", "pendiente", "pending"), Presence.INVITED),
    **dict.fromkeys(("vencido", "vencida", "expired"), Presence.EXPIRED),
}

ANSWERS: Mapping[str, bool | None] = {
    **dict.fromkeys(("si", "s", "yes", "y", "x", "true", "verdadero", "1"), True),
    **dict.fromkeys(("no", "n", "false", "falso", "0"), False),
    "": None,
}

_LONGEST = 60

AS_OF = frozenset({"fecha", "asof", "date"})
COMPLETE = frozenset({"completa", "completo", "complete"})
PEOPLE = frozenset({"asistentes", "assistants"})


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that the word was probably meant to be, compared as headings are."""
    from difflib import get_close_matches  # noqa: PLC0415 - loads only once something is wrong

    if len(word) > _LONGEST:
        return None  # no slip of the pen, and long to compare
    spelled = {fold(candidate): candidate for candidate in candidates}
    found = get_close_matches(fold(word), sorted(spelled), n=1, cutoff=0.6)
    return spelled[found[0]] if found else None


def nearest_column(heading: str) -> str | None:
    """Return the heading that was probably meant."""
    found = nearest(heading, COLUMNS)
    return None if found is None else str(COLUMNS[found])
