"""The mail that an invitation is."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from accessctl.model.live import INVITATION_LIFE
from accessctl.providers.sandbox.server.links import link_of
from accessctl.providers.sandbox.server.showing import environment, spoken
from accessctl.providers.sandbox.server.site import Account, Site
from accessctl.providers.sandbox.state import INVITATION, Mail, StoredPractice

SENDER = "HuliPractice de prueba <invitaciones@hulipractice.example>"


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail as it is read; a mail that is no invitation has no text of ours."""

    number: int
    mail: Mail
    subject: str
    body: str = ""
    link: str = ""


def letter_of(site: Site, number: int, mail: Mail) -> Letter:
    """Return the letter of a mail."""
    if mail.kind != INVITATION:
        return Letter(number, mail, mail.kind)
    account = account_of(site, mail.practice)
    inviter = site.name_of(account.owner) if account.owner else account.name
    link = link_of(site, number, mail)
    body = (
        environment()
        .get_template("mail/invitation.txt.j2")
        .render(
            inviter=inviter,
            practice=account.name,
            link=f"{site.address}{link}",
            until=spoken(mail.at + INVITATION_LIFE, site.zone_of(account)),
        )
    )
    subject = f"{inviter} le invita a ser asistente en {account.name}"
    return Letter(number, mail, " ".join(subject.split()), body, link)


def message_of(letter: Letter) -> EmailMessage:
    """Return the message that is sent; no value of it can add a header."""
    message = EmailMessage(policy=SMTP)
    message["From"] = SENDER
    message["To"] = letter.mail.to
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.mail.at)
    message["Message-ID"] = (
        f"<invitacion-{letter.number}-{letter.link.rpartition('-')[2][:12]}@hulipractice.example>"
    )
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.body, cte="quoted-printable")
    return message


def account_of(site: Site, slug: str) -> Account:
    """Return the practice of a mail, also where it was renamed since."""
    accounts = site.accounts()
    return accounts.get(slug) or next(
        (account for account in accounts.values() if account.stored and account.stored.slug == slug),
        Account(slug, slug, StoredPractice(slug), None, None),
    )
