"""Letters: what is said to whom, and how it leaves."""

from __future__ import annotations

import email
import os
import re
import stat
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from email.policy import SMTP
from html import unescape
from pathlib import Path

import pytest

from accessctl.errors import AccessctlError
from accessctl.handoffs.composing import Sender, Writing, compose
from accessctl.handoffs.item import item_of_change
from accessctl.handoffs.letter import Letter, message_of
from accessctl.handoffs.outbox import Outbox
from accessctl.handoffs.steps import steps_of_change, steps_of_handoff
from accessctl.handoffs.templating import TEMPLATES
from accessctl.model.change import Access, Change, ChangeKind, Reason, Route
from accessctl.model.finding import Location
from accessctl.model.handoff import Handoff, HandoffState
from accessctl.model.identity import Address
from accessctl.model.practice import Clinic, Entry, Practice, RecordAccess

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
HERE = Location("practices/santa-lucia.yaml")
OWNER = Address("elena.rojas@santalucia.example")
ANA = Address("ana.mora@santalucia.example")
SUPPORT = Address("soporte@hulipractice.com")
CENTRE = Address("accesos@cima.example")
ISSUER = Address("finanzas@santalucia.example")
SENDER = Address("accesos@org.example")
GOLDEN = Path(__file__).parent / "golden"

RECIPIENTS = {
    ChangeKind.REQUEST_RECORD_ACCESS: SUPPORT,
    ChangeKind.REQUEST_RECORD_REMOVAL: SUPPORT,
    ChangeKind.REQUEST_USER_AT_CENTRE: CENTRE,
    ChangeKind.REQUEST_REMOVAL_AT_CENTRE: CENTRE,
    ChangeKind.REQUEST_BILLING: ISSUER,
    ChangeKind.REQUEST_BILLING_REMOVAL: ISSUER,
}


def practice(language: str = "es", **more: object) -> Practice:
    """Build the practice."""
    values: dict[str, object] = {
        "slug": "santa-lucia",
        "name": "Clínica Santa Lucía",
        "owner": OWNER,
        "owner_name": "Elena Rojas",
        "where": HERE,
        "language": language,
        "clinics": (
            Clinic("escazu", "Escazú", HERE, label="Santa Lucía Escazú"),
            Clinic("cima", "Hospital CIMA", HERE, administrator=CENTRE),
        ),
        "assistants": (
            Entry(
                ANA,
                HERE,
                20,
                "",
                "Ana",
                ("Mora", "Jiménez"),
                record_access=RecordAccess("Prepara expedientes"),
            ),
        ),
    }
    return Practice(**{**values, **more})  # type: ignore[arg-type]


def step(kind: ChangeKind, **more: object) -> Change:
    """Build a hand-off's change."""
    centre = "cima" if "centre" in kind else None
    values: dict[str, object] = {
        "kind": kind,
        "practice": "santa-lucia",
        "email": ANA,
        "route": Route.HANDOFF,
        "before": Access(("cima", "escazu")),
        "after": Access(("escazu",)),
        "reason": Reason("record-declared", {"reason": "Prepara expedientes"}),
        "name": "Ana",
        "surnames": ("Mora", "Jiménez"),
        "recipient": RECIPIENTS.get(kind, OWNER),
        "centre": centre,
    }
    return Change(**{**values, **more})  # type: ignore[arg-type]


def letter(
    changes: Iterable[Change],
    language: str = "es",
    recipient: Address | None = None,
    about: Practice | None = None,
    **more: object,
) -> Letter:
    """Compose the letter for the changes; what is said more is about who writes."""
    numbered = tuple((f"h-{index}", change) for index, change in enumerate(changes, start=1))
    sender = replace(Sender(SENDER, "20261124T150000Z-a1b2", NOW, "deadbeef"), **more)  # type: ignore[arg-type]
    to = (numbered[0][1].recipient or OWNER) if recipient is None else recipient
    return compose(Writing(to, about or practice(language), sender), numbered)


