"""The CI that `init` writes: what the hosts' own tools say of it, and its steps, run for real."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from pipelines import (
    INSTALLS,
    Comments,
    Ran,
    plain_environment,
    run_gitlab,
    run_job,
    serving,
    tools,
    workflow,
)
from world import GIT_ENV, World

BIN = Path(sys.executable).parent
WORKFLOWS = ".github/workflows"
TOKEN = "the-token-of-a-run"  # noqa: S105 - made up
OWNER = "Elena Rojas <elena.rojas@santalucia.example>"
ANA = "  - {email: ana.mora@santalucia.example, name: Ana, surnames: [Mora, Jiménez]}\n"
LUZ = "  - {email: luz.vargas@santalucia.example, name: Luz, surnames: [Vargas, Coto]}\n"


def begin(root: Path, *options: str) -> World:
    """Begin a repository as `init` does, on the owners' lists."""
    world = World(root)
    root.mkdir(parents=True)
    world.git("init", "-q", "-b", "main")
    world.git("config", "user.name", "Ana Admin")
    world.git("config", "user.email", "ana.admin@org.example")
    world.ok("init", "--yes", "--name", "Santa Lucía", "--owner", OWNER, "--provider", "roster", *options)
    return world


@dataclass
class Hosted:
    """A repository on a host: a bare remote, somebody's clone of it, and the pull requests' comments."""

    home: Path
    world: World
    address: str
    comments: Comments = field(default_factory=Comments)
    runs: int = 0

    @property
    def bare(self) -> Path:
        """The remote."""
        return self.home / "host" / "org" / "access"

    def ref(self, name: str) -> str:
        """Return where the remote's branch stands; empty where there is none."""
        done = subprocess.run(
            ["git", "-C", str(self.bare), "rev-parse", "--verify", "--quiet", name],
            capture_output=True,
            text=True,
            check=False,
            env=GIT_ENV,
        )
        return done.stdout.strip()

    def applied(self) -> str:
        """Return the commit of the last apply, as the remote's journal names it; empty where none did."""
        told = ["log", "--format=%s%x00%(trailers:key=Declared-Commit,valueonly,separator=%x20)"]
        done = subprocess.run(
            ["git", "-C", str(self.bare), *told, "access-journal"],
            capture_output=True,
            text=True,
            check=True,
            env=GIT_ENV,
        )
        lines = (line.partition("\0") for line in done.stdout.splitlines())
        return next((commit for subject, _, commit in lines if commit and "apply" in subject), "")

    def people(self, *entries: str) -> None:
        """Declare exactly these people."""
        path = self.world.root / "practices" / "santa-lucia.yaml"
        head = path.read_text(encoding="utf-8").partition("assistants:")[0]
        said = "assistants:\n" + "".join(entries) if entries else "assistants: []\n"
        path.write_text(head + said, encoding="utf-8")

    def propose(self, number: int, message: str = "Let Luz in") -> str:
        """Commit on a branch, and let the host make the merge that a check looks at; return the head."""
        world = self.world
        world.git("checkout", "-q", "-B", f"change-{number}")
        head = world.commit(message)
        world.git("checkout", "-q", "main")
        world.git("merge", "-q", "--no-ff", "--no-edit", f"change-{number}")
        world.git("push", "-q", "origin", f"change-{number}", f"HEAD:refs/pull/{number}/merge")
        world.git("reset", "-q", "--hard", "HEAD~1")
        return head

    def merge(self, number: int) -> str:
        """Merge a pull request; return the commit."""
        world = self.world
        world.git("checkout", "-q", "main")
        world.git("merge", "-q", "--no-ff", "--no-edit", f"change-{number}")
        world.git("push", "-q", "origin", "main")
        commit = world.git("rev-parse", "HEAD")
        self.comments.merged[commit] = number
        return commit

    def github(self, file: str, job: str, event: str, ref: str, **values: str) -> Ran:
        """Run one job of a workflow, as it stands on the branch."""
        self.runs += 1
        host = {
            **plain_environment(),
            "GITHUB_SERVER_URL": f"file://{self.home / 'host'}",
            "GITHUB_REPOSITORY": "org/access",
            "GITHUB_SHA": self.ref("main"),
            "GITHUB_REF": ref,
            "GITHUB_BASE_REF": "main",
            "GITHUB_ACTOR": "ana",
        }
        known = {
            "github.token": TOKEN,
            "github.event_name": event,
            "github.event.pull_request.head.repo.full_name != github.repository": "false",
            **values,
        }
        home = self.home / f"run-{self.runs}"
        tools(self.home / "bin", self.address, TOKEN)
        return run_job(workflow(self.world.root / WORKFLOWS / file), job, known, host, home)

    def check(self, number: int, head: str, *, fork: bool = False) -> Ran:
        """Check a pull request."""
        values = {
            "github.event.pull_request.head.repo.full_name != github.repository": str(fork).lower(),
            "github.event.pull_request.head.sha": head,
        }
        return self.github("access-check.yml", "check", "pull_request", f"refs/pull/{number}/merge", **values)

    def comment(self, number: int, body: str) -> Ran:
        """Write what a check said into the pull request."""
        values = {"github.event.pull_request.number": str(number), "needs.check.outputs.comment": body}
        return self.github("access-check.yml", "comment", "pull_request", "refs/heads/main", **values)

    def reviewed(self, number: int, head: str) -> Ran:
        """Check a pull request and write the comment."""
        checked = self.check(number, head)
        assert checked.code == 0, checked.said
        assert self.comment(number, checked.outputs["comment"]).code == 0
        return checked

    def apply(self, event: str = "push") -> Ran:
        """Run what happens after a merge, the receipt included."""
        found: dict[str, str] = {"number": "", "plan": ""}
        if event != "schedule":
            run = self.github("access-apply.yml", "reviewed", event, "refs/heads/main")
            assert run.code == 0, run.said
            found = run.outputs
        values = {f"needs.reviewed.outputs.{name}": value for name, value in found.items()}
        done = self.github("access-apply.yml", "apply", event, "refs/heads/main", **values)
        if found["number"]:
            values["needs.apply.outputs.receipt"] = done.outputs["receipt"]
            told = self.github("access-apply.yml", "receipt", event, "refs/heads/main", **values)
            assert told.code == 0, told.said
        return done


