"""GitHub's pull requests and reviews, over its REST API."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from accessctl.forges.answers import inside, maybe, text
from accessctl.forges.client import Access, Client
from accessctl.forges.interface import ForgeError
from accessctl.model.pull_request import PullRequest

_INSIDERS = frozenset({"OWNER", "MEMBER", "COLLABORATOR"})
_SETTLING = frozenset({"APPROVED", "CHANGES_REQUESTED", "DISMISSED"})
"""The states that take the place of what somebody said before; a comment does not."""


class GitHub:
    """One repository on GitHub."""

    def __init__(self, client: Client, repository: str) -> None:
        if not re.fullmatch(r"[\w.-]+/[\w.-]+", repository):
            raise ForgeError("forge-address")
        self._client = client
        self._path = f"repos/{repository}"

    def close(self) -> None:
        """Let go of connections."""
        self._client.close()

    def pull_request(self, number: int) -> PullRequest | None:
        """Return the pull request with its approvals."""
        path = f"{self._path}/pulls/{number}"
        told = self._client.get(path)
        if told is None:
            return None
        head, merged = text(told, "head", "sha"), maybe(told, "merge_commit_sha")
        commits = list(self._client.every(f"{path}/commits?per_page=100"))
        if len(commits) >= 250:
            raise ForgeError("forge-answer")  # the host lists no more: who wrote the others is not known
        return PullRequest(
            number=number,
            author=text(told, "user", "login"),
            target=text(told, "base", "ref"),
            is_merged=inside(told, "merged") is True,
            merged_as=frozenset({merged} if merged else ()),
            head=head,
            writers=frozenset(_writers(commits)),
            approved=_approved(self._client.every(f"{path}/reviews?per_page=100"), head),
        )


def _writers(commits: Iterable[Any]) -> Iterable[str]:
    for commit in commits:
        for role in ("author", "committer"):
            login = maybe(commit, role, "login")
            if login:
                yield login


def _approved(reviews: Iterable[Any], head: str) -> tuple[str, ...]:
    """Return whose last word is an approval of the head; the host lists reviews in the order of time."""
    last: dict[str, bool] = {}
    for review in reviews:
        who, state = maybe(review, "user", "login"), text(review, "state")
        if who is None or state not in _SETTLING:
            continue
        counts = state == "APPROVED" and text(review, "commit_id") == head
        person = inside(review, "user", "type") == "User"
        last[who] = counts and person and maybe(review, "author_association") in _INSIDERS
    return tuple(who for who, approves in last.items() if approves)


def github(url: str, token: str, repository: str) -> GitHub:
    """Return the repository that GitHub Actions names."""
    return GitHub(Client(Access(url, "Authorization", f"Bearer {token}")), repository)
