"""`accessctl import`, from the command line: what is live goes into the files, and the plan is empty."""

from __future__ import annotations

import subprocess
from typing import Any

import pytest

from world import World, person, there

TWO_CLINICS = [{"id": "escazu", "name": "Escazú"}, {"id": "heredia", "name": "Heredia"}]
FILE = """\
version: 1          # the first
practice: lucia
name: Clínica Lucía
owner: {email: owner@lucia.example, name: Elena Rojas}
clinics:
  - {id: escazu, name: Escazú}
  - {id: heredia, name: Heredia}     # the second
assistants:
  # reception
  - email: eva@org.example
    name: Eva
    surnames: [Mora, Jiménez]
    clinics: [escazu]                # mornings

  - email: sol@org.example
    name: Sol
    surnames: [Mora, Jiménez]
    clinics: [heredia]
"""


def lucia(*people: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return the live practice of the file."""
    return {"practice": "lucia", "clinics": TWO_CLINICS, "assistants": list(people), **more}


@pytest.fixture
def declared(world: World) -> World:
    """Return a repository whose practice has comments, and whose people are live as declared."""
    world.write("practices/lucia.yaml", FILE)
    world.commit()
    world.load(lucia(there("eva"), there("sol", "heredia")))
    return world


def text(world: World, slug: str = "lucia") -> str:
    """Return a practice's file."""
    return (world.root / "practices" / f"{slug}.yaml").read_text(encoding="utf-8")


def test_an_import_of_what_is_declared_writes_nothing(declared: World) -> None:
    """The no-op case first."""
    answer = declared.ok("import", "lucia")
    assert "There is nothing to write." in answer.out
    assert text(declared) == FILE


def test_the_plan_after_an_import_is_empty_and_untouched_lines_are_as_they_were(declared: World) -> None:
    """New people stand at their place, what differs follows, every comment is there."""
    declared.load(
        lucia(
            there("ana", "escazu", "heredia"),
            there("eva", "escazu", "heredia"),
            there("luz", billing=True),
            there("sol", "heredia"),
            billing_issuer="finanzas@lucia.example",
        )
    )
    declared.ok("import", "lucia")
    after = text(declared)
    expected = FILE.replace("clinics: [escazu]  ", "clinics: [escazu, heredia]  ")
    expected = expected.replace(
        "assistants:\n", "billing_issuer: {owner: finanzas@lucia.example}\nassistants:\n"
    )
    surnames = "surnames: [Mora, Jiménez]\n    clinics:"
    ana = f"  - email: ana@org.example\n    name: Ana\n    {surnames} [escazu, heredia]\n"
    luz = f"  - email: luz@org.example\n    name: Luz\n    {surnames} [escazu]\n"
    expected = expected.replace("  # reception\n", f"{ana}\n  # reception\n")
    assert after == expected.replace("  - email: sol", f"{luz}    billing: true\n\n  - email: sol")
    declared.commit()
    assert declared.steps() == []
    assert declared.run("plan", "--exit-code").code == 0


def test_a_second_import_writes_nothing_even_with_marks_that_nobody_acted_on(declared: World) -> None:
    """Byte for byte, whatever is still unknown."""
    unknown = {key: value for key, value in there("zoe").items() if key in ("email", "accepted", "sent_at")}
    declared.write("access/policy.yaml", "version: 1\nrecord_access: {reason: required}\n")
    declared.load(lucia(there("eva", record_access=True), there("sol", "heredia"), unknown))
    assert declared.run("import", "lucia").code == 1
    once = text(declared)
    assert once.count("# TODO:") == 5
    assert declared.run("import", "lucia").code == 1
    assert text(declared) == once
    declared.commit()
    assert declared.steps() == []


def test_the_marks_speak_the_repository_s_language_and_the_answer_the_reader_s(declared: World) -> None:
    """A file is read by everybody, an answer by who asked."""
    declared.write("access/settings.yaml", "version: 1\nlanguage: es\n")
    declared.load(
        lucia(there("eva"), there("sol", "heredia", record_access=True), {**there("zoe"), "name": None})
    )
    answer = declared.run("import", "lucia", "--lang", "en")
    assert "# TODO: HuliPractice no muestra el nombre completo" in text(declared)
    assert "sol@org.example: record access added, as it is live" in answer.out


def test_a_dry_run_shows_a_diff_that_git_can_apply_and_writes_nothing(declared: World) -> None:
    """What would be written can be looked at first."""
    declared.load(lucia(there("ana"), there("eva", "heredia"), there("sol", "heredia")))
    answer = declared.ok("import", "lucia", "--dry-run", "--format", "json").json
    assert text(declared) == FILE
    (practice,) = answer["practices"]
    assert (answer["format"], practice["changed"], practice["created"]) == ("accessctl.import/1", True, False)
    subprocess.run(["git", "apply", "-"], cwd=declared.root, check=True, text=True, input=practice["diff"])
    patched = text(declared)
    declared.write("practices/lucia.yaml", FILE)
    assert "+  - email: ana@org.example" in declared.ok("import", "lucia", "--dry-run").out
    declared.ok("import", "lucia")
    assert text(declared) == patched


def test_a_live_practice_without_a_file_gets_one(world: World) -> None:
    """Its owner's name, clinics and issuer are taken from the live system; the rest is marked."""
    users = [{"email": "owner@nueva.example", "name": "Inés", "surnames": ["Duarte", "Solís"]}]
    clinics = [{"id": "c1", "name": "Uno"}, {"id": "c2", "name": "Dos", "single_record": True}]
    people = [
        there("ana", "c1", billing=True),
        there("bea", "c2"),
        there("owner", email="owner@nueva.example"),
    ]
    nueva = {
        "practice": "nueva",
        "clinics": clinics,
        "billing_issuer": "f@nueva.example",
        "assistants": people,
    }
    world.load(nueva, users=users)
    answer = world.ok("import", "nueva")
    assert "owner@nueva.example: is the practice's owner" in answer.out
    after = text(world, "nueva")
    assert "owner: {email: owner@nueva.example, name: Inés Duarte Solís}" in after
    assert "  - id: c2\n    name: Dos\n    # TODO: of a single-record organisation" in after
    world.commit()
    assert world.run("validate").code == 0
    assert world.steps() == []
    world.ok("apply", "--yes")
    assert world.steps() == []
    world.ok("import", "--all")
    assert text(world, "nueva") == after


def test_a_practice_whose_owner_nobody_knows_gets_a_file_that_asks_for_one(world: World) -> None:
    """No owner is made up; until a person writes one, the practice is frozen."""
    world.load({"practice": "nueva", "owner": None, "assistants": [there("ana")]})
    answer = world.run("import", "nueva")
    assert answer.code == 1
    assert "# TODO: the owner is not known" in text(world, "nueva")
    assert "  - email: ana@org.example\n" in text(world, "nueva")
    world.commit()
    assert world.steps() == []


def test_all_means_every_declared_practice_and_every_live_one(world: World) -> None:
    """A practice that is live under an earlier slug is the one that is declared."""
    world.write("practices/lucia.yaml", FILE.replace("name: Cl", "previously: [vieja]\nname: Cl"))
    world.practice("otra", person("ana"))
    world.commit()
    vieja = lucia(there("eva"), there("sol", "heredia"), there("tea"), practice="vieja")
    world.load(vieja, {"practice": "viva", "assistants": [there("ana")]})
    answer = world.ok("import", "--all", "--format", "json").json
    changed = {item["practice"]: (item["changed"], item["created"]) for item in answer["practices"]}
    assert changed == {"lucia": (True, False), "otra": (False, False), "viva": (True, True)}
    assert "tea@org.example" in text(world)
    world.commit()
    assert world.steps() == ["invite ana"]


def test_drift_is_imported_and_then_belongs_to_the_file(declared: World) -> None:
    """Somebody came by hand after adoption: the plan would revoke, until an import declares the person."""
    declared.ok("apply", "--yes")
    declared.sandbox(
        "add", "lucia", "mia@org.example", "--clinics", "escazu", "--name", "Mia", "--surnames", "Paz"
    )
    assert declared.steps() == ["revoke mia"]
    assert "came by hand, without a declaration" in declared.ok("import", "lucia").out
    declared.commit()
    assert declared.steps() == []


def test_an_open_request_is_not_taken_back(declared: World) -> None:
    """Record access was asked for and support has not answered yet."""
    asked = FILE.replace("# mornings", "# mornings\n    record_access: {reason: Prepara los expedientes}")
    declared.write("practices/lucia.yaml", asked)
    declared.commit()
    declared.ok("apply", "--yes")
    assert "a request about record access is under way" in declared.ok("import", "lucia").out
    assert text(declared) == asked
    assert declared.steps() == []


def test_a_file_with_errors_is_left_alone_and_the_others_are_imported(declared: World) -> None:
    """One file's mistake stops no other."""
    declared.write("practices/rota.yaml", "version: 1\npractice: [\n")
    declared.practice("otra", {"email": "no address"})
    declared.load(lucia(there("ana"), there("eva"), there("sol", "heredia")))
    answer = declared.run("import", "--all")
    assert answer.code == 1
    assert "rota\n  not imported: its file has errors" in answer.out
    assert "otra\n  not imported: an entry's address cannot be read" in answer.out
    assert "ana@org.example" in text(declared)
    assert text(declared, "rota") == "version: 1\npractice: [\n"


def test_a_practice_that_answers_empty_is_not_believed(declared: World) -> None:
    """An empty answer after a full one says nothing about who is there."""
    declared.ok("apply", "--yes")
    declared.load(lucia())
    answer = declared.run("import", "lucia")
    assert answer.code == 5
    assert "not believed" in answer.out
    assert text(declared) == FILE


def test_errors_in_the_policy_stop_an_import(declared: World) -> None:
    """Who is protected would be a guess."""
    declared.write("access/policy.yaml", "version: 1\nprotected: nobody\n")
    answer = declared.run("import", "lucia")
    assert answer.code == 1
    assert "who is protected would be a guess" in answer.err


@pytest.mark.parametrize("words", [(), ("lucia", "--all"), ("nobody",)])
def test_a_line_that_does_not_say_which_practices_is_a_mistake(
    declared: World, words: tuple[str, ...]
) -> None:
    """Nothing is imported by accident."""
    assert declared.run("import", *words).code == 2


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Write what is live"), ("es", "Escribe en los archivos")]
)
def test_the_help_is_in_both_languages(
    world: World, monkeypatch: pytest.MonkeyPatch, language: str, said: str
) -> None:
    """The command says what it will do."""
    monkeypatch.setenv("LANG", f"{language}_CR.UTF-8")
    assert said in world.ok("import", "--help").out
