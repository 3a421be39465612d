"""Who may approve: the signers of a repository, each with a key and the addresses of one person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from accessctl.model.identity import Address


class KeyKind(StrEnum):
    """Which program verifies a key's signatures."""

    SSH = "ssh"
    OPENPGP = "openpgp"


@dataclass(frozen=True, slots=True)
class Signer:
    """One key and whose it is: all addresses of one line or block are the same person's."""

    kind: KeyKind
    addresses: tuple[Address, ...]
    line: int
    written: str
    """The line, or the armored block, as the file has it."""
    key: str = ""
    """An SSH key's own text (base64)."""

    @property
    def identity(self) -> str:
        """What tells one key from another: an OpenPGP block is another one when anything of it is."""
        return self.key or self.written


@dataclass(frozen=True, slots=True)
class SignerFault:
    """A line of the file that gives nobody anything, with the code that says why."""

    line: int
    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Signers:
    """All that a file of signers says."""

    signers: tuple[Signer, ...] = ()
    faults: tuple[SignerFault, ...] = ()
    earlier: tuple[Signer, ...] = ()
    """What another version of the file said: taken from it is only which addresses belong together."""

    def also_in(self, before: Signers) -> Signers:
        """Return the signers whose keys an earlier version knows too."""
        known = {signer.identity for signer in before.signers}
        kept = tuple(signer for signer in self.signers if signer.identity in known)
        return Signers(kept, earlier=(*self.signers, *before.signers))

    def person(self, addresses: Iterable[Address]) -> frozenset[Address]:
        """Return the addresses with all that the file ties to them: what stands together is one person."""
        found = set(addresses)
        told = (*self.signers, *self.earlier)
        groups = [set(signer.addresses) for signer in told]
        keys = [{signer.identity} for signer in told]
        grown, held = True, set[str]()
        while grown:
            grown = False
            for group, key in zip(groups, keys, strict=True):
                if (group & found or key & held) and not (group <= found and key <= held):
                    found |= group
                    held |= key
                    grown = True
        return frozenset(found)
