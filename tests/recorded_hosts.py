"""Answers of GitHub and GitLab in the shape that they publish, shortened, about people who do not exist."""

from __future__ import annotations

from typing import Any

HEAD, MERGE, OLD = "a" * 40, "b" * 40, "c" * 40
REPOSITORY = "org-example/accesos"


def review(
    login: str, state: str = "APPROVED", commit: str = HEAD, kind: str = "User", as_: str = "MEMBER"
) -> dict[str, Any]:
    """Return a review on GitHub."""
    return {
        "id": 80,
        "user": {"login": login, "id": 1, "type": kind, "site_admin": False},
        "body": "",
        "state": state,
        "submitted_at": "2026-11-20T15:00:00Z",
        "commit_id": commit,
        "author_association": as_,
    }


def github(*reviews: dict[str, Any], **pull: Any) -> dict[str, Any]:
    """Return GitHub's answers about pull request 12, by path."""
    path = f"/repos/{REPOSITORY}/pulls/12"
    told = {
        "number": 12,
        "state": "closed",
        "title": "Ana prepares the records",
        "user": {"login": "ana-mora", "id": 7, "type": "User"},
        "head": {"ref": "ask", "sha": HEAD, "repo": {"full_name": REPOSITORY}},
        "base": {"ref": "main", "sha": OLD},
        "merged": True,
        "merged_at": "2026-11-20T16:00:00Z",
        "merge_commit_sha": MERGE,
        **pull,
    }
    commit = {
        "sha": HEAD,
        "commit": {"author": {"name": "Sol", "email": "sol@org.example"}},
        "author": {"login": "sol-vega", "type": "User"},
        "committer": {"login": "web-flow", "type": "User"},
    }
    return {
        path: told,
        f"{path}/commits?per_page=100": [commit, {"sha": OLD, "author": None, "committer": None}],
        f"{path}/reviews?per_page=100": list(reviews),
    }


def approval(username: str, name: str = "", at: str | None = "2026-11-20T15:00:00.123Z") -> dict[str, Any]:
    """Return one of GitLab's approvals."""
    user = {"id": 1, "username": username, "name": name or username, "state": "active"}
    return {"user": user} if at is None else {"user": user, "approved_at": at}


def note(username: str, body: str, at: str, *, system: bool = True) -> dict[str, Any]:
    """Return a note on a merge request."""
    return {"id": 5, "body": body, "author": {"username": username}, "created_at": at, "system": system}


def gitlab(*approvals: dict[str, Any], notes: tuple[dict[str, Any], ...] = (), **told: Any) -> dict[str, Any]:
    """Return GitLab's answers about merge request 12 of project 77, by path."""
    path = "/projects/77/merge_requests/12"
    return {
        path: {
            "iid": 12,
            "state": "merged",
            "author": {"username": "ana.mora", "name": "Ana Mora"},
            "target_branch": "main",
            "sha": HEAD,
            "merge_commit_sha": MERGE,
            "squash_commit_sha": None,
            **told,
        },
        f"{path}/approvals": {"approved": True, "approved_by": list(approvals)},
        f"{path}/versions?per_page=100": [
            {"id": 2, "head_commit_sha": HEAD, "created_at": "2026-11-20T14:00:00.000Z"},
            {"id": 1, "head_commit_sha": OLD, "created_at": "2026-11-19T14:00:00.000Z"},
        ],
        f"{path}/commits?per_page=100": [
            {
                "id": HEAD,
                "author_name": "Sol Vega",
                "author_email": "sol@org.example",
                "committer_name": "Sol Vega",
            }
        ],
        f"{path}/notes?per_page=100&sort=asc&order_by=created_at": list(notes),
    }