@pytest.mark.parametrize("language", ["es", "en"])
def test_one_letter_of_each_kind_reads_as_the_golden_file_does(language: str) -> None:
    """Every kind of request, and one letter with several."""
    several = (ChangeKind.REVOKE, ChangeKind.INVITE, ChangeKind.REQUEST_USER_AT_CENTRE)
    letters = [letter([step(kind)], language) for kind in ChangeKind]
    letters.append(letter([step(kind, recipient=OWNER) for kind in several], language))
    found = "\n========\n".join(
        f"To: {item.to}\nCc: {item.cc}\nReply-To: {item.reply_to}\n"
        f"Subject: {item.subject}\n\n{item.body_text}"
        for item in letters
    )
    path = GOLDEN / f"letters.{language}.txt"
    if os.environ.get("BLESS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


def test_the_invitation_steps_name_every_label_of_the_help_article() -> None:
    """A secretary can follow them on the screen."""
    said = "\n".join(steps_of_change(step(ChangeKind.INVITE), practice(), "es"))
    labels = (
        "foto de",
        "Cuenta y Preferencias",
        "Asistentes",
        "Invitar asistente",
        "Agregar otro",
        "«Invitar»",
    )
    places = [said.index(label) for label in labels]
    assert places == sorted(places)
    assert "48 horas" in said


@pytest.mark.parametrize("kind", [ChangeKind.REQUEST_RECORD_ACCESS, ChangeKind.REQUEST_RECORD_REMOVAL])
def test_a_letter_about_record_access_comes_from_the_owners_side(kind: ChangeKind) -> None:
    """Support refuses what does not come visibly from the owner."""
    mail = letter([step(kind)])
    assert (mail.to, mail.reply_to, mail.cc) == (SUPPORT, OWNER, (OWNER,))
    for said in (
        "Ana",
        "Mora Jiménez",
        ANA,
        "Clínica Santa Lucía",
        "Santa Lucía Escazú",
        "Elena Rojas",
        OWNER,
    ):
        assert said in mail.body_text


def test_a_letter_to_the_owner_is_not_copied_to_the_owner() -> None:
    """Nobody gets a mail twice."""
    mail = letter([step(ChangeKind.REVOKE)])
    assert (mail.to, mail.cc, mail.reply_to) == (OWNER, (), None)


def test_a_letter_lists_every_change_with_its_handoff() -> None:
    """One letter, all requests."""
    mail = letter([step(ChangeKind.REVOKE), step(ChangeKind.INVITE)])
    assert "1 de 2" in mail.body_text
    assert "2 de 2" in mail.body_text
    assert "Gestiones: h-1, h-2" in mail.body_text
    assert ("X-Accessctl-Handoffs", "h-1 h-2") in mail.headers


def test_a_letter_carries_the_journals_tip_in_its_foot() -> None:
    """Whoever keeps the mail keeps a checkpoint."""
    assert "Bitácora: deadbeef" in letter([step(ChangeKind.REVOKE)]).body_text
    assert "Bitácora" not in letter([step(ChangeKind.REVOKE)], checkpoint=None).body_text


def test_the_same_run_recipient_and_practice_give_the_same_message_id_and_others_another() -> None:
    """A mail's fate can be looked up by its name."""
    first = letter([step(ChangeKind.REVOKE)])
    assert letter([step(ChangeKind.INVITE)]).message_id == first.message_id
    others = {
        letter([step(ChangeKind.REVOKE)], run="other").message_id,
        letter([step(ChangeKind.REVOKE)], recipient=CENTRE).message_id,
        letter([step(ChangeKind.REVOKE)], about=practice(slug="los-yoses")).message_id,
    }
    assert len(others | {first.message_id}) == 4


def test_a_message_can_be_parsed_back_as_it_was_written() -> None:
    """What a server gets is what was composed."""
    mail = letter([step(ChangeKind.REQUEST_RECORD_ACCESS)])
    parsed = email.message_from_bytes(message_of(mail).as_bytes(), policy=SMTP)
    assert parsed["Subject"] == mail.subject
    assert (parsed["To"], parsed["Cc"], parsed["Reply-To"]) == (SUPPORT, OWNER, OWNER)
    assert parsed["Message-ID"] == mail.message_id
    assert parsed["Date"].datetime == NOW
    assert parsed["Content-Language"] == "es"
    assert parsed.get_body(("plain",)).get_content().replace("\r\n", "\n") == mail.body_text


@pytest.mark.parametrize(
    "evil", ["x\r\nBcc: thief@evil.example", "x\nBcc: thief@evil.example", "x\x0bBcc: a@b"]
)
def test_no_value_can_add_a_header_or_a_line(evil: str) -> None:
    """Line breaks in names, slugs, runs and hand-offs are taken out."""
    there = practice(name=evil, owner_name=evil, slug=evil)
    asked = step(ChangeKind.REQUEST_RECORD_ACCESS, name=evil, surnames=(evil,))
    mail = compose(Writing(SUPPORT, there, Sender(SENDER, evil, NOW, evil)), [(evil, asked)])
    message = email.message_from_bytes(message_of(mail).as_bytes(), policy=SMTP)
    assert message["Bcc"] is None
    assert not any(line.startswith("Bcc") for line in mail.body_text.splitlines())


@pytest.mark.parametrize(
    "address", ["nobody", "a@b.example, c@d.example", "a@b.example\nBcc: c@d.example", "", "@x.example", "a@"]
)
def test_an_address_that_no_mail_can_carry_is_an_error_that_names_it(address: str) -> None:
    """One mailbox in, one mailbox out."""
    mail = letter([step(ChangeKind.REVOKE)], recipient=Address(address))
    with pytest.raises(AccessctlError) as caught:
        message_of(mail)
    assert (caught.value.code, caught.value.params) == ("letter-address-unusable", {"address": address})


def test_a_very_long_line_is_still_a_valid_mail() -> None:
    """No line of the message is longer than the standard allows."""
    mail = letter([step(ChangeKind.REVOKE, name="Ñ" * 2000)])
    assert max(map(len, message_of(mail).as_bytes().split(b"\r\n"))) <= 998


def test_template_syntax_in_a_name_is_text() -> None:
    """A value is never a template."""
    assert "{{ 7 * 7 }}" in letter([step(ChangeKind.REVOKE, name="{{ 7 * 7 }}")]).body_text


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("kind", ChangeKind)
def test_every_kind_has_steps_without_a_name_or_known_clinics(kind: ChangeKind, language: str) -> None:
    """Drift has no name, and an unseen person no known clinics."""
    bare = step(kind, name=None, surnames=(), before=Access(None, None, None), after=Access(None, None, None))
    lines = steps_of_change(bare, practice(), language)
    assert ANA in "\n".join(lines)
    assert "None" not in "\n".join(lines)


@pytest.mark.parametrize("kind", ChangeKind)
def test_a_handoffs_steps_are_those_of_its_letter(kind: ChangeKind) -> None:
    """What `handoff show` says is what the mail said."""
    change = step(kind)
    handoff = Handoff(
        *("h-1", change.id, kind, "santa-lucia", ANA, change.recipient, change.before, change.after),
        *(HandoffState.SENT, NOW, NOW),
        centre=change.centre,
    )
    lines = steps_of_handoff(handoff, practice(), "es")
    assert lines == steps_of_change(change, practice(), "es")
    assert "\n".join(line.rstrip() for line in lines if line) in letter([change]).body_text.replace(
        "\n\n", "\n"
    )


def test_the_centres_request_falls_to_the_owner_where_no_administrator_is_known() -> None:
    """The owner is asked to pass it on, and is not addressed as the centre."""
    mail = letter([step(ChangeKind.REQUEST_USER_AT_CENTRE, recipient=OWNER)])
    assert mail.body_text.startswith("Hola, Elena Rojas:")
    assert "No tenemos su correo" in mail.body_text


def test_clinics_are_called_as_hulipractice_shows_them() -> None:
    """The label wins over the name, the name over the id."""
    item = item_of_change("h-1", step(ChangeKind.CHANGE_CLINICS), practice())
    assert (item.clinics, item.removed, item.added) == (("Santa Lucía Escazú",), ("Hospital CIMA",), ())


def test_both_languages_have_the_same_templates() -> None:
    """No kind is missing in one of them."""
    listed = [
        sorted(str(path.relative_to(TEMPLATES / folder)) for path in (TEMPLATES / folder).rglob("*.j2"))
        for folder in ("es", "en")
    ]
    assert listed[0] == listed[1]


def test_the_outbox_writes_a_mail_once_and_privately(tmp_path: Path) -> None:
    """The second time it is already sent, whatever it would say."""
    outbox = Outbox(tmp_path / "deep" / "outbox")
    first = letter([step(ChangeKind.REVOKE)])
    assert not outbox.holds(first.message_id)
    path = outbox.put(first)
    written = path.read_bytes()
    assert outbox.holds(first.message_id)
    assert outbox.put(letter([step(ChangeKind.INVITE)])) == path
    assert path.read_bytes() == written == message_of(first).as_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.name == f"{first.message_id.strip('<>')}.eml"
    assert [item.name for item in outbox.directory.iterdir()] == [path.name]


def test_a_mail_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    """Whole or not at all."""
    outbox = Outbox(tmp_path / "outbox")
    with pytest.raises(AccessctlError):
        outbox.put(letter([step(ChangeKind.REVOKE)], recipient=Address("nobody")))
    assert not outbox.directory.exists()


@pytest.mark.parametrize("message_id", ["<../../etc/passwd@x>", "<..>", "<>", "</abs@x>", "<.hidden@x>"])
def test_a_message_id_never_leads_out_of_the_outbox(tmp_path: Path, message_id: str) -> None:
    """The name is made of harmless characters."""
    path = Outbox(tmp_path).path(message_id)
    assert path.parent == tmp_path
    assert not path.name.startswith(".")


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("kind", ChangeKind)
def test_every_letters_page_says_the_words_of_its_text_and_no_others(kind: ChangeKind, language: str) -> None:
    """Two forms of one letter: whoever reads either knows the same."""
    mail = letter([step(kind, recipient=OWNER), step(ChangeKind.INVITE, recipient=OWNER)], language)
    page = mail.body_html or ""
    said = unescape(re.sub(r"<style>.*?</style>|<title>.*?</title>|<[^>]+>", " ", page, flags=re.DOTALL))
    words = re.findall(
        r"[\w@.«»]+", re.sub(r"^ +\d+\. |^--- | ---$|^ *- |:", " ", mail.body_text, flags=re.MULTILINE)
    )
    assert re.findall(r"[\w@.«»]+", said.replace(":", " ")) == words
    assert page.count("<h2>") == 2
    assert page.count("<ol>") >= 1


def test_a_page_carries_nothing_from_elsewhere_and_every_value_is_escaped() -> None:
    """A name is no markup, and a mail that is opened tells nobody."""
    evil = '<img src="https://evil.example/x.png"><script>x</script>&amp;'
    mail = letter([step(ChangeKind.INVITE, name=evil)], about=practice(name=evil))
    page = mail.body_html or ""
    assert not re.search(r"<(img|script|link|a|iframe|form|base)\b|url\(|@import", page)
    assert "&lt;img src=&quot;https://evil.example/x.png&quot;&gt;" in page
    assert "&amp;amp;" in page


def test_a_note_below_an_inner_list_belongs_to_the_step_around_it() -> None:
    """It does not read as part of the last clinic's name."""
    page = letter([step(ChangeKind.INVITE, after=Access(("cima", "escazu")))]).body_html or ""
    assert "<ul><li>Hospital CIMA</li><li>Santa Lucía Escazú</li></ul><p>Si alguna no aparece" in page


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("es", "30 de junio de 2027 inclusive (después les pediremos quitarlo)"),
        ("en", "30 June 2027, included (after it we will ask you to withdraw it)"),
    ],
)
def test_a_last_day_is_said_in_words_and_as_included(language: str, said: str) -> None:
    """Support reads it as people write dates; the person may still work on that day."""
    reason = Reason("record-declared", {"until": date(2027, 6, 30)})
    asked = step(ChangeKind.REQUEST_RECORD_ACCESS, reason=reason, recipient=SUPPORT)
    assert said in letter([asked], language).body_text


def test_a_signature_keeps_its_lines_on_the_page() -> None:
    """The address below the owner's name begins with a small letter and goes on with nothing."""
    page = letter([step(ChangeKind.REQUEST_RECORD_ACCESS, recipient=SUPPORT)]).body_html or ""
    signed = f"<p>De parte de Elena Rojas<br>Titular de Clínica Santa Lucía<br>{OWNER}</p>"
    assert signed in page
