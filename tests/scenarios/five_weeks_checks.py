"""What must hold after every step of the five weeks: of the journal, the letters, the plan and its words."""

from __future__ import annotations

import json
import re
from typing import Any

from five_weeks_desk import Desk
from five_weeks_facts import Deed, stem
from five_weeks_oracle import Oracle, unanswered
from five_weeks_people import PENDING

from world import World

CODE = re.compile(r"(?<![\w./@-])[a-z]+(?:-[a-z]+)+(?![\w./@-])")
PARTS = ("changes", "waiting", "blocked", "unmanaged", "unverified", "released", "frozen")


def journal_grew(desk: Desk, before: dict[str, str], *, may_write: bool, all_closed: bool) -> None:
    """See that the journal only grew, and that every open run is closed, unless something was killed."""
    after = desk.journal()
    if any(after.get(name) != content for name, content in before.items()):
        desk.fail("a file of the journal was changed or lost")
    if not may_write and after != before:
        desk.fail("a refused run wrote into the journal", *desk.journal_texts(after.keys() - before.keys()))
    opened, closed = (
        {name.removesuffix(end) for name in after if name.endswith(end)}
        for end in (".open.jsonl", ".close.jsonl")
    )
    if all_closed and opened - closed:
        desk.fail(f"open runs: {opened - closed}")


def letters_once(desk: Desk) -> None:
    """See that each hand-off is in one letter, and nothing is asked twice at the same time."""
    seen: dict[str, str] = {}
    for path in sorted((desk.world.root / ".git/accessctl/outbox").glob("*.eml")):
        head = path.read_bytes().split(b"\n\n")[0].decode("utf-8", "replace").replace("\n ", " ")
        fields = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
        if path.name.startswith("accessctl.notice.") or "In-Reply-To" in fields:
            continue  # they ask for nothing new
        for one in fields["X-Accessctl-Handoffs"].split():
            if one in seen:
                desk.fail(f"hand-off {one} is in {path.name} and in {seen[one]}")
            seen[one] = path.name
    waiting: dict[tuple[Any, ...], str] = {}
    for item in desk.handoffs():
        if item["id"] not in seen:
            desk.fail(f"hand-off {item} has no letter")
        if item["state"] in PENDING:
            key = (stem(item["practice"]), item["email"], item["kind"], item["centre"])
            if key in waiting:
                desk.fail(f"asked twice: {item} and {waiting[key]}")
            waiting[key] = item["id"]


def settled(desk: Desk, oracle: Oracle, world: World, deed: Deed) -> None:
    """See that an apply leaves nothing to do, and that whatever is not as declared waits in words."""
    plan = desk.run("plan", "--format", "json", world=world).json
    still = [
        change
        for change in plan["changes"]
        if not deed.declared[stem(change["practice"])].plan_only
        and not deed.failed(stem(change["practice"]), change["email"])
    ]
    if still:
        desk.fail(f"an apply left changes: {still}")
    held = plan["blocked"] or plan["frozen"]
    if deed.code == 0 and held:
        desk.fail(f"ended with 0, and yet blocked {plan['blocked']} frozen {plan['frozen']}")
    if deed.code == 5 and not (held or deed.erring):
        desk.fail("ended with 5, and nothing is blocked, frozen or in error")
    if silent := list(unanswered(oracle, plan, desk.picture(), deed)):
        desk.fail(*silent)
    if desk.maybe(0.3):
        again(desk, world, deed)
    if desk.maybe(0.15):
        shuffled(desk, plan["digest"])
    if desk.maybe(0.1):
        words(desk, plan)


def again(desk: Desk, world: World, deed: Deed) -> None:
    """Apply again: it learns at most what the first one left, and then writes nothing any more."""
    seen = desk.journal()
    for turn in range(3):
        answer = desk.run("apply", "--yes", "--format", "json", world=world)
        if answer.code != deed.code or answer.json["outcomes"]:
            desk.fail(f"applying again ended with {answer.code} instead of {deed.code}: {answer.out}")
        new = desk.journal().keys() - seen.keys()
        if new and turn > 0:
            desk.fail("applying a third time wrote", *desk.journal_texts(new))
        seen = desk.journal()


def shuffled(desk: Desk, digest: str) -> None:
    """See that the order of entries in the files changes nothing."""
    for slug in desk.readable():
        people = desk.files.practices[slug]["assistants"]
        mixed = desk.random.sample(people, len(people))
        text = json.dumps({**desk.files.practices[slug], "assistants": mixed}, ensure_ascii=False)
        desk.world.write(f"practices/{slug}.yaml", text)
    found = desk.run("plan", "--format", "json").json["digest"]
    desk.files.write(desk.world.root)
    if desk.world.git("status", "--porcelain"):
        desk.fail("the test did not put the files back")
    if found != digest:
        desk.fail("the order of entries changed the digest")


def words(desk: Desk, plan: dict[str, Any]) -> None:
    """See that every form of the plan is there in both languages, without holes or bare codes."""
    items = [item for part in PARTS for item in plan[part]]
    codes = {item.get("code") or item["reason"]["code"] for item in items}
    codes |= {item["kind"] for item in items if item.get("kind")}
    commands = (
        ("plan", "--format", "text"),
        ("plan", "--format", "markdown"),
        ("status",),
        ("handoff", "list", "--all"),
    )
    for language in ("en", "es"):
        for command in commands:
            text = desk.run("--lang", language, *command).out
            bare = set(CODE.findall(text)) & codes
            if bare or any(hole in text for hole in ("…", "{", "None")):
                desk.fail(f"{command} in {language} shows {sorted(bare) or 'a hole'}:\n{text}")
