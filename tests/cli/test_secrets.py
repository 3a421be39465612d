"""Canaries: secrets are put wherever one can come in, and looked for in everything that leaves."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from fnmatch import fnmatch
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword
from starlette.responses import JSONResponse, Response

from accessctl.cli.redaction import redacted
from accessctl.providers.huli.client import Client
from accessctl.providers.huli.web.whereabouts import Web
from accessctl.providers.sandbox import livefile
from accessctl.providers.sandbox.server.api_numbers import organization_number
from accessctl.providers.sandbox.store import Store
from loopback import Handler, listening
from mail_server import Mailbox, serving
from sandbox_api import Api, serving_api
from signing import ANA, LUZ, git_as
from source_tree import REPOSITORY
from world import GIT_ENV, Answer, World, make_world, person, there

USER = "correo@org.example"
PLANTED = {
    "smtp": "canario/smtp@4711",
    "huli": "canario-huli-4711",
    "cookie": "canario-galleta-4711",
    "session-key": "Y2FuYXJpby1jYW5hcmlvLWNhbmFyaW8tY2FuYXJpbzE=",
    "github": "canario-github-4711",
    "gitlab": "canario-gitlab-4711",
    "remote": "canario-remoto-4711",
    "netrc": "canario-netrc-4711",
    "unforeseen": "canario-imprevisto-4711",
}
SETTINGS = """\
version: 1
language: en
live: {provider: sandbox, account: accesos@org.example}
"""
LOOKED_AT = (
    ("validate", "--format", "json"),
    ("plan", "-v"),
    *(("plan", "--format", form) for form in ("json", "markdown", "html")),
    ("doctor",),
    ("doctor", "--format", "json", "--mail"),
    ("status",),
    ("status", "--format", "json"),
    ("handoff", "list"),
    ("handoff", "list", "--format", "json"),
    ("verify", "--format", "json"),
    ("log", "-v"),
    ("who", "--format", "json"),
    ("report", "--format", "html"),
)


@dataclass
class Parrot:
    """A host that refuses whatever it is asked, and repeats what it was told."""

    url: str = ""
    heard: list[Mapping[str, str]] = field(default_factory=list)


@contextmanager
def parrot() -> Iterator[Parrot]:
    """Serve it on loopback."""
    bird = Parrot()

    class Repeating(Handler):
        def do_GET(self) -> None:  # noqa: N802 - http.server's name
            bird.heard.append(dict(self.headers.items()))
            body = f"403, you said:\n{self.headers}".encode()
            self.send_response(403 if self.headers.get("Authorization") else 401)
            self.send_header("WWW-Authenticate", 'Basic realm="parrot"')
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815 - http.server's name

    with listening(Repeating) as bird.url:
        yield bird


class Echo(Mailbox):
    """A mail server that repeats the line with which somebody logged in."""

    def authenticate(self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        """Let anybody in who knows the password; remember how it came."""
        del server, session, envelope
        good = isinstance(data, LoginPassword) and data.password == PLANTED["smtp"].encode()
        said = f"\0{USER}\0{PLANTED['smtp']}".encode()
        self.refuse["owner@lucia.example"] = (
            f"550 you said AUTH {mechanism} {base64.b64encode(said).decode()}"
        )
        self.logins.append("in" if good else "refused")
        return AuthResult(success=good, handled=False)


@dataclass
class Left:
    """Everything that left the program, by where it was found, and who heard what."""

    texts: dict[str, bytes]
    planted: dict[str, str]
    heard: dict[str, str]
    codes: dict[str, int]

    def places_of(self, secret: str) -> list[str]:
        """Return where a secret is to be read, in any form in which it may be written."""
        said = secret.encode()
        forms = {said, quote(secret, safe="").encode(), quote(secret).encode()}
        for packed in (said, f"\0{USER}\0{secret}".encode(), f"{USER}:{secret}".encode(), b"key:" + said):
            forms.add(base64.b64encode(packed).rstrip(b"="))
        return [where for where, text in self.texts.items() if any(form in text for form in forms)]


def _huli(folder: Path) -> Store:
    store = Store(folder / "huli.sqlite", datetime(2026, 11, 24, 16, 0, tzinfo=UTC))
    lucia = {"practice": "lucia", "owner": "owner@lucia.example", "assistants": []}
    livefile.load(store, json.dumps({"format": "accessctl.live/1", "practices": [lucia]}).encode())
    return store


def _repository(folder: Path) -> World:
    """Make a repository with a remote; its last commit asks for a letter, a grant and an approval."""
    world = make_world(folder / "repo", SETTINGS)
    world.git("init", "-q", "--bare", "-b", "main", str(folder / "remote.git"))
    world.git("remote", "add", "origin", str(folder / "remote.git"))
    world.write("access/policy.yaml", "version: 1\napprovals: {record_access: 1}\n")
    world.practice("santos", person("ana"))
    world.load({"practice": "santos", "assistants": [there("ana"), there("zoe")]})
    world.ok("journal", "init")
    world.commit("Begin")
    world.git("push", "-q", "origin", "main")
    git_as(world, ANA, "switch", "-q", "-c", "ask")
    why = {"reason": "Prepara los expedientes"}
    world.practice("santos", person("ana", record_access=why), person("zoe", "escazu", "cima"))
    organization = int(organization_number("lucia"))
    world.practice("lucia", person("eva"), live={"provider": "huli", "organization": organization})
    world.git("add", "-A")
    git_as(world, ANA, "commit", "-q", "-m", "Ana prepares the records")
    git_as(world, LUZ, "switch", "-q", "main")
    git_as(world, LUZ, "merge", "-q", "--no-ff", "-m", "Merge pull request #12 from org/ask", "ask")
    world.git("push", "-q", "origin", "main")
    return world


def _watched_git(folder: Path) -> Path:
    """Return a folder with a `git` that writes down its arguments and environment before it works."""
    real = shutil.which("git")
    script = folder / "bin" / "git"
    script.parent.mkdir()
    lines = [
        "#!/bin/sh",
        f'{{ printf "%s " "$@"; tr "\\0" " " < /proc/$PPID/cmdline; echo; }} >> {folder}/arguments',
        f"env >> {folder}/variables",
        f'exec {real} "$@"',
    ]
    script.write_text("\n".join(lines) + "\n", encoding="utf-8")
    script.chmod(0o755)
    return script.parent


def _everything(folder: Path, answers: Mapping[str, Answer]) -> dict[str, bytes]:
    """Return all that can be read afterwards, but for the two files in which we put a secret ourselves."""
    found = {f"output of {name}": (item.out + item.err).encode() for name, item in answers.items()}
    for path in sorted(folder.rglob("*")):
        ours = path.name == ".netrc" or path == folder / "elsewhere" / ".git" / "config"
        if path.is_file() and not path.is_symlink() and not ours:
            found[str(path.relative_to(folder))] = path.read_bytes()
    for name in ("repo", "remote.git"):
        command = ["git", "-C", str(folder / name), "cat-file", "--batch-all-objects", "--batch"]
        done = subprocess.run(command, check=True, capture_output=True, env=GIT_ENV)
        found[f"objects of {name}"] = done.stdout
    return found


def _played(folder: Path, patch: pytest.MonkeyPatch, bird: Parrot, api: Api) -> dict[str, Answer]:
    """Run what there is to run, with everything that can go wrong."""
    world, answers = _repository(folder), {}
    patch.setenv("PATH", f"{_watched_git(folder)}:{os.environ['PATH']}")
    api.falter = lambda _, scope: _echo(scope) if scope["path"].endswith("organization") and broken else None
    broken = [True]
    answers["plan, the API fails"] = world.run("plan", "-v")
    broken.clear()
    answers["doctor, before"] = world.run("doctor", "--format", "json", "--mail")
    answers["apply"] = world.run("apply", "--yes", "-v")
    for number, words in enumerate(LOOKED_AT):
        answers[f"{number} {' '.join(words)}, afterwards"] = world.run(*words)
    answers["watch"] = world.run("watch", "--once", "--metrics", str(folder / "metrics.prom"))
    answers["serve"] = world.run("sandbox", "serve", "--smtp", "ftp://canario:canario-huli-4711@mail.example")
    port = bird.url.rpartition(":")[2]
    other = World(folder / "elsewhere")
    subprocess.run(
        ["git", "clone", "-q", str(folder / "remote.git"), str(other.root)], check=True, env=GIT_ENV
    )
    other.git("config", "remote.origin.url", f"http://key:{PLANTED['remote']}@127.0.0.1:{port}/x.git")
    for words in (("plan",), ("doctor",), ("apply", "--yes")):
        answers[f"a login in the remote, {words[0]}"] = other.run(*words)
    other.git("config", "remote.origin.url", f"http://localhost:{port}/x.git")
    answers["a login beside it, plan"] = other.run("plan")

    def breaks(client: Client, *_: object) -> Response:
        told = [f"{name}={value}" for name, value in os.environ.items()]
        raise ValueError("unforeseen", told, f"Authorization: Bearer {PLANTED['unforeseen']}", vars(client))

    patch.setattr(Client, "_once", breaks)
    answers["bug"] = world.run("plan")
    return answers


def _echo(scope: Any) -> Response:
    said = {key.decode(): value.decode() for key, value in scope["headers"]}
    return JSONResponse({"error": {"code": "INTERNAL_ERROR", "message": str(said)}, "headers": said}, 400)


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Left]:
    """Play it once, with the canaries in place and the umask of a careless machine."""
    folder = tmp_path_factory.mktemp("canaries")
    home, reports = folder / "home", folder / "reports"
    home.mkdir()
    reports.mkdir()
    (home / ".netrc").write_text(
        f"machine localhost login key password {PLANTED['netrc']}\n", encoding="utf-8"
    )
    before, echo = os.umask(0), Echo()
    try:
        with (
            pytest.MonkeyPatch.context() as patch,
            parrot() as bird,
            serving_api(_huli(folder), key=PLANTED["huli"]) as api,
            serving(echo, authenticator=echo.authenticate, auth_require_tls=False) as (box, where),
        ):
            _set_out(patch, home, reports)
            smtp = f"smtp://{quote(USER, safe='')}:{quote(PLANTED['smtp'], safe='')}@{where}?timeout=2"
            session = {"cookies": [{"name": "s", "value": PLANTED["cookie"], "domain": "x"}], "origins": []}
            for name, value in {
                "ACCESSCTL_SMTP_URL": smtp,
                "ACCESSCTL_HULI_URL": api.url,
                "ACCESSCTL_HULI_KEY": PLANTED["huli"],
                "ACCESSCTL_SESSION_LUCIA": json.dumps(session),
                "ACCESSCTL_SESSIONS_KEY": PLANTED["session-key"],
                "GITHUB_TOKEN": PLANTED["github"],
                "GITHUB_REPOSITORY": "org/access",
                "GITHUB_API_URL": bird.url,
                "GITLAB_TOKEN": PLANTED["gitlab"],
            }.items():
                patch.setenv(name, value)
            answers = _played(folder, patch, bird, api)
            tokens = [head["authorization"] for head in api.headers if "authorization" in head]
            heard = {
                "jwt": tokens[0],
                "smtp": " ".join(box.logins),
                "forge and git": str(bird.heard),
            }
            jwt = {"jwt": tokens[0].removeprefix("Bearer ")}
            codes = {name: answer.code for name, answer in answers.items()}
            yield Left(_everything(folder, answers), {**PLANTED, **jwt}, heard, codes)
    finally:
        os.umask(before)


def _set_out(patch: pytest.MonkeyPatch, home: Path, reports: Path) -> None:
    for name in ("LANG", "LC_ALL", "GITHUB_ACTOR", "ACCESSCTL_ACTOR"):
        patch.delenv(name, raising=False)
    patch.setenv("HOME", str(home))
    patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    patch.setattr(tempfile, "tempdir", str(reports))


def test_canaries_were_really_used(left: Left) -> None:
    """What was never given to anybody could not leak: the servers were shown them."""
    assert "in" in left.heard["smtp"]
    assert left.heard["jwt"].startswith("Bearer ey")
    assert PLANTED["github"] in left.heard["forge and git"]
    for name in ("remote", "netrc"):
        packed = base64.b64encode(f"key:{PLANTED[name]}".encode()).decode()
        assert packed in left.heard["forge and git"], name
    assert left.codes["bug"] == 3
    assert left.codes["apply"] == 5
    assert b"550 you said AUTH" in left.texts["output of apply"]


@pytest.mark.parametrize("name", [*PLANTED, "jwt"])
def test_no_secret_leaves_by_any_way(left: Left, name: str) -> None:
    """Output, journal, letters, state, caches, reports of bugs, what children are given: nothing has it."""
    # git's credential helpers may need a host's token; the login in a remote's address is git's to have
    allowed = {"variables"} if name in ("github", "gitlab", "remote") else set()
    assert set(left.places_of(left.planted[name])) <= allowed


def test_everything_that_could_be_looked_at_was(left: Left) -> None:
    """A look at nothing finds nothing."""
    names = " ".join(left.texts)
    for wanted in (
        "reports/accessctl-",
        "metrics.prom",
        "outbox/",
        "history-",
        "objects of remote.git",
        "arguments",
    ):
        assert wanted in names, wanted
    assert b"handoff" in left.texts["objects of repo"]


def test_git_is_given_none_of_our_secrets(left: Left) -> None:
    """Nor ssh, nor a credential helper that git starts: by name, not only by value."""
    seen = left.texts["variables"].decode()
    assert "GIT_TERMINAL_PROMPT=0" in seen
    assert [
        name for name in ("ACCESSCTL_SMTP_URL=", "ACCESSCTL_HULI_KEY=", "ACCESSCTL_SESSION") if name in seen
    ] == []


def test_state_is_for_its_owner_alone_whatever_the_umask(
    left: Left, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Files have mode 0600, directories 0700, on a machine on which everything else is open to everybody."""
    del left
    state = next(tmp_path_factory.getbasetemp().glob("canaries*")) / "repo" / ".git" / "accessctl"
    open_to_others = [
        f"{stat.S_IMODE(path.stat().st_mode):o} {path.name}"
        for path in (state, *state.rglob("*"), *(state.parents[2] / "reports").iterdir())
        if stat.S_IMODE(path.stat().st_mode) & 0o077
    ]
    assert open_to_others == []
    page = (REPOSITORY / "docs" / "threat-model.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `([^`]+)` \|", page.partition("## Files of the machine")[2], re.MULTILINE)
    names = [f"{path.name}/" if path.is_dir() else path.name for path in state.iterdir()]
    unknown = [
        name for name in names if not any(fnmatch(name, wanted.replace("…", "*") + "*") for wanted in told)
    ]
    assert (unknown, len(names) > 2) == ([], True)


