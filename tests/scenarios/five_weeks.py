"""Five weeks of a made-up organisation, played at random: commits, hands in the live system, pipelines.

Everything goes through the command line, as people and pipelines would; an oracle that shares no code
with the program judges every step. A seed plays the same weeks again.
"""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import yaml
from five_weeks_checks import journal_grew, letters_once, settled
from five_weeks_desk import Desk
from five_weeks_facts import Deed, read_files, stem
from five_weeks_files import Files, entry_of, practice_of
from five_weeks_oracle import Oracle
from five_weeks_people import answers, hands

from world import GIT_ENV, SETTINGS, Answer, World, make_world

DAYS = 35
MORE_SETTINGS = (
    "",
    "guards: {removals: {at_least: 3}}\n",
    "invitations: {max_attempts: 2}\n",
    'invitations: {send_window: {days: [mon, tue, wed, thu, fri], hours: "07:00-19:00"}}\n',
)


class Weeks:
    """One organisation at play; `killing` lets some applies die half-way."""

    def __init__(self, root: Path, seed: int, *, killing: bool = False) -> None:
        dice = random.Random(seed)  # noqa: S311 - the same weeks again is what is wanted
        world = make_world(root / "repo", SETTINGS + dice.choice(MORE_SETTINGS))
        self.desk = Desk(root, seed, world, dice, Files(dice), remote=dice.random() < 0.4)
        self.killing = killing
        self.oracle = Oracle()
        self.clones = [world]
        self.history: list[str] = []
        self.states = [self.desk.files.state()]

    def play(self, days: int = DAYS) -> None:
        """Play the weeks."""
        desk = self.desk
        self.begin()
        for day in range(days):
            desk.diary.append(f"# day {day}")
            if desk.maybe(0.75):
                self.commits()
            if desk.maybe(0.5) and desk.files.practices:
                hands(desk)
            if desk.maybe(0.12):
                self.fault()
            if desk.maybe(0.1):
                self.mishap()
            self.pipeline()
            answers(desk)
            if desk.maybe(0.1):
                self.emergency()
            if desk.maybe(0.04):
                self.import_live()
            desk.run("sandbox", "advance", desk.random.choice(["22h", "24h", "24h", "25h", "30h"]))

    # The files

    def begin(self) -> None:
        """Make two or three practices; some have people from before, a remote, a second clone."""
        desk = self.desk
        for slug in ("lucia", "otra", "tres")[: desk.random.randint(2, 3)]:
            names = [f"{slug}{number}" for number in range(desk.random.randint(1, 5))]
            entries = [entry_of(name, desk.files.some_clinics()) for name in names]
            desk.files.practices[slug] = practice_of(slug, entries)
        if desk.remote:
            desk.world.git("init", "-q", "--bare", "-b", "main", str(desk.root / "remote.git"))
            desk.world.git("remote", "add", "origin", str(desk.root / "remote.git"))
            desk.files.write(desk.world.root)
            desk.run("journal", "init")
        self.commit("begin")
        if desk.remote and desk.maybe(0.5):
            other = World(desk.root / "clone")
            desk.world.git("clone", "-q", str(desk.root / "remote.git"), str(other.root))
            other.git("config", "user.name", "Beto Clon")
            other.git("config", "user.email", "beto@org.example")
            (other.root / ".git/accessctl").symlink_to(desk.world.root / ".git/accessctl")
            self.clones.append(other)
        self._before_adoption()

    def _before_adoption(self) -> None:
        desk = self.desk
        for slug, practice in desk.files.practices.items():
            for entry in practice["assistants"]:
                if desk.maybe(0.4):
                    desk.add(slug, entry["email"], entry["clinics"][0])
            if desk.maybe(0.5):
                desk.add(slug, f"vieja-{slug}@org.example", "escazu")
                if desk.maybe(0.3):
                    desk.people("grant-record", slug, f"vieja-{slug}@org.example")
            if desk.maybe(0.2):
                desk.add(slug, practice["owner"]["email"], "escazu")

    def commit(self, message: str) -> None:
        """Commit the files, and publish them."""
        desk = self.desk
        desk.files.write(desk.world.root)
        desk.diary.append(f"git commit -m {message!r}")
        self.history.append(desk.world.commit(message))
        if desk.remote:
            desk.world.git("push", "-q", "origin", "main")

    def commits(self) -> None:
        """Commit one to three edits, or take the last commit back."""
        desk = self.desk
        if desk.maybe(0.08) and len(self.states) > 1:
            before = self.states.pop()
            if before[0].keys() == desk.files.practices.keys():
                desk.files.practices, desk.files.broken, desk.files.deleted = before
                self.commit("Revert")
                return
        kept = desk.files.state()
        today = desk.picture().now.date()
        edits = [edit for _ in range(desk.random.randint(1, 3)) if (edit := desk.files.edit(today))]
        if edits:
            self.states.append(kept)
            self.commit("; ".join(edits))

    # What goes wrong

    def fault(self) -> None:
        """Let something go wrong in the live system."""
        desk = self.desk
        kind = desk.random.choice(["timeout-before", "timeout-after", "empty-answer", "lost-credentials"])
        if kind == "empty-answer" and set(map(stem, desk.files.practices)) - self.oracle.adopted:
            return  # believed where nobody was ever seen
        arguments = [kind, "--times", str(desk.random.randint(1, 4) if kind.startswith("timeout") else 1)]
        if desk.files.practices and desk.maybe(0.7):
            arguments += ["--practice", desk.random.choice(sorted(desk.files.practices))]
        desk.people("fault", *arguments)

    def mishap(self) -> None:
        """Run an old pipeline again, or apply what is not committed: both are refused."""
        desk = self.desk
        before, faults = desk.picture(), desk.faults()
        if desk.maybe(0.5):
            older = desk.random.choice(self.history)
            if older == self.history[-1]:
                return
            desk.world.git("checkout", "-q", older)
            desk.diary.append(f"git checkout {older[:12]}")
            code = desk.run("apply", "--yes").code
            desk.world.git("checkout", "-q", "main")
        else:
            desk.world.write("practices/sucia.yaml", json.dumps(practice_of("sucia", [])))
            code = desk.run("apply", "--yes").code
            (desk.world.root / "practices/sucia.yaml").unlink()
        if code != 6 and not faults:
            desk.fail(f"what must not be applied ended with {code}")
        after = desk.picture()
        if (before.rows, before.mails) != (after.rows, after.mails):
            desk.fail("what was refused changed the live system")

    def killed(self, world: World) -> None:
        """Let an apply die half-way; the next one takes over."""
        self.desk.diary.append("accessctl apply --yes  # killed")
        run = subprocess.Popen(
            [sys.executable, "-m", "accessctl", "apply", "--yes"],
            cwd=world.root,
            env=GIT_ENV,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(self.desk.random.uniform(0.2, 0.6))
        run.send_signal(signal.SIGKILL)
        run.wait()

    # Apply

    def pipeline(self) -> None:
        """Run the pipeline; sometimes twice, in the other clone, or loosened by somebody."""
        desk = self.desk
        world = desk.random.choice(self.clones)
        if world is not desk.world:
            world.git("pull", "-q", "origin", "main")
            desk.diary.append("# in the other clone, after git pull")
        flags: list[str] = []
        if desk.maybe(0.15):
            flags += self._restore()
        if desk.maybe(0.03) and desk.readable():
            flags += ["--revoke-unmanaged", desk.random.choice(desk.readable())]
        code, out = self.apply(world, *flags, dying=self.killing and desk.maybe(0.15))
        wished = [item["flag"] for item in out.get("refused", ()) if item["flag"]]
        if code == 6 and wished and desk.maybe(0.7) and not desk.faults():
            self.apply(world, *flags, *_loosened(wished))
        if desk.maybe(0.3):
            self.apply(world)

    def _restore(self) -> list[str]:
        """Decide that somebody who was removed shall be back."""
        lifted = ("removed-by-hand", "revoked-in-emergency")
        if self.desk.faults():
            return []
        found = [item for item in self.desk.plan()["blocked"] if item["code"] in lifted]
        found = [item for item in found if item["practice"] in self.desk.readable()]
        if not found:
            return []
        item = self.desk.random.choice(found)
        return ["--restore", item["practice"], item["email"]]

    def apply(self, world: World, *flags: str, dying: bool = False) -> tuple[int, dict[str, Any]]:
        """Apply, and judge what happened."""
        desk = self.desk
        before, faults, journal = desk.picture(), desk.faults(), desk.journal()
        if dying:
            self.killed(world)
        answer = desk.run("apply", "--yes", "--format", "json", *flags, world=world)
        out = json.loads(answer.out) if answer.out.startswith("{") else {}
        words = list(flags)
        deed = Deed(
            code=answer.code,
            outcomes=out.get("outcomes", []),
            declared=read_files(desk.world.root, before.now),
            faults=faults,
            dying=dying,
            restore=frozenset(
                (stem(words[at + 1]), words[at + 2]) for at, word in enumerate(words) if word == "--restore"
            ),
            revoke_unmanaged=frozenset(
                stem(words[at + 1]) for at, word in enumerate(words) if word == "--revoke-unmanaged"
            ),
        )
        found = [*self.oracle.judge(deed, before, desk.picture()), *_unfit(deed, answer)]
        if found:
            desk.fail(*found)
        wrote = not deed.refused or dying or (faults and answer.code == 1)
        journal_grew(desk, journal, may_write=wrote, all_closed=not self.killing)
        letters_once(desk)
        if not deed.refused and not faults:
            settled(desk, self.oracle, world, deed)
        return answer.code, out

    # What people do beside the pipeline

    def emergency(self) -> None:
        """Somebody must be out at once."""
        desk = self.desk
        before, journal = desk.picture(), desk.journal()
        found = [(slug, who) for slug in desk.readable() for who in sorted(before.rows.get(stem(slug), ()))]
        if not found or desk.faults():
            return
        slug, email = desk.random.choice(found)
        answer = desk.run("revoke", slug, email, "--reason", "urgente", "--format", "json")
        out = json.loads(answer.out) if answer.out.startswith("{") else {}
        who = (stem(slug), email)
        deed = Deed(
            answer.code, out.get("outcomes", []), read_files(desk.world.root, before.now), emergency=who
        )
        wrong = self.oracle.judge(deed, before, desk.picture())
        done = answer.code in (0, 5)
        if answer.code == 5 and (slug, email) not in {
            (item["practice"], item["email"]) for item in desk.plan()["blocked"]
        }:
            wrong.append(f"an emergency ended with 5, and nothing holds it up: {out} {answer.err}")
        if not done and email != deed.declared[stem(slug)].owner:
            wrong.append(f"an emergency ended with {answer.code}: {answer.err}")
        if wrong:
            desk.fail(*wrong)
        journal_grew(desk, journal, may_write=done, all_closed=not self.killing)
        letters_once(desk)

    def import_live(self) -> None:
        """Write what is live into one file, and commit it: nothing new is asked for after that."""
        desk = self.desk
        if not desk.readable() or desk.faults():
            return
        slug = desk.random.choice(desk.readable())
        pending = {(item["kind"], item["practice"], item["email"]) for item in desk.plan()["changes"]}
        if desk.run("import", slug).code:
            desk.world.git("checkout", "-q", "--", "practices")
            return
        text = (desk.world.root / f"practices/{slug}.yaml").read_text(encoding="utf-8")
        plan = desk.plan()["changes"]
        new = [item for item in plan if (item["kind"], item["practice"], item["email"]) not in pending]
        if new:
            desk.fail(f"an import of {slug} asks for something new: {new}\n{text}")
        self.states.append(desk.files.state())
        desk.files.practices[slug] = yaml.safe_load(text)
        self.commit(f"import {slug}")


def _loosened(wished: list[str]) -> list[str]:
    """Return the flags that let everything pass: of those with a number the largest."""
    largest: dict[str, str] = {}
    for flag in wished:
        name, _, value = flag.partition(" ")
        if not value.isdigit():
            largest[flag] = flag
        elif int(value) > int(largest.get(name, "x 0").split()[1]):
            largest[name] = flag
    return [word for flag in largest.values() for word in flag.split()]


def _unfit(deed: Deed, answer: Answer) -> list[str]:
    """Return where the exit code does not fit what happened."""
    bad = [item for item in deed.outcomes if item["status"] not in ("done", "handed-off")]
    found = [f"ended with 0, and yet {bad}"] if bad and deed.code == 0 else []
    if bad and not deed.faults:
        found.append(f"failed without a fault: {bad}")
    if deed.code not in (0, 5, 6) and not deed.faults:
        found.append(f"ended with {deed.code}: {answer.err}")
    return found


def play(root: Path, seed: int, *, killing: bool = False, days: int = DAYS) -> None:
    """Play the weeks of a seed; raise `BrokenRuleError` where something happens that nothing explains."""
    Weeks(root, seed, killing=killing).play(days)
