"""How git is called so that nothing of a repository is ever executed, whatever it or its config holds.

Pure: options, environment and the checks of names. The user's own credential helper and ssh stay in use.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence

from accessctl.errors import AccessctlError
from accessctl.journal.logins import Login
from accessctl.model.secret_variables import OURS

_SETTINGS = (
    f"core.hooksPath={os.devnull}",
    "core.fsmonitor=false",
    f"core.attributesFile={os.devnull}",
    "core.alternateRefsCommand=true",  # the shell's `true`: lists nothing
    "core.pager=cat",
    "protocol.ext.allow=never",
    "safe.bareRepository=explicit",  # a commit can carry a bare repository with a config of its own
    "submodule.recurse=false",
    "push.recurseSubmodules=no",
    "fetch.recurseSubmodules=false",
    "gc.auto=0",
    "maintenance.auto=false",
    "log.showSignature=false",
    "log.mailmap=false",
    "advice.graftFileDeprecated=false",  # there is none: GIT_GRAFT_FILE below
    "color.ui=false",
    "i18n.commitEncoding=UTF-8",
    "i18n.logOutputEncoding=UTF-8",
)

OPTIONS: tuple[str, ...] = (
    "--no-pager",
    "--no-replace-objects",
    *(part for setting in _SETTINGS for part in ("-c", setting)),
)
"""What stands between `git` and every subcommand."""

_NO_DRIVERS = ("--no-ext-diff", "--no-textconv")
_FLAGS: Mapping[str, tuple[str, ...]] = {
    "log": _NO_DRIVERS,
    "show": _NO_DRIVERS,
    "diff": (*_NO_DRIVERS, "--ignore-submodules=all"),
    "diff-tree": _NO_DRIVERS,
    "diff-index": _NO_DRIVERS,
    "diff-files": _NO_DRIVERS,
    "blame": ("--no-textconv",),
    "status": ("--ignore-submodules=all",),
}

DRIVERS = (
    r"^(filter\..*\.(clean|smudge|process|required)|diff\..*\.textconv"
    r"|remote\..*\.(uploadpack|receivepack|vcs))$"
)
"""The config keys with names of their own that make git run a command; each one found is overruled."""

_HARMLESS = {
    "clean": "",
    "smudge": "",
    "process": "",
    "required": "false",
    "textconv": "cat",
    "uploadpack": "git-upload-pack",
    "receivepack": "git-receive-pack",
    "vcs": "",
}

_ALLOWED_PROTOCOLS = "file:git:http:https:ssh"

_ELSEWHERE = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_EXTERNAL_DIFF",
    "GIT_QUARANTINE_PATH",
)
"""Variables that a calling git (a hook, an alias) leaves behind and that would lead us elsewhere."""

_BAD_REF = re.compile(r"[\x00-\x20\x7f~^:?*\[\\]|\.\.|@\{|//|\.lock(/|$)|(^|/)\.|^[-/]|[/.]$|^$|^@$")
_CREDENTIALS = re.compile(r"://[^/\s]*@")


def command_line(executable: str, arguments: Sequence[str], present: Iterable[str]) -> list[str]:
    """Return the whole command; `present` are the names of the environment's variables."""
    names = set(present)
    # git, ssh and credential helpers have no need of them, and what they log is not ours to watch
    secret = sorted(name for name in names if OURS.fullmatch(name))
    strays = [*(name for name in _ELSEWHERE if name in names), *secret]
    unset = ["env", *(part for name in strays for part in ("-u", name))] if strays else []
    subcommand, *rest = arguments
    return [*unset, executable, *OPTIONS, subcommand, *_FLAGS.get(subcommand, ()), *rest]


def environment(
    outer: Mapping[str, str], drivers: Iterable[str], login: Login | None = None
) -> dict[str, str]:
    """Return the variables to set over the environment `outer`; `drivers` are config keys to overrule."""
    allowed = outer.get("GIT_ALLOW_PROTOCOL", _ALLOWED_PROTOCOLS).split(":")
    settings = {
        "GIT_ALLOW_PROTOCOL": ":".join(name for name in allowed if name != "ext"),
        "GIT_PROXY_COMMAND": outer.get("GIT_PROXY_COMMAND", ""),
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_GRAFT_FILE": os.devnull,
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_PAGER": "cat",
        "LC_ALL": "C",
        "LANGUAGE": "C",
    }
    given = outer.get("GIT_CONFIG_COUNT", "")
    count = int(given) if re.fullmatch("[0-9]{1,6}", given) else 0
    config = [(key, _HARMLESS[key.rpartition(".")[2]]) for key in drivers]
    if login is not None:
        config += login.config()
        settings |= login.variables
    for number, (key, value) in enumerate(config, count):
        settings[f"GIT_CONFIG_KEY_{number}"] = key
        settings[f"GIT_CONFIG_VALUE_{number}"] = value
    return {**settings, "GIT_CONFIG_COUNT": str(count + len(config))}


def checked_revision(name: str) -> str:
    """Return the revision; one that git could take for an option is refused."""
    if not name or name.startswith("-") or "\0" in name or "\n" in name:
        raise AccessctlError("git-bad-revision", revision=name)
    return name


def branch_ref(branch: str) -> str:
    """Return the full name of a branch; a name that git would not take is refused."""
    if _BAD_REF.search(branch):
        raise AccessctlError("git-bad-branch", branch=branch)
    return f"refs/heads/{branch}"


def shown(text: str) -> str:
    """Return what git said, fit for a message: without credentials and control characters."""
    bare = _CREDENTIALS.sub("://", text)
    return "\n".join(
        "".join(char for char in line if char.isprintable()).strip() for line in bare.splitlines()
    ).strip()