def test_arguments_of_our_processes_hold_no_password() -> None:
    """A process list is everybody's: an option refuses what belongs into the environment."""
    done = subprocess.run(
        [sys.executable, "-m", "accessctl", "sandbox", "serve", "--smtp", "smtp://u:clave-4711@127.0.0.1:25"],
        capture_output=True,
        text=True,
        check=False,
        env={**GIT_ENV, "LANG": "en"},
        timeout=60,
    )
    assert done.returncode == 2
    assert "ACCESSCTL_SMTP_URL" in done.stderr
    assert "clave-4711" not in done.stderr + done.stdout


def test_browser_is_given_what_it_needs_and_no_token(tmp_path: Path) -> None:
    """Whatever a pipeline calls its secrets."""
    environment = {"PATH": "/bin", "HOME": "/h", "LC_ALL": "C", "XDG_RUNTIME_DIR": "/r", "https_proxy": "p"}
    secret = {
        "GITHUB_TOKEN": "1",
        "CI_JOB_TOKEN": "2",
        "ACCESSCTL_HULI_KEY": "3",
        "AWS_SECRET_ACCESS_KEY": "4",
    }
    web = Web({**environment, **secret}, tmp_path, lambda: datetime.now(UTC), lambda: None)  # type: ignore[arg-type,return-value]
    assert web.handed_on == environment


@pytest.mark.parametrize(
    "said",
    [
        "fatal: unable to access 'https://bot:pa@ss-word@host.example/x.git/'",
        "{'Authorization': 'Basic cGEtc3Mtd29yZA=='}",
        "AUTH PLAIN AGEAcGEtc3Mtd29yZA==",
        "Set-Cookie: s=pa-ss-word",
        "token eyJhbGciOi.eyJzdWIiOi.pa-ss-word",
        "PRIVATE-TOKEN: pa-ss-word",
    ],
)
def test_words_of_others_are_sieved_where_no_variable_names_the_secret(said: str) -> None:
    """What looks like a secret is taken for one."""
    found = redacted(said, {})
    assert "***" in found
    assert not any(part in found for part in ("ss-word", "cGEtc3Mtd29yZA", "AGEAcGEtc3Mtd29yZA"))


def test_plain_words_are_left_alone() -> None:
    """A sieve that took half of a message would help nobody."""
    said = (
        "the key of organization 4001 was refused; token expired; see https://docs.example/a@b, x@y.example"
    )
    assert redacted(said, {"X_TOKEN": "1", "ACCESSCTL_ACTOR": "refused"}) == said
