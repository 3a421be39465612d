"""What CI installs and hands to the program: what the files need, and to the jobs that need it alone."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import metadata
from pathlib import Path
from typing import Any

import pytest

import mail_server
from accessctl.model.identity import Address
from accessctl.providers.sandbox import livefile
from accessctl.providers.sandbox.server.api_numbers import organization_number, user_number
from accessctl.providers.sandbox.store import Store
from hosted import ANA, LUZ, TOKEN, WORKFLOWS, Hosted, anew, begin, put
from pipelines import Comments, serving, workflow
from sandbox_api import KEY, Api, serving_api
from world import GIT_ENV, World

APPLY, REPORT, CHECK = (f"{WORKFLOWS}/access-{name}.yml" for name in ("apply", "report", "check"))
PIPELINE = ".gitlab-ci.yml"
HULI = "{provider: huli, account: accesos@org.example}"
ORGANIZATION = organization_number("santa-lucia")
OWN_KEY = f"ACCESSCTL_HULI_KEY_{ORGANIZATION}"


@pytest.fixture
def roster(tmp_path: Path) -> World:
    """Return a repository that was begun with lists."""
    return begin(tmp_path / "repo", "--ci", "both")


def in_huli(world: World, live: str = ORGANIZATION) -> None:
    """Let the practice be in HuliPractice."""
    put(world, "{provider: roster}", HULI)
    put(world, "\nclinics:", f"\nlive: {{organization: {live}}}\nclinics:", "practices/santa-lucia.yaml")
    world.commit("Read HuliPractice")


def secrets_of(world: World, path: str, job: str) -> set[str]:
    """Return the secrets that a job of a workflow is handed."""
    spec = workflow(world.root / path)["jobs"][job]
    return set(re.findall(r"secrets\.(\w+)", json.dumps(spec)))


def installed(world: World, path: str) -> str:
    """Return what a CI file installs."""
    spec = workflow(world.root / path)
    return str((spec.get("env") or spec["variables"])["ACCESSCTL"])


def told(world: World) -> tuple[str, str]:
    """Return what `doctor` finds of the CI files, and the values of its sentence."""
    answer: Any = world.run("doctor", "--format", "json").json
    (check,) = [check for check in answer["checks"] if check["check"] == "ci"]
    return check["code"], check["params"].get("lines", "")


def test_repository_of_lists_needs_a_mail_server_and_nothing_else(roster: World) -> None:
    """The one secret there can be reaches the job that writes letters."""
    assert secrets_of(roster, APPLY, "apply") == {"ACCESSCTL_SMTP_URL"}
    assert "secrets." not in (roster.root / REPORT).read_text(encoding="utf-8")
    assert "[" not in installed(roster, APPLY)


def test_sandbox_is_handed_no_secret(tmp_path: Path) -> None:
    """Nothing is applied from there."""
    world = World(tmp_path)
    world.git("init", "-q")
    world.git("config", "user.email", "ana.admin@org.example")
    world.ok("init", "--yes", "--ci", "both")
    assert "secrets." not in (world.root / APPLY).read_text(encoding="utf-8")


def test_huli_gets_its_extra_everywhere_and_its_keys_where_the_branch_works(roster: World) -> None:
    """The check of a pull request has neither key nor mail server, the report no mail server."""
    in_huli(roster)
    anew(roster)
    keys = {"ACCESSCTL_HULI_KEY", OWN_KEY}
    assert secrets_of(roster, APPLY, "apply") == {"ACCESSCTL_SMTP_URL", *keys}
    assert secrets_of(roster, REPORT, "report") == keys
    assert "secrets." not in (roster.root / CHECK).read_text(encoding="utf-8")
    assert {installed(roster, path).partition("==")[0] for path in (APPLY, REPORT, CHECK, PIPELINE)} == {
        "accessctl[huli]"
    }
    assert told(roster)[0] == "ok"


def test_browser_gets_its_extra_its_session_and_a_chromium(roster: World) -> None:
    """A practice that is worked on in the browser is not read over the API, so it brings no key."""
    in_huli(roster, f"{ORGANIZATION}, web: true")
    anew(roster)
    session = {"ACCESSCTL_HULI_WEB_URL", "ACCESSCTL_SESSIONS_KEY", "ACCESSCTL_SESSION_SANTA_LUCIA"}
    assert secrets_of(roster, APPLY, "apply") == {"ACCESSCTL_SMTP_URL", *session}
    assert secrets_of(roster, REPORT, "report") == session
    assert installed(roster, APPLY).startswith("accessctl[web]")
    spec = workflow(roster.root / PIPELINE)
    browsing = {name for name, job in spec.items() if "('reference', '.browser', 'script')" in str(job)}
    assert browsing == {"apply", "report"}


def test_every_extra_that_is_installed_is_one_of_the_program(roster: World) -> None:
    """A slip would install nothing more, with a warning that nobody reads."""
    in_huli(roster)
    roster.write("access/policy.yaml", "version: 1\napprovals: {record_access: 1}\n")
    roster.practice("san-rafael", live={"organization": 1001, "web": True})
    anew(roster)
    named = re.search(r"\[(.+)\]", installed(roster, APPLY))
    assert named is not None
    assert set(named[1].split(",")) == {"forge", "huli", "web"}
    assert set(named[1].split(",")) <= set(metadata("accessctl").get_all("Provides-Extra") or ())


def test_host_is_asked_for_approvals_where_the_policy_wants_them(roster: World) -> None:
    """The run's own token is enough, and may read pull requests besides."""
    roster.write("access/policy.yaml", "version: 1\napprovals: {record_access: 1}\n")
    anew(roster)
    job = workflow(roster.root / APPLY)["jobs"]["apply"]
    assert job["permissions"] == {"contents": "write", "pull-requests": "read"}
    (step,) = [step for step in job["steps"] if step.get("id") == "apply"]
    assert step["env"]["GITHUB_TOKEN"] == "${{ github.token }}"  # noqa: S105 - an expression
    assert 'export GITLAB_TOKEN="$ACCESSCTL_BOT_TOKEN"' in str(workflow(roster.root / PIPELINE)["apply"])


