"""An access repository on a host: its bare remote, somebody's clone, the comments, and the jobs that run."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from pipelines import Comments, Ran, plain_environment, run_gitlab, run_job, tools, workflow
from world import GIT_ENV, World

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


def put(world: World, old: str, new: str, path: str = "access/settings.yaml") -> None:
    """Change a file of the repository."""
    text = (world.root / path).read_text(encoding="utf-8")
    assert text.count(old) == 1
    world.write(path, text.replace(old, new))


def anew(world: World) -> None:
    """Let the CI files be written anew, as `doctor` says: they are deleted first."""
    for path in [*(world.root / WORKFLOWS).glob("*.yml"), world.root / ".gitlab-ci.yml"]:
        path.unlink()
    world.ok("init", "--yes", "--ci", "both")
    world.commit("Write the CI files anew")


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
            **({"secrets.ACCESSCTL_SMTP_URL": ""} if job == "apply" else {}),
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

    def apply(self, event: str = "push", **secrets: str) -> Ran:
        """Run what happens after a merge, the receipt included; the secrets are the environment's."""
        found: dict[str, str] = {"number": "", "plan": ""}
        if event != "schedule":
            run = self.github("access-apply.yml", "reviewed", event, "refs/heads/main")
            assert run.code == 0, run.said
            found = run.outputs
        values = {f"needs.reviewed.outputs.{name}": value for name, value in found.items()}
        values |= {f"secrets.{name}": value for name, value in secrets.items()}
        done = self.github("access-apply.yml", "apply", event, "refs/heads/main", **values)
        if found["number"]:
            values["needs.apply.outputs.receipt"] = done.outputs["receipt"]
            told = self.github("access-apply.yml", "receipt", event, "refs/heads/main", **values)
            assert told.code == 0, told.said
        return done


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
