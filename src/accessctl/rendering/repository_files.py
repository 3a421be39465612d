"""The files of a new access repository, as text: from templates, in the repository's language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from accessctl import __version__
from accessctl.model.identity import Address
from accessctl.model.setup import Answers, PipelineNeeds
from accessctl.rendering.plan_markdown import MARKER

if TYPE_CHECKING:
    from jinja2 import Environment

UPLOAD = "actions/upload-artifact@330a01c490aca151604b8cf639adc76d48f6c5d4 # v5.0.0"
"""The one action that the workflows use, by the commit of its version."""

BEGIN, END = "# accessctl: begin", "# accessctl: end"
"""Between these lines CODEOWNERS is generated."""

CI_FILES: Mapping[str, Mapping[str, str]] = {
    "github": {
        ".github/workflows/access-check.yml": "github-check.yml.j2",
        ".github/workflows/access-apply.yml": "github-apply.yml.j2",
        ".github/workflows/access-report.yml": "github-report.yml.j2",
    },
    "gitlab": {".gitlab-ci.yml": "gitlab-ci.yml.j2"},
}
"""Each host's CI files, and what they are made from."""

OWNERS_FILES: Mapping[str, str] = {"github": ".github/CODEOWNERS", "gitlab": ".gitlab/CODEOWNERS"}

_REQUEST_TEMPLATES: Mapping[str, str] = {
    "github": ".github/pull_request_template.md",
    "gitlab": ".gitlab/merge_request_templates/Default.md",
}

_EVERYWHERE: Mapping[str, str] = {
    "README.md": "readme.md.j2",
    ".gitattributes": "gitattributes",
    ".pre-commit-config.yaml": "pre-commit-config.yaml.j2",
    ".vscode/settings.json": "vscode-settings.json",
    ".vscode/extensions.json": "vscode-extensions.json",
}

_PROGRAM = "ACCESSCTL:"
_HANDED = re.compile(r"^ +((?:ACCESSCTL\w*|GITHUB_TOKEN): .*?) *$", re.MULTILINE)
"""A line that says what is installed, or hands the program a variable."""

_DECLARED: Mapping[str, str] = {
    "access/settings.yaml": "settings.yaml.j2",
    "access/policy.yaml": "policy.yaml.j2",
}


def repository_files(
    answers: Answers, needs: PipelineNeeds, owners: Mapping[str, Address], quoted: Callable[[str], str]
) -> dict[str, str]:
    """Return every file by its path; `owners` are the practices' by slug, `quoted` writes a YAML value."""
    templates = {**_DECLARED, f"practices/{answers.slug}.yaml": "practice.yaml.j2", **_EVERYWHERE}
    for host in sorted(answers.hosts):
        templates |= CI_FILES[host]
        templates[_REQUEST_TEMPLATES[host]] = "pull_request.md.j2"
    files = {path: _rendered(name, answers, needs, quoted) for path, name in templates.items()}
    for host in answers.hosts:
        files[OWNERS_FILES[host]] = owners_block(owners, answers.admin, answers.language)
    return files


def ci_files(answers: Answers, needs: PipelineNeeds) -> dict[str, str]:
    """Return the CI files of the hosts, as this version would write them."""
    return {
        path: _rendered(name, answers, needs, str)
        for host in sorted(answers.hosts)
        for path, name in CI_FILES[host].items()
    }


def lacking(text: str, wanted: str) -> tuple[str, ...]:
    """Return the lines that a CI file lacks of what it ought to hand to the program.

    Which version is installed, and from where, is the repository's own affair; with which extras is not.
    """
    there = set(_HANDED.findall(text))
    extras = set().union(*(_extras(line) for line in there))
    return tuple(
        line
        for line in dict.fromkeys(_HANDED.findall(wanted))
        if (not _extras(line) <= extras if line.startswith(_PROGRAM) else line not in there)
    )


def _extras(line: str) -> set[str]:
    """Return the extras of the line that says which program is installed."""
    named = re.search(r"\[([\w, -]*)\]", line) if line.startswith(_PROGRAM) else None
    return set() if named is None else set(re.split(r"[, ]+", named[1]))


def owners_block(owners: Mapping[str, Address], admin: Address, language: str) -> str:
    """Return the generated part of CODEOWNERS: any one of those named may approve."""
    return "\n".join(_owner_lines(owners, admin, language)) + "\n"


def _owner_lines(owners: Mapping[str, Address], admin: Address, language: str) -> Iterator[str]:
    say = _chooser(language)
    yield BEGIN
    yield "# " + say(
        "Generated from the practices' owners; `accessctl init` brings it up to date. The last match counts.",
        "Generado según los titulares; `accessctl init` lo pone al día. Vale la última línea que coincida.",
    )
    yield f"* {admin}"
    width = max((len(slug) for slug in owners), default=0)
    for slug, owner in sorted(owners.items()):
        path = f"/practices/{slug}.yaml"
        yield f"{path:<{width + 16}} {owner}" + (f" {admin}" if admin != owner else "")
    yield END


def admin_of(text: str) -> Address | None:
    """Return who answers for the whole repository, as a generated part says."""
    inside = text.partition(BEGIN)[2].partition(END)[0]
    lines = (line.split() for line in inside.splitlines())
    return next((Address(words[1]) for words in lines if len(words) == 2 and words[0] == "*"), None)


def with_block(text: str, block: str) -> str:
    """Return CODEOWNERS with its generated part made anew, everything else as it is."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        return text
    return before + block.removesuffix("\n") + after


def _rendered(name: str, answers: Answers, needs: PipelineNeeds, quoted: Callable[[str], str]) -> str:
    return (
        _environment()
        .get_template(f"repository/{name}")
        .render(
            t=_chooser(answers.language),
            es=answers.language == "es",
            extras=f"[{','.join(needs.extras)}]" if needs.extras else "",
            needs=needs,
            applying=() if answers.provider == "sandbox" else (needs.mail, *needs.reading),
            reading=() if answers.provider == "sandbox" else needs.reading,
            version=__version__,
            upload=UPLOAD,
            marker=MARKER,
            quoted=quoted,
            language=answers.language,
            time_zone=answers.time_zone,
            provider=answers.provider,
            branch=answers.branch,
            journal=answers.journal,
            slug=answers.slug,
            name=answers.name,
            owner_email=answers.owner,
            owner_name=answers.owner_name,
            owner_domain=answers.owner.rpartition("@")[2],
            sender=answers.admin,
            hosts=answers.hosts,
        )
    )


def _chooser(language: str) -> Callable[[str, str], str]:
    def choose(en: str, es: str) -> str:
        return es if language == "es" else en

    return choose


@cache
def _environment() -> Environment:
    """Return the templates; their marks are such as neither workflows nor shell use."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - for init and doctor alone

    return Environment(  # nosec B701 # YAML and shell; what was answered is checked, and quoted
        loader=PackageLoader("accessctl.rendering"),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - YAML and shell; what was answered is checked, and quoted
        variable_start_string="[[",
        variable_end_string="]]",
        comment_start_string="[#",
        comment_end_string="#]",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
