"""Problems of one file → findings, with what they stop."""

from __future__ import annotations

from collections.abc import Iterable

from accessctl.declarations.problems import Problem
from accessctl.model.finding import Finding, Location, Severity, Stops
from accessctl.model.identity import Address


def finding_of(
    problem: Problem,
    file: str,
    stops: Stops,
    practices: tuple[str, ...] = (),
    *,
    email: Address | None = None,
) -> Finding:
    """Return the problem as a finding of the file."""
    return Finding(
        problem.rule,
        Severity.ERROR,
        Location(file, problem.line, problem.column),
        problem.params,
        text=problem.code,
        stops=stops,
        practices=practices,
        email=email,
    )


def findings_of(
    problems: Iterable[Problem], file: str, stops: Stops, practices: tuple[str, ...] = ()
) -> list[Finding]:
    """Return the problems as findings that all stop the same."""
    return [finding_of(problem, file, stops, practices) for problem in problems]
