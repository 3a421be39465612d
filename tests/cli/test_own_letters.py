"""An organisation's own letters: in place of the program's, or a finding, and never quietly either."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from jinja2 import Environment, meta

from accessctl.handoffs.item import Item
from accessctl.handoffs.templating import TEMPLATES
from world import SETTINGS, World, make_world, person, there

DOCS = Path(__file__).parents[2] / "docs"
OWN = "access/templates"
GREETING = (
    "{% for request in requests %}\n{% for line in request.lines %}\n{{ line }}\n{% endfor %}\n{% endfor %}\n"
)


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Return a repository with letters of its own, in which support is to be asked."""
    made = make_world(tmp_path / "clone", SETTINGS + f"handoffs: {{templates: {OWN}}}\n")
    made.write(f"{OWN}/en/letter.txt.j2", f"Greetings from the {{{{ practice }}}}.\n\n{GREETING}")
    made.practice("lucia", person("ana", record_access=True), language="en")
    made.commit()
    made.load({"practice": "lucia", "assistants": [{**there("ana"), "record_access": None}]})
    return made


def mail(world: World) -> str:
    """Return the only letter of the outbox."""
    (path,) = (world.root / ".git/accessctl/outbox").glob("*.eml")
    return path.read_text(encoding="utf-8")


def findings(world: World) -> list[tuple[str, int, str]]:
    """Return the file, line and rule of what `validate` finds."""
    found = world.run("validate", "--format", "json").json["findings"]
    return [(item["file"], item["line"], item["rule"]) for item in found if item["severity"] == "error"]


def test_an_organisations_own_letter_is_written(world: World) -> None:
    """The steps are the program's, where it has none of its own; the page follows the text."""
    assert findings(world) == []
    world.ok("apply", "--yes")
    assert "Greetings from the Lucia." in mail(world)
    assert "<p>Greetings from the Lucia.</p>" in mail(world)
    assert "Give record access" in mail(world)


def test_a_step_of_its_own_shows_in_handoff_show(world: World) -> None:
    """What a person looks up is what they were sent."""
    world.write(f"{OWN}/en/steps/request-record-access.txt.j2", "Please let {{ item.full_name }} in.\n")
    world.commit()
    world.ok("apply", "--yes")
    (item,) = world.ok("handoff", "list", "--format", "json").json["handoffs"]
    assert "Please let Ana Mora Jiménez in." in world.ok("handoff", "show", item["id"], "--lang", "en").out
    assert "Please let Ana Mora Jiménez in." in mail(world)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("one\n{% if %}\n", 2),
        ("one\ntwo\n{{ nobody }}\n", 3),
        ("one\n{{ practice.__class__ }}\n", 2),
        ("{{ practice.upper() }}\n", 1),
        ("one\n{{ 'x' * 1000000000 }}\n", 2),
        ("{% set x = practice ~ practice %}\n", 1),
        ("{% include '../../settings.yaml' %}\n", 1),
        ("one\n{% include 'letter.txt.j2' %}\n", 2),
        ("one\n{% include practice %}\n", 2),
        ("{% import 'person.txt.j2' as p %}\n", 1),
        ("{% set x %}{{ practice }}{% endset %}\n", 1),
        ("{{ practice | replace('a', 'b') }}\n", 1),
        ("{% for a in range(9) %}{% endfor %}\n", 1),
        ("{{ requests[7].item }}\n", 1),
    ],
)
def test_a_broken_letter_is_found_with_its_line_and_the_letter_is_not_sent(
    world: World, text: str, line: int
) -> None:
    """It does not fall back to another text that nobody reviewed for this."""
    world.write(f"{OWN}/en/letter.txt.j2", text)
    world.commit()
    assert (f"{OWN}/en/letter.txt.j2", line, "template-unusable") in findings(world)
    answer = world.run("apply", "--yes", "--lang", "en")
    assert answer.code == 5
    assert f"{OWN}/en/letter.txt.j2, line {line}" in answer.out
    assert not (world.root / ".git/accessctl/outbox").exists()
    assert world.steps() == ["request-record-access ana"]


