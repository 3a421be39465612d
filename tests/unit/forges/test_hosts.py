"""What GitHub and GitLab say of approvals, asked of a real server on this machine."""

from __future__ import annotations

from typing import Any

import pytest

from accessctl.forges.catalog import open_forge
from accessctl.forges.client import Access, Client
from accessctl.forges.interface import ForgeError
from accessctl.model.pull_request import PullRequest, host_approvers
from recorded_hosts import HEAD, MERGE, OLD, REPOSITORY, approval, github, gitlab, note, review
from stub_host import Host, Said, serving

TOKEN = "made-up-token"  # noqa: S105 - nobody's


def of_github(host: Host) -> dict[str, str]:
    """Return the environment of a job on GitHub."""
    return {"GITHUB_TOKEN": TOKEN, "GITHUB_API_URL": host.url, "GITHUB_REPOSITORY": REPOSITORY}


def of_gitlab(host: Host) -> dict[str, str]:
    """Return the environment of a job on GitLab."""
    return {"GITLAB_TOKEN": TOKEN, "CI_API_V4_URL": host.url, "CI_PROJECT_ID": "77"}


def asked(environment: dict[str, str]) -> PullRequest | None:
    """Ask for pull request 12."""
    forge = open_forge(environment)
    assert forge is not None
    try:
        return forge.pull_request(12)
    finally:
        forge.close()


def approved(answers: dict[str, Any], parents: tuple[str, ...] = (OLD, HEAD)) -> tuple[str, ...]:
    """Return who approved what became the merge, by the host's answers."""
    with serving(answers) as host:
        environment = of_github(host) if next(iter(answers)).startswith("/repos") else of_gitlab(host)
        found = asked(environment)
    assert found is not None
    return host_approvers(found, MERGE, parents, "main")


GITHUB = {
    "approved": (github(review("luz-solis")), ("luz-solis",)),
    "twice is one": (github(review("luz-solis"), review("Luz-Solis")), ("Luz-Solis",)),
    "an earlier head": (github(review("luz-solis", commit=OLD)), ()),
    "dismissed": (github(review("luz-solis", "DISMISSED")), ()),
    "changes asked for later": (github(review("luz-solis"), review("luz-solis", "CHANGES_REQUESTED")), ()),
    "a comment later": (github(review("luz-solis"), review("luz-solis", "COMMENTED")), ("luz-solis",)),
    "the author": (github(review("Ana-Mora")), ()),
    "who wrote a commit": (github(review("sol-vega")), ()),
    "a program": (github(review("actions[bot]", kind="Bot")), ()),
    "an outsider": (github(review("luz-solis", as_="NONE")), ()),
    "not merged": (github(review("luz-solis"), merged=False), ()),
    "another commit": (github(review("luz-solis"), merge_commit_sha=OLD), ()),
    "another branch": (github(review("luz-solis"), base={"ref": "other", "sha": OLD}), ()),
    "another head merged": (github(review("luz-solis", commit=OLD), head={"sha": OLD}), ()),
}
GITLAB = {
    "approved": (gitlab(approval("luz.solis")), ("luz.solis",)),
    "before the last push": (gitlab(approval("luz.solis", at="2026-11-20T13:00:00.000Z")), ()),
    "time unknown": (gitlab(approval("luz.solis", at=None)), ()),
    "time from the note": (
        gitlab(
            approval("luz.solis", at=None),
            notes=(note("luz.solis", "approved this merge request", "2026-11-20T15:00:00.000Z"),),
        ),
        ("luz.solis",),
    ),
    "a note that a person wrote": (
        gitlab(
            approval("luz.solis", at=None),
            notes=(
                note("luz.solis", "approved this merge request", "2026-11-20T15:00:00.000Z", system=False),
            ),
        ),
        (),
    ),
    "the author": (gitlab(approval("ana.mora")), ()),
    "who wrote a commit": (gitlab(approval("sol", "Sol Vega")), ()),
    "open": (gitlab(approval("luz.solis"), state="opened"), ()),
    "squashed": (
        gitlab(approval("luz.solis"), merge_commit_sha=None, squash_commit_sha=MERGE),
        ("luz.solis",),
    ),
    "another branch": (gitlab(approval("luz.solis"), target_branch="other"), ()),
}


@pytest.mark.parametrize(("answers", "expected"), GITHUB.values(), ids=GITHUB)
def test_github_says_who_approved_the_merged_head(answers: dict[str, Any], expected: tuple[str, ...]) -> None:
    """Not the author, nobody who wrote a commit, no program, no outsider; the last word counts."""
    assert approved(answers) == expected


@pytest.mark.parametrize(("answers", "expected"), GITLAB.values(), ids=GITLAB)
def test_gitlab_says_who_approved_after_the_last_push(
    answers: dict[str, Any], expected: tuple[str, ...]
) -> None:
    """GitLab does not say what somebody saw: the time has to."""
    parents = (
        (OLD,) if expected and answers["/projects/77/merge_requests/12"]["squash_commit_sha"] else (OLD, HEAD)
    )
    assert approved(answers, parents) == expected


