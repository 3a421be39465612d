"""The documented list of rules (`docs/rules.md`), made from the catalogue and the texts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from accessctl.model.finding import Severity, Stops
from accessctl.rendering.texts import area
from accessctl.rendering.texts.findings_reading import TEXTS as READING

_STOPS = {
    Stops.NOTHING: "nothing",
    Stops.ENTRY: "grants for this person, who still counts as declared",
    Stops.GRANTS: "grants in the practices named",
    Stops.REMOVALS: "removals in the practice",
    Stops.PRACTICE: "everything in the practices named: they are frozen",
    Stops.APPLY: "apply (in settings or policy)",
}

_HEAD = """\
# The rules

<!-- Made by script/rules from the catalogue; do not edit. -->

`accessctl validate` checks these rules across entries and files, beside the shape of each file, which the
[declaration reference](declaration-reference.md) describes. An error stops what its line says, and the rest
goes on; a warning stops nothing. `--skip RULE` leaves a rule out, unless it protects somebody.
`review-overdue` needs the journal: `accessctl plan` and `accessctl apply` find it.
"""


_READING = """\
## Rules of reading

They are about one file by itself, come first and cannot be skipped. In settings or policy they stop apply;
in a whole practice file they freeze the practice; in one entry they stop the grants for that person, and
where not even the address can be read, the practice's removals.
"""


class RuleLike(Protocol):
    """What the list shows of a rule."""

    @property
    def name(self) -> str:
        """The stable name."""
        ...

    @property
    def severity(self) -> Severity:
        """Error or warning."""
        ...

    @property
    def stops(self) -> tuple[Stops, ...]:
        """All that its findings can stop."""
        ...

    @property
    def protects(self) -> bool:
        """Whether it cannot be skipped."""
        ...


def rules_markdown(catalogue: Iterable[RuleLike], exempt: frozenset[str]) -> str:
    """Return the whole page; `exempt` are the rules that a policy exception can set aside."""
    sections = [_section(rule, rule.name in exempt) for rule in catalogue]
    return "\n".join([_HEAD, *sections, _READING, *_reading_sections()])


def _reading_sections() -> list[str]:
    rules = sorted({key.partition(".")[0] for key in READING})
    return ["\n".join([f"### {rule}", "", *_all_said(rule)]) + "\n" for rule in rules]


def _section(rule: RuleLike, exempt: bool) -> str:  # noqa: FBT001 - one fact about the rule
    stops = "; ".join(_STOPS[stop] for stop in rule.stops)
    extra = ["Cannot be skipped."] if rule.protects else []
    extra += ["An exception in `access/policy.yaml` can set it aside."] if exempt else []
    lines = [
        f"## {rule.name}",
        "",
        " ".join([f"{rule.severity.capitalize()}. Stops {stops}.", *extra]),
        "",
        *_all_said(rule.name),
    ]
    return "\n".join(lines) + "\n"


def _all_said(rule: str) -> list[str]:
    """Return the lines for all that the rule can say, its variants too."""
    texts = area("findings")
    lines = []
    for key in texts:
        if key.partition(".")[0] == rule and not key.endswith(".hint"):
            hint = texts.get(f"{key}.hint") or texts.get(f"{rule}.hint")
            lines += [f"- {_plain(texts[key].en)}"] + (
                [] if hint is None else [f"  *Hint:* {_plain(hint.en)}"]
            )
    return lines


def _plain(text: str) -> str:
    """Return the text with its placeholders as words in angle brackets."""
    words = re.sub(r"(?<!\{)\{(\w+)\}(?!\})", r"‹\1›", text)
    return words.replace("{{", "{").replace("}}", "}")