def test_doctor_says_what_ci_lacks_after_a_change_of_provider_until_it_is_there(roster: World) -> None:
    """The lines are those to be added; put in by hand they are enough, wherever the program comes from."""
    in_huli(roster)
    code, lines = told(roster)
    assert code == "lacks"
    for line in (
        f"{PIPELINE}: ACCESSCTL: accessctl[huli]==",
        f"{CHECK}: ACCESSCTL: accessctl[huli]==",
        f"{APPLY}: {OWN_KEY}: ${{{{ secrets.{OWN_KEY} }}}}",
        f"{REPORT}: {OWN_KEY}: ${{{{ secrets.{OWN_KEY} }}}}",
    ):
        assert line in lines
    assert f"{CHECK}: {OWN_KEY}" not in lines
    for path in (APPLY, REPORT, CHECK, PIPELINE):
        text = (roster.root / path).read_text(encoding="utf-8")
        program = re.sub(
            r"ACCESSCTL: .*", "ACCESSCTL: accessctl[huli] @ git+https://host.example/p@c0ffee", text
        )
        added = [line.partition(": ")[2] for line in lines.split("; ") if line.startswith(f"{path}: ")]
        env = "".join(f"          {line}\n" for line in added if not line.startswith("ACCESSCTL:"))
        roster.write(path, program.replace("          GH_TOKEN:", f"{env}          GH_TOKEN:"))
    assert told(roster)[0] == "other"


def test_provider_of_the_settings_that_changed_turns_ci_on(tmp_path: Path) -> None:
    """Whoever leaves the sandbox and keeps its CI would wait for ever."""
    world = World(tmp_path)
    world.git("init", "-q")
    world.git("config", "user.email", "ana.admin@org.example")
    world.ok("init", "--yes", "--ci", "github")
    put(world, "{provider: sandbox}", "{provider: roster}")
    code, lines = told(world)
    assert (code, f'{APPLY}: ACCESSCTL_LIVE: "yes"' in lines) == ("lacks", True)
    assert f"{APPLY}: ACCESSCTL_SMTP_URL: " in lines


@pytest.fixture
def api(tmp_path: Path) -> Iterator[Api]:
    """Serve a HuliPractice in which Ana works."""
    store = Store(tmp_path / "huli.sqlite", datetime.now(UTC))
    people = [{"email": "ana.mora@santalucia.example", "accepted": True}]
    there = {"practice": "santa-lucia", "owner": "elena.rojas@santalucia.example", "assistants": people}
    livefile.load(store, json.dumps({"format": "accessctl.live/1", "practices": [there]}).encode())
    with serving_api(store) as served:
        yield served
    store.close()


def test_merge_is_read_and_mailed_with_the_environments_secrets_alone(
    api: Api, roster: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check reads nobody and says so; after the merge a person agrees with the plan of now."""
    ana = Address("ana.mora@santalucia.example")
    put(roster, "{provider: roster}", HULI[:-1] + f", users: {{'{user_number(ana)}': {ana}}}}}")
    put(
        roster,
        "\nclinics:",
        f"\nlive: {{organization: {ORGANIZATION}}}\nclinics:",
        "practices/santa-lucia.yaml",
    )
    anew(roster)
    comments = Comments()
    with serving(comments, TOKEN) as address, mail_server.serving() as (mailbox, where):
        host = Hosted(tmp_path, roster, address, comments)
        host.people(ANA)
        roster.commit("Declare Ana, who is there")
        subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(host.bare)], check=True, env=GIT_ENV)
        roster.git("remote", "add", "origin", f"file://{host.bare}")
        roster.git("push", "-q", "-u", "origin", "main", "access-journal")
        monkeypatch.setitem(GIT_ENV, "ACCESSCTL_HULI_URL", api.url)
        secrets = {"ACCESSCTL_HULI_KEY": "", OWN_KEY: KEY, "ACCESSCTL_SMTP_URL": f"smtp://{where}"}
        host.people(ANA, LUZ)
        checked = host.reviewed(1, host.propose(1))
        assert OWN_KEY in checked.outputs["comment"]
        assert api.asked == []
        host.merge(1)
        moved = host.apply(**secrets)
        assert moved.code == 7, moved.said
        assert mailbox.mails == []
        done = host.apply("workflow_dispatch", **secrets)
        assert done.code in (0, 5), done.said
        (mail,) = mailbox.mails
    body = mail.get_body(("plain",))
    assert body is not None
    assert "luz.vargas@santalucia.example" in body.get_content()
    assert KEY not in checked.said + moved.said + done.said + str(comments.of)
