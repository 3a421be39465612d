"""Asks `ssh-keygen` and `gpg` whether a signature is a signer's: with our own keys and in a place of our own.

Neither git nor its configuration has a say: the programs are looked for on the machine's absolute paths, run
in an empty directory without the caller's environment, and are given the keys of the signers alone.
"""

from __future__ import annotations

import os
import shutil
import subprocess  # nosec B404 # for ssh-keygen and gpg alone
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from accessctl.history.signed_commits import StoredCommit
from accessctl.model.signer import KeyKind, Signer, Signers

SECONDS = 30.0
SSH, GPG = "ssh-keygen", "gpg"

_GPG = (
    "--batch",
    "--no-options",
    "--no-tty",
    "--no-autostart",
    "--no-auto-key-retrieve",
    "--disable-dirmngr",
    "--quiet",
)
_TRUSTED = ("--trust-model", "always", "--no-auto-key-locate")
_REFUSED = ("BADSIG", "ERRSIG", "EXPSIG", "EXPKEYSIG", "REVKEYSIG", "NODATA", "FAILURE")


@dataclass(slots=True)
class Signatures:
    """Verifies signatures; the programs are started only where there is something to verify."""

    missing: set[str] = field(default_factory=set)
    """The programs that were needed and are not there: what they would have verified counts for nothing."""
    _folder: Path | None = None
    _programs: dict[str, str | None] = field(default_factory=dict)
    _rings: dict[str, Path | None] = field(default_factory=dict)

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
        """Remove what was laid down."""
        folder, self._folder = self._folder, None
        self._rings.clear()
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)

    def signer_of(self, commit: StoredCommit, signers: Signers, at: datetime) -> Signer | None:
        """Return the signer whose valid signature the commit bears, as the keys stood at the time."""
        if commit.signature is None:
            return None
        if commit.is_ssh:
            return self._by_ssh(commit, signers, at)
        return self._by_gpg(commit, signers, at)

    def _by_ssh(self, commit: StoredCommit, signers: Signers, at: datetime) -> Signer | None:
        key = commit.ssh_key
        candidates = [item for item in signers.signers if item.kind is KeyKind.SSH and item.key == key]
        program = self._program(SSH) if candidates and key else None
        if program is None:
            return None
        folder = self._place()
        (folder / "signature").write_bytes(commit.signature or b"")
        when = at.astimezone(UTC).strftime("%Y%m%d%H%M%S")
        for signer in candidates:
            (folder / "allowed").write_text(signer.written + "\n", encoding="utf-8")
            command = [program, "-Y", "verify", "-n", "git", "-f", "allowed", "-s", "signature"]
            command += ["-I", signer.addresses[0], f"-Overify-time={when}"]
            if self._run(command, commit.payload)[0] == 0:
                return signer
        return None

    def _by_gpg(self, commit: StoredCommit, signers: Signers, at: datetime) -> Signer | None:
        candidates = [item for item in signers.signers if item.kind is KeyKind.OPENPGP]
        program = self._program(GPG) if candidates else None
        if program is None:
            return None
        for signer in candidates:
            ring = self._ring(program, signer)
            if ring is not None and self._verified(program, ring, commit, at):
                return signer
        return None

    def _verified(self, program: str, ring: Path, commit: StoredCommit, at: datetime) -> bool:
        """Say whether the one key in the ring made the commit's one signature, and was good at the time."""
        (self._place() / "signature").write_bytes(commit.signature or b"")
        when = at.astimezone(UTC).strftime("%Y%m%dT%H%M%S!")
        command = [program, "--homedir", str(ring), *_GPG, *_TRUSTED, "--faked-system-time", when]
        command += ["--status-fd", "1", "--verify", "signature", "-"]
        status, out = self._run(command, commit.payload)
        said = [line.split()[1] for line in out.decode("utf-8", "replace").splitlines() if _is_status(line)]
        single = said.count("NEWSIG") == 1 and said.count("GOODSIG") == 1 and said.count("VALIDSIG") == 1
        return status == 0 and single and not set(said) & set(_REFUSED)

    def _ring(self, program: str, signer: Signer) -> Path | None:
        """Return a key ring that holds the signer's key alone; None where gpg cannot read the key."""
        if signer.written not in self._rings:
            ring = self._place() / f"ring-{len(self._rings)}"
            ring.mkdir(mode=0o700)
            command = [program, "--homedir", str(ring), *_GPG, "--import"]
            status, _ = self._run(command, signer.written.encode())
            self._rings[signer.written] = ring if status == 0 else None
        return self._rings[signer.written]

    def _program(self, name: str) -> str | None:
        """Return where a program is: on absolute paths alone, a relative one may be the repository's."""
        if name not in self._programs:
            self._programs[name] = shutil.which(name, path=_paths())
        if self._programs[name] is None:
            self.missing.add(name)
        return self._programs[name]

    def _place(self) -> Path:
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="accessctl-"))  # for its owner alone
        return self._folder

    def _run(self, command: list[str], stdin: bytes) -> tuple[int, bytes]:
        folder = self._place()
        variables: Mapping[str, str] = {"HOME": str(folder), "TZ": "UTC", "LC_ALL": "C", "PATH": os.defpath}
        try:
            done = subprocess.run(  # noqa: S603  # nosec B603 # an absolute path, no shell, nothing of a commit
                command,
                input=stdin,
                capture_output=True,
                cwd=folder,
                env=variables,
                timeout=SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return 1, b""
        return done.returncode, done.stdout


def _is_status(line: str) -> bool:
    return line.startswith("[GNUPG:] ") and len(line.split()) > 1


def _paths() -> str:
    """Return the machine's search path without its relative parts."""
    parts: Iterable[str] = os.get_exec_path()
    return os.pathsep.join(part for part in parts if Path(part).is_absolute())
