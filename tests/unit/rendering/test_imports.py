from __future__ import annotations

import pytest

from accessctl.model.finding import Location
from accessctl.model.identity import Address
from accessctl.model.import_step import Action, Imported, ImportStep, Obstacle
from accessctl.rendering.imports import import_text
from accessctl.rendering.texts import area
from accessctl.rendering.voice import Voice
from source_codes import codes_given

STAYS = (
    "entry-held until-passed not-begun emergency-declared expired-declared not-live presence-unknown "
    "owner own-account protected earlier-address emergency leaving expired address-unusable clinic-unusable "
    "added added-drift"
)
MARKS = (
    "record-reason record-until record-reason-until single-record practice-name owner-name owner-unknown "
    "no-clinics"
)
EVIL = "Ana\x1b[2J\u202e"


@pytest.mark.parametrize(
    ("kind", "made", "more"),
    [("step", "ImportStep", STAYS), ("mark", "Mark", MARKS), ("obstacle", "Obstacle", "")],
)
def test_every_code_of_an_import_has_a_text(kind: str, made: str, more: str) -> None:
    """What an import can say is said in words."""
    argument = 0 if made == "Obstacle" else 1
    given = {*codes_given({made: argument}), *more.split()}
    assert len(given) > 2
    assert sorted(code for code in given if f"{kind}.{code}" not in area("commands_import")) == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_comes_from_a_file_or_a_live_system_is_harmless_on_a_terminal(language: str) -> None:
    """Neither a name nor a diff can move the cursor or turn the line round."""
    values = {"email": "ana@org.example"}
    params = {"state": "active", "name": EVIL}
    step = ImportStep(Action.ADD_ENTRY, "added", Address("ana@org.example"), values, params=params)
    made = [
        Imported(
            "lucia",
            Location("practices/lucia.yaml").file,
            b"a: 1\n",
            f"a: 1\n  b: {EVIL}\n".encode(),
            (step,),
        ),
        Imported("otra", "practices/otra.yaml", obstacle=Obstacle("edit-impossible", {"file": EVIL})),
        Imported("rota", "practices/rota.yaml", obstacle=Obstacle("empty-answer", {"practice": EVIL})),
    ]
    text = import_text(made, Voice(language, "America/Costa_Rica"), color=False, dry_run=True)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "+  b: Ana" in text
