"""What is wrong in one file, before it is known whose file it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from accessctl.declarations.yaml_nodes import Path

MANY = 200
"""Problems of one file after which nobody reads on: neither a person nor the program."""
TOO_MANY = "too-many-problems"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong at a place; `path` are the keys that lead there.

    `code` names the text; what stands before its first dot is the rule.
    """

    code: str
    line: int
    column: int
    path: Path = ()
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def rule(self) -> str:
        """The stable name of the rule."""
        return self.code.partition(".")[0]


class FileProblemError(Exception):
    """The file cannot be read any further."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def too_many(line: int, column: int) -> Problem:
    """Return that the file was not read beyond this place. It is about the whole file."""
    return Problem(TOO_MANY, line, column, params={"limit": MANY})
