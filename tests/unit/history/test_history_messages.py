"""What messages of commits name: pull requests and approvals, as the usual hosts write them."""

from __future__ import annotations

import pytest

from accessctl.history.messages import approvals, pull_request
from accessctl.model.event import Approval


@pytest.mark.parametrize(
    ("message", "number"),
    [
        ("Merge pull request #12 from org/branch\n\nTitle (#3)", 12),
        ("Add Ana (#345)", 345),
        ("Add Ana (!345)", 345),
        ('Revert "Add Ana (#12)" (#15)', 15),
        ('Revert "Add Ana (#12)"', None),
        ("Merge branch 'x' into 'main'\n\nAdd Ana\n\nSee merge request org/access!77", 77),
        ("Merge branch 'x'\r\n\r\nSee merge request org/access!77\r\n", 77),
        ("Merged in ana (pull request #8)\n\nAdd Ana", 8),
        ("Merged PR 4321: Add Ana", 4321),
        ("Auto merge of #99 - ana:branch, r=luz", 99),
        ("Add Ana\n\nFixes (#12)", None),
        ("Add Ana, see #12", None),
        ("", None),
    ],
)
def test_pull_request_is_the_one_that_the_message_names(message: str, number: int | None) -> None:
    """A number that is only mentioned is none."""
    assert pull_request(message) == number


def test_approvals_are_the_trailers_each_once_and_claimed() -> None:
    """Anybody can write them: none is verified."""
    message = (
        "Merge\n\nReviewed-by: Luz <luz@org.example>\napproved-by:  Marco \n"
        "Reviewed-by: Luz <luz@org.example>\n"
        "Acked-by: Eva\nCo-authored-by: Nobody\n  Reviewed-by: quoted\n"
    )
    assert approvals(message) == (
        Approval("Luz <luz@org.example>", "Reviewed-by"),
        Approval("Marco", "Approved-by"),
        Approval("Eva", "Acked-by"),
    )
