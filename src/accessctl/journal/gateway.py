"""The one way to git: every call hardened, timed and answered with bytes; errors say what to do.

Knows nothing of the journal. The rooms `history` and `execution` use it too.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess  # nosec B404 # for its names only: GitPython starts the processes
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from accessctl.errors import AccessctlError
from accessctl.journal.hardening import DRIVERS, checked_revision, command_line, environment, shown
from accessctl.journal.logins import Login

if TYPE_CHECKING:
    from git.cmd import Git

LOCAL_SECONDS = 600.0
NETWORK_SECONDS = 90.0

NOBODY = ("accessctl", "accessctl@localhost.invalid")
"""Who writes where git knows no user."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one git command answered; `error` is fit to be shown."""

    status: int
    out: bytes
    error: str

    @property
    def text(self) -> str:
        """The output as text, without its last line end."""
        return self.out.decode("utf-8", "surrogateescape").removesuffix("\n")


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a commit is by."""

    name: str
    email: str

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>"


class Gateway:
    """Git in one repository."""

    def __init__(self, root: Path, *, network_seconds: float = NETWORK_SECONDS) -> None:
        self.root = root.resolve()
        self.network_seconds = network_seconds
        if not self.root.is_dir():
            raise AccessctlError("not-a-git-repository", path=str(root))
        self._git = _git(self.root)
        self._drivers: tuple[str, ...] | None = None
        self._batch: Any = None
        inside = self.ask("rev-parse", "--absolute-git-dir")
        if inside.status:
            raise _no_repository(root, inside.error)
        self.git_dir = Path(inside.text)
        keys = self.ask("config", "-z", "--name-only", "--get-regexp", DRIVERS)
        self._drivers = tuple(dict.fromkeys(key for key in keys.text.split("\0") if key))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process that reads objects, if there is one."""
        batch, self._batch = self._batch, None
        if batch is not None:
            _stop(batch)

    def ask(
        self,
        *arguments: str,
        stdin: bytes = b"",
        env: Mapping[str, str] | None = None,
        seconds: float = LOCAL_SECONDS,
        login: Login | None = None,
    ) -> Answer:
        """Run one git command and return its answer, whatever its status."""
        process = self.start(*arguments, env=env, login=login)
        try:
            out, error = process.communicate(stdin, timeout=seconds)
        except subprocess.TimeoutExpired:
            _stop(process)
            raise AccessctlError("git-timeout", command=arguments[0], seconds=int(seconds)) from None
        return Answer(process.returncode, out, shown(error.decode("utf-8", "replace")))

    def run(self, *arguments: str, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> Answer:
        """Run one git command that has no business to fail."""
        answer = self.ask(*arguments, stdin=stdin, env=env)
        if answer.status:
            raise AccessctlError("git-failed", command=arguments[0], message=answer.error)
        return answer

    def start(self, *arguments: str, env: Mapping[str, str] | None = None, login: Login | None = None) -> Any:
        """Start one git command and return the process, its three streams open.

        In a session of its own: Ctrl-C reaches us and not git, a time-out ends its helpers with it.
        """
        command = command_line(self._git.GIT_PYTHON_GIT_EXECUTABLE or "git", arguments, os.environ)
        variables = {**environment(os.environ, self._drivers or (), login), **(env or {})}
        from git.exc import GitCommandNotFound  # noqa: PLC0415 - loaded with `_git`, not before

        try:
            return self._git.execute(
                command,
                istream=subprocess.PIPE,
                as_process=True,
                env=variables,
                shell=False,
                start_new_session=True,
            )
        except GitCommandNotFound:
            raise AccessctlError("git-missing") from None

    def batch(self) -> Any:
        """Return the long-lived `cat-file --batch`."""
        if self._batch is None or self._batch.poll() is not None:
            self._batch = self.start("cat-file", "--batch")
        return self._batch

    def resolve(self, revision: str, kind: str = "commit") -> str | None:
        """Return the id of a revision peeled to `kind`, or None where there is no such thing."""
        name = f"{checked_revision(revision)}^{{{kind}}}"
        answer = self.ask("rev-parse", "--verify", "--quiet", "--end-of-options", name)
        return None if answer.status else answer.text

    def common_dir(self) -> Path:
        """Return the directory that all work trees of the repository share."""
        return (self.root / self.run("rev-parse", "--git-common-dir").text).resolve()

    def top(self) -> Path:
        """Return the root of the work tree."""
        return Path(self.run("rev-parse", "--show-toplevel").text)

    def is_shallow(self) -> bool:
        """Say whether history was cut off when the repository was cloned."""
        return self.run("rev-parse", "--is-shallow-repository").text == "true"

    def refs(self, prefix: str) -> Mapping[str, str]:
        """Return the refs below a prefix such as `refs/heads/`, with their ids."""
        answer = self.run("for-each-ref", "--format=%(objectname) %(refname)", checked_revision(prefix))
        pairs = (line.split(" ", 1) for line in answer.text.splitlines())
        return {name: found for found, name in pairs}

    def is_ancestor(self, older: str, newer: str) -> bool:
        """Say whether `newer` contains `older`."""
        names = (checked_revision(older), checked_revision(newer))
        return self.ask("merge-base", "--is-ancestor", *names).status == 0

    def update_ref(self, ref: str, new: str, old: str | None) -> bool:
        """Move a ref if it still is at `old` (None: does not exist); say whether it was."""
        expected = old or "0" * len(new)
        return self.ask("update-ref", "--no-deref", ref, new, expected).status == 0

    def config(self, key: str) -> tuple[str, ...]:
        """Return all values of a config key, the one that git would use last."""
        answer = self.ask("config", "-z", "--get-all", key)
        return () if answer.status else tuple(answer.text.removesuffix("\0").split("\0"))

    def identity(self) -> Identity:
        """Return the user that git is configured for, or the program itself."""
        name, email = (next(reversed(self.config(key)), "").strip() for key in ("user.name", "user.email"))
        return Identity(name or email or NOBODY[0], email or NOBODY[1])


def _git(root: Path) -> Git:
    """Return GitPython's runner; GitPython looks for git while it is imported."""
    try:
        from git.cmd import Git  # noqa: PLC0415 - costs start-up time, and fails where git is missing
    except ImportError as error:
        raise AccessctlError("git-missing") from error
    return Git(str(root))


def _no_repository(root: Path, error: str) -> AccessctlError:
    code = "git-not-trusted" if "dubious ownership" in error else "not-a-git-repository"
    return AccessctlError(code, path=str(root))


def _stop(process: Any) -> None:
    """End a process and all that it started."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.communicate(timeout=2)
            return


def outside(folder: Path, *arguments: str) -> Answer:
    """Run one git command where there need not be a repository, hardened like every other."""
    git = _git(folder)
    command = command_line(git.GIT_PYTHON_GIT_EXECUTABLE or "git", arguments, os.environ)
    from git.exc import GitCommandNotFound  # noqa: PLC0415 - loaded with `_git`, not before

    try:
        status, out, error = git.execute(
            command,
            env=environment(os.environ, ()),
            shell=False,
            with_extended_output=True,
            with_exceptions=False,
        )
    except GitCommandNotFound:
        raise AccessctlError("git-missing") from None
    return Answer(status, str(out).encode("utf-8", "surrogateescape"), shown(str(error)))


def begin_repository(root: Path, branch: str) -> None:
    """Make an empty repository there, without any template's hooks."""
    answer = outside(root, "init", "--quiet", "--template=", f"--initial-branch={checked_revision(branch)}")
    if answer.status:
        raise AccessctlError("git-failed", command="init", message=answer.error)
