"""The CI that `init` writes: what the hosts' own tools say of it, and its steps, run for real."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hosted import ANA, LUZ, TOKEN, WORKFLOWS, Hosted, begin, gitlab, put
from pipelines import INSTALLS, Comments, plain_environment, run_job, serving, tools, workflow
from world import GIT_ENV, World

BIN = Path(sys.executable).parent


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


@pytest.fixture(scope="module", params=["es", "en", "all"])
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository that `init` wrote; `all`: its CI brings everything that CI can bring."""
    root = tmp_path_factory.mktemp("written") / "repo"
    if request.param != "all":
        begin(root, "--ci", "both", "--lang", request.param)
        return root
    world = begin(root, "--ci", "none")
    put(world, "{provider: roster}", "{provider: huli, account: accesos@org.example}")
    world.write("access/policy.yaml", "version: 1\napprovals: {record_access: 1}\n")
    world.practice("santa-lucia", live={"organization": 4001})
    world.practice("san-rafael", live={"organization": 1001, "web": True})
    world.ok("init", "--yes", "--ci", "both")
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
    """What runs for a pull request names no secret, has no environment, and may read alone."""
    for path in workflows(written):
        text = (written / path).read_text(encoding="utf-8")
        spec: dict[Any, Any] = workflow(written / path)
        assert "secrets." in text or not path.endswith("access-apply.yml")
        for job in spec["jobs"].values():
            assert "secrets." not in str(job) or job["environment"] == "access"
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
    values = {
        "github.token": TOKEN,
        "github.event_name": "push",
        "needs.reviewed.outputs.plan": "",
        "secrets.ACCESSCTL_SMTP_URL": "",
    }
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
