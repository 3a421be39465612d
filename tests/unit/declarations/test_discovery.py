from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from declared_texts import HEAD

from accessctl.declarations.discovery import discover, sift
from accessctl.declarations.source_files import SIZE_AT_MOST
from accessctl.model.finding import Finding, Severity, Stops


def only(findings: tuple[Finding, ...]) -> Finding:
    """Return the one finding."""
    (finding,) = findings
    return finding


def test_a_repository_without_faults_gives_its_files_in_order(repository: Path) -> None:
    """Files come sorted by path, with their bytes, and nothing else."""
    (repository / "practices/a.yaml").write_bytes(b"x: 1\n")
    (repository / "practices/README.md").write_text("for people")
    (repository / "practices/.gitkeep").touch()
    (repository / "access/signers").touch()
    (repository / "access/policy.yaml").touch()
    found = discover(repository)
    assert list(found.files) == [
        "access/policy.yaml",
        "access/settings.yaml",
        "access/signers",
        "practices/a.yaml",
        "practices/santa-lucia.yaml",
    ]
    assert found.files["practices/a.yaml"] == b"x: 1\n"
    assert not found.findings


def test_a_directory_without_anything_gives_nothing(tmp_path: Path) -> None:
    """No folder is no fault here; loading says what is missing."""
    assert not discover(tmp_path).files
    assert not discover(tmp_path / "nowhere").findings


def test_the_organisations_own_schemas_are_found(repository: Path) -> None:
    """Three names are known, and another one is a warning."""
    (repository / "schemas/local/practice.schema.json").write_text("{}")
    (repository / "schemas/local/practise.schema.json").write_text("{}")
    found = discover(repository)
    assert "schemas/local/practice.schema.json" in found.files
    assert only(found.findings).text == "file-name.local-schema"
    assert only(found.findings).severity is Severity.WARNING


@pytest.mark.parametrize(
    ("name", "text", "stops"),
    [
        ("b.yml", "file-name.ending", Stops.PRACTICE),
        ("b.YAML", "file-name.ending", Stops.PRACTICE),
        ("b.json", "file-name.ending", Stops.PRACTICE),
        ("B.yaml", "file-name", Stops.PRACTICE),
        ("b_c.yaml", "file-name", Stops.PRACTICE),
        ("-b.yaml", "file-name", Stops.PRACTICE),
        ("b c.yaml", "file-name", Stops.PRACTICE),
        ("b\x07.yaml", "file-name", Stops.PRACTICE),
        (f"{'b' * 65}.yaml", "file-name", Stops.PRACTICE),
        ("notes.txt", "file-name.stray", Stops.NOTHING),
        ("b.yaml~", "file-name.stray", Stops.NOTHING),
    ],
)
def test_a_name_that_is_not_a_slug_is_found_and_not_read(
    repository: Path, name: str, text: str, stops: Stops
) -> None:
    """What looks like a practice's file freezes the practice that it might mean."""
    (repository / "practices" / name).touch()
    found = discover(repository)
    finding = only(found.findings)
    assert (finding.text, finding.stops) == (text, stops)
    assert list(found.files) == ["access/settings.yaml", "practices/santa-lucia.yaml"]
    assert bool(finding.practices) is (stops is Stops.PRACTICE)


def test_a_name_that_is_no_text_is_found_and_can_be_printed(repository: Path) -> None:
    """Bytes that are not UTF-8 in a file's name reach no terminal."""
    Path(os.fsdecode(os.fsencode(repository / "practices") + b"/\xff.yaml")).touch()
    assert only(discover(repository).findings).where.file.isprintable()


def test_a_directory_among_the_practices_is_found(repository: Path) -> None:
    """Practices in it would be read by nobody."""
    (repository / "practices/south").mkdir()
    (repository / "practices/south/b.yaml").touch()
    finding = only(discover(repository).findings)
    assert (finding.text, finding.where.file) == ("file-name.directory", "practices/south")
    assert finding.severity is Severity.ERROR


@pytest.mark.parametrize("name", ["derma.yaml", "derma.yml", "access/consultorio.yaml"])
def test_a_practice_beside_the_folder_is_a_warning_that_says_where_it_belongs(
    repository: Path, name: str
) -> None:
    """Whoever puts it in a wrong place hears of it, instead of waiting for a plan that never comes."""
    (repository / name).write_text(HEAD.replace("santa-lucia", "derma") + "assistants: []\n")
    finding = only(discover(repository).findings)
    assert (finding.rule, finding.severity, finding.where.file) == ("file-place", Severity.WARNING, name)
    assert finding.params["right"] == "practices/derma.yaml"
    assert name not in discover(repository).files


@pytest.mark.parametrize("name", ["Practices", "practice", "consultorios"])
def test_a_folder_of_practices_under_another_name_is_a_warning(repository: Path, name: str) -> None:
    """One for the folder, however many files there are."""
    (repository / name).mkdir()
    for slug in ("b", "c"):
        (repository / name / f"{slug}.yaml").write_text(HEAD + "assistants: []\n")
    finding = only(discover(repository).findings)
    assert (finding.text, finding.where.file) == ("file-place.folder", name)


def test_yaml_that_is_no_practice_is_nobodys_concern(repository: Path) -> None:
    """A repository holds other things too, and a link is not followed."""
    (repository / "docker-compose.yml").write_text("services:\n  web:\n    practice: x\n    owner: y\n")
    (repository / "mkdocs.yaml").write_text("practice: what we do\n")
    (repository / "practice").mkdir()
    (repository / "practice/scales.yaml").write_text("owner: me\n")
    (repository / "linked.yaml").symlink_to("practices/santa-lucia.yaml")
    (repository / "piped.yaml").mkdir()
    os.mkfifo(repository / "pipe.yaml")
    assert not discover(repository).findings
    assert not discover(repository, ("access",)).findings


