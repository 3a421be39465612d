"""What there is to say about a change, a notice or a violation, for any kind of page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from accessctl.model.change import Access, Change, ChangeKind, Origin, Route
from accessctl.model.identity import Address
from accessctl.model.plan import Notice, Plan, Violation
from accessctl.rendering.plan_moves import moves
from accessctl.rendering.texts import has, say
from accessctl.rendering.voice import Voice

Names = Mapping[tuple[str, Address], str]

_GAINS = frozenset({ChangeKind.INVITE, ChangeKind.RESEND, ChangeKind.REQUEST_USER_AT_CENTRE})
_LOSSES = frozenset({ChangeKind.REVOKE, ChangeKind.CANCEL_INVITATION, ChangeKind.REQUEST_REMOVAL_AT_CENTRE})
_TAKES = _LOSSES | {ChangeKind.REQUEST_RECORD_REMOVAL, ChangeKind.REQUEST_BILLING_REMOVAL}
_EXPIRING = frozenset({"acceptance", "acceptance-then-clinics"})
_ACTORS = {
    ChangeKind.REQUEST_RECORD_ACCESS: "support",
    ChangeKind.REQUEST_RECORD_REMOVAL: "support",
    ChangeKind.REQUEST_USER_AT_CENTRE: "centre",
    ChangeKind.REQUEST_REMOVAL_AT_CENTRE: "centre",
    ChangeKind.REQUEST_BILLING: "issuer",
    ChangeKind.REQUEST_BILLING_REMOVAL: "issuer",
}
_LISTED = 8
"""How many practices are named where a plan is about some."""
_KINDS = frozenset(ChangeKind)


def gives(plan: Plan) -> bool:
    """Say whether somebody is let in by this plan."""
    return any(change.kind in _GAINS for change in plan.changes)


def symbol(kind: ChangeKind) -> str:
    """Return the sign of a step: it gives, takes, alters or asks."""
    if kind in _TAKES:
        return "-"
    if kind is ChangeKind.CHANGE_CLINICS:
        return "~"
    return "?" if kind is ChangeKind.CONFIRM_ACCEPTANCE else "+"


def step(voice: Voice, kind: ChangeKind) -> str:
    """Return the step in words."""
    return voice.say("plans", f"kind.{kind}")


def names(plan: Plan) -> Names:
    """Return the names that the plan's changes know, for notices that carry an address alone."""
    return {
        (change.practice, change.email): full_name(change) for change in plan.changes if full_name(change)
    }


def full_name(change: Change) -> str:
    """Return the name as one line, or nothing."""
    return " ".join(filter(None, (change.name, *change.surnames)))


def access(voice: Voice, change: Change) -> str:
    """Return what the change is about: the clinics (before and after where they differ), the flags lost."""
    if change.kind in _TAKES or change.kind is ChangeKind.CONFIRM_ACCEPTANCE:
        parts = [_clinics(voice, change.before)]
    elif change.kind is ChangeKind.CHANGE_CLINICS:
        parts = [f"{_clinics(voice, change.before)} → {_clinics(voice, change.after)}"]
    else:
        parts = [_clinics(voice, change.after)]
    if change.centre is not None:
        parts = [voice.say("plans", "change.centre", {"centre": change.centre})]
    flags = [voice.say("plans", f"access.{flag}") for flag in _flags(change.before)]
    if flags and change.kind in _LOSSES:
        parts.append(voice.say("plans", "access.with", {"flags": tuple(flags)}))
    if change.kind is ChangeKind.INVITE and change.replaces is not None:
        parts.append(voice.say("plans", "change.replaces", {"replaces": change.replaces}))
    return ", ".join(parts)


def why(voice: Voice, change: Change) -> str:
    """Return why the change is needed."""
    takes = change.kind in _TAKES
    old, new = (change.email, change.replaces) if takes else (change.replaces, change.email)
    params = {"old": old, "new": new, **change.reason.params}
    code = change.reason.code
    if code == "replaced" and None in {params["old"], params["new"]}:
        code = "replaced-by-another"
    said = voice.code("plans", f"reason.{code}", params)
    if "reason" in change.reason.params:
        said = f"{said} ({voice.say('plans', 'reason.given', change.reason.params)})"
    if "until" in change.reason.params:
        said = f"{said}, {voice.say('plans', 'reason.ends', change.reason.params)}"
    return said


