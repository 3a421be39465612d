"""`access/page-map.yaml`, laid over the map that comes with the program → `PageMap`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from accessctl.declarations.page_map_document import (
    ElementDocument,
    InviteDocument,
    ListDocument,
    PageMapDocument,
    PageStepDocument,
    ResendDocument,
)
from accessctl.declarations.partial_loading import check_in_part
from accessctl.declarations.problems import Problem
from accessctl.declarations.quantities import duration_of
from accessctl.declarations.yaml_nodes import value_place
from accessctl.declarations.yaml_reader import Tree, read_yaml
from accessctl.model.change import ChangeKind
from accessctl.model.live import Presence
from accessctl.model.page_map import (
    Action,
    Element,
    InvitePlaces,
    ListPlaces,
    Match,
    PageMap,
    PageStep,
    ResendPlaces,
    Shown,
)

_WAYS = {"revoke": "revoke", "cancel": "cancel-invitation", "clinics": "change-clinics"}


@cache
def shipped_page_map() -> PageMap:
    """Return the map that comes with the program."""
    return _page_map(_shipped())


def page_map_from(tree: Tree) -> tuple[PageMap, list[Problem]]:
    """Return the map with the file's differences, and what is wrong with the file."""
    document, problems = check_in_part(PageMapDocument, tree, durations=(("patience",),))
    problems += _useless_steps(tree, document)
    if document is None:
        return shipped_page_map(), problems
    given = document.model_dump(exclude_unset=True, by_alias=True)
    usual = _shipped().model_dump(exclude_unset=True, by_alias=True)
    return _page_map(PageMapDocument.model_validate(_over(usual, given))), problems


@cache
def _shipped() -> PageMapDocument:
    data = files("accessctl.declarations").joinpath("page_map.yaml").read_bytes()
    return PageMapDocument.model_validate(read_yaml(data).value)


def _over(usual: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Lay what is given over what is usual: sections key by key, and elements and lists as a whole."""
    whole = {
        key for key in given if not isinstance(given[key], dict) or "role" in given[key] or key == "states"
    }
    inner = {key: _over(usual.get(key, {}), given[key]) for key in given.keys() - whole}
    return {**usual, **{key: given[key] for key in whole}, **inner}


def _useless_steps(tree: Tree, document: PageMapDocument | None) -> Iterator[Problem]:
    """Yield the steps that say neither what to click nor what to wait for, and ways without a click."""
    if document is None or document.steps is None or tree.root is None:
        return
    for name, way in _WAYS.items():
        steps: tuple[PageStepDocument, ...] = getattr(document.steps, name)
        for index, step in enumerate(steps):
            if step.element is None and (step.action != "expect" or step.text is None):
                path = ("steps", way, index)
                yield Problem(
                    "missing-key", *value_place(tree.root, path), path=path, params={"key": "element"}
                )
        if steps and not any(step.action == "click" for step in steps):
            place = value_place(tree.root, ("steps", way))
            yield Problem("missing-key", *place, path=("steps", way), params={"key": "action: click"})


def _page_map(document: PageMapDocument) -> PageMap:
    listed, invite, resend, steps = document.list, document.invite, document.resend, document.steps
    assert listed is not None  # noqa: S101 - the program's own map is whole
    assert invite is not None  # noqa: S101
    assert resend is not None  # noqa: S101
    return PageMap(
        start=document.start or "/",
        patience=duration_of(document.patience) if document.patience else timedelta(seconds=15),
        logged_out=_element(document.logged_out),
        photo=_element(document.photo),
        account=_element(document.account),
        account_shows=tuple(Shown(shown) for shown in document.account_shows or ()),
        assistants=_element(document.assistants),
        list=_list(listed),
        invite=_invite(invite),
        resend=_resend(resend),
        steps={
            ChangeKind(way): tuple(_step(step) for step in getattr(steps, name))
            for name, way in _WAYS.items()
            if steps is not None and getattr(steps, name)
        },
    )


def _list(document: ListDocument) -> ListPlaces:
    return ListPlaces(
        title=_element(document.title),
        rows=_element(document.rows),
        clinics=_element(document.clinics),
        states={text: Presence(state) for text, state in document.states.items()},
        valid_until=bool(document.valid_until),
        end=document.end or "",
        empty=document.empty or "",
        more=None if document.more is None else _element(document.more),
        unfinished=tuple(document.unfinished),
    )


def _invite(document: InviteDocument) -> InvitePlaces:
    return InvitePlaces(
        begin=tuple(_element(element) for element in document.begin),
        address=_element(document.address),
        known=_element(document.known),
        name=_element(document.name),
        surnames=tuple(_element(element) for element in document.surnames),
        following=_element(document.following),
        clinics=_element(document.clinics),
        one_clinic=document.one_clinic or "",
        send=_element(document.send),
        done=document.done or "",
    )


def _resend(document: ResendDocument) -> ResendPlaces:
    return ResendPlaces(_element(document.button), document.done or "")


def _step(document: PageStepDocument) -> PageStep:
    element = None if document.element is None else _element(document.element)
    return PageStep(Action(document.action), element, document.text or "", document.in_row)


def _element(document: ElementDocument | None) -> Element:
    assert document is not None  # noqa: S101 - the program's own map is whole
    return Element(document.role, document.name, Match(document.match))
