"""What an edit of files did, in words, as a diff and as plain values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from accessctl.model.edit import Clash, Draft, FileEdit, Layouts, Remark, Resolved, Verdict
from accessctl.model.finding import Finding
from accessctl.rendering import style
from accessctl.rendering.file_diffs import hunks, painted
from accessctl.rendering.findings import findings_json
from accessctl.rendering.json_values import plain
from accessctl.rendering.safe import clean
from accessctl.rendering.texts import say, say_count

AREA = "editing"


def remark_text(remark: Remark, language: str, *, color: bool) -> str:
    """Return one thing said, on a line."""
    text = say(language, AREA, remark.code, _said(remark.params))
    if not remark.warning:
        return text
    return style.yellow(f"{say(language, AREA, 'attention')} {text}", color)


def diff_text(edits: Iterable[FileEdit], *, color: bool) -> str:
    """Return what would change, as a diff."""
    return "\n".join(line for edit in edits for line in painted(edit, color=color))


def standing_text(findings: Sequence[Finding], language: str) -> str:
    """Return that there were errors before, and which."""
    rules = ", ".join(dict.fromkeys(f"{one.rule} ({one.where.file}:{one.where.line})" for one in findings))
    return say(language, AREA, "standing", {"rules": clean(rules)})


def draft_json(
    draft: Draft, verdict: Verdict, language: str, *, dry_run: bool, written: bool
) -> dict[str, object]:
    """Return an edit in the contract `accessctl.edit/1`."""
    return {
        "format": "accessctl.edit/1",
        "dry_run": dry_run,
        "written": written,
        "files": [
            {"file": edit.file, "created": edit.before is None, "diff": "".join(hunks(edit))}
            for edit in draft.changed
        ],
        "remarks": [
            {
                "code": remark.code,
                "warning": remark.warning,
                "params": plain(remark.params),
                "text": remark_text(remark, language, color=False),
            }
            for remark in draft.remarks
        ],
        "new_errors": findings_json(verdict.fresh, language)["findings"],
        "earlier_errors": findings_json(verdict.standing, language)["findings"],
    }


def layouts_text(layouts: Layouts, language: str, *, check: bool) -> Iterator[str]:
    """Yield the lines about a look at the layout."""
    for edit in layouts.changed:
        yield say(language, AREA, "fmt.differs" if check else "fmt.written", {"file": clean(edit.file)})
    for file in layouts.refused:
        yield say(language, AREA, "fmt.refused", {"file": clean(file)})
    for file in layouts.odd:
        yield say(language, AREA, "fmt.odd", {"file": clean(file)})
    key = "fmt.to-write" if check else "fmt.done"
    if layouts.changed:
        yield say_count(language, AREA, key, len(layouts.changed), {"all": len(layouts.edits)})
    elif layouts.edits:
        yield say_count(language, AREA, "fmt.nothing", len(layouts.edits))


def layouts_json(layouts: Layouts, *, check: bool) -> dict[str, object]:
    """Return a look at the layout in the contract `accessctl.fmt/1`."""
    return {
        "format": "accessctl.fmt/1",
        "check": check,
        "files": len(layouts.edits),
        "changed": [edit.file for edit in layouts.changed],
        "refused": [*layouts.refused],
        "odd": [*layouts.odd],
    }


def clash_lines(one: Resolved, language: str) -> Iterator[str]:
    """Yield what both sides changed differently, with both values."""
    for clash in one.clashes:
        params = {
            "where": clean(" › ".join(clash.path)),
            "ours": _shown(clash.ours, language),
            "theirs": _shown(clash.theirs, language),
            "file": clean(one.file),
        }
        yield say(language, AREA, "resolve.clash", params)


def resolved_json(resolved: Iterable[Resolved]) -> dict[str, object]:
    """Return what was joined in the contract `accessctl.resolve/1`."""
    return {
        "format": "accessctl.resolve/1",
        "files": [
            {
                "file": one.file,
                "joined": one.edit is not None,
                "clashes": [_clash_json(clash) for clash in one.clashes],
                "errors": [{"rule": error.rule, "line": error.where.line} for error in one.findings],
            }
            for one in resolved
        ],
    }


def commit_message(draft: Draft, language: str) -> str:
    """Return what the commit says: whom it is about, and what was done where."""
    done = [one for one in draft.remarks if not one.warning]
    subject = say(language, AREA, "commit.subject", _said(done[0].params))
    return "\n".join([subject, "", *(f"- {remark_text(one, language, color=False)}" for one in done), ""])


def _clash_json(clash: Clash) -> dict[str, object]:
    return {"path": [*clash.path], "ours": plain(clash.ours), "theirs": plain(clash.theirs)}


def _shown(value: Any, language: str) -> str:
    if value is None:
        return say(language, AREA, "resolve.absent")
    return clean(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _said(params: Mapping[str, object]) -> dict[str, str]:
    return {key: _value(value) for key, value in params.items()}


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return clean(", ".join(map(str, value)))
    return clean(value.isoformat() if isinstance(value, date) else str(value))
