"""Whether words are a public SSH key that can sign; no key is verified here."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence

_TYPES = frozenset(
    {
        "ssh-ed25519",
        "sk-ssh-ed25519@openssh.com",
        "ecdsa-sha2-nistp256",
        "ecdsa-sha2-nistp384",
        "ecdsa-sha2-nistp521",
        "sk-ecdsa-sha2-nistp256@openssh.com",
        "ssh-rsa",
    }
)


def is_public_key(words: Sequence[str]) -> bool:
    """Say whether the first two words are a key's type and a key of that type."""
    if len(words) < 2 or words[0] not in _TYPES:
        return False
    try:
        data = base64.b64decode(words[1], validate=True)
    except (binascii.Error, ValueError):
        return False
    name = words[0].encode()
    return len(data) > len(name) + 4 and data[:4] == len(name).to_bytes(4) and data[4:].startswith(name)
