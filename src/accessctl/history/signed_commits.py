"""Pure: a commit as git stores it, parted into what is signed and the signature; nothing is verified here.

Read from the object itself: what git prints about a commit can be imitated by the commit's own message.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from accessctl.model.identity import Address, normalise_address

_PERSON = re.compile(r"[^<>]*<([^<>]*)> (-?\d{1,15}) [+-]\d{4,}")
_SIGNATURE = (b"gpgsig", b"gpgsig-sha256")
_SSH = (b"-----BEGIN SSH SIGNATURE-----", b"-----END SSH SIGNATURE-----")
_MAGIC = b"SSHSIG"
_LAST_SECOND = 253402300799


@dataclass(frozen=True, slots=True)
class StoredCommit:
    """What of a commit matters for its approval."""

    id: str
    parents: tuple[str, ...]
    people: frozenset[Address]
    """Its author and its committer, as it claims."""
    author: frozenset[Address]
    at: datetime
    payload: bytes
    signature: bytes | None
    """None: not signed, or in a way that git itself never writes."""

    @property
    def is_ssh(self) -> bool:
        """Whether the signature is one of SSH."""
        return self.signature is not None and self.signature.startswith(_SSH[0])

    @property
    def ssh_key(self) -> str:
        """The key that the SSH signature says it was made with (base64), or nothing."""
        if self.signature is None or not self.is_ssh:
            return ""
        body = b"".join(self.signature.split(_SSH[0])[1].split(_SSH[1])[0].split())
        try:
            data = base64.b64decode(body, validate=True)
        except (binascii.Error, ValueError):
            return ""
        size = int.from_bytes(data[10:14])
        if not data.startswith(_MAGIC) or len(data) < 14 + size:
            return ""
        return base64.b64encode(data[14 : 14 + size]).decode("ascii")


def stored_commit(name: str, raw: bytes) -> StoredCommit:
    """Part the commit."""
    head, blank, message = raw.partition(b"\n\n")
    kept: list[bytes] = []
    signatures: list[bytes] = []
    signing = False
    for line in head.split(b"\n"):
        if line.startswith(b" ") and signing:
            signatures[-1] += b"\n" + line[1:]
            continue
        key, _, value = line.partition(b" ")
        signing = key in _SIGNATURE
        if signing:
            signatures.append(value)
        else:
            kept.append(line)
    fields = [line.partition(b" ") for line in kept]
    authors = _people(value for key, _, value in fields if key == b"author")
    committers = _people(value for key, _, value in fields if key == b"committer")
    return StoredCommit(
        id=name,
        parents=tuple(value.decode("ascii", "replace") for key, _, value in fields if key == b"parent"),
        people=frozenset(address for address, _ in (*authors, *committers)),
        author=frozenset(address for address, _ in authors),
        at=max((at for _, at in committers), default=datetime.fromtimestamp(0, UTC)),
        payload=b"\n".join(kept) + blank + message,
        signature=signatures[0] + b"\n" if len(signatures) == 1 else None,
    )


def _people(values: Iterable[bytes]) -> list[tuple[Address, datetime]]:
    found = []
    for value in values:
        said = _PERSON.fullmatch(value.decode("utf-8", "replace"))
        if said is not None:
            seconds = min(max(int(said[2]), 0), _LAST_SECOND)
            found.append((normalise_address(said[1]), datetime.fromtimestamp(seconds, UTC)))
    return found
