"""`accessctl assistant …`, `practice add`, `clinic add`: edits by command, judged before they are written."""

from __future__ import annotations

import pytest

from world import World

FILE = """\
# yaml-language-server: $schema=../schemas/practice.schema.json
version: 1
practice: lucia
name: Clínica Lucía
owner: {email: owner@lucia.example, name: Elena Rojas}

clinics:
  - {id: escazu, name: Santa Lucía Escazú}
  - {id: heredia, name: Heredia}  # the second

assistants:
  # reception
  - email: ana@org.example
    name: Ana
    surnames: [Mora, Jiménez]
    clinics: [escazu]  # mornings
    record_access: {reason: Prepara los expedientes, until: 2027-01-31}

  - email: zoe@org.example
    name: Zoe
    surnames: [Mora, Jiménez]
    clinics: [heredia]
"""
BEA = """
  - email: bea@org.example
    name: Bea
    surnames: [Paz, Ríos]
    clinics: [heredia, escazu]
    record_access: {reason: Digitaliza, until: 2027-05-31}
    billing: true
    from: 2026-12-01
    until: 2027-06-30
    note: Cubre a Luz
"""
ADD_BEA = (
    *(
        "assistant",
        "add",
        "lucia",
        "bea@org.example",
        "--name",
        "Bea",
        "--surname",
        "Paz",
        "--surname",
        "Ríos",
    ),
    *("--clinic", "heredia", "--clinic", "escazu", "--from", "2026-12-01", "--until", "2027-06-30"),
    *("--note", "Cubre a Luz", "--record-access", "--reason", "Digitaliza", "--record-until", "2027-05-31"),
    "--billing",
)
AFTER_ANA = "until: 2027-01-31}\n"


def text(world: World, slug: str = "lucia") -> str:
    """Return a practice's file."""
    return (world.root / "practices" / f"{slug}.yaml").read_text(encoding="utf-8")


@pytest.fixture
def lucia(world: World) -> World:
    """Return a repository with one practice in its layout."""
    world.write(
        "practices/lucia.yaml",
        FILE.replace("\nassistants", "\nbilling_issuer: {owner: f@lucia.example}\n\nassistants"),
    )
    world.commit()
    return world


WITH_ISSUER = FILE.replace("\nassistants", "\nbilling_issuer: {owner: f@lucia.example}\n\nassistants")


def test_somebody_who_is_declared_stands_in_order_and_a_second_time_does_nothing(lucia: World) -> None:
    """All that can be said of a person, in one command; nothing else of the file changes."""
    answer = lucia.ok(*ADD_BEA)
    assert answer.out == "lucia: bea@org.example was declared.\n"
    assert "accessctl plan" in answer.err
    assert text(lucia) == WITH_ISSUER.replace(AFTER_ANA, AFTER_ANA + BEA)
    lucia.ok("validate")
    lucia.ok("fmt", "--check")
    again = lucia.ok(*ADD_BEA)
    assert again.out.endswith("There is nothing to do.\n")
    assert text(lucia) == WITH_ISSUER.replace(AFTER_ANA, AFTER_ANA + BEA)


def test_a_dry_run_shows_the_difference_and_writes_nothing(lucia: World) -> None:
    """What would be written can be looked at first, as words and as JSON."""
    answer = lucia.ok(*ADD_BEA, "--dry-run")
    assert "+  - email: bea@org.example" in answer.out
    assert answer.out.endswith("Nothing was written.\n")
    said = lucia.ok(*ADD_BEA, "--dry-run", "--format", "json").json
    assert (said["format"], said["written"], said["files"][0]["file"]) == (
        "accessctl.edit/1",
        False,
        "practices/lucia.yaml",
    )
    assert text(lucia) == WITH_ISSUER


