"""Rules about who may approve: the file of signers, which gives nobody anything by a line that is wrong.

They stop nothing: a missing approval withholds a grant, and must not hold up a revocation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accessctl.model.finding import Finding, Location, Severity
from accessctl.model.policy import ApprovalPolicy
from accessctl.model.practice import Declaration
from accessctl.validation.context import Context
from accessctl.validation.places import policy_place

USUAL = "access/signers"
_PLACE = re.compile(r"access/[A-Za-z0-9_-]*signers[A-Za-z0-9_-]*")


def signers_path(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find a file of signers that lies where it is not looked for."""
    del context
    approvals = declaration.policy.approvals
    if approvals is not None and approvals.signers and not _PLACE.fullmatch(approvals.signers):
        where = policy_place(declaration, "approvals.signers")
        yield Finding("signers-path", Severity.ERROR, where, {"path": approvals.signers})


def signers_missing(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find a policy that asks for approvals which nobody can give by signature."""
    del context
    approvals = declaration.policy.approvals
    if approvals is None or approvals.record_access == 0 or not _PLACE.fullmatch(_path(approvals)):
        return
    signers = declaration.signers
    if signers is None or not signers.signers:
        where = policy_place(declaration, "approvals.signers")
        text = "signers-missing" if signers is None else "signers-missing.nobody"
        yield Finding("signers-missing", Severity.WARNING, where, {"path": _path(approvals)}, text=text)


def signer_line(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find the lines of the file of signers that cannot be read or say too much."""
    del context
    if declaration.signers is None:
        return
    path = _path(declaration.policy.approvals)
    for fault in declaration.signers.faults:
        text = "signer-line" if fault.code == "key" else f"signer-line.{fault.code}"
        yield Finding("signer-line", Severity.ERROR, Location(path, fault.line), fault.params, text=text)


def signer_twice(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find a key that stands for two people: they count as one."""
    del context
    if declaration.signers is None:
        return
    path = _path(declaration.policy.approvals)
    first: dict[str, int] = {}
    for signer in declaration.signers.signers:
        key = signer.key or signer.written
        if key in first:
            params = {"first": first[key], "path": path}
            yield Finding("signer-twice", Severity.WARNING, Location(path, signer.line), params)
        first.setdefault(key, signer.line)


def _path(approvals: ApprovalPolicy | None) -> str:
    return (approvals and approvals.signers) or USUAL
