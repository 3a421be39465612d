"""What is clicked for a change, up to the click that counts; each step is checked before the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accessctl.errors import ProviderError
from accessctl.model.change import Change, ChangeKind
from accessctl.model.identity import names_match
from accessctl.model.live import LiveAssistant, Presence
from accessctl.model.page_map import Action, Element, PageStep
from accessctl.model.practice import Practice
from accessctl.providers.huli.web.scripts import script
from accessctl.providers.huli.web.trouble import PageError
from accessctl.providers.huli.web.window import Window

if TYPE_CHECKING:
    from playwright.sync_api import Locator


_SHOWN_NAME = """element => {
  const copy = element.cloneNode(true);
  copy.querySelectorAll('[aria-hidden=true]').forEach(node => node.remove());
  const words = [], walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) words.push(node.data);
  return words.join(' ');
}"""
"""What a person is shown in it, as text: a picture made of letters is no part of a name."""


class DoneAlreadyError(Exception):
    """The list shows what the change asks for: nothing is left to click."""


@dataclass(frozen=True, slots=True)
class Last:
    """The click that counts, found and not yet made; `words` are what the page says after it."""

    found: Locator
    expected: str
    words: str


def invite(window: Window, practice: Practice, change: Change, row: LiveAssistant | None) -> Last:
    """Fill in the form of an invitation."""
    _check_absent(change, row)
    form = window.places.invite
    beginnings = [window.find(element) for element in form.begin]
    expected = " / ".join(str(element) for element in form.begin)
    window.await_any(beginnings, expected)
    there = [element for element in form.begin if window.find(element).first.is_visible()]
    window.click(there[0])
    window.type(form.address, change.email)
    _go_on(window, practice, change)
    window.await_any([window.find(form.known, change.email), window.find(form.name)], str(form.name))
    if window.find(form.known, change.email).first.is_visible():
        _click_known(window, change)
    else:
        _type_name(window, change)
        _go_on(window, practice, change)
    _choose(window, practice, change)
    send = window.one(form.send)
    group = window.find(form.clinics)
    _check_nothing_else(window, practice, change, send, group if group.count() else None)
    return Last(send, str(form.send), form.done.replace("{address}", change.email))


def resend(window: Window, practice: Practice, change: Change, row: LiveAssistant | None) -> Last:
    """Find what sends an invitation again that is over."""
    del practice
    if row is None or row.presence is not Presence.EXPIRED:
        raise ProviderError("web-not-expired", email=change.email)
    places = window.places.resend
    found = window.one(places.button, within=_row(window, change))
    return Last(found, str(places.button), places.done.replace("{address}", change.email))


def by_steps(window: Window, practice: Practice, change: Change, row: LiveAssistant | None) -> Last:
    """Go the organisation's own way up to its last click."""
    _check_there(change, row)
    steps = window.places.steps[change.kind]
    at = max(index for index, step in enumerate(steps) if step.action is Action.CLICK)
    for step in steps[:at]:
        _take(window, practice, change, step)
    last = steps[at].element
    assert last is not None  # noqa: S101 - the loader refuses a click on nothing
    within = _row(window, change) if steps[at].in_row else None
    words = next((step.text for step in steps[at:] if step.action is Action.EXPECT and step.text), "")
    return Last(window.one(last, change.email, within), str(last), words.replace("{address}", change.email))


WAYS: Mapping[ChangeKind, Callable[[Window, Practice, Change, LiveAssistant | None], Last]] = {
    ChangeKind.INVITE: invite,
    ChangeKind.RESEND: resend,
    ChangeKind.REVOKE: by_steps,
    ChangeKind.CANCEL_INVITATION: by_steps,
    ChangeKind.CHANGE_CLINICS: by_steps,
}
ALWAYS = frozenset({ChangeKind.INVITE, ChangeKind.RESEND})


def took_effect(change: Change, row: LiveAssistant | None, *, complete: bool) -> bool | None:
    """Say whether the list, as it was read after a click, shows its effect; None: it does not tell."""
    match change.kind:
        case ChangeKind.INVITE | ChangeKind.RESEND:
            if row is None or row.presence is Presence.EXPIRED:
                return None
            asked = frozenset(change.after.clinics or ()) if change.kind is ChangeKind.INVITE else None
            return None if asked and row.clinics not in (None, asked) else True
        case ChangeKind.REVOKE | ChangeKind.CANCEL_INVITATION:
            return True if row is None and complete else None
        case _:
            wanted = frozenset(change.after.clinics or ())
            return True if row is not None and row.clinics == wanted else None


def _check_absent(change: Change, row: LiveAssistant | None) -> None:
    if row is None:
        return
    same = row.clinics is None or row.clinics == frozenset(change.after.clinics or ())
    if row.presence is Presence.INVITED and same:
        raise DoneAlreadyError
    raise ProviderError("web-listed-already", email=change.email)


def _check_there(change: Change, row: LiveAssistant | None) -> None:
    if row is None:
        if change.kind is ChangeKind.CHANGE_CLINICS:
            raise ProviderError("web-not-listed", email=change.email)
        raise DoneAlreadyError
    invited = row.presence is not Presence.ACTIVE
    if invited is not (change.kind is ChangeKind.CANCEL_INVITATION):
        raise ProviderError("web-stands-otherwise", email=change.email)


