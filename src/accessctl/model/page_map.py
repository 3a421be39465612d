"""Where things stand on the live system's pages: the labels and roles by which a browser finds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from accessctl.model.change import ChangeKind
from accessctl.model.live import Presence


class Match(StrEnum):
    """How a name is compared with what the page shows."""

    EXACT = "exact"
    BEGINS = "begins"
    CONTAINS = "contains"


class Shown(StrEnum):
    """What tells whose account a page is of."""

    OWNER_ADDRESS = "owner-address"
    OWNER_NAME = "owner-name"
    PRACTICE_NAME = "practice-name"


class Action(StrEnum):
    """What a step does."""

    CLICK = "click"
    CHOOSE_CLINICS = "choose-clinics"
    EXPECT = "expect"


@dataclass(frozen=True, slots=True)
class Element:
    """One thing on a page: its role and its visible name; `{address}` in it is the person's."""

    role: str
    name: str
    match: Match = Match.EXACT

    def __str__(self) -> str:
        return f"«{self.name}» ({self.role})"


@dataclass(frozen=True, slots=True)
class ListPlaces:
    """The list of assistants. `end` and `empty` are texts that say that there is nothing more to come."""

    title: Element
    rows: Element
    clinics: Element
    states: Mapping[str, Presence]
    valid_until: bool
    """Whether a row's one <time> says until when its invitation is, or was, valid."""
    end: str
    empty: str
    more: Element | None = None
    unfinished: tuple[str, ...] = ()
    """Labels of links and buttons that are there only where the list goes on."""


@dataclass(frozen=True, slots=True)
class InvitePlaces:
    """The steps of an invitation, up to what the page says once it is sent."""

    begin: tuple[Element, ...]
    address: Element
    known: Element
    name: Element
    surnames: tuple[Element, ...]
    following: Element
    clinics: Element
    one_clinic: str
    send: Element
    done: str


@dataclass(frozen=True, slots=True)
class ResendPlaces:
    """Sending an invitation again, in the person's row."""

    button: Element
    done: str


@dataclass(frozen=True, slots=True)
class PageStep:
    """One step of a way that an organisation added; the last click of it is the one that counts."""

    action: Action
    element: Element | None = None
    text: str = ""
    in_row: bool = False


@dataclass(frozen=True, slots=True)
class PageMap:
    """The way through the pages."""

    start: str
    patience: timedelta
    """How long a page may take to show what it should."""
    logged_out: Element
    photo: Element
    account: Element
    account_shows: tuple[Shown, ...]
    assistants: Element
    list: ListPlaces
    invite: InvitePlaces
    resend: ResendPlaces
    steps: Mapping[ChangeKind, tuple[PageStep, ...]] = field(default_factory=dict)
    """Ways that nobody documented: what is here, a run clicks itself."""

    def words(self) -> frozenset[str]:
        """Return every label and text of the pages that this map names."""
        places = (self.logged_out, self.photo, self.account, self.assistants, self.list.title, self.list.rows)
        more = () if self.list.more is None else (self.list.more,)
        form = self.invite
        fields = (*form.begin, form.address, form.name, *form.surnames, form.following, form.clinics)
        stepped = [step for steps in self.steps.values() for step in steps]
        elements = (*places, *more, self.list.clinics, *fields, form.send, self.resend.button)
        named = {element.name for element in elements} | {
            step.element.name for step in stepped if step.element
        }
        said = {
            *self.list.states,
            *self.list.unfinished,
            self.list.end,
            self.list.empty,
            form.one_clinic,
            form.done,
            self.resend.done,
        }
        texts = named | said | {step.text for step in stepped}
        return frozenset(text.replace("{address}", "").strip() for text in texts) - {""}