def test_token_goes_to_the_host_and_is_shown_nowhere() -> None:
    """Each system's own header."""
    with serving(github()) as host:
        asked(of_github(host))
    assert {headers["authorization"] for _, headers in host.asked} == {f"Bearer {TOKEN}"}
    with serving(gitlab()) as host:
        asked(of_gitlab(host))
    assert {headers["private-token"] for _, headers in host.asked} == {TOKEN}
    assert TOKEN not in repr(Access("https://host.example", "Authorization", TOKEN))


def test_without_token_or_repository_no_host_is_asked() -> None:
    """Only signatures count."""
    assert open_forge({}) is None
    assert open_forge({"GITHUB_TOKEN": TOKEN}) is None
    assert open_forge({"GITLAB_TOKEN": TOKEN, "CI_PROJECT_ID": "77"}) is None


def test_a_pull_request_that_does_not_exist_is_none() -> None:
    """A number in a message is a claim."""
    with serving({}) as host:
        assert asked(of_github(host)) is None


def test_all_pages_of_reviews_are_read() -> None:
    """The last word may stand on the second one."""
    path = f"/repos/{REPOSITORY}/pulls/12/reviews?per_page=100"
    more = {"Link": f'<{{url}}{path}&page=2>; rel="next", <{{url}}{path}&page=2>; rel="last"'}
    answers = github() | {
        path: Said([review("luz-solis")], headers=more),
        f"{path}&page=2": [review("luz-solis", "DISMISSED"), review("marco-paz")],
    }
    assert approved(answers) == ("marco-paz",)


@pytest.mark.parametrize("where", ["http://host.example/x", "https://127.0.0.1/x", "//host.example/x"])
def test_a_list_that_goes_on_elsewhere_is_not_followed(where: str) -> None:
    """The token would go along."""
    path = f"/repos/{REPOSITORY}/pulls/12/reviews?per_page=100"
    answers = github() | {path: Said([review("luz-solis")], headers={"Link": f'<{where}>; rel="next"'})}
    with serving(answers) as host, pytest.raises(ForgeError, match="forge-elsewhere"):
        asked(of_github(host))


def test_a_redirect_is_not_followed() -> None:
    """Not even on the same host: the published answers need none."""
    with serving({"/elsewhere": []}) as other:
        moved = Said(None, 302, {"Location": f"{other.url}/elsewhere"})
        with (
            serving({f"/repos/{REPOSITORY}/pulls/12": moved}) as host,
            pytest.raises(ForgeError, match="forge-answer"),
        ):
            asked(of_github(host))
    assert other.asked == []


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (Said({}, 401), "forge-refused"),
        (Said({}, 403), "forge-refused"),
        (Said(raw=b"<html>"), "forge-answer"),
        (Said({"user": 3}), "forge-answer"),
        (Said([]), "forge-answer"),
        (Said({}, 418), "forge-answer"),
    ],
)
def test_an_answer_that_cannot_be_used_is_an_error_and_no_approval(said: Said, code: str) -> None:
    """And no traceback of another kind."""
    with (
        serving({f"/repos/{REPOSITORY}/pulls/12": said}) as host,
        pytest.raises(ForgeError, match=code),
    ):
        asked(of_github(host))


def test_what_can_pass_is_tried_again_and_the_host_says_how_long_to_wait() -> None:
    """A busy host, then a broken one, then the answer."""
    busy = (Said({}, 429, {"Retry-After": "0"}), Said({}, 503), Said({"a": 1}))
    with serving({"/x": busy}) as host:
        client = Client(Access(host.url, "Authorization", TOKEN), pauses=0.01)
        assert client.get("x") == {"a": 1}
        client.close()
    assert len(host.asked) == 3


def test_a_host_that_stays_away_is_given_up() -> None:
    """Three tries, and nothing is approved by that."""
    with serving({"/x": Said({}, 500)}) as host:
        client = Client(Access(host.url, "Authorization", TOKEN), pauses=0.01)
        with pytest.raises(ForgeError, match="forge-unreachable"):
            client.get("x")
        client.close()
    assert len(host.asked) == 3
    gone = Client(Access(host.url, "Authorization", TOKEN), pauses=0.01)
    with pytest.raises(ForgeError, match="forge-unreachable") as caught:
        gone.get("x")
    gone.close()
    assert TOKEN not in str(caught.value)


@pytest.mark.parametrize("url", ["http://host.example", "https://me:secret@host.example", "ftp://x", "x"])
def test_a_token_travels_encrypted_or_not_at_all(url: str) -> None:
    """Only on this machine itself may it go in the clear."""
    with pytest.raises(ForgeError, match="forge-address"):
        Client(Access(url, "Authorization", TOKEN))


def test_a_token_that_is_none_is_refused_before_anything_is_sent() -> None:
    """A line end in it would be another header."""
    for secret in ("a\nb: c", "niño"):
        with pytest.raises(ForgeError, match="forge-refused"):
            Client(Access("https://host.example", "Authorization", secret))


def test_a_repository_name_that_leads_elsewhere_is_refused() -> None:
    """It becomes part of an address."""
    with pytest.raises(ForgeError, match="forge-address"):
        open_forge({"GITHUB_TOKEN": TOKEN, "GITHUB_REPOSITORY": "a/b/../../user"})
