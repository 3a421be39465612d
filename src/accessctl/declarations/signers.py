"""The file of signers → who may approve: `allowed_signers` lines of ssh-keygen, and armored OpenPGP keys.

Nothing is verified here. A line that cannot be read, or that says more than one person can overlook (a
pattern, an authority that signs for others), gives nobody anything.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence

from accessctl.declarations.openpgp import KeyBlockError, user_addresses
from accessctl.declarations.source_files import SIZE_AT_MOST
from accessctl.declarations.ssh_keys import is_public_key
from accessctl.model.identity import Address, normalise_address
from accessctl.model.signer import KeyKind, Signer, SignerFault, Signers

BEGIN = "-----BEGIN PGP PUBLIC KEY BLOCK-----"
END = "-----END PGP PUBLIC KEY BLOCK-----"

_ADDRESS = re.compile(r"[^@\s,\"*?!]+@[^@\s,\"*?!]+\.[^@\s,\"*?!]+")
_OPTION = re.compile(
    r'(?:namespaces="[^"]*"|valid-after="?\d{8}(?:\d{4}(?:\d\d)?)?Z?"?|valid-before="?\d{8}(?:\d{4}(?:\d\d)?)?Z?"?)'
    r"(?:,|$)",
    re.IGNORECASE,
)
_PRIVATE = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY")


class _WrongError(Exception):
    """What is wrong with a line."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def signers_of(data: bytes) -> Signers:
    """Return who may approve as the file says it, and which of its lines give nobody anything."""
    if len(data) > SIZE_AT_MOST:
        return Signers(faults=(SignerFault(1, "size"),))
    lines = data.decode("utf-8", "replace").splitlines()
    signers: list[Signer] = []
    faults: list[SignerFault] = []
    for first, part in _parts(lines):
        try:
            signers.append(_signer(first, part, lines))
        except _WrongError as error:
            faults.append(SignerFault(first, error.code, error.params))
    return Signers(tuple(signers), tuple(faults))


def _parts(lines: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield what stands for itself, with the number of its first line: a line, or a whole block."""
    at = 0
    while at < len(lines):
        text = lines[at].strip()
        first, at = at, at + 1
        if text.startswith("-----BEGIN "):
            end = next((n for n in range(at, len(lines)) if lines[n].strip().startswith("-----END ")), None)
            at = len(lines) if end is None else end + 1
            yield first + 1, [line.strip() for line in lines[first:at]]
        elif text and not text.startswith("#"):
            yield first + 1, [text]


def _signer(first: int, part: Sequence[str], lines: Sequence[str]) -> Signer:
    if _PRIVATE.match(part[0]):
        raise _WrongError("secret")
    if part[0].startswith("-----BEGIN "):
        above = lines[first - 2].strip() if first > 1 else ""
        return _block(first, part, above)
    return _line(first, part[0])


def _line(first: int, text: str) -> Signer:
    """Read `principals [options] type key [comment]`."""
    principals, _, rest = text.partition(" ")
    addresses = tuple(dict.fromkeys(_address(name) for name in principals.strip('"').split(",")))
    words = _words(rest)
    if words and not is_public_key(words):
        _check_options(words[0])
        words = words[1:]
    if not is_public_key(words):
        raise _WrongError("key")
    return Signer(KeyKind.SSH, addresses, first, f"{','.join(addresses)} {rest.strip()}", words[1])


def _words(text: str) -> Sequence[str]:
    """Part at spaces outside of quotes; the quotes stay."""
    lexer = shlex.shlex(text, posix=False)
    lexer.whitespace_split, lexer.commenters, lexer.quotes = True, "", '"'
    try:
        return list(lexer)
    except ValueError:  # a quote that is never closed
        raise _WrongError("option", option=text[:40]) from None


def _check_options(text: str) -> None:
    rest = text
    while rest:
        found = _OPTION.match(rest)
        if found is None:
            raise _WrongError("option", option=rest.partition(",")[0][:40])
        rest = rest[found.end() :]


def _address(text: str) -> Address:
    if not _ADDRESS.fullmatch(text):
        raise _WrongError("pattern" if re.search(r"[*?!]", text) else "address", found=text[:80])
    return normalise_address(text)


def _block(first: int, part: Sequence[str], above: str) -> Signer:
    """Read a block; a comment of addresses right above it says which of the key's addresses count."""
    if part[0] != BEGIN or part[-1] != END:
        raise _WrongError("block")
    try:
        held = user_addresses(part[1:-1])
    except KeyBlockError as error:
        raise _WrongError(error.code) from None
    named = _named(above)
    strange = [address for address in named if address not in held]
    if strange:
        raise _WrongError("not-in-key", found=", ".join(strange))
    addresses = named or held
    if not addresses:
        raise _WrongError("nobody")
    return Signer(KeyKind.OPENPGP, addresses, first, "\n".join([*part, ""]))


def _named(above: str) -> tuple[Address, ...]:
    """Return the addresses of the comment above a block; any other comment names nobody."""
    if not above.startswith("#"):
        return ()
    words = re.split(r"[\s,]+", above.lstrip("#").strip())
    if not all(_ADDRESS.fullmatch(word) for word in words):
        return ()
    return tuple(dict.fromkeys(normalise_address(word) for word in words))
