"""Files into their layout: look at all of them, say which differ, and write those."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from accessctl.collector import without_collector
from accessctl.declarations.discovery import Found
from accessctl.declarations.formatting import formatted, laid_out
from accessctl.declarations.loading import declaration_of
from accessctl.declarations.source_files import POLICY, PRACTICES, SETTINGS
from accessctl.errors import AccessctlError, UsageError
from accessctl.model.edit import FileEdit, Layouts
from accessctl.model.finding import Finding, Severity
from accessctl.validation.nearness import nearest

Layout = Callable[[str, bytes], bytes]


def chosen(found: Found, root: Path, here: Path, names: Iterable[str]) -> tuple[str, ...]:
    """Return the files that are meant: paths from `here`, folders of them, or slugs; without names, all."""
    ours = sorted(path for path in found.files if _is_laid_out(path))
    known = {*ours, *(finding.where.file for finding in found.findings)}
    wanted: dict[str, None] = {}
    for name in names:
        path = _inside(root, here / name)
        slug = f"{PRACTICES}/{name}.yaml"
        if path in known:
            wanted[path] = None
        elif any(file.startswith(f"{path}/") for file in ours) or path == "":
            wanted |= dict.fromkeys(file for file in ours if path == "" or file.startswith(f"{path}/"))
        elif slug in ours:
            wanted[slug] = None
        else:
            near = nearest(path or name, ours)
            raise UsageError("fmt-no-such-file.near" if near else "fmt-no-such-file", file=name, near=near)
    return tuple(wanted) or tuple(ours)


def look(found: Found, paths: Iterable[str]) -> Layouts:
    """Return which files differ from their layout, unproved: nothing of it is fit to be written."""
    return _layouts(found, paths, laid_out)


def relaid(found: Found, paths: Iterable[str]) -> Layouts:
    """Return the files in their layout, each proved to say the same and to keep every comment."""
    return _layouts(found, paths, formatted)


def _layouts(found: Found, paths: Iterable[str], lay_out: Layout) -> Layouts:
    edits: list[FileEdit] = []
    refused: list[str] = []
    odd: list[str] = []
    with without_collector():
        for path in paths:
            data = found.files.get(path)
            try:
                if data is not None:
                    edits.append(FileEdit(path, data, lay_out(path, data)))
                else:
                    refused.append(path)
            except AccessctlError as error:
                (odd if error.code == "edit-impossible" else refused).append(path)
    return Layouts(tuple(edits), tuple(refused), tuple(odd), _reasons(found, refused))


def _reasons(found: Found, refused: Iterable[str]) -> tuple[Finding, ...]:
    """Return what reading says of the files that were refused."""
    files: Mapping[str, bytes] = {path: found.files[path] for path in refused if path in found.files}
    named = {*refused}
    read = declaration_of(Found({SETTINGS: b"version: 1\n"} | dict(files))).findings if files else ()
    return tuple(
        finding
        for finding in (*found.findings, *read)
        if finding.where.file in named and finding.severity is Severity.ERROR
    )


def _is_laid_out(path: str) -> bool:
    return path in (SETTINGS, POLICY) or path.startswith(f"{PRACTICES}/")


def _inside(root: Path, path: Path) -> str | None:
    """Return the path in the repository, with slashes; None for one outside of it."""
    for top, full in ((root, path), (root.resolve(), path.resolve())):
        if full.is_relative_to(top):
            inner = full.relative_to(top).as_posix()
            return "" if inner == "." else inner
    return None
