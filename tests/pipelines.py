"""The CI that `init` writes, run step by step as its host would: a real shell, a stand-in host."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from loopback import Handler, listening
from world import GIT_ENV

EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
PROGRAM = Path(sys.executable).parent
INSTALLS = ("Install the program", "Instalar el programa")

GH = """\
import json, re, sys, urllib.request, jq
words, values = sys.argv[2:], {}
while "-F" in words:
    at = words.index("-F"); key, _, value = words[at + 1].partition("="); del words[at:at + 2]
    values[key] = open(value[1:], encoding="utf-8").read() if value.startswith("@") else value
method, program = "GET", None
for name in ("--method", "--jq"):
    if name in words:
        at = words.index(name); value = words[at + 1]; del words[at:at + 2]
        method, program = (value, program) if name == "--method" else (method, value)
(path,) = [word for word in words if not word.startswith("--")]
request = urllib.request.Request(f"@ADDRESS@/{path}", data=json.dumps(values).encode() if values else None,
    headers={"Authorization": "token @TOKEN@"}, method=method)
answer = urllib.request.urlopen(request).read()
if "--silent" not in words:
    for value in jq.compile(program or ".").input_text(answer.decode()).all():
        print(value if isinstance(value, str) else json.dumps(value))
"""

PLAIN = """#!/bin/bash
exec "@PROGRAM@" "$@"
"""


@dataclass
class Comments:
    """The comments of pull requests, kept as the two hosts keep them."""

    me: str = "github-actions[bot]"
    of: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    merged: dict[str, int] = field(default_factory=dict)
    """Which pull request a commit came from."""
    artifacts: dict[tuple[int, str], bytes] = field(default_factory=dict)
    """GitLab: what a merge request's check left."""
    asked: list[str] = field(default_factory=list)
    number: int = 100

    def bodies(self, number: int) -> list[str]:
        """Return the comments of one pull request."""
        return [item["body"] for item in self.of.get(number, [])]

    def answer(self, method: str, path: str, value: Mapping[str, Any]) -> Any:
        """Answer one call; None: there is no such thing."""
        self.asked.append(f"{method} {path}")
        if found := re.fullmatch(r"/repos/[^/]+/[^/]+/commits/(\w+)/pulls", path):
            number = self.merged.get(found[1])
            return [] if number is None else [{"number": number, "merged_at": "2026-11-24T00:00:00Z"}]
        if found := re.fullmatch(r"/projects/7/repository/commits/(\w+)/merge_requests", path):
            number = self.merged.get(found[1])
            return [] if number is None else [{"iid": number, "state": "merged"}]
        if found := re.fullmatch(r"/repos/[^/]+/[^/]+/issues/comments/(\d+)", path):
            return self._changed(int(found[1]), value)
        if found := re.fullmatch(r"/projects/7/merge_requests/\d+/notes/(\d+)", path):
            return self._changed(int(found[1]), value)
        if found := re.fullmatch(
            r"/(?:repos/[^/]+/[^/]+/issues|projects/7/merge_requests)/(\d+)/(?:comments|notes)", path
        ):
            return self._listed(int(found[1]), method, value)
        return self._gitlab(path)

    def _gitlab(self, path: str) -> Any:
        if path == "/user":
            return {"id": self.me}
        if path == "/projects/7/merge_requests":
            return [{"iid": number} for number in sorted({number for number, _ in self.artifacts})]
        if found := re.fullmatch(r"/projects/7/merge_requests/(\d+)/pipelines", path):
            return [{"id": int(found[1])}]
        if found := re.fullmatch(r"/projects/7/pipelines/(\d+)/jobs", path):
            return [{"id": int(found[1]), "name": "check"}]
        if found := re.fullmatch(r"/projects/7/jobs/(\d+)/artifacts/accessctl-out/(.+)", path):
            return self.artifacts.get((int(found[1]), found[2]))
        return None

    def _listed(self, number: int, method: str, value: Mapping[str, Any]) -> Any:
        listed = self.of.setdefault(number, [])
        if method == "POST":
            self.number += 1
            author = {"login": self.me, "id": self.me}
            listed.append({"id": self.number, "user": author, "author": author, "body": value["body"]})
        return listed

    def _changed(self, identifier: int, value: Mapping[str, Any]) -> Any:
        (item,) = [item for listed in self.of.values() for item in listed if item["id"] == identifier]
        item["body"] = value["body"]
        return item