def test_set_changes_what_is_named_and_clears_what_is_to_go(lucia: World) -> None:
    """Keys, clinics more and less, the parts of record access; comments stay."""
    lucia.ok(
        "assistant", "set", "lucia", "ANA@org.example", "--add-clinic", "heredia", "--until", "2027-06-30"
    )
    lucia.ok(
        "assistant", "set", "lucia", "ana@org.example", "--record-until", "2027-02-28", "--clear", "reason"
    )
    after = text(lucia)
    assert (
        "    clinics: [escazu, heredia]  # mornings\n"
        "    record_access: {until: 2027-02-28}\n    until: 2027-06-30\n" in after
    )
    same = lucia.ok("assistant", "set", "lucia", "ana@org.example", "--until", "2027-06-30")
    assert "says so already" in same.out
    lucia.ok("assistant", "set", "lucia", "ana@org.example", "--remove-clinic", "heredia", "--clear", "until")
    lucia.ok("assistant", "set", "lucia", "ana@org.example", "--no-record-access", "--no-billing")
    ana = "    record_access: {reason: Prepara los expedientes, until: 2027-01-31}\n"
    assert text(lucia) == WITH_ISSUER.replace(ana, "")


def test_remove_takes_the_entry_out_and_a_second_time_does_nothing(lucia: World) -> None:
    """The last one is said; who was never there is nobody to remove."""
    lucia.ok("assistant", "remove", "lucia", "zoe@org.example")
    assert text(lucia) == WITH_ISSUER[: WITH_ISSUER.index("\n  - email: zoe")]
    again = lucia.ok("assistant", "remove", "lucia", "zoe@org.example")
    assert (again.out.splitlines()[-1], again.err) == ("There is nothing to do.", "")
    last = lucia.ok("assistant", "remove", "lucia", "ana@org.example")
    assert "no assistant left" in last.err
    assert "assistants: []" in text(lucia)
    assert "# reception" in text(lucia)
    near = lucia.ok("assistant", "remove", "lucia", "zoee@org.example")
    assert "nothing to do" in near.out


def test_a_changed_address_is_followed_in_every_practice_and_noted(lucia: World) -> None:
    """The entry moves to its place in the order, its comments with it."""
    lucia.write("practices/sol.yaml", FILE.replace("lucia", "sol"))
    answer = lucia.ok("assistant", "move", "ana@org.example", "zz.mora@org.example")
    assert answer.out.count("is now zz.mora@org.example") == 2
    after = text(lucia)
    assert after.index("zoe@") < after.index("# reception") < after.index("zz.mora@")
    assert "    previously: [ana@org.example]\n" in after
    lucia.ok("validate")
    assert "nothing to do" in lucia.ok("assistant", "move", "ana@org.example", "zz.mora@org.example").out
    lucia.ok("assistant", "move", "zz.mora@org.example", "ana@org.example", "--practice", "sol")
    assert "previously: [zz.mora@org.example]" in text(lucia, "sol")
    assert text(lucia) == after
    both = lucia.run("assistant", "move", "zz.mora@org.example", "zoe@org.example")
    assert (both.code, "both declared in lucia" in both.err) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "lucai", "b@org.example", "--name", "B"), "did you mean lucia"),
        (("add", "lucia", "b@org.example", "--name", "B"), "one or more of escazu, heredia"),
        (("add", "lucia", "b@org.example", "--clinic", "Santa Lucía Escazú"), "did you mean escazu"),
        (("add", "lucia", "b@org.example", "--clinic", "escasu"), "did you mean escazu"),
        (("add", "lucia", "b@org.example", "--clinic", "norte"), "it has: escazu, heredia"),
        (
            ("add", "lucia", "b@org.example", "--clinic", "escazu", "--until", "31/12/2026"),
            "did you mean 2026-12-31",
        ),
        (
            ("add", "lucia", "b@org.example", "--clinic", "escazu", "--until", "5-6-27"),
            "2027-06-05 or 2027-05-06",
        ),
        (("add", "lucia", "b@org.example", "--clinic", "escazu", "--until", "2027-02-30"), "on no calendar"),
        (
            ("add", "lucia", "b@org.example", "--clinic", "escazu", "--until", "mañana"),
            "Write year, month and day",
        ),
        (("add", "lucia", "Bea <b@org.example>", "--clinic", "escazu"), "Write just b@org.example"),
        (("add", "lucia", "bea paz@org.example", "--clinic", "escazu"), "Write it without spaces"),
        (("add", "lucia", "bea", "--clinic", "escazu"), "not an e-mail address"),
        (
            ("add", "lucia", "b@org.example", "--clinic", "escazu", "--surnames", "de la O Vargas"),
            "--surname once for each",
        ),
        (("add", "lucia", "b@org.example", "--clinic", "escazu", "--reason", "x"), "--record-access too"),
        (("add", "lucia", "b@org.example", "--clinic", "escazu", "--note", " "), "--clear note"),
        (("set", "lucia", "an@org.example", "--until", "2027-01-01"), "did you mean ana@org.example"),
        (("set", "lucia", "ana@org.example"), "Say what is to change"),
        (("set", "lucia", "zoe@org.example", "--reason", "x"), "--record-access too"),
        (("set", "lucia", "zoe@org.example", "--remove-clinic", "heredia"), "for no clinic"),
        (("move", "an@org.example", "b@org.example"), "did you mean ana@org.example"),
        (("move", "ana@org.example", "ANA@org.example"), "same address"),
    ],
)
def test_a_slip_is_answered_with_what_was_probably_meant(
    lucia: World, arguments: tuple[str, ...], said: str
) -> None:
    """One sentence with the remedy; the file is as it was."""
    answer = lucia.run("assistant", *arguments)
    assert answer.code == 2, answer
    assert said in answer.err
    assert len(answer.err.strip().splitlines()) == 1
    assert text(lucia) == WITH_ISSUER


