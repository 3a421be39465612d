"""What git says of the declarations: which commit, how clean, who declared, and whether it may be applied."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha1, sha256

from accessctl.errors import AccessctlError, JournalError
from accessctl.journal.gateway import Gateway
from accessctl.journal.hardening import branch_ref
from accessctl.journal.objects import read_blobs
from accessctl.journal.remotes import fetch_branch, find_remote, remote_tip
from accessctl.model.plan import Violation
from accessctl.model.rules import Loosened
from accessctl.model.settings import Settings

DECLARED = ("practices", "access", "schemas")
"""The directories that make up a declaration."""

RULES = ("access", "schemas")
"""Those that all practices go by."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the work tree stands: its commit (None: none yet, or a dirty tree) and the declared trees."""

    head: str | None
    dirty: tuple[str, ...]
    tree: Mapping[str, str] | None

    @property
    def commit(self) -> str | None:
        """The commit whose files these are, or None where they are nobody's commit."""
        return None if self.dirty else self.head


def standing(gateway: Gateway, read: Mapping[str, bytes], base: str | None = None) -> Standing:
    """Return where the work tree stands; `read` is what was read of it, and must be what is committed.

    Git's own status is not enough: ignored files, links and files that git was told to overlook are read.
    With a `base` the rules were read from that commit, and the practices alone from the work tree.
    """
    head = gateway.resolve("HEAD")
    folders = DECLARED if base is None else DECLARED[:1]
    status = gateway.run(
        "status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--", *folders
    )
    dirty = tuple(line[3:] for line in status.text.split("\0") if line)
    if head is not None and not dirty:
        found = differing(gateway, read, "HEAD", folders)
        dirty = tuple(path for path in found if path in read or not os.path.lexists(gateway.root / path))
    if dirty or head is None:
        return Standing(head, dirty or ("HEAD",), None)
    rules = {} if base is None else _trees(gateway, base, RULES)
    return Standing(head, (), {**_trees(gateway, "HEAD", folders), **rules})


def standing_at(gateway: Gateway, commit: str) -> Standing:
    """Return where files stand that were read from a commit."""
    return Standing(commit, (), _trees(gateway, commit, DECLARED))


def same_declarations(gateway: Gateway, tree: Mapping[str, str], commit: str) -> bool:
    """Say whether a commit has the same practices and rules as these trees."""
    return gateway.resolve(commit) is not None and _trees(gateway, commit, DECLARED) == tree


def differing(
    gateway: Gateway, read: Mapping[str, bytes], commit: str, folders: tuple[str, ...]
) -> tuple[str, ...]:
    """Return what was read in some folders otherwise than the commit has it, or was not and is there."""
    listed = gateway.run("ls-tree", "-r", "-z", commit, "--", *folders).text
    entries = (entry.partition("\t") for entry in listed.split("\0") if entry)
    committed = {path: fields.split() for fields, _, path in entries}
    hashed = sha256 if any(len(item[2]) == 64 for item in committed.values()) else sha1
    inside = {
        path: data for path, data in read.items() if path.startswith(tuple(f"{name}/" for name in folders))
    }
    found = {path for path in committed.keys() - inside.keys() if is_declaration(path)}
    for path, data in inside.items():
        mode, _, name = committed.get(path, ("", "", ""))
        same = name == _blob(hashed, data) or name == _blob(hashed, data.replace(b"\r\n", b"\n"))
        if mode not in ("100644", "100755") or not same:
            found.add(path)
    return tuple(sorted(found))


def _blob(hashed: Callable[[bytes], hashlib._Hash], data: bytes) -> str:
    """Return the id that git gives to a file's contents."""
    return hashed(b"blob %d\0" % len(data) + data).hexdigest()


def is_declaration(path: str) -> bool:
    """Say whether a path of a commit is that of settings, policy or a practice."""
    return path.endswith(".yaml") and path.count("/") == 1 and not path.startswith("schemas/")


def regular_files(gateway: Gateway, commit: str, folders: tuple[str, ...]) -> Mapping[str, str]:
    """Return the ordinary files that a commit has in some folders, with their blobs; no link."""
    listed = gateway.run("ls-tree", "-r", "-z", commit, "--", *folders).text
    entries = (entry.partition("\t") for entry in listed.split("\0") if entry)
    return {path: fields.split()[2] for fields, _, path in entries if fields.startswith("100")}


def _trees(gateway: Gateway, commit: str, folders: tuple[str, ...]) -> Mapping[str, str]:
    """Return the git trees of declared directories, by name."""
    listed = gateway.run("ls-tree", "-z", commit, "--", *folders).text
    entries = (entry.partition("\t") for entry in listed.split("\0") if entry)
    return {path: fields.split()[2] for fields, _, path in entries}


