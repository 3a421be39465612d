"""Rules about two addresses that look like one, and domains that are nearly another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from accessctl.model.finding import Finding, Stops
from accessctl.model.identity import Address
from accessctl.model.practice import Declaration
from accessctl.validation.context import Context
from accessctl.validation.lookalikes import foreign_letters, is_odd, look, plain_looks
from accessctl.validation.raising import entry_error, entry_warning, mailbox_error
from accessctl.validation.slips import domain_of


def confusable_address(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find addresses in foreign letters that look like another one: they may be meant to be taken for it."""
    del declaration
    odd = _odd_looks(context)
    if not odd:
        return
    looks = set(odd.values())
    twins: defaultdict[str, set[Address]] = defaultdict(set)
    for address, its_look in (*_plain(context), *odd.items()):
        if its_look in looks:
            twins[its_look].add(address)
    for address, its_look in odd.items():
        others = twins[its_look] - {address}
        if others:
            other = min(others, key=lambda one: (not one.isascii() or "xn--" in one, one))
            yield from _confusable(address, other, context)


def _confusable(address: Address, other: Address, context: Context) -> Iterator[Finding]:
    params = {"other": other, "letters": foreign_letters(address)}
    where = {practice.slug for practice, _ in context.people.get(other, ())}
    for practice, entry in context.people.get(address, ()):
        found = entry_error("confusable-address", practice, entry, "email", **params)
        at_home = practice.slug in where or other == practice.owner
        yield found if at_home else replace(found, stops=Stops.GRANTS)
    for mailbox in context.mailboxes:
        if mailbox.address == address:
            yield mailbox_error("confusable-address", mailbox, **params)


def similar_address(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find addresses that read alike (`rn` as `m`, `1` as `l`, `0` as `o`): they are easily mixed up."""
    del declaration
    first: dict[str, Address] = {}
    clashes: dict[Address, Address] = {}
    for address, its_look in _plain(context):
        other = first.setdefault(its_look, address)
        if other != address:
            clashes[address] = other
    for address, other in clashes.items():
        one, two = sorted((address, other), key=lambda it: (len(context.people.get(it, ())), it))
        rarer, usual = (one, two) if one in context.people else (two, one)
        for practice, entry in context.people.get(rarer, ()):
            yield entry_warning("similar-address", practice, entry, "email", other=usual)


def address_typo_domain(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find rare domains one slip away from a usual one: the mail goes to a stranger, or to nobody."""
    del declaration
    for practice, entry in context.entries if context.slips else ():
        domain = domain_of(entry.email)
        if domain in context.slips:
            params = {"domain": domain, "meant": context.slips[domain]}
            yield entry_warning("address-typo-domain", practice, entry, "email", **params)


def _odd_looks(context: Context) -> Mapping[Address, str]:
    """Return the addresses in other than plain letters, with what they look like."""
    odd = {email: look(email) for email in context.people if is_odd(email)}
    odd |= {box.address: look(box.address) for box in context.mailboxes if is_odd(box.address)}
    return odd


def _plain(context: Context) -> Iterator[tuple[Address, str]]:
    """Return the plain addresses with what they look like as written: a capital I is read as l."""
    pairs = [(entry.email, entry.written or entry.email) for _, entry in context.entries]
    pairs += [(box.address, box.address) for box in context.mailboxes]
    pairs = [pair if pair[1].isascii() else (pair[0], pair[0]) for pair in pairs if not is_odd(pair[0])]
    looks = plain_looks([written for _, written in pairs])
    return ((address, its_look) for (address, _), its_look in zip(pairs, looks, strict=True))