@pytest.fixture
def hosted(tmp_path: Path) -> Iterator[Hosted]:
    """Return a repository with a list that shows Ana alone, on a host."""
    comments = Comments()
    world = begin(tmp_path / "clone", "--ci", "both")
    at = datetime.now(ZoneInfo("America/Costa_Rica"))
    world.write(
        "rosters/santa-lucia.csv",
        f"# fecha: {at:%Y-%m-%d %H:%M}\ncorreo;nombre;apellidos;estado;clínicas;expediente;facturación\n"
        "ana.mora@santalucia.example;Ana;Mora Jiménez;activo;Clínica principal;no;no\n",
    )
    with serving(comments, TOKEN) as address:
        host = Hosted(tmp_path, world, address, comments)
        host.people(ANA)
        world.commit("Declare Ana, who is there")
        subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(host.bare)], check=True, env=GIT_ENV)
        world.git("remote", "add", "origin", f"file://{host.bare}")
        world.git("push", "-q", "-u", "origin", "main", "access-journal")
        yield host


@pytest.fixture(scope="module", params=["es", "en"])
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository that `init` wrote."""
    root = tmp_path_factory.mktemp("written") / "repo"
    begin(root, "--ci", "both", "--lang", request.param)
    return root


def tool(name: str, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run one of the hosts' tools, where it is to be had."""
    program = shutil.which(name, path=str(BIN)) or shutil.which(name)
    if program is None:
        pytest.skip(f"{name} is not to be had here")
    return subprocess.run([program, *arguments], cwd=folder, capture_output=True, text=True, check=False)


def workflows(root: Path) -> list[str]:
    """Return the paths of the workflows."""
    found = sorted(str(path.relative_to(root)) for path in (root / WORKFLOWS).glob("*.yml"))
    assert len(found) == 3
    return found


def test_actionlint_has_nothing_to_say(written: Path) -> None:
    """Expressions, contexts and keys are the host's."""
    done = tool("actionlint", *workflows(written), folder=written)
    assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_finds_nothing_even_as_an_auditor(written: Path) -> None:
    """Permissions are least, actions are pinned, no text of a pull request reaches a shell."""
    done = tool("zizmor", "--offline", "--quiet", "--persona", "auditor", ".", folder=written)
    assert done.returncode == 0, done.stdout + done.stderr


