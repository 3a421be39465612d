"""Practice files as people write them: random styles, every comment with a number of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from accessctl.declarations.yaml_writing import written

HEAD = [
    "version: 1   # the head",
    "practice: santa-lucia",
    "name: Clínica Santa Lucía",
    "owner: {email: elena.rojas@santalucia.example, name: Elena Rojas}",
    "clinics:",
    "  - {id: escazu, name: Santa Lucía Escazú}",
    "  - {id: heredia, name: Heredia}   # the second",
    "",
]

NAMES = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp"), exclude_characters="\ufeff"),
    min_size=1,
    max_size=12,
).filter(lambda text: text.strip() != "")
CLINICS = st.lists(st.sampled_from(["escazu", "heredia", "cima"]), min_size=1, max_size=3, unique=True)
RECORD = st.one_of(
    st.booleans(),
    st.fixed_dictionaries(
        {}, optional={"reason": NAMES, "until": st.sampled_from(["2027-01-31", "2027-02-28"])}
    ),
)
KEYS: dict[str, st.SearchStrategy[Any]] = {
    "name": NAMES,
    "surnames": st.lists(NAMES, min_size=1, max_size=2),
    "clinics": CLINICS,
    "record_access": RECORD,
    "billing": st.booleans(),
    "until": st.sampled_from(["2027-01-31", "2027-02-28"]),
    "note": NAMES,
}
EMAILS = [f"{name}@santalucia.example" for name in "abcdefghij"]


def entry_values(email: str) -> st.SearchStrategy[dict[str, Any]]:
    """Return what an entry of that address may say."""
    more = st.fixed_dictionaries({}, optional=KEYS)
    return more.map(lambda values: {"email": email, **values})


@dataclass
class File:
    """A practice file, what each entry says, and which comments belong to which entry."""

    text: str = ""
    entries: list[dict[str, Any]] = field(default_factory=list)
    own: dict[str, set[str]] = field(default_factory=dict)
    """The comments that go when an entry goes."""
    of_key: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    """The comments that stand behind or inside the value of a key."""
    comments: list[str] = field(default_factory=list)

    def comment(self, email: str | None = None, key: str | None = None) -> str:
        """Return a new comment, and remember to whom it belongs."""
        text = f"# comment {len(self.comments)}!"
        self.comments.append(text)
        if email is not None:
            self.own.setdefault(email, set()).add(text)
        if email is not None and key is not None:
            self.of_key.setdefault((email, key), set()).add(text)
        return text


@st.composite
def files(draw: st.DrawFn, at_least: int = 0) -> File:
    """Draw a file."""
    file = File()
    emails = draw(st.lists(st.sampled_from(EMAILS), min_size=at_least, max_size=6, unique=True))
    if draw(st.booleans()):
        emails.sort()
    file.entries = [draw(entry_values(email)) for email in emails]
    bracketed = not emails or draw(st.integers(0, 4)) == 0
    lines = _in_brackets(draw, file) if bracketed else _on_lines(draw, file)
    text = "\n".join([*HEAD, *lines, *draw(st.sampled_from([[], [""], ["", "# the end"]]))])
    text += draw(st.sampled_from(["\n", "\n", ""]))
    file.text = text.replace("\n", "\r\n") if draw(st.booleans()) else text
    return file


def _in_brackets(draw: st.DrawFn, file: File) -> list[str]:
    items = [written(values) for values in file.entries]
    if items and draw(st.booleans()):
        rows = [f"  {item},   {file.comment()}" if draw(st.booleans()) else f"  {item}," for item in items]
        return ["assistants: [", *rows, "]"]
    return [f"assistants: [{', '.join(items)}]" + draw(st.sampled_from(["", "   # nobody else"]))]


def _on_lines(draw: st.DrawFn, file: File) -> list[str]:
    indent = draw(st.sampled_from(["", "  ", "    "]))
    lines = ["assistants:"]
    parted = draw(st.booleans())
    for index, values in enumerate(file.entries):
        email = values["email"]
        if index and parted:
            lines.append("")
        if draw(st.booleans()):  # the first entry's comments may be the list's: they stay
            lines.append(f"{indent}{file.comment(email if index else None)}")
        if draw(st.integers(0, 3)) == 0:
            behind = f"   {file.comment(email)}" if draw(st.booleans()) else ""
            lines.append(f"{indent}- {written(values)}{behind}")
        else:
            lines += _entry_lines(draw, file, values, indent)
    return lines


def _entry_lines(draw: st.DrawFn, file: File, values: dict[str, Any], indent: str) -> list[str]:
    email, lines, dash = values["email"], list[str](), "- "
    for key, value in values.items():
        if dash == "  " and draw(st.integers(0, 3)) == 0:
            lines.append(f"{indent}  {file.comment(email)}")
        behind = f"   {file.comment(email, key)}" if draw(st.integers(0, 3)) == 0 else ""
        if key in ("clinics", "surnames") and draw(st.booleans()):
            lines.append(f"{indent}{dash}{key}:")
            lines += [f"{indent}    - {written(item)}" for item in value]
            lines[-1] += behind
        elif isinstance(value, dict) and value and draw(st.booleans()):
            lines.append(f"{indent}{dash}{key}:")
            lines += [f"{indent}      {name}: {written(item)}" for name, item in value.items()]
            lines[-1] += behind
        else:
            lines.append(f"{indent}{dash}{key}: {written(value)}{behind}")
        dash = "  "
    return lines
