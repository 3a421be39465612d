"""The files of a new repository: what was answered stays text, and what is generated can be made anew."""

from __future__ import annotations

import pytest
import yaml

from accessctl.declarations.yaml_writing import written
from accessctl.model.identity import Address
from accessctl.model.setup import Answers, PipelineNeeds
from accessctl.rendering.repository_files import (
    BEGIN,
    CI_FILES,
    admin_of,
    owners_block,
    repository_files,
    with_block,
)

NEEDS = PipelineNeeds(mail="ACCESSCTL_SMTP_URL")
ADMIN, ELENA = Address("ana.admin@org.example"), Address("elena.rojas@santalucia.example")


def answers(**more: object) -> Answers:
    """Return ordinary answers."""
    usual: dict[str, object] = {
        "language": "es",
        "time_zone": "America/Costa_Rica",
        "provider": "roster",
        "slug": "santa-lucia",
        "name": "Clínica Santa Lucía",
        "owner": ELENA,
        "owner_name": "Elena Rojas",
        "hosts": frozenset({"github", "gitlab"}),
        "admin": ADMIN,
    }
    return Answers(**{**usual, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "name", ["no", "1e3", 'a "b" c', "x: {y}", "#1", "[[ slug ]]", "{% raw %}", "$(id)", "'; id #"]
)
def test_answer_that_means_something_elsewhere_stays_text(name: str) -> None:
    """Neither YAML nor the templates nor a shell take it for theirs."""
    files = repository_files(answers(name=name), NEEDS, {"santa-lucia": ELENA}, written)
    said = yaml.safe_load(files["practices/santa-lucia.yaml"])
    assert said["name"] == name
    assert not [path for host in CI_FILES.values() for path in host if name in files[path] and len(name) > 3]


@pytest.mark.parametrize("hosts", [frozenset[str](), frozenset({"github"}), frozenset({"gitlab"})])
def test_only_the_hosts_that_were_named_get_files(hosts: frozenset[str]) -> None:
    """No file of the other lies around."""
    files = repository_files(answers(hosts=hosts), NEEDS, {}, written)
    found = {name for name in ("github", "gitlab") if any(path.startswith(f".{name}") for path in files)}
    assert found == hosts


def test_owners_are_named_once_each_with_whoever_administers() -> None:
    """Anyone of them may approve; the whole repository is the administrator's."""
    lines = owners_block({"b": ADMIN, "a": ELENA}, ADMIN, "en").splitlines()
    assert [line.split() for line in lines[2:-1]] == [
        ["*", ADMIN],
        ["/practices/a.yaml", ELENA, ADMIN],
        ["/practices/b.yaml", ADMIN],
    ]


def test_generated_part_is_found_and_made_anew_alone() -> None:
    """What stands before and after it is somebody's."""
    before = "# ours\n" + owners_block({"a": ELENA}, ADMIN, "en") + "/docs/ x@org.example\n"
    after = with_block(before, owners_block({}, ADMIN, "en"))
    assert admin_of(before) == admin_of(after) == ADMIN
    assert after.startswith(f"# ours\n{BEGIN}\n")
    assert after.endswith("\n/docs/ x@org.example\n")
    assert "/practices/" not in after


def test_text_without_the_marks_is_not_ours() -> None:
    """It is given back as it is."""
    theirs = "* @org/admins\n"
    assert admin_of(theirs) is None
    assert with_block(theirs, owners_block({}, ADMIN, "en")) == theirs