def test_ci_files_are_as_the_hosts_schemas_want_them(written: Path) -> None:
    """The official schemas accept them."""
    for schema, files in (
        (("vendor.github-workflows",), workflows(written)),
        (("vendor.gitlab-ci", "--data-transform", "gitlab-ci"), [".gitlab-ci.yml"]),
    ):
        done = tool("check-jsonschema", "--builtin-schema", *schema, *files, folder=written)
        assert done.returncode == 0, done.stdout + done.stderr


def test_no_pull_request_is_within_reach_of_a_secret(written: Path) -> None:
    """Nothing is named a secret; what runs for a pull request has no environment and may read alone."""
    for path in workflows(written):
        text = (written / path).read_text(encoding="utf-8")
        spec: dict[Any, Any] = workflow(written / path)
        assert "secrets." not in text
        assert not {"pull_request_target", "workflow_run", "issue_comment"} & set(spec[True])
        assert spec["permissions"] == {}
        used = [step["uses"] for job in spec["jobs"].values() for step in job["steps"] if "uses" in step]
        assert not [name for name in used if len(name.partition("@")[2].split()[0]) != 40]
    check = workflow(written / WORKFLOWS / "access-check.yml")["jobs"]
    assert check["check"]["permissions"] == {"contents": "read"}
    assert check["comment"]["permissions"] == {"pull-requests": "write"}
    assert not [job for job in check.values() if "environment" in job]
    assert "head.repo.full_name == github.repository" in check["comment"]["if"]


def test_job_that_writes_the_comment_runs_no_code_of_the_pull_request(written: Path) -> None:
    """It neither fetches the repository nor runs the program."""
    (step,) = workflow(written / WORKFLOWS / "access-check.yml")["jobs"]["comment"]["steps"]
    assert "git " not in step["run"]
    assert "accessctl " not in step["run"].replace("<!-- accessctl", "")


def test_applies_go_one_at_a_time_and_none_is_broken_off(written: Path) -> None:
    """A second merge waits for the first one's apply."""
    spec = workflow(written / WORKFLOWS / "access-apply.yml")
    assert spec["concurrency"] == {"group": "accessctl-apply", "cancel-in-progress": False}
    assert "github.ref == 'refs/heads/main'" in spec["jobs"]["apply"]["if"]
    job = workflow(written / ".gitlab-ci.yml")["apply"]
    assert (job["resource_group"], job["interruptible"]) == ("accessctl-apply", False)


def test_program_is_installed_without_a_look_at_what_lies_around(written: Path, tmp_path: Path) -> None:
    """A pull request that carries a `venv` or `pip` of its own runs nothing."""
    for name in ("venv", "pip", "sitecustomize", "ensurepip"):
        (tmp_path / f"{name}.py").write_text("open('ran', 'w')\n", encoding="utf-8")
    steps = workflow(written / WORKFLOWS / "access-check.yml")["jobs"]["check"]["steps"]
    (install,) = [step for step in steps if step["name"] in INSTALLS]
    script = install["run"].replace("install --quiet", "--version --quiet").replace('"$ACCESSCTL"', "")
    env = {**plain_environment(), "RUNNER_TEMP": str(tmp_path / "t"), "GITHUB_PATH": str(tmp_path / "path")}
    done = subprocess.run(
        ["bash", "-e", "-c", script], cwd=tmp_path, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "ran").exists()
    assert (tmp_path / "t" / "accessctl" / "bin" / "pip").exists()


def test_pull_request_gets_one_comment_that_is_brought_up_to_date(hosted: Hosted) -> None:
    """A second push changes the comment and adds none."""
    hosted.people(
        LUZ.replace("luz.vargas", "ana.mora").replace("Luz", "Ana").replace("Vargas, Coto", "Mora, Jiménez"),
        LUZ,
    )
    first = hosted.reviewed(1, hosted.propose(1))
    (body,) = hosted.comments.bodies(1)
    assert "luz.vargas@santalucia.example" in body
    assert body.startswith("<!-- accessctl-plan -->")  # as `plan --format markdown` begins
    assert "<!-- accessctl-saved-plan " in body
    assert "luz.vargas@santalucia.example" in first.summary
    second = hosted.reviewed(1, "0" * 40)
    (again,) = hosted.comments.bodies(1)
    assert again.strip() == second.outputs["comment"].strip() != body.strip()