def test_names_that_differ_only_in_case_freeze_both(repository: Path) -> None:
    """A computer that keeps one of the two may show either."""
    (repository / "practices/Santa-Lucia.yaml").touch()
    found = discover(repository)
    assert [finding.text for finding in found.findings] == ["file-name.case"] * 2
    assert {slug for finding in found.findings for slug in finding.practices} == {
        "santa-lucia",
        "Santa-Lucia",
    }


@pytest.mark.parametrize("name", ["settings.yml", "Settings.yaml", "policy.json"])
def test_settings_under_another_name_stop_apply(repository: Path, name: str) -> None:
    """Else their defaults would hold unseen."""
    (repository / "access" / name).touch()
    finding = only(discover(repository).findings)
    assert (finding.text, finding.stops) == ("file-name.access", Stops.APPLY)


def test_a_link_out_of_the_repository_is_refused(
    repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Neither to a file elsewhere, nor over a directory, nor into git's own."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "secret.yaml").write_text("secret: 1\n")
    (repository / ".git").mkdir()
    (repository / ".git/config").write_text("token: 1\n")
    (repository / "practices/out.yaml").symlink_to(elsewhere / "secret.yaml")
    (repository / "practices/up.yaml").symlink_to("../../../../../../etc/hostname")
    (repository / "practices/git.yaml").symlink_to("../.git/config")
    found = discover(repository)
    assert {(one.rule, one.where.file, one.practices) for one in found.findings} == {
        ("symlink", "practices/out.yaml", ("out",)),
        ("symlink", "practices/up.yaml", ("up",)),
        ("symlink", "practices/git.yaml", ("git",)),
    }
    assert all(one.stops is Stops.PRACTICE for one in found.findings)
    assert list(found.files) == ["access/settings.yaml", "practices/santa-lucia.yaml"]


def test_a_folder_that_is_a_link_out_of_the_repository_is_refused(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The whole folder is refused, and apply with it."""
    (tmp_path / "practices").symlink_to(tmp_path_factory.mktemp("elsewhere"))
    finding = only(discover(tmp_path).findings)
    assert (finding.rule, finding.stops) == ("symlink", Stops.APPLY)


def test_a_link_within_the_repository_is_followed(repository: Path) -> None:
    """It leads to nothing that a reviewer does not see."""
    (repository / "practices/b.yaml").symlink_to("santa-lucia.yaml")
    found = discover(repository)
    assert found.files["practices/b.yaml"] == found.files["practices/santa-lucia.yaml"]
    assert not found.findings


def test_a_link_to_nothing_is_found(repository: Path) -> None:
    """A broken link is no crash."""
    (repository / "practices/b.yaml").symlink_to("gone.yaml")
    assert only(discover(repository).findings).text == "not-a-file.unreadable"


def test_a_pipe_is_refused_without_opening_it(repository: Path) -> None:
    """Opening it would wait for ever."""
    os.mkfifo(repository / "practices/b.yaml")
    (repository / "practices/c.yaml").symlink_to("b.yaml")
    assert [finding.text for finding in discover(repository).findings] == ["not-a-file"] * 2


def test_a_directory_named_like_a_practice_is_refused(repository: Path) -> None:
    """Its name alone makes no file of it."""
    (repository / "practices/b.yaml").mkdir()
    assert only(discover(repository).findings).text == "file-name.directory"


def test_a_file_in_the_place_of_a_folder_is_found(tmp_path: Path) -> None:
    """`practices` has to be a directory."""
    (tmp_path / "practices").touch()
    assert only(discover(tmp_path).findings).text == "not-a-file.folder"


def test_a_file_is_read_up_to_one_mebibyte(repository: Path) -> None:
    """The limit itself is allowed, one byte more is not."""
    (repository / "practices/b.yaml").write_bytes(b"#" * SIZE_AT_MOST)
    (repository / "practices/c.yaml").write_bytes(b"#" * (SIZE_AT_MOST + 1))
    found = discover(repository)
    assert len(found.files["practices/b.yaml"]) == SIZE_AT_MOST
    assert "practices/c.yaml" not in found.files
    finding = only(found.findings)
    assert (finding.rule, finding.practices, finding.stops) == ("file-too-large", ("c",), Stops.PRACTICE)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_the_right_to_read_it_is_found(repository: Path) -> None:
    """The finding says why it cannot be read."""
    (repository / "practices/santa-lucia.yaml").chmod(0)
    assert only(discover(repository).findings).text == "not-a-file.unreadable"


def test_files_in_memory_are_judged_by_the_same_rules() -> None:
    """History and `plan --base` read from git."""
    found = sift(
        {
            "practices/a.yaml": b"x: 1",
            "practices/b.yml": b"",
            "practices/c/d.yaml": b"",
            "practices/e.yaml": b"#" * (SIZE_AT_MOST + 1),
            "docs/other.yaml": b"",
        }
    )
    assert list(found.files) == ["practices/a.yaml"]
    assert {finding.text for finding in found.findings} == {
        "file-name.ending",
        "file-name.directory",
        "file-too-large",
    }


def test_the_order_of_files_does_not_depend_on_who_lists_them() -> None:
    """Ten shuffles, one result."""
    names = [f"practices/{name}.yaml" for name in ("b", "a", "c-1", "c", "Z", "z")]
    results = []
    for seed in range(10):
        random.Random(seed).shuffle(names)  # noqa: S311 - the order is what is tested
        results.append(sift(dict.fromkeys(names, b"")))
    assert all(list(one.files) == list(results[0].files) for one in results)
    assert all(one.findings == results[0].findings for one in results)
