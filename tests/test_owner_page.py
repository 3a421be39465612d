"""What the page for owners says of their account is what the program does there, sees and answers."""

from __future__ import annotations

import re

from accessctl.cli.login_command import login
from accessctl.model.change import ChangeKind
from accessctl.providers.huli.web.acting import ALWAYS
from accessctl.providers.huli.web.logging_in import MINUTES
from accessctl.rendering.texts import area, say
from source_tree import REPOSITORY
from test_operating import ASKED

PAGE = (REPOSITORY / "docs" / "en-su-cuenta.md").read_text(encoding="utf-8")
FLAT = " ".join(PAGE.split())
MAP = (REPOSITORY / "src/accessctl/declarations/page_map.yaml").read_text(encoding="utf-8")
LABELS = ("Cuenta y Preferencias", "Asistentes", "Invitar asistente", "Agregar otro", "Invitar", "Reenviar")
STATES = ("Activo", "Pendiente")


def shown(text: str) -> str:
    """Return a text with its values left out, as the page quotes it."""
    return re.sub(r"{\w+}", "…", text)


def test_labels_of_the_page_are_those_that_are_clicked() -> None:
    """An owner recognises every button."""
    assert not [label for label in (*LABELS, *STATES) if f"**{label}**" not in PAGE or label not in MAP]


def test_what_is_done_in_the_account_and_what_never_is_is_told() -> None:
    """Without a map of the organisation's own two steps are done; the others are asked by mail, as ever."""
    assert {ChangeKind.INVITE, ChangeKind.RESEND} == ALWAYS
    (row,) = [line for line in PAGE.splitlines() if line.startswith("| anular una invitación")]
    for kind in (ChangeKind.CANCEL_INVITATION, ChangeKind.REVOKE, ChangeKind.CHANGE_CLINICS):
        assert ASKED[kind] in row
    assert "| no, mientras nadie haya descrito esos botones" in row


def test_log_in_is_as_the_command_has_it() -> None:
    """The sentence, the time and the options."""
    sentence = say("es", "commands_web", "login.begin", {"owner": "OWNER", "minutes": MINUTES})
    assert sentence.partition("OWNER")[2] in FLAT
    options = {name for param in login.params for name in param.opts}
    assert set(re.findall(r"accessctl login [a-z-]+ (--[a-z]+)", FLAT)) == {"--check", "--forget"} <= options


def test_plan_says_what_the_page_tells_an_owner_to_look_for() -> None:
    """Consent is looked for by these words."""
    assert f"> {shown(area('plans')['alterations.web-begins'].es)}" in FLAT
    named = re.search(r"\*\*⚠️ (\w+)\*\*", PAGE)
    assert named is not None
    assert say("es", "plans", "group.sensitive").startswith(named[1])


def test_messages_of_the_page_are_those_of_the_program() -> None:
    """Whoever reads one on a screen finds it."""
    quoted = re.findall(r"^\| «(.+?)» \|", PAGE, re.MULTILINE)
    known = [shown(text.es) for text in area("errors_web").values()]
    assert len(quoted) == 8
    for said in quoted:
        assert [text for text in known if text.startswith(said)], said