def test_merge_applies_the_reviewed_plan_and_leaves_a_receipt(hosted: Hosted) -> None:
    """The letter is kept, the journal grows and names the commit, and the pull request says so."""
    hosted.people(ANA, LUZ)
    hosted.reviewed(1, hosted.propose(1))
    commit, journal = hosted.merge(1), hosted.ref("access-journal")
    done = hosted.apply()
    assert done.code == 0, done.said
    assert hosted.ref("access-journal") != journal
    assert hosted.applied() == commit
    (letter,) = (done.temp / "letters").iterdir()
    assert "luz.vargas@santalucia.example" in letter.read_text(encoding="utf-8")
    _, receipt = hosted.comments.bodies(1)
    assert receipt.startswith(f"<!-- accessctl: receipt {commit} -->\n### Aplicado\n")
    assert "luz.vargas@santalucia.example" in receipt


def test_plan_that_moved_is_explained_and_not_applied(hosted: Hosted) -> None:
    """What nobody reviewed is not done, until somebody says so by hand."""
    hosted.people(ANA, LUZ)
    hosted.reviewed(1, hosted.propose(1))
    hosted.world.git("checkout", "-q", "change-1")
    hosted.people(ANA, LUZ, LUZ.replace("luz.vargas", "mia.soto").replace("Luz", "Mía"))
    hosted.world.commit("One more, after the review")
    hosted.merge(1)
    journal = hosted.ref("access-journal")
    done = hosted.apply()
    assert done.code == 7, done.said
    assert hosted.ref("access-journal") == journal
    _, receipt = hosted.comments.bodies(1)
    assert "### No se aplicó\n" in receipt
    assert "mia.soto@santalucia.example" in receipt
    assert "workflow" in receipt
    by_hand = hosted.apply("workflow_dispatch")
    assert by_hand.code == 0, by_hand.said
    assert hosted.applied() == hosted.ref("main")


def test_push_that_no_pull_request_showed_is_not_applied(hosted: Hosted) -> None:
    """Somebody pushed to the branch itself: the job fails and says what to do."""
    hosted.people(ANA, LUZ)
    hosted.world.commit("Past everybody")
    hosted.world.git("push", "-q", "origin", "main")
    done = hosted.apply()
    assert done.code == 4
    assert "Ningún pull request" in done.said
    assert hosted.applied() == ""


def test_daily_round_carries_out_what_was_applied_and_nothing_newer(hosted: Hosted) -> None:
    """What was merged and refused is not slipped in at night."""
    assert "todavía no se ha aplicado nada" in hosted.apply("schedule").said
    assert hosted.apply("workflow_dispatch").code == 0
    applied = hosted.applied()
    hosted.people(ANA, LUZ)
    hosted.world.commit("Merged, not applied")
    hosted.world.git("push", "-q", "origin", "main")
    done = hosted.apply("schedule")
    assert done.code == 0, done.said
    assert "luz.vargas" not in done.said
    assert hosted.applied() == applied


def test_daily_round_is_not_led_on_by_an_apply_of_one_practice(hosted: Hosted) -> None:
    """Somebody applies another practice by hand; what was merged and refused stays for a person."""
    assert hosted.apply("workflow_dispatch").code == 0
    hosted.people(ANA, LUZ)
    world = hosted.world
    for path in ("practices/santa-lucia.yaml", "rosters/santa-lucia.csv"):
        text = (world.root / path).read_text(encoding="utf-8")
        world.write(path.replace("santa-lucia", "rosa"), text.replace("santa-lucia", "rosa"))
    world.commit("Merged, not applied")
    world.git("push", "-q", "origin", "main")
    by_hand = world.run("apply", "--yes", "--practice", "rosa")
    assert by_hand.code in (0, 5), by_hand
    head = world.git("rev-parse", "HEAD")
    told = world.git("log", "-1", "--format=%(trailers)", "access-journal")
    assert f"Declared-Commit: {head}\nPractices: rosa\n" in told
    done = hosted.apply("schedule")
    assert "luz.vargas" not in done.said
    assert done.code == 0, done.said
    assert hosted.applied() == head  # nor is what was applied there undone


