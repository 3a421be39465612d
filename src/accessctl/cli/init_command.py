"""`accessctl init`: a repository that works at once. Four questions, or none."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from accessctl.cli.context import Context
from accessctl.cli.options import common, option
from accessctl.cli.translation import Command, shown_language
from accessctl.errors import AccessctlError, UsageError
from accessctl.model.identity import SLUG, normalise_address
from accessctl.model.setup import Answers, SetUp
from accessctl.rendering.setup import set_up_json, set_up_text
from accessctl.rendering.texts import say

if TYPE_CHECKING:
    from accessctl.execution.setup_facts import Facts

HOSTS = {"github": {"github"}, "gitlab": {"gitlab"}, "both": {"github", "gitlab"}, "none": set[str]()}
PROVIDERS = ("sandbox", "roster")
OWNER = re.compile(r"\s*(?P<name>[^<>]*?)\s*<?(?P<email>[^\s<>@]+@[^\s<>@]+)>?\s*")


@click.command(cls=Command, help="init")
@common()
@click.argument("directory", required=False, type=click.Path(path_type=Path), metavar="[DIR]")
@option("--yes", "-y", is_flag=True, help="init.option.yes")
@option("--name", metavar="NAME", help="init.option.name")
@option("--practice", "slug", metavar="SLUG", help="init.option.practice")
@option("--owner", metavar="'NAME <ADDRESS>'", help="init.option.owner")
@option("--provider", type=click.Choice(PROVIDERS), help="init.option.provider")
@option("--ci", type=click.Choice(list(HOSTS)), help="init.option.ci")
@option("--time-zone", metavar="ZONE", help="init.option.time-zone")
@click.pass_obj
def init(
    context: Context,
    /,
    directory: Path | None,
    yes: bool,
    name: str | None,
    slug: str | None,
    owner: str | None,
    provider: str | None,
    ci: str | None,
    time_zone: str | None,
) -> int:
    """Begin a repository, or add what one lacks."""
    from accessctl.execution.setup import set_up  # noqa: PLC0415 - git, pydantic and jinja2, when needed
    from accessctl.execution.setup_facts import facts_of  # noqa: PLC0415
    from accessctl.execution.workplace import Surroundings  # noqa: PLC0415

    root = (directory or context.repo or Path.cwd()).resolve()
    facts = facts_of(root)
    asking = _Asking(context, quiet=yes or context.format == "json" or not sys.stdin.isatty())
    answers = asking.answers(
        facts, {"name": name, "slug": slug, "owner": owner, "provider": provider, "ci": ci}, time_zone
    )
    around = Surroundings(root, context.machine_now, context.environment)
    done = set_up(around, answers, facts, context.wished_language or shown_language())
    _report(context, done, answers, here=root == Path.cwd())
    return 0


class _Asking:
    """Asks what was not said, on a terminal; else takes what is usual."""

    def __init__(self, context: Context, *, quiet: bool) -> None:
        self.quiet = quiet
        self.language = context.wished_language or shown_language()
        self.spoken = context.wished_language

    def answers(self, facts: Facts, said: dict[str, str | None], time_zone: str | None) -> Answers:
        """Return the answers to all questions."""
        settings = facts.settings
        language = settings.language if settings else (self.spoken or "es")
        self.language = self.spoken or language
        if facts.identity is None:
            raise AccessctlError("init-identity-missing")
        fresh = not facts.practices
        name = self._ask("name", said["name"], self._say("usual.name"), _line, wanted=fresh)
        slug = said["slug"] or next(iter(facts.owners), "") or slug_of(name)
        if not SLUG.fullmatch(slug):
            raise UsageError("init-slug", slug=slug)
        owner = self._ask("owner", said["owner"], self._say("usual.owner"), _owner, wanted=fresh)
        match = OWNER.fullmatch(owner)
        assert match is not None  # noqa: S101 - it was checked when it was said
        provider = settings.live.provider if settings else None
        provider = provider or self._ask("provider", said["provider"], "sandbox", _one_of(PROVIDERS))
        usual = "both" if not facts.hosts or len(facts.hosts) > 1 else next(iter(facts.hosts))
        ci = self._ask("ci", said["ci"], usual, _one_of(HOSTS), wanted=not facts.hosts)
        return Answers(
            language=language,
            time_zone=settings.time_zone if settings else (time_zone or "America/Costa_Rica"),
            provider=provider,
            slug=slug,
            name=name.strip(),
            owner=normalise_address(match["email"]),
            owner_name=match["name"].strip(' "') or match["email"],
            hosts=frozenset(HOSTS[ci]),
            admin=facts.identity,
            branch=settings.branch if settings else (facts.branch or "main"),
            journal=settings.journal.branch if settings else "access-journal",
        )

    def _ask(
        self, key: str, said: str | None, usual: str, check: Callable[[str], bool], *, wanted: bool = True
    ) -> str:
        """Return what was said, or is answered: asked again where wrong; a wrong option is a mistake."""
        code = f"init-{key}"
        if said is not None and not check(said):
            raise UsageError(code, value=said)
        if said is not None or self.quiet or not wanted:
            return usual if said is None else said
        while True:
            answer = str(click.prompt(self._say(f"ask.{key}"), default=usual, err=True)).strip()
            if check(answer):
                return answer
            click.echo(say(self.language, "errors", code, {"value": answer}), err=True)

    def _say(self, key: str) -> str:
        return say(self.language, "setup", key)


def slug_of(name: str) -> str:
    """Return the file name that a practice of that name has."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    kept = (
        words[1:]
        if len(words) > 1 and words[0] in ("consultorio", "clinica", "practice", "clinic")
        else words
    )
    return "-".join(kept)[:64].strip("-")


def _line(text: str) -> bool:
    return bool(slug_of(text)) and text.isprintable()


def _owner(text: str) -> bool:
    return OWNER.fullmatch(text) is not None and text.isprintable()


def _one_of(choices: object) -> Callable[[str], bool]:
    return lambda text: text in choices  # type: ignore[operator]


def _report(context: Context, done: SetUp, answers: Answers, *, here: bool) -> None:
    if context.format == "json":
        import json  # noqa: PLC0415 - for the one format

        context.echo(json.dumps(set_up_json(done), ensure_ascii=False, indent=2))
        return
    language = context.wished_language or answers.language
    context.echo(set_up_text(done, answers, language, here=here).removesuffix("\n"))
