"""Whether what a commit brought onto the branch was approved: policy and signers before it, git, the host."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Self

from accessctl.declarations.loading import load_files
from accessctl.declarations.signers import signers_of
from accessctl.declarations.source_files import POLICY, SIGNERS, SIGNERS_USUAL
from accessctl.errors import AccessctlError
from accessctl.execution.practice_versions import VersionReader
from accessctl.execution.repository import regular_files
from accessctl.forges.catalog import open_forge
from accessctl.forges.interface import Forge, ForgeError
from accessctl.history.approving import Approver, approvers
from accessctl.history.bringing import Bringing
from accessctl.history.declaring import taken_note
from accessctl.history.messages import pull_request
from accessctl.history.signatures import Signatures
from accessctl.history.signed_commits import StoredCommit
from accessctl.journal.gateway import Gateway
from accessctl.journal.objects import read_blobs
from accessctl.model.identity import Address
from accessctl.model.policy import ApprovalPolicy
from accessctl.model.pull_request import host_approvers
from accessctl.model.signer import Signers


@dataclass(frozen=True, slots=True)
class Verdict:
    """Who approved what a commit brought, and how many the policy before it asked for.

    Signers and people at the host are not added up: nobody can tell whether two of them are one person.
    """

    needed: int = 0
    signed: tuple[Approver, ...] = ()
    hosted: tuple[str, ...] = ()
    obstacle: str | None = None
    """Why there may be approvals that could not be verified, or can be none: a code."""
    cause: str | None = None
    params: Mapping[str, object] = field(default_factory=dict)
    """What the cause's words are filled with."""

    @property
    def have(self) -> int:
        """How many approvals there are."""
        return max(len(self.signed), len(self.hosted))

    def about(self, email: Address) -> Verdict:
        """Return the verdict on one person's access: nobody approves their own."""
        return replace(self, signed=tuple(item for item in self.signed if email not in item.person))


Noted = Callable[[str], str | None]


@dataclass(slots=True)
class Approvals:
    """Verifies approvals of one branch; each commit is judged once.

    `noted` gives the commit that was applied last before another: one push can bring several commits onto
    the branch's line, of which the first makes its author a signer or drops the rule.
    """

    gateway: Gateway
    branch: str
    forge: Callable[[], Forge | None] = field(default=lambda: None)
    noted: Noted = field(default=lambda _: None)
    _bringing: Bringing | None = None
    _signatures: Signatures = field(default_factory=Signatures)
    _judged: dict[tuple[str, int], Verdict] = field(default_factory=dict)
    _forge: Forge | None = None
    _tried: bool = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._signatures.close()
        if self._forge is not None:
            self._forge.close()

    def of(self, commit: str, at_least: int = 0) -> Verdict:
        """Return the verdict on a commit of the branch's own line.

        `at_least` is what the policy of now asks for; the host is asked only where signatures do not suffice.
        """
        key = (commit, at_least)
        if key not in self._judged:
            try:
                self._judged[key] = self._judge(commit, at_least)
            except AccessctlError as error:  # objects that a clone does not have: nothing is approved by that
                self._judged[key] = Verdict(
                    at_least, obstacle="history", cause=error.code, params=error.params
                )
        return self._judged[key]

    def _judge(self, name: str, at_least: int) -> Verdict:
        commit = self.bringing.commit(name)
        base = commit.parents[0] if commit.parents else None
        noted = self.noted(name)
        asked = (self.policy(item).record_access for item in (base, noted) if item is not None)
        needed = max((at_least, *asked))
        signers = Signers() if base is None else self._signers(base)
        if noted is not None:
            signers = signers.also_in(self._signers(noted))
        signed = self._signed(name, signers)
        verdict = Verdict(needed, signed)
        if self._signatures.missing:
            verdict = Verdict(needed, signed, obstacle="program", cause="approval-program-missing")
        elif not signers.signers:
            verdict = Verdict(needed, obstacle="signers")
        return verdict if verdict.have >= needed else self._asked(commit, verdict)

    def signed(self, name: str) -> tuple[Approver, ...] | None:
        """Return who approved a commit of the branch by signature; None: it cannot be verified here."""
        parents = self.bringing.commit(name).parents
        if not parents:
            return ()
        found = self._signed(name, self._signers(parents[0]))
        return None if self._signatures.missing else found

    def _signed(self, name: str, signers: Signers) -> tuple[Approver, ...]:
        self._signatures.missing.clear()
        brought = self.bringing.brought(name, signers)
        return approvers(brought, lambda one, at: self._signatures.signer_of(one, signers, at))

    @property
    def bringing(self) -> Bringing:
        """What gathers from git what commits brought."""
        if self._bringing is None:
            self._bringing = Bringing(self.gateway, VersionReader())
        return self._bringing

    def _asked(self, commit: StoredCommit, verdict: Verdict) -> Verdict:
        """Return the verdict with what the host says, where there is one to be asked."""
        number = pull_request(commit.payload.partition(b"\n\n")[2].decode("utf-8", "replace"))
        if number is None:
            return verdict
        try:
            if not self._tried:
                self._tried, self._forge = True, self.forge()
            found = None if self._forge is None else self._forge.pull_request(number)
        except ForgeError as error:
            return replace(verdict, obstacle="host", cause=error.code, params=error.params)
        if found is None:
            return verdict
        hosted = host_approvers(found, commit.id, commit.parents, self.branch)
        return replace(verdict, hosted=hosted)

    def policy(self, commit: str) -> ApprovalPolicy:
        """Return what the policy of a commit says about approvals."""
        files: Mapping[str, bytes] = {POLICY: self._file(commit, POLICY) or b"version: 1\n"}
        return load_files(files).policy.approvals or ApprovalPolicy()

    def _signers(self, commit: str) -> Signers:
        path = self.policy(commit).signers or SIGNERS_USUAL
        data = self._file(commit, path) if SIGNERS.fullmatch(path) else None
        return Signers() if data is None else signers_of(data)

    def _file(self, commit: str, path: str) -> bytes | None:
        """Return a regular file of a commit; a link is none."""
        blob = regular_files(self.gateway, commit, (path,)).get(path)
        if blob is None:
            return None
        (data,) = read_blobs(self.gateway, [blob])
        return data


def approvals_of(gateway: Gateway, branch: str, environment: Mapping[str, str], noted: Noted) -> Approvals:
    """Return what verifies approvals, with the host that the environment names."""
    return Approvals(gateway, branch, lambda: open_forge(environment), noted)


def noted_by(gateway: Gateway, line: Sequence[str], applied: Sequence[str]) -> Noted:
    """Return what says which commit was applied last before another, by those that the journal names."""

    def contains(one: str, other: str) -> bool | None:
        return None if gateway.resolve(one) is None else gateway.is_ancestor(other, one)

    return taken_note(line, applied, contains)


def ever_needed(gateway: Gateway, tip: str) -> bool:
    """Say whether the policy ever spoke of approvals: who takes the rule out does not approve by that.

    `--text`, since a commit's attributes may call the policy binary, which git would then not look into.
    """
    options = ("-1", "--full-history", "-m", "--format=%H", "--no-patch", "-Gapprovals", "--text")
    return bool(gateway.ask("log", *options, tip, "--", POLICY).text.strip())
