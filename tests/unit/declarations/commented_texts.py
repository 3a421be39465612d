"""Declarations with comments wherever YAML lets one stand, in any style that people mix."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from practice_texts import CLINICS, NAMES, RECORD

from accessctl.declarations.yaml_writing import written

EMAILS = [f"{name}@santalucia.example" for name in ("ana", "Bea", "carlos", "dora", "eva")]
PROSE = st.one_of(NAMES, st.sampled_from(["one\ntwo", "one\n\n  two\n", "# no comment", "a: b", "ends\n\n"]))
ENTRY: dict[str, st.SearchStrategy[Any]] = {
    "name": NAMES,
    "surnames": st.lists(NAMES, min_size=1, max_size=2),
    "clinics": CLINICS,
    "record_access": RECORD,
    "billing": st.booleans(),
    "until": st.sampled_from(["2027-01-31", "2027-02-28"]),
    "previously": st.lists(st.sampled_from(["x@old.example", "y@old.example"]), max_size=2, unique=True),
    "note": PROSE,
}
CLINIC = st.fixed_dictionaries(
    {"id": st.sampled_from(["escazu", "heredia"]), "name": NAMES},
    optional={"label": NAMES, "single_record": st.just({"administrator": "accesos@cima.example"})},
)


@st.composite
def practices(draw: st.DrawFn) -> dict[str, Any]:
    """Draw what a practice says, its keys in any order."""
    emails = draw(st.lists(st.sampled_from(EMAILS), max_size=4, unique=True))
    entries = [
        _shuffled(draw, {"email": email, **draw(st.fixed_dictionaries({}, optional=ENTRY))})
        for email in emails
    ]
    whole: dict[str, Any] = {
        "version": 1,
        "practice": "santa-lucia",
        "name": draw(NAMES),
        "owner": {"email": "elena@santalucia.example", "name": draw(NAMES)},
        "clinics": draw(st.lists(CLINIC, max_size=2)),
        "assistants": entries,
    }
    if draw(st.booleans()):
        whole["live"] = {"provider": "sandbox", "organization": 4001}
    if draw(st.booleans()):
        whole["billing_issuer"] = {"owner": "finanzas@santalucia.example"}
    return _shuffled(draw, whole)


@st.composite
def texts(
    draw: st.DrawFn, values: st.SearchStrategy[dict[str, Any]]
) -> tuple[str, list[str], dict[str, Any]]:
    """Draw a text, the comments in it, and what it says."""
    value = draw(values)
    writer = _Writer(draw)
    lines = writer.mapping(value, 0)
    head = draw(st.sampled_from([[], [], ["---"], ["%YAML 1.2", "---"]]))
    out = [*head, *writer.alone(), *lines, *writer.alone()]
    ending = draw(st.sampled_from(["\n", "\r\n"]))
    mark = draw(st.sampled_from(["", "\ufeff"])) if not head else ""
    text = mark + ending.join(out) + draw(st.sampled_from([ending, ending, ""]))
    return text, sorted(writer.comments), value


def _shuffled(draw: st.DrawFn, value: dict[str, Any]) -> dict[str, Any]:
    return {key: value[key] for key in draw(st.permutations(sorted(value)))}


class _Writer:
    """Writes values in styles drawn at each place."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.comments: list[str] = []

    def comment(self) -> str:
        """Return a new comment, like no other."""
        more = self.draw(st.sampled_from(["", " - a: b", ' "quoted', " # twice", " ñ"]))
        self.comments.append(f"# c{len(self.comments)}{more}")
        return self.comments[-1]

    def alone(self) -> list[str]:
        """Return lines between others: comments in any column, and blank lines."""
        lines: list[str] = []
        for kind in self.draw(st.sampled_from(["", "", "", "#", "b", "b#", "#b", "##", "#b#", "b#b"])):
            column = self.draw(st.sampled_from([0, 2, 4, 6, 9]))
            lines.append("" if kind == "b" else " " * column + self.comment())
        return lines

    def end(self) -> str:
        """Return what ends a line."""
        return f"  {self.comment()}" if self.draw(st.integers(0, 3)) == 0 else ""

    def mapping(self, value: dict[str, Any], indent: int) -> list[str]:
        """Return a mapping on lines."""
        pad, lines = " " * indent, list[str]()
        for key, inner in value.items():
            lines += [*self.alone(), *self.pair(f"{pad}{key}:", inner, indent)]
        return lines

    def pair(self, head: str, value: Any, indent: int) -> list[str]:
        """Return what begins with a key, in one of the styles."""
        style = self.draw(st.integers(0, 4))
        if value and isinstance(value, dict | list) and style < 3:
            deeper = indent + self.draw(st.sampled_from([2, 4]))
            if isinstance(value, dict):
                return [head + self.end(), *self.mapping(value, deeper)]
            return [head + self.end(), *self.items(value, self.draw(st.sampled_from([indent, deeper])))]
        if value and isinstance(value, dict | list) and style == 3:
            return self.brackets(head, value, indent)
        if isinstance(value, str) and "\n" in value and style < 3 and value.endswith("two"):
            return [f"{head} |-{self.end()}", *(" " * (indent + 3) + line for line in value.split("\n"))]
        return [f"{head} {written(value)}{self.end()}"]

    def items(self, value: list[Any], indent: int) -> list[str]:
        """Return a list on lines."""
        pad, lines = " " * indent, list[str]()
        for item in value:
            lines += self.alone()
            if isinstance(item, dict) and self.draw(st.booleans()):
                inner = self.mapping(item, indent + 2)
                first = next(at for at, line in enumerate(inner) if line.strip() and line.lstrip()[0] != "#")
                if first == 0:
                    lines += [f"{pad}- {inner[0].lstrip()}", *inner[1:]]
                else:
                    lines += [f"{pad}-{self.end()}", *inner]
            else:
                lines.append(f"{pad}- {written(item)}{self.end()}")
        return lines

    def brackets(self, head: str, value: Any, indent: int) -> list[str]:
        """Return a collection in brackets over several lines."""
        opening, closing = "{}" if isinstance(value, dict) else "[]"
        parts = (
            [f"{written(key)}: {written(inner)}" for key, inner in value.items()]
            if isinstance(value, dict)
            else [written(inner) for inner in value]
        )
        pad = " " * (indent + 2)
        lines = [f"{head} {opening}{self.end()}"]
        for part in parts:
            lines += [*self.alone(), f"{pad}{part},{self.end()}"]
        return [*lines, *self.alone(), f"{pad}{closing}{self.end()}"]
