"""The addresses that an armored OpenPGP key is for, read from its packets; no key is verified here."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Sequence

from accessctl.model.identity import Address, normalise_address

_PUBLIC_KEY, _SECRET_KEY, _SECRET_SUBKEY, _USER_ID = 6, 5, 7, 13
_IN_BRACKETS = re.compile(r"<([^<>\s]+@[^<>\s]+)>\s*$")
_BARE = re.compile(r"[^<>\s]+@[^<>\s]+")


class KeyBlockError(Exception):
    """The block is no public key; `code` says what it is."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def user_addresses(lines: Sequence[str]) -> tuple[Address, ...]:
    """Return the addresses of the user ids in the block between its two dashed lines, each once."""
    packets = list(_packets(_unarmored(lines)))
    tags = {tag for tag, _ in packets}
    if tags & {_SECRET_KEY, _SECRET_SUBKEY}:
        raise KeyBlockError("secret")
    if [tag for tag, _ in packets].count(_PUBLIC_KEY) != 1 or packets[0][0] != _PUBLIC_KEY:
        raise KeyBlockError("block")  # two keys in one block may be two people's
    found = (_address(body.decode("utf-8", "replace")) for tag, body in packets if tag == _USER_ID)
    return tuple(dict.fromkeys(address for address in found if address is not None))


def _address(text: str) -> Address | None:
    bracketed = _IN_BRACKETS.search(text)
    if bracketed is not None:
        return normalise_address(bracketed[1])
    return normalise_address(text) if _BARE.fullmatch(text.strip()) else None


def _unarmored(lines: Sequence[str]) -> bytes:
    """Return the bytes between the head and the checksum."""
    blank = next((index for index, line in enumerate(lines) if not line), -1)
    body = [line for line in lines[blank + 1 :] if line and not line.startswith("=")]
    try:
        return base64.b64decode("".join(body), validate=True)
    except (binascii.Error, ValueError):
        raise KeyBlockError("block") from None


def _packets(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield tag and body of each packet; of partial lengths there are none in a key."""
    at = 0
    try:
        while at < len(data):
            head = data[at]
            if not head & 0x80:
                raise KeyBlockError("block")
            tag, at, size = (_new if head & 0x40 else _old)(data, at)
            if at + size > len(data):
                raise KeyBlockError("block")
            yield tag, data[at : at + size]
            at += size
    except IndexError:
        raise KeyBlockError("block") from None


def _new(data: bytes, at: int) -> tuple[int, int, int]:
    tag, first = data[at] & 0x3F, data[at + 1]
    if first < 192:
        return tag, at + 2, first
    if first < 224:
        return tag, at + 3, ((first - 192) << 8) + data[at + 2] + 192
    if first < 255:
        raise KeyBlockError("block")
    return tag, at + 6, int.from_bytes(data[at + 2 : at + 6])


def _old(data: bytes, at: int) -> tuple[int, int, int]:
    tag, kind = (data[at] >> 2) & 0x0F, data[at] & 3
    if kind == 3:
        raise KeyBlockError("block")
    width = 1 << kind
    return tag, at + 1 + width, int.from_bytes(data[at + 1 : at + 1 + width])
