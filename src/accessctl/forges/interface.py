"""What is asked of a host, and how it says that it cannot answer."""

from __future__ import annotations

from typing import Protocol

from accessctl.errors import ProviderError
from accessctl.model.pull_request import PullRequest


class ForgeError(ProviderError):
    """The host did not answer, or not in a way that can be read: its approvals count for nothing."""


class Forge(Protocol):
    """Reads pull requests; it can change nothing."""

    def pull_request(self, number: int) -> PullRequest | None:
        """Return the pull request with its approvals, or None where the host has none of that number."""
        ...

    def close(self) -> None:
        """Let go of connections."""
        ...
