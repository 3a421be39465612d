"""Lists of assistants as they were understood, or what is wrong with them: text and `accessctl.roster/1`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from accessctl.model.live import LiveAssistant, Observation
from accessctl.model.roster import CheckedRoster, RosterProblem
from accessctl.rendering import style
from accessctl.rendering.json_values import instant, instant_or_none, plain
from accessctl.rendering.lines import INDENT, person, table
from accessctl.rendering.voice import Voice

FORMAT = "accessctl.roster/1"


def rosters_text(lists: Sequence[CheckedRoster], language: str, *, color: bool) -> str:
    """Return the lists as text, each in its practice's time zone."""
    pages = ["\n".join(_page(Voice(language, item.zone), item, color=color)) for item in lists]
    return "\n\n".join(pages)


def rosters_json(lists: Sequence[CheckedRoster], language: str) -> dict[str, object]:
    """Return the lists as JSON; a facet that the list leaves open is left out."""
    return {"format": FORMAT, "lists": [_list_json(item, Voice(language, item.zone)) for item in lists]}


def _page(voice: Voice, item: CheckedRoster, *, color: bool) -> Iterator[str]:
    seen = item.observation
    if seen is None:
        yield style.bold(f"{voice.data(item.file)} ({voice.data(item.practice)})", color)
        yield from (f"{INDENT}{style.red(_problem(voice, problem), color)}" for problem in item.problems)
        yield f"{INDENT}{voice.count('roster', 'roster.problems', len(item.problems))}"
        return
    head = {"file": item.file, "practice": item.practice, "as_of": seen.at}
    whole = voice.say("roster", "roster.whole" if seen.complete else "roster.part")
    people = voice.count("roster", "roster.people", len(seen.assistants))
    yield style.bold(f"{voice.say('roster', 'roster.list', head)}; {people}, {whole}", color)
    yield from table([_row(voice, seen.assistants[email]) for email in sorted(seen.assistants)])


def _row(voice: Voice, assistant: LiveAssistant) -> list[str]:
    state = voice.say("statuses", f"state.{assistant.presence}")
    if assistant.sent_at is not None:
        state = f"{state}, {voice.say('statuses', 'state.sent', {'at': assistant.sent_at})}"
    name = " ".join(filter(None, (assistant.name, *assistant.surnames)))
    return [state, person(name, assistant.email), "; ".join(_reach(voice, assistant))]


def _reach(voice: Voice, assistant: LiveAssistant) -> Iterator[str]:
    if assistant.clinics is None:
        yield voice.say("statuses", "facet.clinics.unknown")
    else:
        yield ", ".join(voice.data(clinic) for clinic in sorted(assistant.clinics))
    for name, value in (("record", assistant.record_access), ("billing", assistant.billing)):
        if value is not False:
            yield voice.say("statuses", f"facet.{name}.{'unknown' if value is None else 'yes'}")


def _problem(voice: Voice, problem: RosterProblem) -> str:
    return voice.say("roster", problem.code, {"where": problem.where, **problem.params})


def _list_json(item: CheckedRoster, voice: Voice) -> dict[str, object]:
    value: dict[str, object] = {"practice": item.practice, "file": item.file}
    if item.observation is not None:
        value |= _observation_json(item.observation)
    value["problems"] = [
        {
            "code": problem.code,
            "where": problem.where,
            "params": plain(problem.params),
            "message": _problem(voice, problem),
        }
        for problem in item.problems
    ]
    return value


def _observation_json(seen: Observation) -> dict[str, object]:
    people = [seen.assistants[email] for email in sorted(seen.assistants)]
    return {
        "as_of": instant(seen.at),
        "complete": seen.complete,
        "assistants": [_assistant_json(assistant) for assistant in people],
    }


def _assistant_json(assistant: LiveAssistant) -> dict[str, object]:
    value = {
        "email": assistant.email,
        "state": str(assistant.presence),
        "name": assistant.name,
        "surnames": list(assistant.surnames) or None,
        "sent_at": instant_or_none(assistant.sent_at),
        "clinics": None if assistant.clinics is None else sorted(assistant.clinics),
        "record_access": assistant.record_access,
        "billing": assistant.billing,
    }
    return {key: item for key, item in value.items() if item is not None}
