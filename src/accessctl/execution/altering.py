"""What a plan shows besides people: what the files and the commits' trailers loosen or send elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from accessctl.declarations.loading import load_files
from accessctl.execution.base_revision import PRACTICES, own_rules, slug_of
from accessctl.execution.loosening import loosens
from accessctl.execution.repository import RULES, differing, earlier_files, trailers, trailers_since
from accessctl.execution.workplace import Workplace
from accessctl.model.plan import Notice
from accessctl.model.practice import Declaration
from accessctl.reconcile.alterations import alterations, renamed


@dataclass(frozen=True, slots=True)
class Altered:
    """What a reviewer has to see, and the practices that are called otherwise."""

    alterations: tuple[Notice, ...]
    renamed: tuple[Notice, ...] = ()


def altered(place: Workplace, last_commit: str | None, since: str | None) -> Altered:
    """Return what the files alter besides people: since the last applied commit, or in the change at hand.

    Another name of a practice is said of a change alone: no run takes note of it, so that a plan of
    everything would say it for weeks. Files of a commit that was applied alter nothing any more.
    """
    if place.commit is not None:
        return Altered(())
    change = since or (place.base.parted if place.base is not None else None)
    began = place.gateway.resolve(change or last_commit or "HEAD~1")  # None: a shallow clone lacks it
    texts = () if began is None or place.base is not None else tuple(_texts(place, began))
    earlier = {} if began is None else earlier_files(place.gateway, began)
    if began is None or not earlier:
        return Altered((*_unused(place), *texts))
    before, now = load_files(earlier), _merged(place, began)
    found = alterations(before, now)
    return Altered((*_unused(place), *texts, *found), () if change is None else renamed(before, now))


def loosened_by(place: Workplace, applied: Collection[str]) -> tuple[Notice, ...]:
    """Return what trailers loosen: the commit's at hand now, those of the change's others once merged."""
    if place.commit is not None:
        return ()
    held = [": ".join(pair) for pair in trailers(place.gateway, applied) if loosens(pair[0])]
    found = [Notice("", "loosened-by-commit", params={"trailer": text}) for text in held]
    if place.base is not None:
        pairs = trailers_since(place.gateway, place.base.parted)
        others = {": ".join(pair) for pair in pairs if loosens(pair[0])} - set(held)
        found += [Notice("", "loosened-once-merged", params={"trailer": text}) for text in sorted(others)]
    return tuple({notice.order: notice for notice in found}.values())


def _merged(place: Workplace, began: str) -> Declaration:
    """Return what the differing files say once they are merged: the change's own rules are to be judged."""
    known = place.declaration.practices
    differing_slugs = {slug_of(path) for path in differing(place.gateway, place.files, began, (PRACTICES,))}
    practices = {slug: known[slug] for slug in sorted(differing_slugs & known.keys())}
    found = replace(place.declaration, practices=practices)
    if place.base is None or not place.base.altered:
        return found
    own = own_rules(place.root)
    return replace(found, settings=own.settings, policy=own.policy, page_map=own.page_map)


def _texts(place: Workplace, began: str) -> Iterable[Notice]:
    """Yield the organisation's own letters and schemas that are others now; git shows what they say."""
    letters = (place.rules.settings.handoffs.templates or "").strip("/")
    for path in differing(place.gateway, place.files, began, RULES):
        if path.startswith("schemas/local/"):
            yield Notice("", "local-schema-changed", params={"file": path})
        elif letters and path.startswith(f"{letters}/"):
            yield Notice("", "letter-changed", params={"file": path})


def _unused(place: Workplace) -> Iterable[Notice]:
    """Yield the files that the change alters and the plan did not go by."""
    if place.base is not None:
        for file in place.base.altered:
            yield Notice("", "altered-not-used", params={"file": file, "base": place.base.commit[:10]})
