from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from accessctl.errors import AccessctlError, ProviderError
from accessctl.model.change import Access, Change, ChangeKind, Reason, Route
from accessctl.model.finding import Location
from accessctl.model.identity import Address
from accessctl.model.live import Observation, Unobserved
from accessctl.model.practice import Clinic, Practice
from accessctl.model.settings import LiveSettings
from accessctl.providers.catalog import Whereabouts
from accessctl.providers.routing import open_providers
from accessctl.providers.sandbox import people
from accessctl.providers.sandbox.instants import read_duration
from accessctl.providers.sandbox.store import Store

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
HERE = Location("practices/rosa.yaml")
OWNER = Address("elena.rojas@santalucia.example")


def practice(slug: str, provider: str) -> Practice:
    """Return a practice of a provider."""
    clinics = (Clinic("centro", "Centro", HERE),)
    return Practice(slug, slug, OWNER, "Elena", HERE, provider=provider, clinics=clinics)


LISTED, PLAYED, LATER = practice("lucia", "roster"), practice("rosa", "sandbox"), practice("sol", "later")


def names(*practices: Practice) -> set[str]:
    """Return the providers of practices."""
    return {practice.provider for practice in practices}


def around(root: Path, provider: str = "sandbox") -> Whereabouts:
    """Return a repository whose settings name a provider."""
    (root / "rosters").mkdir(exist_ok=True)
    (root / "rosters" / "lucia.csv").write_text("fecha;2026-11-24\ncorreo\na@b.example\n", encoding="utf-8")
    return Whereabouts(root, root / "state", NOW, LiveSettings(provider=provider))


def invite(slug: str) -> Change:
    """Return an invitation."""
    return Change(
        kind=ChangeKind.INVITE,
        practice=slug,
        email=Address("a@b.example"),
        route=Route.DIRECT,
        before=Access(),
        after=Access(("centro",)),
        reason=Reason("declared"),
        name="Ana",
        surnames=("Mora", "Vega"),
    )


def test_each_practice_is_read_through_its_own_provider(tmp_path: Path) -> None:
    """One answer for all of them, whoever gave it; a provider of a later version gives none."""
    practices = (PLAYED, LATER, LISTED)
    reader, _ = open_providers(names(*practices), around(tmp_path))
    found = reader.observe(practices, {})
    assert list(found) == ["rosa", "sol", "lucia"]
    listed, played, later = found["lucia"], found["rosa"], found["sol"]
    assert isinstance(listed, Observation)
    assert list(listed.assistants) == ["a@b.example"]
    assert isinstance(played, Observation)
    assert played.assistants == {}
    assert isinstance(later, Unobserved)
    assert later.code == "provider-not-supported"


def test_each_practice_has_its_own_providers_reach(tmp_path: Path) -> None:
    """What the sandbox can do is not what a list can."""
    reader, _ = open_providers(names(PLAYED, LISTED), around(tmp_path))
    assert ChangeKind.INVITE in reader.capabilities_of(PLAYED).does
    assert reader.capabilities_of(LISTED).does == frozenset()
    assert reader.capabilities_of(LATER).does == frozenset()
    assert reader.capabilities_of(LISTED).support == "soporte@hulipractice.com"


def test_each_change_is_carried_out_by_its_practices_provider(tmp_path: Path) -> None:
    """The sandbox invites; a list refuses, and so does what nobody knows."""
    _, writer = open_providers(names(PLAYED, LISTED), around(tmp_path))
    assert writer.carry_out(PLAYED, invite("rosa")).reference is not None
    for refused in (LISTED, LATER):
        with pytest.raises(ProviderError):
            writer.carry_out(refused, invite(refused.slug))


def test_clock_is_the_settings_providers_as_long_as_a_practice_uses_it(tmp_path: Path) -> None:
    """The sandbox's clock says nothing about practices that it does not play."""
    place = around(tmp_path)
    people.advance(Store(place.state, NOW), read_duration("3h"))
    later = NOW + read_duration("3h")
    assert open_providers(names(PLAYED, LISTED), place)[0].now() == later
    assert open_providers(names(), place)[0].now() == later
    assert open_providers(names(LISTED), place)[0].now() is None
    assert open_providers(names(PLAYED, LISTED), around(tmp_path, "roster"))[0].now() is None


def test_settings_that_name_an_unknown_provider_are_refused(tmp_path: Path) -> None:
    """Even where no practice uses it."""
    with pytest.raises(AccessctlError, match="provider-not-supported"):
        open_providers(names(LISTED), around(tmp_path, "later"))
