"""The layout, case by case: where each comment goes, what stands on one line, what on several."""

from __future__ import annotations

import pytest

from accessctl.declarations.formatting import formatted, laid_out
from accessctl.errors import AccessctlError

HEAD = """\
version: 1
practice: lucia
name: Clínica Lucía
owner: {email: owner@lucia.example, name: Elena Rojas}

clinics:
  - {id: escazu, name: Escazú}

"""
PATH = "practices/lucia.yaml"


def people(text: str) -> str:
    """Return the assistants of the practice as the layout has them."""
    after = formatted(PATH, f"{HEAD}{text}".encode()).decode()
    assert after.startswith(HEAD)
    return after.removeprefix(HEAD)


def test_what_is_in_the_layout_stays_byte_for_byte() -> None:
    """The no-op case first."""
    text = "assistants:\n  - email: a@x.example\n\n  # later\n  - email: b@x.example\n"
    assert people(text) == text
    assert people("assistants: []\n") == "assistants: []\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "  - email: b@x.example\n  # of a\n  - email: a@x.example\n",
            "  # of a\n  - email: a@x.example\n\n  - email: b@x.example\n",
            id="above an entry: it goes with the entry",
        ),
        pytest.param(
            "  - email: b@x.example\n    # of b\n\n  - email: a@x.example\n",
            "  - email: a@x.example\n\n  - email: b@x.example\n    # of b\n",
            id="deeper than what follows: it stays with the entry above",
        ),
        pytest.param(
            "  - email: b@x.example\n  # of b\n\n  - email: a@x.example\n",
            "  - email: a@x.example\n\n  - email: b@x.example\n    # of b\n",
            id="touching the entry above, parted from the one below",
        ),
        pytest.param(
            "  # of all\n\n  - email: b@x.example\n  - email: a@x.example\n",
            "  # of all\n\n  - email: a@x.example\n\n  - email: b@x.example\n",
            id="parted from the first entry: it is the list's",
        ),
        pytest.param(
            "  - {email: b@x.example, name: B}   # of b\n  - email: a@x.example   # of a\n",
            "  - email: a@x.example  # of a\n\n  # of b\n  - email: b@x.example\n    name: B\n",
            id="behind an entry in braces: above its lines",
        ),
        pytest.param(
            "  - name: A\n    # the address\n    email: a@x.example\n    # the note\n    note: Nota\n",
            "  # the address\n  - email: a@x.example\n    name: A\n    # the note\n    note: Nota\n",
            id="above a key: it goes with the key",
        ),
        pytest.param(
            "  - email: a@x.example\n    surnames: [Mora, # X\n      Paz]\n    clinics:\n    - escazu\n",
            "  - email: a@x.example\n    surnames:\n      - Mora  # X\n      - Paz\n    clinics: [escazu]\n",
            id="inside of brackets: the list goes on lines",
        ),
        pytest.param(
            "  - email: a@x.example\n    note: |-   # long\n      one\n\n        two\n",
            "  - email: a@x.example\n    note: |-  # long\n      one\n\n        two\n",
            id="prose keeps its lines, and the comment behind its sign",
        ),
        pytest.param(
            "  - email: a@x.example\n    note: >\n      one\n      two\n    name: '# none: [of it'\n",
            '  - email: a@x.example\n    name: "# none: [of it"\n    note: |\n      one two\n'.replace(
                "|\n      one two", '"one two\\n"'
            ),
            id="a text that only looks like one is none",
        ),
    ],
)
def test_a_comment_stays_with_what_it_stood_at(before: str, after: str) -> None:
    """People read a comment as belonging to something; sorting must not give it to somebody else."""
    assert people(f"assistants:\n{before}") == f"assistants:\n{after}"
    assert people(f"assistants:\n{after}") == f"assistants:\n{after}"


def test_comments_at_both_ends_of_the_file_stay_there() -> None:
    """The line that editors look for is the first one still, whatever key stood below it."""
    wild = "# yaml-language-server: $schema=x\nassistants: []\n# the end\n"
    wild = wild.replace("assistants: []\n", f"assistants: []\n{HEAD}")
    after = formatted(PATH, wild.encode()).decode()
    assert after == f"# yaml-language-server: $schema=x\n{HEAD}assistants: []\n\n# the end\n"


def test_what_is_long_goes_on_lines_and_what_is_short_in_braces() -> None:
    """One line holds 110 characters."""
    reason = "x" * 61
    short = f"    record_access: {{reason: {reason}, until: 2027-01-31}}\n"
    assert len(short) < 111
    assert people(f"assistants:\n  - email: a@x.example\n{short}").endswith(short)
    long = short.replace(reason, "x" * 80)
    assert people(f"assistants:\n  - email: a@x.example\n{long}").endswith(
        f"    record_access:\n      reason: {'x' * 80}\n      until: 2027-01-31\n"
    )


@pytest.mark.parametrize(
    ("written", "laid"),
    [("true", "{}"), ("false", "false"), ("{}", "{}"), ("{until: '2027-01-31'}", "{until: 2027-01-31}")],
)
def test_record_access_is_a_mapping_where_it_is_granted(written: str, laid: str) -> None:
    """`false` was written on purpose and stays."""
    text = "assistants:\n  - email: a@x.example\n    record_access: "
    assert people(f"{text}{written}\n") == f"{text}{laid}\n"


@pytest.mark.parametrize(
    "broken",
    ["version: 2\n", "practice: [lucia]\n", "a: &b 1\n", "", "- x\n", "\ud800", f"{HEAD}assistants: [\n"],
)
def test_a_file_with_errors_of_form_is_refused(broken: str) -> None:
    """Nobody can say what it means, so nobody writes it anew."""
    data = broken.encode("utf-8", "surrogatepass")
    for lay_out in (formatted, laid_out):
        with pytest.raises(AccessctlError) as caught:
            lay_out(PATH, data)
        assert caught.value.code == "edit-unreadable"
