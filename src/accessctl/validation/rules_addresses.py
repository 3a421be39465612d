"""Rules about an address by itself: that it is one, and that it is what it seems to be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from accessctl.model.finding import Finding, Severity, Stops
from accessctl.model.practice import Declaration, Entry, Practice
from accessctl.validation.context import Context
from accessctl.validation.lookalikes import foreign_letters, mixed_scripts
from accessctl.validation.places import practice_place
from accessctl.validation.raising import address_error, entry_error, mailbox_error

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ATOM = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_PLAIN = re.compile(rf"(?=[^@]{{1,64}}@)(?!.*xn--){_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+[a-z]{{2,63}}")
_LONGEST = 254
_WHOSE = ("email", "previously")
"""The keys that say whose entry it is."""

_QUOTES = re.compile('["“”„‘’«»]')
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
)


def invalid_address(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find addresses that no mail can reach: they are nobody's."""
    del declaration
    for email, declared in context.people.items():
        fault = _fault(email)
        for practice, entry in declared if fault else ():
            yield replace(address_error("invalid-address", practice, entry, "email"), text=fault)
    for practice, entry in context.entries:
        for old in entry.previously:
            fault = _fault(old)
            if fault:
                found = address_error("invalid-address", practice, entry, "previously")
                yield replace(found, params={**found.params, "email": old}, text=fault)
    for mailbox in context.mailboxes:
        fault = _fault(mailbox.address)
        if fault:
            yield replace(mailbox_error("invalid-address", mailbox), text=fault)


def _fault(address: str) -> str:
    """Return the text that says what is wrong with the address, or nothing; most need no library."""
    if len(address) <= _LONGEST and _PLAIN.fullmatch(address):
        return ""
    if _accepted(address):
        return ""
    if _QUOTES.search(address):
        return "invalid-address.quotes"
    _, at, domain = address.rpartition("@")
    if not at or "@" in address[: -len(domain) - 1]:
        return "invalid-address"
    return "invalid-address.local" if _accepted(f"x@{domain}") else "invalid-address.domain"


def _accepted(address: str) -> bool:
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415 - 25 ms, for rare addresses

    try:
        validate_email(
            address, strict=True, check_deliverability=False, test_environment=address.endswith(".test")
        )
    except EmailNotValidError:
        return False
    return True


def invisible_character(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find characters that nobody sees: they make another address or name out of one that looks right."""
    if not _INVISIBLE.search("".join(_all_texts(declaration, context))):
        return
    for practice, entry in context.entries:
        for key, texts in _entry_texts(entry):
            char = _first_invisible(texts)
            if char is not None:
                raised = address_error if key in _WHOSE else entry_error
                yield raised("invisible-character", practice, entry, key, key=key, character=char)
    for practice in declaration.practices.values():
        for key, texts in _practice_texts(practice):
            char = _first_invisible(texts)
            if char is not None:
                yield Finding(
                    "invisible-character",
                    Severity.ERROR,
                    practice_place(practice, key),
                    {"practice": practice.slug, "key": key, "character": char},
                    stops=Stops.GRANTS,
                    practices=(practice.slug,),
                )
    for mailbox in context.mailboxes:
        char = _first_invisible((mailbox.address,))
        if char is not None and not mailbox.practices:
            yield mailbox_error("invisible-character", mailbox, key="email", character=char)


def _all_texts(declaration: Declaration, context: Context) -> Iterator[str]:
    for _, entry in context.entries:
        yield entry.written or entry.email
        yield entry.name or ""
        yield from entry.surnames
        yield from entry.previously
    for practice in declaration.practices.values():
        for _, texts in _practice_texts(practice):
            yield from texts
    for mailbox in context.mailboxes:
        yield mailbox.address


def _entry_texts(entry: Entry) -> tuple[tuple[str, Sequence[str]], ...]:
    return (
        ("email", (entry.written or entry.email,)),
        ("name", (entry.name or "",)),
        ("surnames", entry.surnames),
        ("previously", entry.previously),
    )


def _practice_texts(practice: Practice) -> Iterator[tuple[str, Sequence[str]]]:
    yield "name", (practice.name,)
    yield "owner.email", (practice.owner,)
    yield "owner.name", (practice.owner_name,)
    yield "billing_issuer.owner", (practice.billing_issuer or "",)
    for clinic in practice.clinics:
        yield "clinics", (clinic.name, clinic.label or "", clinic.administrator or "")


def _first_invisible(texts: Sequence[str]) -> str | None:
    for text in texts:
        found = _INVISIBLE.search(text)
        if found:
            return f"U+{ord(found[0]):04X}"
    return None


def mixed_script_address(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find letters of two alphabets in one word: that is how an address pretends to be another."""
    del declaration
    for practice, entry in context.entries:
        written = entry.written or entry.email
        if written.isascii() and "xn--" not in written and not entry.previously:
            continue
        for key, address in (("email", written), *(("previously", old) for old in entry.previously)):
            scripts = _scripts(address)
            if scripts:
                yield address_error(
                    "mixed-script-address",
                    practice,
                    entry,
                    key,
                    scripts=scripts,
                    letters=foreign_letters(address),
                )
    for mailbox in context.mailboxes:
        scripts = _scripts(mailbox.address)
        if scripts:
            yield mailbox_error(
                "mixed-script-address", mailbox, scripts=scripts, letters=foreign_letters(mailbox.address)
            )


def _scripts(address: str) -> tuple[str, ...]:
    return mixed_scripts(address) if not address.isascii() or "xn--" in address else ()