def test_second_merge_leaves_the_first_ones_apply_to_its_own(hosted: Hosted) -> None:
    """A commit that is no longer the newest is not applied by its own run."""
    hosted.people(ANA, LUZ)
    hosted.propose(1)
    hosted.merge(1)
    spec = workflow(hosted.world.root / WORKFLOWS / "access-apply.yml")
    earlier = hosted.world.git("rev-parse", "HEAD~1")
    values = {"github.token": TOKEN, "github.event_name": "push", "needs.reviewed.outputs.plan": ""}
    host = {
        **plain_environment(),
        "GITHUB_SERVER_URL": f"file://{hosted.home / 'host'}",
        "GITHUB_REPOSITORY": "org/access",
        "GITHUB_SHA": earlier,
    }
    tools(hosted.home / "bin", hosted.address, TOKEN)
    done = run_job(spec, "apply", values, host, hosted.home / "late")
    assert (done.code, "commit más nuevo" in done.said) == (0, True)
    assert "### No se aplicó\n" in done.outputs["receipt"]


def test_fork_gets_what_it_declares_and_no_live_system(hosted: Hosted) -> None:
    """Neither the lists nor the journal are read for it, and no plan goes along."""
    hosted.people(ANA, LUZ)
    done = hosted.check(1, hosted.propose(1), fork=True)
    assert done.code == 0, done.said
    assert "luz.vargas@santalucia.example" in done.outputs["comment"]
    assert "accessctl-saved-plan" not in done.outputs["comment"]
    assert "luz.vargas@santalucia.example" in done.summary


def test_broken_file_fails_the_check_and_is_shown(hosted: Hosted) -> None:
    """Whoever made the mistake reads it in the pull request."""
    hosted.people(ANA, LUZ.replace("surnames", "surname"))
    done = hosted.check(1, hosted.propose(1))
    assert done.code == 1
    assert "unknown-key" in done.outputs["comment"]


def test_nothing_that_a_commit_carries_is_run(hosted: Hosted) -> None:
    """Filters, hooks and modules of a pull request stay text."""
    world = hosted.world
    world.write(".gitattributes", "* filter=lfs\n")
    world.write(".lfsconfig", "[lfs]\nurl = file:///nowhere\n")
    for name in ("accessctl", "click", "git", "yaml"):
        world.write(f"{name}.py", "raise SystemExit('ran')\n")
    done = hosted.check(1, hosted.propose(1, "Try to be run"))
    assert done.code == 0, done.said
    assert TOKEN not in (done.work / ".git" / "config").read_text(encoding="utf-8")


def test_settings_of_a_pull_request_do_not_say_which_system_is_read(hosted: Hosted) -> None:
    """The plan goes by the base's settings, whatever the change makes of them."""
    settings = hosted.world.root / "access" / "settings.yaml"
    text = settings.read_text(encoding="utf-8").replace("{provider: roster}", "{provider: sandbox}")
    settings.write_text(text, encoding="utf-8")
    hosted.people(ANA, LUZ)
    done = hosted.check(1, hosted.propose(1))
    assert "luz.vargas@santalucia.example" in done.outputs["comment"]
    assert not (done.work / ".git" / "accessctl" / "sandbox.sqlite").exists()


def test_clone_without_its_history_is_refused_with_the_remedy(hosted: Hosted) -> None:
    """Hosts clone with a depth of one; the workflows fetch everything, and whoever does not is told."""
    shallow = hosted.home / "shallow"
    command = ["git", "clone", "-q", "--depth", "1", f"file://{hosted.bare}", str(shallow)]
    subprocess.run(command, check=True, env=GIT_ENV)
    told = World(shallow).run("doctor", "--lang", "en")
    assert told.code == 1
    assert "git fetch --unshallow" in told.out
    refused = World(shallow).run("apply", "--yes", "--lang", "en")
    assert refused.code == 1
    assert "git fetch --unshallow" in refused.err


def test_monthly_report_is_a_page_of_last_month(hosted: Hosted) -> None:
    """It is made of the files and the journal."""
    done = hosted.github("access-report.yml", "report", "schedule", "refs/heads/main")
    assert done.code == 0, done.said
    (page,) = (done.temp / "report").iterdir()
    assert "<html" in page.read_text(encoding="utf-8")


