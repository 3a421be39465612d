"""The map of the pages: the file says what is different, and every mistake in it has its line."""

from __future__ import annotations

import pytest

from accessctl.declarations.loading import load_files
from accessctl.declarations.page_map_loading import shipped_page_map
from accessctl.declarations.source_files import PAGE_MAP
from accessctl.model.change import ChangeKind
from accessctl.model.finding import Finding, Stops
from accessctl.model.live import Presence
from accessctl.model.page_map import Action, Element, Match, PageMap

SETTINGS = {"access/settings.yaml": b"version: 1\n"}


def read(text: str) -> tuple[PageMap | None, tuple[Finding, ...]]:
    """Return the map that a file makes, and what is found in it."""
    declaration = load_files({**SETTINGS, PAGE_MAP: text.encode()})
    return declaration.page_map, tuple(one for one in declaration.findings if one.where.file == PAGE_MAP)


def test_without_a_file_there_is_no_map_of_ones_own() -> None:
    """The program's own is used, and not even loaded until somebody looks at a page."""
    assert load_files(SETTINGS).page_map is None


def test_shipped_map_is_the_help_articles_way() -> None:
    """The labels of the vendor's help article; removing somebody is in none, so it is not claimed."""
    places = shipped_page_map()
    labels = [places.account.name, places.assistants.name, *(one.name for one in places.invite.begin)]
    assert labels == ["Cuenta y Preferencias", "Asistentes", "Invitar asistente", "Agregar otro"]
    assert places.invite.send == Element("button", "Invitar")
    assert places.steps == {}


def test_one_label_is_one_line() -> None:
    """All the rest stays as it was, inner keys too."""
    places, findings = read("version: 1\ninvite:\n  send: {role: button, name: Enviar}\n")
    usual = shipped_page_map()
    assert findings == ()
    assert places is not None
    assert places.invite.send == Element("button", "Enviar")
    assert (places.invite.address, places.list) == (usual.invite.address, usual.list)


def test_states_and_elements_are_replaced_whole() -> None:
    """No old word remains beside the new ones, and no old way of comparing."""
    places, findings = read(
        "version: 1\nphoto: {role: button, name: Menú}\nlist: {states: {Vigente: active}}\n"
    )
    assert findings == ()
    assert places is not None
    assert places.photo == Element("button", "Menú", Match.EXACT)
    assert places.list.states == {"Vigente": Presence.ACTIVE}


def test_own_way_to_remove_is_read_step_by_step() -> None:
    """What is here is claimed."""
    places, findings = read(
        "version: 1\n"
        "steps:\n"
        "  revoke:\n"
        "    - {action: click, element: {role: button, name: Quitar}, in_row: true}\n"
        '    - {action: expect, text: "Se quitó a {address}"}\n'
    )
    assert findings == ()
    assert places is not None
    assert [step.action for step in places.steps[ChangeKind.REVOKE]] == [Action.CLICK, Action.EXPECT]
    assert places.steps.keys() == {ChangeKind.REVOKE}


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("version: 1\ninvit:\n  send: {role: button, name: x}\n", "unknown-key", 2),
        ("version: 1\nphoto: {role: knob, name: x}\n", "wrong-value", 2),
        ("version: 1\nphoto:\n  role: button\n", "missing-key", 3),
        ("version: 1\nlist:\n  valid_until: yes\n", "wrong-type", 3),
        ("version: 1\npatience: soon\n", "wrong-value", 2),
        ("version: 1\nstart: https://elsewhere.example/\n", "wrong-value", 2),
        ("version: 1\naccount_shows: []\n", "wrong-value", 2),
        ("version: 1\nsteps:\n  revoke:\n    - {action: click}\n", "missing-key", 4),
        ("version: 1\nsteps:\n  revoke:\n    - {action: expect, text: x}\n", "missing-key", 4),
        ("version: 2\n", "version", 1),
        ("- a\n", "wrong-type", 1),
    ],
)
def test_mistake_has_its_line_and_stops_apply(text: str, rule: str, line: int) -> None:
    """Where clicks go wrong, nothing is clicked."""
    _, findings = read(text)
    assert [(one.rule, one.where.line, one.stops) for one in findings] == [(rule, line, Stops.APPLY)]


def test_wrong_part_leaves_the_usual_one() -> None:
    """As in the settings."""
    places, findings = read("version: 1\nphoto: {role: knob, name: x}\nstart: /inicio\n")
    assert len(findings) == 1
    assert places is not None
    assert (places.photo, places.start) == (shipped_page_map().photo, "/inicio")


def test_file_of_another_name_is_not_quietly_passed_over() -> None:
    """`page-map.yml` is a slip, and said."""
    declaration = load_files({**SETTINGS, "access/page_map.yml": b"version: 1\n"})
    assert [one.rule for one in declaration.findings] == ["file-name"]
