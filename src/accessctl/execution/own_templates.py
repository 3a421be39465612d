"""The organisation's own letters: those of the files at hand, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from accessctl.handoffs.templating import SHIPPED, Templates
from accessctl.model.finding import Finding, Location, Severity
from accessctl.model.settings import Settings

RULE = "template-unusable"


def templates_of(files: Mapping[str, bytes], settings: Settings) -> Templates:
    """Return the texts that letters are written from: an organisation's in place of the program's."""
    folder = settings.handoffs.templates
    if folder is None:
        return SHIPPED
    where = folder.strip("/")
    own = {
        path.removeprefix(f"{where}/"): data.decode("utf-8", "replace")
        for path, data in files.items()
        if path.startswith(f"{where}/")
    }
    return Templates(own, where) if own else SHIPPED


def template_findings(
    files: Mapping[str, bytes], settings: Settings, skip: Iterable[str] = ()
) -> tuple[Finding, ...]:
    """Return what is wrong with the organisation's own letters. One that needs a broken text is not sent."""
    if settings.handoffs.templates is None or RULE in skip:
        return ()
    templates = templates_of(files, settings)
    if not templates.own:
        where = Location("access/settings.yaml")
        params = {"folder": settings.handoffs.templates}
        return (Finding(RULE, Severity.WARNING, where, params, text="template-unusable.none"),)
    from accessctl.handoffs.checking import check_templates  # noqa: PLC0415 - only where there are some

    return tuple(
        Finding(
            RULE,
            Severity.ERROR,
            Location(broken.file, broken.line, 1),
            {"reason": broken.reason},
            text=RULE if broken.code == "broken" else f"{RULE}.{broken.code}",
        )
        for broken in check_templates(templates)
    )
