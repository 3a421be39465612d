"""The check of the CI files: they are there, bring what the declaration needs, and are this version's."""

from __future__ import annotations

from accessctl.execution.checkup_subject import Subject
from accessctl.execution.pipeline_needs import needs_of
from accessctl.model.checkup import Check, Mark
from accessctl.model.identity import Address
from accessctl.model.setup import Answers
from accessctl.rendering.repository_files import CI_FILES, ci_files, lacking


def check_ci(subject: Subject) -> Check | None:
    """Compare the CI files with what this version writes for what is declared; what they lack comes first."""
    there = frozenset(
        host
        for host, files in CI_FILES.items()
        if any("accessctl" in (subject.text(path) or "") for path in files)
    )
    if not there:
        return None
    declared = subject.declaration
    needs = needs_of(declared.practices.values(), declared.policy)
    texts = ci_files(_answers(subject, there), needs)
    missing = [path for path in texts if subject.text(path) is None]
    other = [path for path, text in texts.items() if path not in missing and subject.text(path) != text]
    if missing:
        return Check("ci", Mark.WARN, "missing", {"files": ", ".join(missing)})
    lines = {path: lacking(subject.text(path) or "", texts[path]) for path in other}
    if any(lines.values()):
        told = "; ".join(f"{path}: {line}" for path, found in lines.items() for line in found)
        return Check("ci", Mark.WARN, "lacks", {"lines": told})
    if other:
        return Check("ci", Mark.WARN, "other", {"files": ", ".join(other)})
    return Check("ci", Mark.OK, params={"files": ", ".join(texts)})


def _answers(subject: Subject, hosts: frozenset[str]) -> Answers:
    """Return as much as the CI files are made from."""
    settings = subject.settings
    nobody = Address("nobody@localhost.invalid")
    return Answers(
        language=settings.language,
        time_zone=settings.time_zone,
        provider=settings.live.provider,
        slug="-",
        name="-",
        owner=nobody,
        owner_name="-",
        hosts=hosts,
        admin=nobody,
        branch=settings.branch,
        journal=settings.journal.branch,
    )