def _click_known(window: Window, change: Change) -> None:
    """Compare the name that the page shows with the declared one, and click it."""
    element = window.places.invite.known
    found = window.one(element, change.email)
    shown = str(found.evaluate(_SHOWN_NAME)).replace(change.email, " ").split()
    declared = [part for part in (change.name, *change.surnames) if part]
    if declared and shown and not names_match(declared, shown):
        raise ProviderError("web-other-name", email=change.email)
    window.press(found, str(element))


def _type_name(window: Window, change: Change) -> None:
    form = window.places.invite
    if not change.name or not change.surnames:
        raise ProviderError("web-name-missing", email=change.email)
    window.type(form.name, change.name)
    for field, surname in zip(form.surnames, change.surnames, strict=False):
        window.type(field, surname)


def _go_on(window: Window, practice: Practice, change: Change) -> None:
    following = window.places.invite.following
    found = window.one(following)
    _check_nothing_else(window, practice, change, found)
    window.press(found, str(following))


def _check_nothing_else(
    window: Window, practice: Practice, change: Change, button: Locator, group: Locator | None = None
) -> None:
    """Raise where the form would send a choice that we did not make, or is about somebody else."""
    given = {"ours": [change.email, practice.owner], "group": group and group.element_handle()}
    if button.evaluate(script("choices.js"), given):
        raise PageError("web-other-choice", practice=window.slug, expected=window.places.invite.send.name)


def _choose(window: Window, practice: Practice, change: Change) -> None:
    """Choose exactly the wanted clinics; where there is one alone, make sure which."""
    form = window.places.invite
    names = clinics_wanted(practice, change)
    window.await_any([window.find(form.clinics), window.text(form.one_clinic)], str(form.clinics))
    group = window.find(form.clinics)
    if group.first.is_visible():
        tick(window, window.one(form.clinics), names)
        return
    (name, *others) = names
    said = window.page.get_by_text(form.one_clinic).locator("visible=true").first.inner_text()
    if others or " ".join(said.replace(form.one_clinic, "", 1).split()).rstrip(".") != name.rstrip("."):
        raise ProviderError("web-clinic-not-offered", practice=window.slug, clinic=", ".join(names))


def clinics_wanted(practice: Practice, change: Change) -> tuple[str, ...]:
    """Return the names that HuliPractice shows for a change's clinics."""
    found = []
    for wanted in sorted(change.after.clinics or ()):
        clinic = practice.clinic(wanted)
        if clinic is None or clinic.single_record:
            raise ProviderError("web-clinic-not-offered", practice=practice.slug, clinic=wanted)
        found.append(clinic.label or clinic.name)
    if not found or len(set(found)) != len(found):
        raise ProviderError("web-clinic-not-offered", practice=practice.slug, clinic=", ".join(found) or "-")
    return tuple(found)


def tick(window: Window, group: Locator, names: tuple[str, ...]) -> None:
    """Tick exactly these boxes of a group, and look whether they stand so."""
    from playwright.sync_api import Error  # noqa: PLC0415 - an extra, loaded already

    wanted = [group.get_by_role("checkbox", name=name, exact=True) for name in names]
    for name, box in zip(names, wanted, strict=True):
        if box.count() != 1:
            raise ProviderError("web-clinic-not-offered", practice=window.slug, clinic=name)
        window.did.append(("choose", f"«{name}»"))
        try:
            box.check(timeout=window.patience)
        except Error:
            raise window.instead(str(window.places.invite.clinics), covered=True) from None
    ticked = group.get_by_role("checkbox", checked=True)
    if ticked.count() != len(names):
        _untick_others(window, group, wanted)
    if ticked.count() != len(names) or not all(box.is_checked() for box in wanted):
        raise PageError("web-field", practice=window.slug, expected=", ".join(names))


def _untick_others(window: Window, group: Locator, wanted: Sequence[Locator]) -> None:
    from playwright.sync_api import Error  # noqa: PLC0415 - an extra, loaded already

    for box in group.get_by_role("checkbox").all():
        if box.is_checked() and not any(_same(box, one) for one in wanted):
            try:
                box.uncheck(timeout=window.patience)
            except Error:
                raise window.instead(str(window.places.invite.clinics), covered=True) from None


def _same(one: Locator, other: Locator) -> bool:
    return bool(one.evaluate("(one, other) => one === other", other.element_handle()))


def _take(window: Window, practice: Practice, change: Change, step: PageStep) -> None:
    within = _row(window, change) if step.in_row else None
    if step.action is Action.EXPECT and step.element is None:
        words = step.text.replace("{address}", change.email)
        window.await_any([window.text(words)], f"«{words}»")
        return
    element: Element | None = step.element
    assert element is not None  # noqa: S101 - the loader refuses such a step
    found = window.one(element, change.email, within)
    if step.action is Action.CLICK:
        window.press(found, str(element))
    elif step.action is Action.CHOOSE_CLINICS:
        tick(window, found, clinics_wanted(practice, change))


def _row(window: Window, change: Change) -> Locator:
    """Return the one row that shows the address."""
    rows = window.find(window.places.list.rows)
    kind = "tr" if window.places.list.rows.role == "table" else ":scope > li, :scope > [role=listitem]"
    mine = rows.locator(kind).filter(has=window.page.get_by_text(change.email, exact=True))
    if mine.count() != 1:
        raise PageError("web-several", practice=window.slug, expected=change.email, count=mine.count())
    return mine
