"""The kinds of value that the three files are made of, as constraints that JSON Schema can say too.

A pattern's `$` also matches before a last line break in Python's `re`, and so in `jsonschema`, but not in
pydantic or an editor; the `not` beside each pattern makes them agree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from accessctl.model.identity import SLUG

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

T = TypeVar("T")

PATTERNS = {
    "slug": f"^{SLUG.pattern}$",
    "rule": "^[a-z][a-z0-9-]*$",
    "line": "^[^\\n]*[^ \\n][^\\n]*$",
    "text": "[^ \\n]",
    "address": "^[^@ \\n]+@[^@ \\n]+$",
    "domain": "^[^@ /\\n]+$",
    "mailbox": "^[^@ \\n]+$",
    "date": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
    "duration": "^[1-9][0-9]*[smhd]$",
    "hours": "^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$",
    "time-zone": "^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$",
    "branch": "^[A-Za-z0-9][A-Za-z0-9._/-]*$",
    "remote": "^[^ \\n-][^ \\n]*$",
    "commit": "^[0-9a-f]{40}([0-9a-f]{24})?$",
    "user-id": "^[1-9][0-9]*$",
    "path": "^/[A-Za-z0-9/_.~#?=&%-]*$",
    "provider": "^(sandbox|roster|huli|[a-z0-9][a-z0-9-]*([.][a-z0-9][a-z0-9-]*)+)$",
}
"""What each kind of text looks like; a finding names the kind."""

_ONE_LINE: dict[str, Any] = {"not": {"pattern": "\\n"}}


class NotNull:
    """Marks a key that may be left out but not be null: "not declared" is not "declared empty"."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return the schema of the type inside the `| None`."""
        schema = handler(source)
        inner: CoreSchema = schema["schema"] if schema["type"] == "nullable" else schema
        return inner


Declared = Annotated[T | None, NotNull()]
"""A key that may be left out: `None` when it is."""

Many = Annotated[tuple[T, ...], Field(strict=False)]
"""A list in the file, a tuple here."""

Slug = Annotated[str, Field(pattern=PATTERNS["slug"], json_schema_extra=_ONE_LINE)]
Rule = Annotated[str, Field(pattern=PATTERNS["rule"], json_schema_extra=_ONE_LINE)]
Line = Annotated[str, Field(pattern=PATTERNS["line"], json_schema_extra=_ONE_LINE)]
Prose = Annotated[str, Field(pattern=PATTERNS["text"])]
AddressText = Annotated[str, Field(pattern=PATTERNS["address"], json_schema_extra=_ONE_LINE)]
Domain = Annotated[str, Field(pattern=PATTERNS["domain"], json_schema_extra=_ONE_LINE)]
Mailbox = Annotated[str, Field(pattern=PATTERNS["mailbox"], json_schema_extra=_ONE_LINE)]
DateText = Annotated[str, Field(pattern=PATTERNS["date"], json_schema_extra=_ONE_LINE)]
Duration = Annotated[str, Field(pattern=PATTERNS["duration"], json_schema_extra=_ONE_LINE)]
Hours = Annotated[str, Field(pattern=PATTERNS["hours"], json_schema_extra=_ONE_LINE)]
TimeZone = Annotated[str, Field(pattern=PATTERNS["time-zone"], json_schema_extra=_ONE_LINE)]
Branch = Annotated[str, Field(pattern=PATTERNS["branch"], json_schema_extra=_ONE_LINE)]
Remote = Annotated[str, Field(pattern=PATTERNS["remote"], json_schema_extra=_ONE_LINE)]
CommitId = Annotated[str, Field(pattern=PATTERNS["commit"], json_schema_extra=_ONE_LINE)]
PagePath = Annotated[str, Field(pattern=PATTERNS["path"], json_schema_extra=_ONE_LINE)]
UserId = Annotated[str, Field(pattern=PATTERNS["user-id"], json_schema_extra=_ONE_LINE)]

Language = Literal["es", "en"]
BUILT_IN = ("sandbox", "roster", "huli")
"""The providers that come with the program; another one, of a package, has a dot in its name."""

ProviderName = Annotated[
    str,
    Field(pattern=PATTERNS["provider"]),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": list(BUILT_IN)},
                {"type": "string", "pattern": PATTERNS["provider"], **_ONE_LINE},
            ]
        }
    ),
]
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

VERSION = 1
Version = Annotated[int, Field(ge=1, le=VERSION)]
"""Not a literal: pydantic would take `true` for 1."""

STRICT = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


class Document(BaseModel):
    """What every part of a file has in common: frozen, no other keys, no conversions."""

    model_config = STRICT