def clone_of(hosted: Hosted, name: str, ref: str) -> Path:
    """Clone as GitLab's runner does: detached, the whole history."""
    target = hosted.home / name / "project"
    subprocess.run(["git", "clone", "-q", f"file://{hosted.bare}", str(target)], check=True, env=GIT_ENV)
    subprocess.run(["git", "-C", str(target), "checkout", "-q", "--detach", ref], check=True, env=GIT_ENV)
    return target


def gitlab(hosted: Hosted, job: str, ref: str, **more: str) -> Ran:
    """Run one job of the GitLab pipeline."""
    hosted.runs += 1
    folder = tools(hosted.home / "bin", hosted.address, TOKEN)
    env = plain_environment()
    host = {
        **env,
        "PATH": f"{folder}:{env['PATH']}",
        "CI_JOB_ID": str(hosted.runs),
        "CI_SERVER_HOST": "gitlab.example",
        "CI_SERVER_URL": "https://gitlab.example",
        "CI_PROJECT_URL": f"file://{hosted.bare}",
        "CI_PROJECT_ID": "7",
        "CI_API_V4_URL": hosted.address,
        "CI_COMMIT_SHA": hosted.ref(ref.removeprefix("origin/")),
        "GITLAB_USER_LOGIN": "ana",
        **more,
    }
    clone = clone_of(hosted, f"gitlab-{hosted.runs}", ref)
    return run_gitlab(workflow(hosted.world.root / ".gitlab-ci.yml"), job, host, clone)


def test_gitlab_checks_comments_applies_and_leaves_a_receipt(hosted: Hosted) -> None:
    """The same way there: the plan is an artifact, the notes are written by a pipeline of the branch."""
    if (hosted.bare.parent / "access.git").exists():
        pytest.fail("the remote's address is used with and without .git")
    (hosted.bare.parent / "access.git").symlink_to(hosted.bare)
    hosted.people(ANA, LUZ)
    hosted.propose(1)
    request = {
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
        "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "7",
    }
    checked = gitlab(hosted, "check", "origin/change-1", **request)
    assert checked.code == 0, checked.said
    for name in ("comment.md", "plan.json"):
        hosted.comments.artifacts[1, name] = (checked.work / "accessctl-out" / name).read_bytes()
    bot = {"ACCESSCTL_BOT_TOKEN": TOKEN}
    for _ in range(2):
        noted = gitlab(hosted, "comments", "origin/main", **bot)
        assert noted.code == 0, noted.said
    (body,) = hosted.comments.bodies(1)
    assert "luz.vargas@santalucia.example" in body
    commit = hosted.merge(1)
    done = gitlab(hosted, "apply", "origin/main", CI_PIPELINE_SOURCE="push", **bot)
    assert done.code == 0, done.said
    assert hosted.applied() == commit
    _, receipt = hosted.comments.bodies(1)
    assert "luz.vargas@santalucia.example" in receipt
    assert TOKEN not in (done.work / ".git" / "config").read_text(encoding="utf-8")


def test_gitlab_note_gives_no_order_to_the_host(hosted: Hosted) -> None:
    """A merge request forges what its check left: a line such as `/merge` stays text."""
    hosted.comments.artifacts[1, "comment.md"] = b"<!-- accessctl-plan -->\n/merge\n  /approve\n"
    assert gitlab(hosted, "comments", "origin/main", ACCESSCTL_BOT_TOKEN=TOKEN).code == 0
    (body,) = hosted.comments.bodies(1)
    assert not [line for line in body.splitlines() if line.strip().startswith("/")]


def test_gitlab_fork_gets_no_plan(hosted: Hosted) -> None:
    """What comes from another project is compared, and that is all."""
    hosted.people(ANA, LUZ)
    hosted.propose(1)
    request = {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "8"}
    done = gitlab(hosted, "check", "origin/change-1", **request)
    assert done.code == 0, done.said
    assert not (done.work / "accessctl-out" / "plan.json").exists()
    assert "luz.vargas@santalucia.example" in (done.work / "accessctl-out" / "comment.md").read_text(
        encoding="utf-8"
    )