@contextmanager
def serving(comments: Comments, token: str) -> Iterator[str]:
    """Serve the comments on the loopback; whoever has no token is sent away."""

    class Answering(Handler):
        def _do(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            value = json.loads(self.rfile.read(length) or b"{}")
            given = self.headers.get("Authorization", "") + self.headers.get("PRIVATE-TOKEN", "")
            answer = (
                comments.answer(self.command, urlsplit(self.path).path, value) if token in given else None
            )
            data = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
            self.send_response(404 if answer is None else 200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PATCH = do_PUT = _do  # noqa: N815 - http.server's names

    with listening(Answering) as url:
        yield url


@dataclass
class Ran:
    """One job, run."""

    code: int
    said: str
    outputs: dict[str, str]
    summary: str
    work: Path
    temp: Path


class _Loader(yaml.SafeLoader):
    """Reads GitLab's `!reference` as what it is."""


_Loader.add_constructor("!reference", lambda loader, node: ("reference", *loader.construct_sequence(node)))


def workflow(path: Path) -> dict[str, Any]:
    """Read a CI file."""
    return dict(yaml.load(path.read_text(encoding="utf-8"), _Loader))  # noqa: S506 - safe, with one tag more


def filled(text: object, values: Mapping[str, str]) -> str:
    """Return a text with its expressions filled; one that the test does not know is a mistake."""
    return EXPRESSION.sub(lambda found: values[found[1]], str(text))


def run_job(
    spec: Mapping[str, Any], name: str, values: Mapping[str, str], host: Mapping[str, str], home: Path
) -> Ran:
    """Run a GitHub job's shell steps one after the other, each as `bash -eo pipefail` in a new directory."""
    work, temp = home / "work", home / "temp"
    for folder in (work, temp):
        folder.mkdir(parents=True)
    job, said, summary, env = spec["jobs"][name], "", home / "summary", dict(host)
    outputs: dict[str, dict[str, str]] = {}
    env |= {key: filled(value, values) for key, value in spec.get("env", {}).items()}
    env |= {"RUNNER_TEMP": str(temp), "GITHUB_WORKSPACE": str(work), "GITHUB_STEP_SUMMARY": str(summary)}
    env["PATH"] = f"{home.parent / 'bin'}{os.pathsep}{env['PATH']}"
    summary.touch()
    code = 0
    for number, step in enumerate(job["steps"]):
        if "run" not in step or step.get("name") in INSTALLS or code:
            continue
        files = {key: home / f"{key}-{number}" for key in ("GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_PATH")}
        for file in files.values():
            file.touch()
        own = {key: filled(value, values) for key, value in step.get("env", {}).items()}
        done = _shell(step["run"], env | own | {key: str(file) for key, file in files.items()}, work)
        code, said = done.returncode, said + done.stdout
        env |= _given(files["GITHUB_ENV"])
        outputs[step.get("id", "")] = _given(files["GITHUB_OUTPUT"])
    flat = {
        f"steps.{key}.outputs.{name}": value
        for key, given in outputs.items()
        for name, value in given.items()
    }
    wanted = {
        key: EXPRESSION.sub(lambda found: flat.get(found[1], ""), text)
        for key, text in job.get("outputs", {}).items()
    }
    return Ran(code, said, wanted, summary.read_text(encoding="utf-8"), work, temp)


def run_gitlab(spec: Mapping[str, Any], name: str, host: Mapping[str, str], clone: Path) -> Ran:
    """Run a GitLab job's script in its clone, but for the lines that install the program."""
    job = {**spec.get(spec[name].get("extends", ""), {}), **spec[name]}
    lines = [*_lines(spec, job.get("before_script", [])), *_lines(spec, job["script"])]
    script = "\n".join(
        line
        for line in "\n".join(lines).split("\n")
        if "/program/bin/pip" not in line and "-m venv" not in line
    )
    env = {
        **host,
        **{key: str(value) for key, value in spec["variables"].items()},
        "CI_PROJECT_DIR": str(clone),
    }
    done = _shell(script, env, clone)
    return Ran(done.returncode, done.stdout, {}, "", clone, clone.parent)


def _lines(spec: Mapping[str, Any], items: list[Any]) -> Iterator[str]:
    for item in items:
        if isinstance(item, tuple):
            yield from _lines(spec, spec[item[1]][item[2]])
        else:
            yield str(item)


def _shell(script: str, env: Mapping[str, str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def _given(file: Path) -> dict[str, str]:
    """Read what a step left for later ones, as the runner does: `name=value`, or lines between two marks."""
    found: dict[str, str] = {}
    lines = iter(file.read_text(encoding="utf-8").split("\n"))
    for line in lines:
        name, mark, end = line.partition("<<")
        if mark and "=" not in name:
            kept: list[str] = []
            for inner in lines:
                if inner == end:
                    break
                kept.append(inner)
            found[name] = "\n".join(kept)
        elif "=" in line:
            name, _, value = line.partition("=")
            found[name] = value
    return found


def tools(folder: Path, address: str, token: str) -> Path:
    """Write a `gh` that asks the stand-in, and put the program beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    asks = GH.replace("@ADDRESS@", address).replace("@TOKEN@", token)
    program = str(PROGRAM / "accessctl")
    for name, text in (
        ("gh", f"#!{sys.executable}\n{asks}"),
        ("accessctl", PLAIN.replace("@PROGRAM@", program)),
    ):
        file = folder / name
        file.write_text(text, encoding="utf-8")
        file.chmod(0o755)
    return folder


def plain_environment() -> dict[str, str]:
    """Return what every runner has: no user, no terminal, no language."""
    left_out = ("GIT_AUTHOR", "GIT_COMMITTER", "LC_", "LANG")
    kept = {name: value for name, value in GIT_ENV.items() if not name.startswith(left_out)}
    return {**kept, "GIT_TERMINAL_PROMPT": "0"}