def test_a_declared_person_is_not_declared_over_with_something_else(lucia: World) -> None:
    """It says what differs, and which command changes it."""
    answer = lucia.run("assistant", "add", "lucia", "zoe@org.example", "--name", "Zoé", "--clinic", "escazu")
    assert (answer.code, "name, clinics, surnames" in answer.err) == (1, True)
    assert text(lucia) == WITH_ISSUER


def test_an_edit_that_would_bring_an_error_is_not_written_and_the_error_is_shown(lucia: World) -> None:
    """Judged by every rule before the file is touched, with the line as it would be."""
    answer = lucia.run(
        "assistant",
        "add",
        "lucia",
        "owner@lucia.example",
        "--name",
        "E",
        "--surname",
        "R",
        "--clinic",
        "escazu",
    )
    assert answer.code == 1
    assert "error[owner-as-assistant]" in answer.out
    assert "- email: owner@lucia.example" in answer.out
    assert answer.out.endswith(
        "Nothing was written: this would bring the errors above into the repository.\n"
    )
    assert text(lucia) == WITH_ISSUER


def test_a_warning_that_an_edit_brings_is_shown_and_an_old_one_is_not_repeated(lucia: World) -> None:
    """A domain with a slip in it may be a stranger's: whoever typed it hears of it before the merge."""
    add = ("assistant", "add", "lucia", "--clinic", "escazu", "--surnames", "Paz Ríos")
    answer = lucia.ok(*add, "bea@gmial.com", "--name", "Bea")
    assert "warning[address-typo-domain]" in answer.err
    assert "accessctl plan" in answer.err
    assert "warning" not in lucia.ok(*add, "sol@org.example", "--name", "Sol").err


def test_errors_that_were_there_before_do_not_stop_an_edit_and_are_named(lucia: World) -> None:
    """Somebody else's slip is no reason to keep a leaver in."""
    lucia.write("access/policy.yaml", "version: 1\nassistants: {at_most: 1}\n")
    lucia.write("practices/lucia.yaml", WITH_ISSUER.replace("clinics: [heredia]", "clinics: [hereda]"))
    answer = lucia.ok("assistant", "set", "lucia", "ana@org.example", "--until", "2027-06-30")
    assert "unknown-clinic (practices/lucia.yaml:25)" in answer.err
    lucia.ok("assistant", "remove", "lucia", "ana@org.example")