def whence(voice: Voice, origin: Origin) -> tuple[str, ...]:
    """Return where the change comes from: file and line, commit and author, or drift since when."""
    parts = []
    if origin.where is not None:
        parts.append(voice.data(f"{origin.where.file}:{origin.where.line}"))
    if origin.drift_since is not None:
        parts.append(voice.say("plans", "origin.drift", {"since": origin.drift_since}))
    elif origin.commit is not None:
        parts.append(voice.say("plans", "origin.commit", {"commit": origin.commit[:10]}))
    elif origin.where is not None:
        parts.append(voice.say("plans", "origin.not-committed"))
    if origin.drift_since is None and origin.author is not None:
        parts.append(voice.say("plans", "origin.author", {"author": origin.author}))
        if origin.at is not None:
            parts.append(voice.at(origin.at))
    return tuple(parts)


def actor(voice: Voice, change: Change) -> str | None:
    """Return who has to act, where it is not the program."""
    if change.route is Route.DIRECT:
        return None
    if change.recipient is None:
        return voice.say("plans", "acts.nobody")
    return voice.say("plans", f"acts.{acting(change)}", {"recipient": change.recipient})


def acting(change: Change) -> str:
    """Return in which role somebody elsewhere has to act."""
    return _ACTORS.get(change.kind, "owner")


def notice(voice: Voice, section: str, item: Notice, plan: Plan) -> str:
    """Return what a notice says, with the time left where it runs out."""
    said = voice.code("plans", f"{section}.{item.code}", _params(voice, item))
    if section == "unmanaged" and item.params.get("record_access"):
        said = f"{said}; {voice.say('plans', 'unmanaged.with-record')}"
    cause = item.params.get("cause")
    if isinstance(cause, str):
        said = f"{said} ({failure(voice, cause, item.params)})"
    if item.until is None or item.code not in _EXPIRING:
        return said
    if item.until <= plan.made_at:
        return f"{said}; {voice.say('plans', 'waiting.expires-at', {'until': item.until})}"
    left = voice.say("plans", "waiting.time-left", {"left": item.until - plan.made_at})
    return f"{said}; {left}"


def failure(voice: Voice, code: str, params: Mapping[str, object]) -> str:
    """Return in words why a live system could not be read or did not do something."""
    area = next((area for area in ("errors", "sandbox", "roster") if has(area, code)), None)
    return voice.data(code) if area is None else voice.say(area, code, params).rstrip(".")


def remedy(voice: Voice, item: Notice) -> str:
    """Return what a person can do about a blocked one."""
    for code in (item.remedy, item.code):
        if code is not None and has("plans", f"blocked.{code}.remedy"):
            return voice.say("plans", f"blocked.{code}.remedy", _params(voice, item))
    return voice.say("plans", "remedy.unknown", {"practice": item.practice})


def violation(voice: Voice, item: Violation) -> str:
    """Return what a guard refuses."""
    params = {"practice": item.practice, "email": item.email, "who": item.email, **item.params}
    return voice.code("plans", f"guard.{item.guard}", params)


def scope(voice: Voice, plan: Plan) -> tuple[str, ...]:
    """Return what the plan is about where it is not about everything, and by whose rules it was made."""
    about, said = plan.scope, []
    gone = {item.params.get("earlier") for item in plan.renamed}  # one practice under two names
    since = None if about.since is None else about.since[:10]
    if about.practices is None and since is not None:
        said.append(voice.say("plans", "scope.since-all", {"since": since}))
    elif about.practices == () and since is not None:
        said.append(voice.say("plans", "scope.since-none", {"since": since}))
    elif about.practices is not None:
        slugs = tuple(slug for slug in about.practices if slug not in gone)
        among = about.declared - len(about.practices) + len(slugs)
        key = "scope.named" if since is None else "scope.since"
        params = {"n": len(slugs), "all": among, "since": since}
        said.append(_filled(voice, key, practices=_some(voice, slugs), **params))
        said.append(voice.say("plans", "scope.guards"))
    if about.base is not None:
        said.append(voice.say("plans", "scope.base", {"base": about.base[:10]}))
    return tuple(said)


