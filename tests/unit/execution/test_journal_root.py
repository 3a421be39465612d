"""The journal's root is written into settings of any style, and into nothing that cannot take it."""

from __future__ import annotations

import pytest

from accessctl.declarations.yaml_reader import read_yaml
from accessctl.errors import AccessctlError
from accessctl.execution.initialising import with_root

ROOT = "4f0c" * 10


@pytest.mark.parametrize(
    "settings",
    [
        "version: 1\n",
        "version: 1",
        "version: 1\njournal: {branch: x}\n",
        "version: 1\njournal: {}\n",
        "version: 1\njournal:\n    branch: x\n    remote: origin\nlanguage: es\n",
        "version: 1\njournal: {branch: x,\n  remote: y}\n",
        "version: 1\n'journal': {branch: x} # what remembers\n",
        "version: 1\njournal: {branch: 'a}b'}\n",
        "version: 1\njournal: {branch: x, root: 0000000000000000000000000000000000000000}\n",
        "# first\nversion: 1 # one\n\nlive: {provider: sandbox}\n# last\n",
    ],
)
def test_root_is_written_into_settings_of_any_style_and_nothing_else_changes(settings: str) -> None:
    """What the file said before it still says, comments included."""
    made = with_root(settings.encode(), ROOT)
    said, before = read_yaml(made), read_yaml(settings.encode())
    assert said.problems == before.problems
    assert isinstance(said.value, dict)
    assert isinstance(before.value, dict)
    journal = before.value.get("journal", {})
    assert said.value == {**before.value, "journal": {**journal, "root": ROOT}}
    for comment in (line for line in settings.splitlines() if line.startswith("#")):
        assert comment in made.decode()
    assert with_root(made, ROOT) == made


@pytest.mark.parametrize("settings", ["", "journal: [a]\n", "- 1\n", "version: [\n"])
def test_settings_that_cannot_take_the_root_are_refused(settings: str) -> None:
    """Before any branch is made."""
    with pytest.raises(AccessctlError):
        with_root(settings.encode(), ROOT)