def test_a_file_with_errors_of_form_is_not_edited_and_named(lucia: World) -> None:
    """What cannot be read cannot be edited safely."""
    lucia.write("practices/lucia.yaml", WITH_ISSUER.replace("name: Clínica", "nmae: Clínica"))
    answer = lucia.run("assistant", "remove", "lucia", "ana@org.example")
    assert (answer.code, "practices/lucia.yaml is not edited" in answer.err) == (1, True)


def test_a_clinic_more_leaves_who_was_for_the_only_one_where_they_are(world: World) -> None:
    """Leaving `clinics` out means the only clinic: a second one must not make it mean nothing."""
    one = FILE.replace("  - {id: heredia, name: Heredia}  # the second\n", "")
    one = one.replace("    clinics: [escazu]  # mornings\n", "").replace("    clinics: [heredia]\n", "")
    world.write("practices/lucia.yaml", one)
    world.commit()
    before = world.steps("--without-journal")
    add = ("clinic", "add", "lucia", "cima", "--name", "CIMA", "--single-record", "accesos@cima.example")
    answer = world.ok(*add, "--label", "Hospital CIMA")
    assert "is so by name: ana@org.example, zoe@org.example (escazu)" in answer.out
    assert text(world).count("    clinics: [escazu]\n") == 2
    row = "{id: cima, name: CIMA, label: Hospital CIMA, single_record: {administrator: accesos@cima.example}}"
    assert f"  - {row}\n" in text(world)
    assert world.steps("--without-journal") == before
    assert "nothing to do" in world.ok(*add, "--label", "Hospital CIMA").out
    assert world.run("clinic", "add", "lucia", "cima", "--name", "Otra").code == 1
    assert "as norte-2" in world.run("clinic", "add", "lucia", "Norte 2", "--name", "Norte").err


def test_a_practice_is_made_laid_out_and_valid_and_a_second_time_nothing(world: World) -> None:
    """From nothing to a file that can be planned."""
    add = (
        *(
            "practice",
            "add",
            "sol",
            "--name",
            "Clínica Sol",
            "--owner",
            "sol@sol.example",
            "--owner-name",
            "Sol Paz",
        ),
        *("--clinic", "centro=Sol Centro", "--organization", "4002", "--time-zone", "America/Mexico_City"),
    )
    assert "practices/sol.yaml was made" in world.ok(*add).out
    world.ok("validate")
    world.ok("fmt", "--check")
    made = text(world, "sol")
    assert "live: {organization: 4002}\n" in made
    assert "  - {id: centro, name: Sol Centro}\n" in made
    assert "nothing to do" in world.ok(*add).out
    assert text(world, "sol") == made
    other = world.run(*add[:4], "Sol Nueva", *add[5:])
    assert (other.code, "differing in: name" in other.err) == (1, True)
    bad = world.run("practice", "add", "Clínica Sol", *add[3:])
    assert (bad.code, "as clinica-sol" in bad.err) == (2, True)
    assert world.run(*add[:-6], "--clinic", "centro").code == 2
    provider = world.run("practice", "add", "mar", *add[3:], "--provider", "hulli")
    assert (provider.code, "error[wrong-value]" in provider.out) == (1, True)
    zone = world.run("practice", "add", "mar", *add[3:-1], "America/Heredia")
    assert (zone.code, (world.root / "practices/mar.yaml").exists()) == (1, False)


def test_surnames_with_a_comma_between_them_are_two(world: World) -> None:
    """As the clinics are written; the mail to support would show the comma."""
    world.practice("lucia")
    world.commit()
    world.ok("assistant", "add", "lucia", "pilar@org.example", "--name", "Pilar", "--surnames", "Soto, Rey",
             "--clinic", "escazu")  # fmt: skip
    assert "surnames: [Soto, Rey]" in (world.root / "practices" / "lucia.yaml").read_text(encoding="utf-8")
