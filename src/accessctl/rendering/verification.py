"""What proving the journal found, as text and as the contract `accessctl.verify/1`."""

from __future__ import annotations

from collections.abc import Iterator

from accessctl.model.finding import Severity
from accessctl.model.verification import Discrepancy, Verification
from accessctl.rendering import style
from accessctl.rendering.json_values import plain
from accessctl.rendering.lines import INDENT
from accessctl.rendering.voice import Voice

_SHORT = 12


def verification_json(found: Verification) -> dict[str, object]:
    """Return the result as JSON values."""
    return {
        "format": "accessctl.verify/1",
        "branch": found.branch,
        "tip": found.tip,
        "root": found.root,
        "at": plain(found.at),
        "commits": found.commits,
        "files": found.files,
        "records": found.records,
        "checkpoints": found.checkpoints,
        "signatures": "not-required" if found.approvals is None else "required",
        "approvals": found.approvals,
        "clean": found.clean,
        "findings": [
            {
                "code": item.code,
                "severity": str(item.severity),
                "commit": item.commit,
                "path": item.path,
                "line": item.line,
                "params": {key: plain(value) for key, value in item.params.items()},
            }
            for item in found.discrepancies
        ],
    }


def verification_text(found: Verification, voice: Voice, *, color: bool) -> str:
    """Return the result as text: what was gone through, what is wrong, and the tip to keep."""
    return "\n".join(_lines(found, voice, color=color)) + "\n"


def _lines(found: Verification, voice: Voice, *, color: bool) -> Iterator[str]:
    if found.tip is None:
        yield voice.say("verifying", "nothing", {"branch": found.branch})
    else:
        yield style.bold(voice.say("verifying", "title", {"branch": found.branch}), color)
        yield INDENT + voice.say("verifying", "tip", {"tip": found.tip})
        yield INDENT + voice.say("verifying", "root", {"root": found.root})
        counted = {"commits": found.commits, "files": found.files, "records": found.records}
        yield INDENT + voice.say("verifying", "counted", counted)
        if found.approvals is None:
            yield INDENT + voice.say("verifying", "signatures")
        else:
            yield INDENT + voice.count("verifying", "approvals", found.approvals)
    if found.checkpoints:
        yield INDENT + voice.count("verifying", "checkpoints", found.checkpoints)
    for item in found.discrepancies:
        yield ""
        yield from _finding(item, voice, color=color)
    yield ""
    if found.clean:
        yield style.green(voice.say("verifying", "clean"), color)
    else:
        errors = sum(item.severity is Severity.ERROR for item in found.discrepancies)
        yield style.red(voice.count("verifying", "wrong", errors), color)


def _finding(item: Discrepancy, voice: Voice, *, color: bool) -> Iterator[str]:
    paint = style.red if item.severity is Severity.ERROR else style.yellow
    severity = voice.say("verifying", f"severity.{item.severity}")
    yield f"{paint(severity, color)} {item.code}"
    yield INDENT + voice.code("verifying", f"found.{item.code}", item.params)
    where = []
    if item.path is not None:
        place = item.path if item.line is None else f"{item.path}:{item.line}"
        where.append(voice.data(place))
    if item.commit is not None:
        where.append(voice.say("verifying", "commit", {"commit": item.commit[:_SHORT]}))
    if where:
        yield INDENT + style.dim(", ".join(where), color)
