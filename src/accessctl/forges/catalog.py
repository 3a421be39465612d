"""Which host is asked, as the environment says it: nothing of a commit has a say in where a token goes."""

from __future__ import annotations

from collections.abc import Mapping

from accessctl.forges.github import github
from accessctl.forges.gitlab import gitlab
from accessctl.forges.interface import Forge

_GITHUB = "https://api.github.com"


def open_forge(environment: Mapping[str, str]) -> Forge | None:
    """Return the host that the environment names with a token; None: only signatures count."""
    token, repository = environment.get("GITHUB_TOKEN"), environment.get("GITHUB_REPOSITORY")
    if token and repository:
        return github(environment.get("GITHUB_API_URL") or _GITHUB, token, repository)
    token, project = environment.get("GITLAB_TOKEN"), environment.get("CI_PROJECT_ID")
    url = environment.get("CI_API_V4_URL")
    if token and project and url:
        return gitlab(url, token, project)
    return None
