"""The checks of what lets us into HuliPractice: keys, sessions. If they hold, `check_provider` finds."""

from __future__ import annotations

from accessctl.execution.checkup_subject import Subject
from accessctl.execution.workplace import page_map_of, state_directory
from accessctl.model.checkup import Check, Mark
from accessctl.providers.huli.entry import KEY_VARIABLE, key_for, own_variable
from accessctl.providers.huli.web.sessions import Sessions
from accessctl.providers.huli.web.whereabouts import Web


def check_huli_key(subject: Subject) -> Check | None:
    """Look whether the environment holds a key for each practice in HuliPractice."""
    practices = subject.declaration.practices.values()
    asked = (one for one in practices if one.provider == "huli" and not one.web)
    wanted = sorted({one.organization for one in asked if one.organization})
    if not wanted:
        return None
    environment = subject.around.environment
    found = {organization: key_for(environment, organization) for organization in wanted}
    missing = [organization for organization, key in found.items() if key is None]
    if missing:
        names = ", ".join(own_variable(organization) for organization in missing[:5])
        params = {"count": len(missing), "all": len(wanted), "variables": names, "variable": KEY_VARIABLE}
        return Check("key", Mark.ERROR, "missing", params)
    variables = sorted({key.variable for key in found.values() if key is not None})
    return Check("key", Mark.OK, params={"count": len(variables), "variables": ", ".join(variables[:5])})


def check_web(subject: Subject) -> Check | None:
    """Look for a browser, and for a session of each practice that is worked on in it."""
    practices = subject.declaration.practices.values()
    wanted = sorted(one.slug for one in practices if one.provider == "huli" and one.web)
    if not wanted:
        return None
    environment, directory = subject.around.environment, state_directory(subject.git)
    web = Web(environment, directory, subject.around.clock, lambda: page_map_of(subject.declaration))
    sessions = Sessions(environment, directory, web.origin)
    missing = [slug for slug in wanted if not sessions.has(slug)]
    params = {"program": web.program, "count": len(missing), "all": len(wanted)}
    if missing:
        return Check("web", Mark.ERROR, "no-session", {**params, "practices": ", ".join(missing[:5])})
    return Check("web", Mark.OK, params=params)
