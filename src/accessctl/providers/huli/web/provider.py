"""Reader and writer in the browser, for the practices whose owners agreed to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from accessctl.errors import ProviderError
from accessctl.model.capabilities import Capabilities
from accessctl.model.change import Change, ChangeKind
from accessctl.model.identity import Address
from accessctl.model.live import Facet, LiveAssistant, Observation, Unobserved
from accessctl.model.page_map import PageMap
from accessctl.model.practice import Practice
from accessctl.providers.huli.web import listing
from accessctl.providers.huli.web.acting import ALWAYS, WAYS, DoneAlreadyError, Last, took_effect
from accessctl.providers.huli.web.desk import Desk, Seat
from accessctl.providers.huli.web.trouble import PageError, UnconfirmedError, WebError
from accessctl.providers.huli.web.whereabouts import Web
from accessctl.providers.huli.web.window import Window
from accessctl.providers.interface import VENDOR_SUPPORT, Receipt


def reach(places: PageMap) -> Capabilities:
    """Return what the pages let us see and do: what is documented, and the ways that the map has besides."""
    return Capabilities(
        does=ALWAYS | places.steps.keys(),
        sees=frozenset({Facet.PRESENCE, Facet.CLINICS}),
        support=VENDOR_SUPPORT,
    )


class WebReader:
    """Reads *Asistentes*; it clicks nothing that changes anything."""

    def __init__(self, web: Web, desk: Desk) -> None:
        self._web = web
        self._desk = desk

    @property
    def capabilities(self) -> Capabilities:
        """What the map lets us see and do."""
        return reach(self._web.page_map)

    def now(self) -> datetime | None:
        """Return None: the pages tell no time."""
        return None

    def observe(
        self, practices: Sequence[Practice], lookups: Mapping[str, frozenset[Address]]
    ) -> Mapping[str, Observation | Unobserved]:
        """Read the practices' lists; whether an address is registered, only an invitation's form tells."""
        del lookups
        return {practice.slug: self._observe(practice) for practice in practices}

    def _observe(self, practice: Practice) -> Observation | Unobserved:
        def read(seat: Seat, window: Window) -> Observation:
            found, seat.list_path = listing.observe(window, practice, self._web.clock(), seat.list_path)
            return found

        try:
            return self._desk.at(practice, read)
        except WebError as error:
            return Unobserved(practice.slug, error.code, error.params)


class WebWriter:
    """Clicks what an owner would click, one change after the other."""

    def __init__(self, web: Web, desk: Desk) -> None:
        self._web = web
        self._desk = desk

    def carry_out(self, practice: Practice, change: Change) -> Receipt:
        """Carry out one change, as `Writer` says; after a surprise nothing more is done in that practice."""
        clicked = self._desk.unconfirmed.get(change.id)
        if clicked is not None:
            return self._seen_done(practice, change, clicked)
        self._check(practice, change)

        def act(seat: Seat, window: Window) -> Receipt:
            try:
                last = self._up_to_the_last(seat, window, practice, change)
            except DoneAlreadyError:
                return Receipt()
            window.click_that_counts(last.found, last.expected, last.words)
            _make_sure(seat, window, practice, change)
            return Receipt()

        try:
            return self._desk.at(practice, act)
        except UnconfirmedError as error:
            self._desk.unconfirmed[change.id] = error
            return self._seen_done(practice, change, error)

    def rehearse(self, practice: Practice, change: Change) -> tuple[tuple[str, str], ...]:
        """Go the way of a change up to its last click, and return the steps; that one is not made."""
        self._check(practice, change)

        def act(seat: Seat, window: Window) -> tuple[tuple[str, str], ...]:
            window.did.clear()
            try:
                last = self._up_to_the_last(seat, window, practice, change)
            except DoneAlreadyError:
                return (*window.did, ("done-already", ""))
            window.try_click(last.found, last.expected)
            steps = (*window.did, ("would-click", last.expected))
            listing.open_list(window, practice, seat.list_path)
            return steps

        return self._desk.at(practice, act)

    def _check(self, practice: Practice, change: Change) -> None:
        if change.kind not in reach(self._web.page_map).does:
            raise ProviderError("web-cannot", practice=practice.slug, kind=str(change.kind))
        cause = self._desk.stopped.get(practice.slug)
        if cause is not None:
            raise WebError("web-stopped", practice=practice.slug, why=cause)

    def _up_to_the_last(self, seat: Seat, window: Window, practice: Practice, change: Change) -> Last:
        """Look whose account it is and at the list as it is now, and go on from there."""
        seat.account_path = listing.enter(window, practice, seat.account_path)
        seat.list_path = listing.follow(window)
        people, complete = listing.read_list(window, practice)
        row = people.get(change.email)
        if row is None and not complete and change.kind is not ChangeKind.RESEND:
            raise PageError("web-list-unfinished", practice=practice.slug, expected=window.places.list.end)
        return WAYS[change.kind](window, practice, change, row)

    def _seen_done(self, practice: Practice, change: Change, error: UnconfirmedError) -> Receipt:
        """Look at the list once more: before the click it said that there was nothing of it yet.

        Nothing is clicked again, however often somebody asks.
        """

        def look(seat: Seat, window: Window) -> bool:
            row, complete = _row_of(seat, window, practice, change.email)
            return took_effect(change, row, complete=complete) is True

        try:
            done = self._desk.at(practice, look)
        except ProviderError:
            done = False
        if not done:
            raise error
        return Receipt()


def _make_sure(seat: Seat, window: Window, practice: Practice, change: Change) -> None:
    """Raise where the list does not show what the page said it did."""
    from playwright.sync_api import Error  # noqa: PLC0415 - an extra, loaded already

    done = None
    try:
        if window.find(window.places.list.title).first.is_visible():  # many a page goes back to it by itself
            people, complete = listing.read_list(window, practice)
            done = took_effect(change, people.get(change.email), complete=complete)
        if done is not True:
            row, complete = _row_of(seat, window, practice, change.email)
            done = took_effect(change, row, complete=complete)
    except (WebError, Error):  # whatever goes wrong now, the click was made
        done = None
    if done is not True:
        raise UnconfirmedError("web-not-in-the-list", practice=practice.slug, email=change.email)


def _row_of(
    seat: Seat, window: Window, practice: Practice, email: Address
) -> tuple[LiveAssistant | None, bool]:
    seat.list_path = listing.open_list(window, practice, seat.list_path)
    people, complete = listing.read_list(window, practice)
    return people.get(email), complete