def _some(voice: Voice, names_of: tuple[str, ...]) -> str:
    if len(names_of) <= _LISTED:
        return voice.listing(names_of)
    first = ", ".join(map(voice.data, names_of[:_LISTED]))
    return _filled(voice, "scope.and-more", practices=first, n=len(names_of) - _LISTED)


def _filled(voice: Voice, key: str, **said: object) -> str:
    """Return a text filled with what is said already: nothing is to be escaped twice."""
    return say(voice.language, "plans", key, said)


def empty(plan: Plan) -> bool:
    """Say whether there is nothing that a reader has to know."""
    sections = (plan.changes, plan.waiting, plan.released, plan.unverified, plan.alterations)
    return not any((*sections, plan.renamed, plan.blocked, plan.frozen, plan.violations))


def headline(voice: Voice, plan: Plan) -> str:
    """Return the plan in one sentence that anyone understands."""
    attention = len(plan.blocked) + len(plan.frozen) + len(plan.violations)
    if empty(plan):
        if plan.scope.practices == ():
            return voice.say("plans", "headline.touches-none")
        if plan.practices == 0:
            return voice.say("plans", "headline.no-practices")
        return voice.count("plans", "headline.agrees", plan.practices)
    if plan.renamed and empty(replace(plan, renamed=())):
        return _only_renamed(voice, plan)
    counts = _effects(plan)
    said = [voice.count("plans", f"headline.{key}", number) for key, number in counts.items() if number]
    first = ", ".join(said) if said else voice.say("plans", "headline.nothing")
    later = sum(item.code == "starts-on" for item in plan.waiting)
    waiting = len(plan.waiting) - later - sum(move.stays for move in moves(plan).values())
    rest = {
        "attention": attention,
        "alterations": len(plan.alterations),
        "released": len(plan.released),
        "renamed": len(plan.renamed),
        "plan-only": sum(change.practice in plan.plan_only for change in plan.changes),
        "later": later,
        "waiting": waiting,
    }
    tail = [voice.count("plans", f"headline.{key}", number) for key, number in rest.items() if number]
    return "; ".join([first, *tail]) + "."


def _only_renamed(voice: Voice, plan: Plan) -> str:
    if len(plan.renamed) > 1:
        return voice.count("plans", "headline.only-renamed", len(plan.renamed))
    (one,) = plan.renamed
    return voice.say("plans", "headline.only-renamed.one", _params(voice, one))


def _effects(plan: Plan) -> dict[str, int]:
    """Count people by what happens to them; who loses and gains in one practice changes clinics there."""
    changes = plan.applicable
    gain = {(change.practice, change.email) for change in changes if change.kind in _GAINS}
    lose = {(change.practice, change.email) for change in changes if change.kind in _LOSSES}
    kinds = [change.kind for change in changes]
    moved = {
        (change.practice, change.email) for change in changes if change.kind is ChangeKind.CHANGE_CLINICS
    }
    moved_on = moves(plan)
    at_new = gain & moved_on.keys()
    gain -= at_new
    lose -= {(practice, moved_on[practice, new].old) for practice, new in at_new}
    both = gain & lose
    return {
        "gain": len(gain - both),
        "lose": len(lose - both),
        "addresses": len(at_new),
        "clinics": len((moved | both) - (gain ^ lose)),
        "record-gain": kinds.count(ChangeKind.REQUEST_RECORD_ACCESS),
        "record-loss": kinds.count(ChangeKind.REQUEST_RECORD_REMOVAL),
        "handoffs": sum(change.route is Route.HANDOFF for change in changes),
    }


def _clinics(voice: Voice, held: Access) -> str:
    if held.clinics is None:
        return voice.say("plans", "access.clinics-unknown")
    if not held.clinics:
        return voice.say("plans", "access.no-clinics")
    return ", ".join(voice.data(clinic) for clinic in sorted(held.clinics))


def _flags(held: Access) -> list[str]:
    return [name for name, has_it in (("record", held.record_access), ("billing", held.billing)) if has_it]


def _params(voice: Voice, item: Notice) -> dict[str, object]:
    params = {"practice": item.practice, "email": item.email, "kind": item.kind, **item.params}
    kind = params["kind"]
    if isinstance(kind, str) and kind in _KINDS:
        params["kind"] = step(voice, ChangeKind(kind))
    return params
