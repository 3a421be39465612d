"""The organisation's own schemas for the three files, enforced with the same line numbers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol

from accessctl.declarations.encoding import place_in
from accessctl.declarations.problems import MANY
from accessctl.declarations.source_files import SCHEMA_NAMES
from accessctl.declarations.yaml_nodes import Node, Path, Place, key_place, value_place
from accessctl.declarations.yaml_reader import Tree
from accessctl.model.finding import Finding, Location, Severity, Stops
from accessctl.time_limit import OutOfTimeError, time_limit

RULE = "local-schema"
_REFERENCES = ("$ref", "$dynamicRef")
_SHOWN_AT_MOST = 80
SECONDS = 0.5
"""What a schema may take for one file: a pattern of a few characters can take for ever."""


class _Validator(Protocol):
    def iter_errors(self, instance: Any) -> Iterator[Any]: ...


@dataclass(slots=True)
class Checker:
    """One schema, ready to be held against values."""

    validator: _Validator
    ran_away: bool = False
    """Whether it came to no end once: it is not asked again, and apply refuses anyway."""


def read_local_schemas(files: Mapping[str, bytes]) -> tuple[dict[str, Checker], list[Finding]]:
    """Return the schemas by what they are about, and what is wrong with them."""
    checkers: dict[str, Checker] = {}
    findings: list[Finding] = []
    for path, about in SCHEMA_NAMES.items():
        if path in files:
            checker, finding = _checker(path, files[path])
            if checker is not None:
                checkers[about] = checker
            if finding is not None:
                findings.append(finding)
    return checkers, findings


def check_locally(
    checker: Checker, schema: str, tree: Tree, file: str, practice: str | None = None
) -> list[Finding]:
    """Return what the organisation's schema refuses in the file."""
    if tree.root is None or checker.ran_away:
        return []
    path = f"schemas/local/{schema}.schema.json"
    try:
        with time_limit(SECONDS):
            found = (part for error in checker.validator.iter_errors(tree.value) for part in _parts(error))
            errors = [*islice(found, MANY)]
    except OutOfTimeError:
        checker.ran_away = True
        return [_finding(path, "runaway", (1, 1), file=file, seconds=SECONDS)]
    except Exception as error:  # noqa: BLE001 - a schema may fail in many ways only once it is used
        return [_broken(path, error)]
    return [_refusal(error, schema, tree.root, file, practice) for error in errors]


def _checker(path: str, data: bytes) -> tuple[Checker | None, Finding | None]:
    # jsonschema takes a tenth of a second to load, and few repositories have schemas of their own.
    from jsonschema import Draft202012Validator  # noqa: PLC0415
    from jsonschema.exceptions import SchemaError  # noqa: PLC0415
    from referencing import Registry  # noqa: PLC0415

    try:
        text = data.decode("utf-8-sig")
        schema = json.loads(text)
        json.dumps(schema, ensure_ascii=False).encode()  # half a character is no text that could be told
        with time_limit(SECONDS):
            Draft202012Validator.check_schema(schema)
    except json.JSONDecodeError as error:
        return None, _finding(path, "not-json", (error.lineno, error.colno))
    except (
        ValueError,
        RecursionError,
        OutOfTimeError,
    ) as error:  # no UTF-8, half a character, a number without end
        return None, _broken(path, error)
    except SchemaError as error:
        where = _place_of(text, str(error.path[-1])) if error.path else (1, 1)
        return None, _finding(path, "broken", where, problem=_dotted(tuple(error.absolute_path)))
    for reference in _references(schema):
        if not reference.startswith("#"):
            return None, _finding(path, "remote", _place_of(text, reference), reference=reference)
    # An empty registry resolves what is inside the schema and fetches nothing, ever.
    return Checker(Draft202012Validator(schema, registry=Registry())), None


def _references(schema: Any) -> Iterator[str]:
    """Yield every reference in the schema, wherever it stands."""
    waiting = [schema]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            yield from (part[key] for key in _REFERENCES if isinstance(part.get(key), str))
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)


def _parts(error: Any) -> Iterator[tuple[Any, Path]]:
    """Yield the error with the path to what it is about: for keys too many, to each of them."""
    path: Path = tuple(error.absolute_path)
    if error.validator == "additionalProperties" and isinstance(error.instance, dict):
        for key in error.instance:
            if not _is_known(key, error.schema):
                yield error, (*path, key)
    else:
        yield error, path


def _is_known(key: str, schema: Mapping[str, Any]) -> bool:
    patterns = schema.get("patternProperties", {})
    return key in schema.get("properties", {}) or any(re.search(pattern, key) for pattern in patterns)


def _refusal(part: tuple[Any, Path], schema: str, root: Node, file: str, practice: str | None) -> Finding:
    error, path = part
    of_key = error.validator == "additionalProperties"
    line, column = key_place(root, path) if of_key else value_place(root, path)
    said = error.schema.get("description") if isinstance(error.schema, dict) else None
    asked = json.dumps(error.validator_value, ensure_ascii=False)
    params = {
        "schema": f"schemas/local/{schema}.schema.json",
        "key": _dotted(path),
        "keyword": error.validator or "false",
        "asked": asked if len(asked) <= _SHOWN_AT_MOST else asked[: _SHOWN_AT_MOST - 1] + "…",
        **({"description": said} if isinstance(said, str) else {}),
    }
    return Finding(
        RULE,
        Severity.ERROR,
        Location(file, line, column),
        params,
        text=f"{RULE}.described" if "description" in params else RULE,
        stops=Stops.APPLY if practice is None else Stops.GRANTS,
        practices=() if practice is None else (practice,),
    )


def _broken(path: str, error: BaseException) -> Finding:
    return _finding(path, "broken", (1, 1), problem=type(error).__name__)


def _finding(path: str, text: str, place: Place, **params: object) -> Finding:
    return Finding(
        RULE,
        Severity.ERROR,
        Location(path, *place),
        {"schema": path, **params},
        text=f"{RULE}.{text}",
        stops=Stops.APPLY,
    )


def _place_of(text: str, word: str) -> Place:
    return place_in(text[: max(text.find(json.dumps(word)), 0)])


def _dotted(path: Path) -> str:
    return ".".join(str(part) for part in path)
