"""Domains that are probably slips of the keyboard: rare ones, one letter away from one that is usual."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from accessctl.model.identity import Address
from accessctl.model.policy import Policy
from accessctl.validation.nearness import one_slip_apart, shortened

_WELL_KNOWN = ("gmail.com", "hotmail.com", "outlook.com", "yahoo.com", "icloud.com", "live.com")
_REAL_NEIGHBOURS = frozenset({"ymail.com", "email.com", "mail.com", "gmx.com"})
_RARER = 10
"""How many times rarer a domain has to be than its neighbour to pass for a slip."""
_LONGEST = 253
"""Characters of a domain, as DNS has it. A longer one is no slip, and has as many neighbours as letters."""


def slips_among(people: Iterable[Address], policy: Policy) -> Mapping[str, str]:
    """Return the domains that are probably slips, with the ones that are meant.

    `people` names each person once, in the order of their first entries.
    """
    domains = Counter(domain for domain in map(domain_of, people) if len(domain) <= _LONGEST)
    allowed = {*(policy.domains_allow or ()), *_REAL_NEIGHBOURS, *_WELL_KNOWN}
    usual = dict(domains.most_common(10))
    near = _neighbourhood({*usual, *_WELL_KNOWN})
    found: dict[str, str] = {}
    for domain, count in domains.items():
        keys = (domain, *shortened(domain))
        if domain in allowed or near.keys().isdisjoint(keys):
            continue
        meant = [
            target
            for key in keys
            for target in near.get(key, ())
            if one_slip_apart(domain, target) and (target in _WELL_KNOWN or usual[target] >= _RARER * count)
        ]
        if meant:
            found[domain] = meant[0]
    return found


def domain_of(email: str) -> str:
    """Return what stands after the last @."""
    return email[email.rfind("@") + 1 :]


def _neighbourhood(domains: set[str]) -> Mapping[str, list[str]]:
    """Return the domains by themselves and by all that is left when one letter is missing."""
    near: defaultdict[str, list[str]] = defaultdict(list)
    for domain in sorted(domains):
        for key in {domain, *shortened(domain)}:
            near[key].append(domain)
    return near
