"""The shape of `accessctl.live/1`, strictly: text → values, or one error that names the element."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from accessctl.errors import AccessctlError

FORMAT = "accessctl.live/1"
Words = Annotated[str, Field(min_length=1, max_length=500)]
MOST_ATTEMPTS = 1_000_000


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class UserShape(_Shape):
    """A registered user."""

    email: Words
    name: Words | None = None
    surnames: list[Words] = Field(default_factory=list)


class ClinicShape(_Shape):
    """A clinic of a practice."""

    id: Words
    name: Words | None = None
    single_record: bool = False


class AssistantShape(_Shape):
    """An assistant; a facet left out is unknown."""

    email: Words
    name: Words | None = None
    surnames: list[Words] = Field(default_factory=list)
    accepted: bool
    sent_at: Words | None = None
    attempts: Annotated[int, Field(ge=0, le=MOST_ATTEMPTS)] | None = None
    clinics: list[Words] | None = None
    record_access: bool | None = None
    billing: bool | None = None


class PracticeShape(_Shape):
    """A practice with its people."""

    practice: Words
    owner: Words | None = None
    clinics: list[ClinicShape] | None = None
    billing_issuer: Words | None = None
    assistants: list[AssistantShape] = Field(default_factory=list)


class MailShape(_Shape):
    """A mail that was sent."""

    at: Words
    to: Words
    practice: Words
    kind: Words


class LiveShape(_Shape):
    """The whole file."""

    format: Literal["accessctl.live/1"]
    now: Words | None = None
    users: list[UserShape] = Field(default_factory=list)
    practices: list[PracticeShape] = Field(default_factory=list)
    mails: list[MailShape] = Field(default_factory=list)


CODES = {
    "missing": "live-file-missing-key",
    "extra_forbidden": "live-file-unknown-key",
    "string_type": "live-file-not-text",
    "string_unicode": "live-file-not-text",
    "string_too_short": "live-file-empty",
    "string_too_long": "live-file-too-long",
    "bool_type": "live-file-not-boolean",
    "int_type": "live-file-not-number",
    "greater_than_equal": "live-file-not-number",
    "less_than_equal": "live-file-not-number",
    "list_type": "live-file-not-list",
    "model_type": "live-file-not-object",
    "model_attributes_type": "live-file-not-object",
    "literal_error": "live-file-format",
}


def read_shape(content: bytes) -> LiveShape:
    """Return the file's content in its shape."""
    document = _read_json(content)
    try:
        return LiveShape.model_validate(document)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        code = CODES.get(first["type"], "live-file-wrong")
        raise AccessctlError(code, path=_dotted(first["loc"]), format=FORMAT) from error


class _Repeated(dict[str, Any]):
    """An object that names a key twice."""

    key: str = ""


def _read_json(content: bytes) -> Any:
    repeated: list[_Repeated] = []

    def as_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        plain = dict(pairs)
        if len(plain) == len(pairs):
            return plain
        seen: set[str] = set()
        twice = _Repeated(plain)
        twice.key = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        repeated.append(twice)
        return twice

    try:
        document = json.loads(content.decode("utf-8-sig"), object_pairs_hook=as_object)
    except json.JSONDecodeError as error:
        raise AccessctlError("live-file-not-json", line=error.lineno, column=error.colno) from error
    except UnicodeDecodeError as error:
        raise AccessctlError("live-file-not-utf-8", offset=error.start) from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits; brackets without end
        raise AccessctlError("live-file-not-sensible") from error
    if repeated:
        path = next(_paths_of_repeated(document, ()))
        raise AccessctlError("live-file-repeated-key", path=path)
    return document


def _paths_of_repeated(value: Any, path: tuple[str | int, ...]) -> Iterator[str]:
    if isinstance(value, _Repeated):
        yield _dotted((*path, value.key))
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        yield from _paths_of_repeated(inner, (*path, step))


def _dotted(path: tuple[str | int, ...]) -> str:
    """Return the path of an element as people write it: `practices[3].owner`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    shown = text.encode(errors="backslashreplace").decode()
    return shown.removeprefix(".") or "$"