def upstream(gateway: Gateway, settings: Settings) -> str | None:
    """Return the name of the remote whose branch is applied, or None where there is no remote."""
    names = gateway.run("remote").text.split()
    tracked = gateway.config(f"branch.{settings.branch}.remote")
    wished = (*tracked, "origin", settings.journal.remote, *names)
    return next((name for name in wished if name in names), None)


def known_tip(gateway: Gateway, settings: Settings) -> str | None:
    """Return where the branch stands as far as this clone knows: the remote's, else its own."""
    name, branch = upstream(gateway, settings), branch_ref(settings.branch)
    tracking = None if name is None else gateway.resolve(f"refs/remotes/{name}/{settings.branch}")
    return tracking or gateway.resolve(branch)


def fetch_tip(gateway: Gateway, settings: Settings) -> str | None:
    """Fetch the branch that is applied and return its tip; None where the branch is not to be found.

    A repository that pins no journal works on its own sandbox: there, what was fetched before will do.
    """
    name = upstream(gateway, settings)
    if name is None:
        return gateway.resolve(branch_ref(settings.branch))
    remote = find_remote(gateway, name)
    try:
        tip = None if remote is None else remote_tip(gateway, remote, settings.branch)
        if remote is not None and tip is not None:
            fetch_branch(gateway, remote, settings.branch)
    except JournalError as error:
        if settings.journal.root is not None:
            raise AccessctlError(
                "remote-unreachable",
                remote=name,
                branch=settings.branch,
                message=error.params.get("message", ""),
            ) from error
        return gateway.resolve(f"refs/remotes/{name}/{settings.branch}")
    return tip


def provenance(
    gateway: Gateway, place: Standing, branch: tuple[str, str | None], loosened: Loosened, last: str | None
) -> Iterable[Violation]:
    """Yield what forbids applying this commit: dirty, not on the branch, behind it, or rolled back.

    `branch` is its name and its fetched tip, `last` the commit that was applied last.
    """
    if place.dirty:
        yield Violation("dirty-tree", params={"files": ", ".join(place.dirty[:5]), "count": len(place.dirty)})
        return
    head, (name, tip) = place.head or "", branch
    params = {"commit": head[:12], "branch": name}
    if tip is None or not gateway.is_ancestor(head, tip):
        yield Violation("commit-not-on-branch", params=params)
        return
    rolled_back = last is not None and last != head and _is_older(gateway, head, last)
    if rolled_back and not loosened.rollback:
        yield Violation("commit-rolled-back", params={**params, "last": str(last)[:12]}, flag="--rollback")
    elif head != tip and not (loosened.not_tip or loosened.rollback):
        yield Violation("commit-behind", params={**params, "tip": tip[:12]}, flag="--not-tip")


def _is_older(gateway: Gateway, one: str, other: str) -> bool:
    return gateway.resolve(other) is not None and gateway.is_ancestor(one, other)


def trailers(gateway: Gateway, applied: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Return the trailers of the commit at hand, unless it was applied before: they hold for one apply."""
    head = gateway.resolve("HEAD")
    if head is None or head in applied:
        return ()
    return _trailers(
        gateway.run(
            "show", "--no-patch", "--no-show-signature", "--format=%(trailers:only,unfold)", head
        ).text
    )


def trailers_since(gateway: Gateway, commit: str) -> tuple[tuple[str, str], ...]:
    """Return the trailers of every commit that a change adds."""
    return _trailers(gateway.run("log", "--format=%(trailers:only,unfold)", f"{commit}..HEAD", "--").text)


def _trailers(text: str) -> tuple[tuple[str, str], ...]:
    pairs = (line.partition(":") for line in text.splitlines())
    return tuple((name.strip(), value.strip()) for name, colon, value in pairs if colon)


def actor(gateway: Gateway, environment: Mapping[str, str]) -> str:
    """Return who runs this, as they claim: git's user, or the pipeline's."""
    claimed = environment.get("ACCESSCTL_ACTOR") or environment.get("GITHUB_ACTOR")
    with contextlib.suppress(AccessctlError):
        return claimed or str(gateway.identity())
    return claimed or "unknown"


def earlier_files(
    gateway: Gateway, commit: str, folders: tuple[str, ...] = DECLARED[:2]
) -> Mapping[str, bytes]:
    """Return the files of folders as a commit had them, where the work tree has others now.

    Settings and policy are always among them where theirs is, so that what was read can be compared whole.
    """
    if gateway.resolve(commit) is None:
        return {}
    changed = gateway.run("diff", "--name-only", "--relative", "-z", "--no-renames", commit, "--", *folders)
    wanted = {name for name in changed.text.split("\0") if name}
    if not wanted:
        return {}
    listed = regular_files(gateway, commit, folders)
    kept = {path: blob for path, blob in listed.items() if path in wanted or path.startswith(DECLARED[1])}
    return dict(zip(kept, read_blobs(gateway, tuple(kept.values())), strict=True))
