"""GitLab's merge requests and approvals, over its REST API."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import quote

from accessctl.forges.answers import inside, listed, maybe, text
from accessctl.forges.client import Access, Client
from accessctl.forges.interface import ForgeError
from accessctl.model.pull_request import PullRequest

_SAID = "approved this merge request"


class GitLab:
    """One project on GitLab."""

    def __init__(self, client: Client, project: str) -> None:
        self._client = client
        self._path = f"projects/{quote(project, safe='')}"

    def close(self) -> None:
        """Let go of connections."""
        self._client.close()

    def pull_request(self, number: int) -> PullRequest | None:
        """Return the merge request with its approvals."""
        path = f"{self._path}/merge_requests/{number}"
        told = self._client.get(path)
        if told is None:
            return None
        head = text(told, "sha")
        became = (maybe(told, "merge_commit_sha"), maybe(told, "squash_commit_sha"))
        return PullRequest(
            number=number,
            author=text(told, "author", "username"),
            target=text(told, "target_branch"),
            is_merged=text(told, "state") == "merged",
            merged_as=frozenset(commit for commit in became if commit) or frozenset({head}),
            head=head,
            approved=self._approved(path, head),
        )

    def _approved(self, path: str, head: str) -> tuple[str, ...]:
        """Return who approves and did so after the head was pushed; GitLab does not say what they saw."""
        pushed = self._pushed(path, head)
        people = listed(self._client.get(f"{path}/approvals"), "approved_by")
        if pushed is None or not people:
            return ()
        names = self._names(path)
        said = self._said(path)
        found = []
        for item in people:
            who = text(item, "user", "username")
            at = _instant(maybe(item, "approved_at")) or said.get(who)
            writes = {text(item, "user", "name").casefold(), who.casefold()} & names
            if at is not None and at >= pushed and not writes:
                found.append(who)
        return tuple(found)

    def _pushed(self, path: str, head: str) -> datetime | None:
        """Return when the head became the merge request's."""
        versions = self._client.every(f"{path}/versions?per_page=100")
        times = [
            _instant(maybe(item, "created_at")) for item in versions if text(item, "head_commit_sha") == head
        ]
        return max((at for at in times if at is not None), default=None)

    def _names(self, path: str) -> frozenset[str]:
        """Return the names that the commits bear: GitLab does not say which of its users wrote them."""
        commits = self._client.every(f"{path}/commits?per_page=100")
        said = (maybe(item, f"{role}_name") for item in commits for role in ("author", "committer"))
        return frozenset(name.casefold() for name in said if name)

    def _said(self, path: str) -> dict[str, datetime]:
        """Return when each person last approved, as GitLab noted it."""
        notes: Iterable[Any] = self._client.every(f"{path}/notes?per_page=100&sort=asc&order_by=created_at")
        found: dict[str, datetime] = {}
        for note in notes:
            if inside(note, "system") is True and maybe(note, "body") == _SAID:
                at = _instant(maybe(note, "created_at"))
                if at is not None:
                    found[text(note, "author", "username")] = at
        return found


def _instant(value: str | None) -> datetime | None:
    if value is None:
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        raise ForgeError("forge-answer") from None
    return found if found.tzinfo is not None else None


def gitlab(url: str, token: str, project: str) -> GitLab:
    """Return the project that GitLab CI names."""
    return GitLab(Client(Access(url, "PRIVATE-TOKEN", token)), project)
