"""People who sign: real keys made for a test, and commits and merges signed with them."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from world import GIT_ENV, World

LUZ, MARCO, ANA = "luz@org.example", "marco@org.example", "ana.admin@org.example"


@dataclass(frozen=True)
class Key:
    """One SSH key."""

    path: Path

    @property
    def public(self) -> str:
        """Its type and the key itself."""
        return " ".join(self.path.with_suffix(".pub").read_text(encoding="ascii").split()[:2])

    def line(self, *addresses: str, options: str = "") -> str:
        """Return the line of a signers' file."""
        return f"{','.join(addresses)} {options}{' ' if options else ''}{self.public}\n"


def ssh_key(folder: Path, name: str) -> Key:
    """Make a key without a passphrase."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(path)]
    subprocess.run(command, check=True, capture_output=True)
    return Key(path)


@dataclass
class Ring:
    """A GnuPG home with secret keys, in a short path: its agent's socket has to fit."""

    home: Path

    def run(self, *arguments: str) -> str:
        """Run gpg in it."""
        command = ["gpg", "--homedir", str(self.home), "--batch", "--quiet", "--pinentry-mode", "loopback"]
        done = subprocess.run(
            [*command, "--passphrase", "", *arguments], check=True, capture_output=True, text=True
        )
        return done.stdout

    def make(self, person: str, expires: str = "never") -> str:
        """Make a key; return its block as the signers' file has it."""
        self.run("--quick-generate-key", person, "ed25519", "sign", expires)
        return self.run("--armor", "--export", person)

    def close(self) -> None:
        """End the agent that gpg started, and remove everything."""
        subprocess.run(["gpgconf", "--homedir", str(self.home), "--kill", "all"], check=False)
        shutil.rmtree(self.home, ignore_errors=True)


def make_ring() -> Ring:
    """Make an empty GnuPG home."""
    return Ring(Path(tempfile.mkdtemp(prefix="g")))


def git_as(world: World, who: str, *arguments: str, at: str | None = None, home: Path | None = None) -> str:
    """Run git as a person, at a time if one is named."""
    name = who.partition("@")[0].capitalize()
    said = {
        f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in _said(name, who)
    }
    if at is not None:
        said |= {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at}
    if home is not None:
        said["GNUPGHOME"] = str(home)
    done = subprocess.run(
        ["git", *arguments],
        cwd=world.root,
        check=True,
        capture_output=True,
        text=True,
        env={**GIT_ENV, **said, "PATH": os.environ["PATH"]},
    )
    return done.stdout.strip()


def _said(name: str, who: str) -> tuple[tuple[str, str], ...]:
    return (("NAME", name), ("EMAIL", who))


def signed(key: Key | str) -> tuple[str, ...]:
    """Return the options with which git signs: an SSH key's, or those of an OpenPGP address."""
    if isinstance(key, str):
        return ("-c", "gpg.format=openpgp", "-c", f"user.signingkey={key}")
    return ("-c", "gpg.format=ssh", "-c", f"user.signingkey={key.path}")