def test_a_letter_that_takes_for_ever_is_stopped(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Loops in loops, with nothing said."""
    monkeypatch.setattr("accessctl.handoffs.template_set.SECONDS", 0.3)
    deep = "".join(f"{{% for a{level} in owner %}}" for level in range(12)) + "{% endfor %}" * 12
    world.write(f"{OWN}/en/letter.txt.j2", deep)
    world.commit()
    begun = time.monotonic()
    answer = world.run("apply", "--yes", "--lang", "en")
    assert (answer.code, "> " in answer.out) == (5, True)
    assert time.monotonic() - begun < 20  # each text is tried until it is known, not once a kind of request


def test_two_letters_that_include_each_other_are_found_before_either_is_filled(world: World) -> None:
    """Neither would ever come to an end."""
    world.write(f"{OWN}/en/person.txt.j2", "one\n{% include 'clinics.txt.j2' %}\n")
    world.write(f"{OWN}/en/clinics.txt.j2", "{% include 'person.txt.j2' %}\n")
    world.commit()
    found = {(f"{OWN}/en/person.txt.j2", 2, "template-unusable")}
    assert found <= set(findings(world)) <= found | {(f"{OWN}/en/clinics.txt.j2", 1, "template-unusable")}


def test_a_letter_that_grows_without_end_is_stopped(world: World) -> None:
    """Hundreds of thousands of characters are nobody's mail."""
    deep = (
        "".join(f"{{% for a{level} in owner %}}" for level in range(6)) + "{{ owner }}" + "{% endfor %}" * 6
    )
    world.write(f"{OWN}/en/letter.txt.j2", deep)
    world.commit()
    assert (f"{OWN}/en/letter.txt.j2", 1, "template-unusable") in findings(world)
    assert "256 KiB" in world.run("apply", "--yes").out


def test_no_header_can_be_set_by_a_letter(world: World) -> None:
    """The subject is one line, whatever is written into it."""
    world.write(f"{OWN}/en/subject.txt.j2", "Hello\r\nBcc: thief@evil.example\n\nX-Other: 1\n")
    world.commit()
    world.ok("apply", "--yes")
    head = mail(world).partition("\n\n")[0]
    assert "Subject: Hello Bcc: thief@evil.example X-Other: 1" in head
    assert not [line for line in head.splitlines() if line.startswith(("Bcc", "X-Other"))]


def test_a_name_that_no_letter_has_is_found(world: World) -> None:
    """A slip of the pen would leave the old text in use, unseen."""
    world.write(f"{OWN}/en/lettre.txt.j2", "Hello\n")
    assert findings(world) == [(f"{OWN}/en/lettre.txt.j2", 1, "template-unusable")]


@pytest.mark.parametrize("name", ["letter.txt.j2", "fr/letter.txt.j2", "en/step/invite.txt.j2"])
def test_a_letter_in_a_folder_where_none_is_looked_for_is_found(world: World, name: str) -> None:
    """It would never be used, and nobody would know."""
    world.write(f"{OWN}/{name}", "Hello\n")
    assert findings(world) == [(f"{OWN}/{name}", 1, "template-unusable")]


@pytest.mark.parametrize("name", ["letter", "subject", "steps/request-record-access"])
def test_a_letter_that_says_nothing_is_found_and_not_sent(world: World, name: str) -> None:
    """Support would get a mail that asks for nothing, and the request would count as made."""
    world.write(f"{OWN}/en/{name}.txt.j2", "{# nothing yet #}\n")
    world.commit()
    assert findings(world) == [(f"{OWN}/en/{name}.txt.j2", 1, "template-unusable")]
    assert world.run("apply", "--yes").code == 5
    assert not (world.root / ".git/accessctl/outbox").exists()


def test_a_letter_that_is_not_utf_8_is_found(world: World) -> None:
    """An editor of another age; `María` would arrive with a blot in it."""
    (world.root / OWN / "en/person.txt.j2").write_bytes("Name:\nMaría {{ item.name }}\n".encode("latin-1"))
    world.commit()
    assert findings(world) == [(f"{OWN}/en/person.txt.j2", 2, "template-unusable")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ nombre }}\n", "aquí nada se llama `nombre`"),
        ("{{ practice + 'x' }}\n", "`+` no se puede usar"),
        ("{% include 'subject.txt.j2' %}", "con `subject.txt.j2` se incluiría a sí misma"),
    ],
)
def test_what_is_wrong_with_a_letter_is_said_in_the_readers_language(
    world: World, text: str, said: str
) -> None:
    """Whoever writes letters for a clinic need not read the template library's English."""
    world.write(f"{OWN}/en/subject.txt.j2", text)
    assert said in world.run("validate", "--lang", "es").out


def test_links_are_not_followed_out_of_the_repository(world: World, tmp_path: Path) -> None:
    """Neither to a file nor to a directory."""
    (tmp_path / "secret.j2").write_text("secret of the machine")
    (world.root / OWN / "en/subject.txt.j2").symlink_to(tmp_path / "secret.j2")
    assert (f"{OWN}/en/subject.txt.j2", 1, "symlink") in findings(world)
    (world.root / OWN / "en/subject.txt.j2").unlink()
    outside = tmp_path / "elsewhere"
    outside.mkdir()
    (outside / "letter.txt.j2").write_text("secret of the machine")
    (world.root / OWN / "es").symlink_to(outside)
    assert "secret" not in world.run("validate").out
    world.run("apply", "--yes")
    assert not list((world.root / ".git/accessctl").rglob("*.eml")) or "secret" not in mail(world)


def test_a_round_writes_the_letters_that_were_applied_last(world: World) -> None:
    """What the work tree holds meanwhile has not been reviewed."""
    world.ok("apply", "--yes")
    world.write(f"{OWN}/en/letter.txt.j2", f"Something else.\n{GREETING}")
    world.sandbox("advance", "80h")
    world.run("watch", "--once")
    reminder = [
        path.read_text(encoding="utf-8")
        for path in (world.root / ".git/accessctl/outbox").glob("*.eml")
        if "\nIn-Reply-To" in path.read_text(encoding="utf-8")
    ]
    assert len(reminder) == 1
    assert "Greetings from the Lucia." in reminder[0]


def test_a_changed_letter_is_not_applied_before_it_is_committed(world: World) -> None:
    """Like every other file of the rules."""
    world.write(f"{OWN}/en/letter.txt.j2", "Something else.\n")
    assert world.run("apply", "--yes").code == 6


def test_a_directory_without_letters_and_one_elsewhere_are_found(tmp_path: Path) -> None:
    """Said, and not quietly passed over."""
    made = make_world(tmp_path / "a", SETTINGS + "handoffs: {templates: access/templates}\n")
    assert "template-unusable" in made.run("validate").out
    made = make_world(tmp_path / "b", SETTINGS + "handoffs: {templates: ../letters}\n")
    assert made.run("validate").code == 1


def test_every_value_that_a_letter_is_given_is_in_the_documentation() -> None:
    """Whoever writes a letter cannot ask the program what it may say."""
    documented = set(re.findall(r"`(\w+)`", (DOCS / "mail.md").read_text(encoding="utf-8")))
    given = {name for name in dir(Item) if name[0] != "_"}
    for text in TEMPLATES.rglob("*.j2"):
        given |= meta.find_undeclared_variables(
            Environment(autoescape=True).parse(text.read_text(encoding="utf-8"))
        )
    assert given <= documented, given - documented
