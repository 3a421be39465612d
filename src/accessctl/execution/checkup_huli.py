"""The check of the keys that let us read HuliPractice; whether they are accepted, `check_provider` finds."""

from __future__ import annotations

from accessctl.execution.checkup_subject import Subject
from accessctl.model.checkup import Check, Mark
from accessctl.providers.huli.entry import KEY_VARIABLE, key_for, own_variable


def check_huli_key(subject: Subject) -> Check | None:
    """Look whether the environment holds a key for each practice in HuliPractice."""
    practices = subject.declaration.practices.values()
    wanted = sorted({one.organization for one in practices if one.provider == "huli" and one.organization})
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
