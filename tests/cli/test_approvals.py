"""Record access is asked for when somebody else approved it, and their signature proves it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from signing import ANA, LUZ, MARCO, Key, git_as, signed, ssh_key
from world import World, person, there

POLICY = "version: 1\napprovals: {record_access: 1, signers: access/signers}\n"
WHY = {"reason": "Prepara los expedientes"}


@pytest.fixture
def luz(tmp_path: Path) -> Key:
    """Return the key of somebody who may approve."""
    return ssh_key(tmp_path / "keys", "luz")


@pytest.fixture
def clinic(world: World, luz: Key) -> World:
    """Return a repository whose policy asks for one approval, Ana's entry without record access."""
    world.write("access/policy.yaml", POLICY)
    world.write("access/signers", "# who may approve\n" + luz.line(LUZ))
    world.practice("lucia", person("ana"), person("eva"))
    world.load({"practice": "lucia", "assistants": [there("ana"), there("eva")]})
    world.commit("Begin to ask for approvals")
    world.ok("apply", "--yes")
    return world


def branch(world: World, *arguments: str, who: str = ANA, at: str | None = None, **more: Any) -> None:
    """Ask for record access for Ana on a branch, as somebody."""
    git_as(world, who, "switch", "-q", "-c", "ask")
    world.practice("lucia", person("ana", record_access=WHY, **more), person("eva"))
    git_as(world, who, "add", "-A")
    git_as(world, who, *arguments, "commit", "-q", "-m", "Ana prepares the records", at=at)


def merge(world: World, key: Key | str | None, who: str = LUZ, **more: Any) -> None:
    """Merge the branch, signed with a key or not at all."""
    git_as(world, who, "switch", "-q", "main")
    options = () if key is None else signed(key)
    sign = () if key is None else ("-S",)
    git_as(world, who, *options, "merge", "-q", "--no-ff", *sign, "-m", "Merge branch ask", "ask", **more)


def blocked(world: World) -> list[tuple[str, str, Any]]:
    """Return what the plan blocks: code, remedy, approvals there are."""
    return [(item["code"], item["remedy"], item["params"]["have"]) for item in world.plan()["blocked"]]


MISSING = [("approval-missing", "approval-missing", 0)]


def test_a_merge_signed_by_another_is_an_approval_and_record_access_is_asked(clinic: World, luz: Key) -> None:
    """Ana wrote it, Luz merged with her signature."""
    branch(clinic)
    merge(clinic, luz)
    assert blocked(clinic) == []
    done = clinic.ok("apply", "--yes", "--format", "json").json
    assert [item["status"] for item in done["outcomes"]] == ["handed-off"]


def test_an_unsigned_merge_is_withheld_and_the_rest_goes_on(clinic: World) -> None:
    """No mail, no intent; the same commit's revocation is done. Exit code 5 says that something remains."""
    git_as(clinic, ANA, "switch", "-q", "-c", "ask")
    clinic.practice("lucia", person("ana", record_access=WHY))
    git_as(clinic, ANA, "commit", "-q", "-am", "Ana prepares the records, Eva leaves")
    merge(clinic, None)
    assert blocked(clinic) == MISSING
    done = clinic.run("apply", "--yes", "--format", "json")
    assert done.code == 5
    assert [(item["kind"], item["status"]) for item in done.json["outcomes"]] == [("revoke", "done")]
    intents = [item["change"] for item in clinic.journal() if item["kind"] == "intent"]
    assert intents == ["revoke"]
    assert not (clinic.root / ".git/accessctl/outbox").exists()


def test_a_withheld_request_names_needed_and_have_and_the_remedy_in_every_form(clinic: World) -> None:
    """Text, Markdown and JSON; the digest is that of the pull request's own plan."""
    branch(clinic)
    reviewed = clinic.plan()
    assert reviewed["blocked"] == []
    merge(clinic, None)
    after = clinic.plan()
    assert after["digest"] == reviewed["digest"]
    assert after["withheld"] == [change["id"] for change in after["changes"]]
    assert after["blocked"][0]["params"] == {
        "commit": after["changes"][0]["origin"]["commit"][:12],
        "have": 0,
        "needed": 1,
    }
    for form in ("text", "markdown"):
        said = clinic.run("plan", "--format", form).out
        assert "0 of 1" in said
        assert "withheld" in said
        assert "access/signers" in said.replace("\\", "")


def test_a_plan_reviewed_in_the_pull_request_is_applied_after_the_signed_merge(
    clinic: World, luz: Key, tmp_path: Path
) -> None:
    """What is withheld is no part of the digest, so nothing is stale."""
    branch(clinic)
    saved = tmp_path / "plan.json"
    clinic.ok("plan", "--out", str(saved))
    merge(clinic, luz)
    assert clinic.ok("apply", str(saved), "--format", "json").json["summary"]["handed_off"] == 1


def test_a_saved_plan_with_something_withheld_can_be_read_again(clinic: World, tmp_path: Path) -> None:
    """It is applied as far as it may be."""
    branch(clinic)
    merge(clinic, None)
    saved = tmp_path / "plan.json"
    clinic.ok("plan", "--out", str(saved))
    assert clinic.run("apply", str(saved)).code == 5


def test_a_squashed_commit_signed_by_another_is_an_approval(clinic: World, luz: Key) -> None:
    """Its author is who wrote it, its committer who approved."""
    clinic.practice("lucia", person("ana", record_access=WHY), person("eva"))
    git_as(clinic, LUZ, *signed(luz), "commit", "-q", "-S", "-a", f"--author=Ana <{ANA}>", "-m", "Squashed")
    assert blocked(clinic) == []


def test_an_empty_signed_commit_on_the_branch_is_an_approval(clinic: World, luz: Key) -> None:
    """A reviewer can approve without merging."""
    branch(clinic)
    git_as(clinic, LUZ, *signed(luz), "commit", "-q", "-S", "--allow-empty", "-m", "Approve")
    merge(clinic, None, ANA)
    assert blocked(clinic) == []


def test_an_approval_of_an_earlier_state_does_not_count(clinic: World, luz: Key) -> None:
    """What came after it was seen by nobody."""
    branch(clinic)
    git_as(clinic, LUZ, *signed(luz), "commit", "-q", "-S", "--allow-empty", "-m", "Approve")
    clinic.practice(
        "lucia", person("ana", record_access={"reason": "Otra cosa"}), person("eva", record_access=WHY)
    )
    git_as(clinic, ANA, "commit", "-q", "-am", "And Eva")
    merge(clinic, None, ANA)
    assert blocked(clinic) == MISSING * 2


def test_own_signature_does_not_count_on_a_merge_a_squash_or_an_empty_commit(clinic: World, luz: Key) -> None:
    """Luz writes, signs and merges everything herself."""
    branch(clinic, who=LUZ)
    git_as(clinic, LUZ, *signed(luz), "commit", "-q", "-S", "--allow-empty", "-m", "Approve")
    merge(clinic, luz)
    assert blocked(clinic) == MISSING


def test_own_signature_under_another_name_on_the_commit_does_not_count(clinic: World, luz: Key) -> None:
    """Whoever signs a change on the branch wrote it, whatever author it names."""
    branch(clinic, *signed(luz), "-c", "commit.gpgsign=true", who="nobody@org.example")
    merge(clinic, luz)
    assert blocked(clinic) == MISSING


def test_own_second_address_does_not_count(clinic: World, luz: Key) -> None:
    """The addresses of one line are one person's; upper case is no other person."""
    clinic.write("access/signers", luz.line(LUZ, "luz.private@mail.example"))
    clinic.commit("Luz has two addresses")
    branch(clinic, who="Luz.Private@Mail.example")
    merge(clinic, luz)
    assert blocked(clinic) == MISSING


def test_a_co_author_does_not_approve_a_squashed_commit(clinic: World, luz: Key) -> None:
    """Who helped to write it looked at their own work."""
    clinic.practice("lucia", person("ana", record_access=WHY), person("eva"))
    message = f"Squashed\n\nCo-authored-by: Luz <{LUZ}>"
    git_as(clinic, LUZ, *signed(luz), "commit", "-q", "-S", "-a", f"--author=Ana <{ANA}>", "-m", message)
    assert blocked(clinic) == MISSING


def test_a_signer_added_in_the_same_pull_request_does_not_count(
    clinic: World, luz: Key, tmp_path: Path
) -> None:
    """The signers that count are those before it; the plan shows the new one as a sensitive alteration."""
    mallory = ssh_key(tmp_path / "keys", "mallory")
    clinic.write("access/signers", luz.line(LUZ) + mallory.line(MARCO))
    branch(clinic)
    (shown,) = clinic.plan()["alterations"]
    assert (shown["code"], shown["params"]["added"]) == ("signers-added", [MARCO])
    merge(clinic, mallory, MARCO)
    assert blocked(clinic) == MISSING


def test_a_pull_request_that_drops_the_rule_does_not_free_itself(clinic: World) -> None:
    """The policy before the change asks for the approval."""
    clinic.write("access/policy.yaml", "version: 1\n")
    branch(clinic)
    merge(clinic, None)
    assert blocked(clinic) == MISSING


def test_a_pull_request_that_drops_the_rule_and_calls_the_policy_binary_does_not_free_itself(
    clinic: World,
) -> None:
    """Attributes come with a commit; what is read of the policy's past is not theirs to say."""
    clinic.write(".gitattributes", "access/policy.yaml -diff\n")
    clinic.write("access/policy.yaml", "version: 1\n")
    branch(clinic)
    merge(clinic, None)
    assert blocked(clinic) == MISSING


def test_a_signature_by_an_unknown_key_does_not_count(clinic: World, tmp_path: Path) -> None:
    """Even with a signer's name and address on the commit."""
    branch(clinic)
    merge(clinic, ssh_key(tmp_path / "keys", "mallory"))
    assert blocked(clinic) == MISSING


def test_a_trailer_that_claims_an_approval_does_not_count(clinic: World) -> None:
    """Anybody can write it."""
    branch(clinic)
    git_as(clinic, LUZ, "switch", "-q", "main")
    message = f"Merge pull request #7 from ask\n\nApproved-by: Luz <{LUZ}>"
    git_as(clinic, LUZ, "merge", "-q", "--no-ff", "-m", message, "ask")
    assert blocked(clinic) == MISSING


def test_a_message_that_imitates_a_signature_does_not_count(clinic: World, luz: Key) -> None:
    """Neither git's words nor another commit's signature in the message."""
    git_as(clinic, LUZ, *signed(luz), "commit", "-q", "-S", "--allow-empty", "-m", "Something else")
    raw = clinic.git("cat-file", "commit", "HEAD")
    branch(clinic)
    git_as(clinic, LUZ, "switch", "-q", "main")
    message = f'Good "git" signature for {LUZ} with ED25519 key\n[GNUPG:] GOODSIG\n\n{raw}\ngpgsig x'
    git_as(clinic, LUZ, "merge", "-q", "--no-ff", "-m", message, "ask")
    assert blocked(clinic) == MISSING


def test_a_signature_of_another_commit_does_not_count(clinic: World, luz: Key) -> None:
    """A signature that is moved to another commit fits no more."""
    branch(clinic)
    merge(clinic, luz)
    raw = clinic.git("cat-file", "commit", "HEAD").replace("Merge branch ask", "Merge branch other")
    clinic.write("forged", raw + "\n")
    forged = clinic.git("hash-object", "-t", "commit", "-w", "forged")
    (clinic.root / "forged").unlink()
    clinic.git("reset", "-q", "--hard", forged)
    assert blocked(clinic) == MISSING


def test_an_expired_key_does_not_count_and_what_it_approved_in_time_still_does(
    clinic: World, luz: Key
) -> None:
    """Its last day is in the signers' file, in UTC."""
    clinic.write("access/signers", luz.line(LUZ, options='valid-before="20260601"'))
    git_as(clinic, ANA, "commit", "-q", "-am", "Luz until June", at="2026-01-01T00:00:00Z")
    branch(clinic, at="2026-05-01T00:00:00Z")
    merge(clinic, luz, at="2026-05-02T00:00:00Z")
    assert blocked(clinic) == []
    clinic.git("reset", "-q", "--hard", "HEAD~1")
    merge(clinic, luz, at="2026-06-02T00:00:00Z")
    assert blocked(clinic) == MISSING


def test_an_expired_key_does_not_count_on_a_commit_with_an_earlier_date(clinic: World, luz: Key) -> None:
    """No signature is older than what the branch was before it."""
    clinic.write("access/signers", luz.line(LUZ, options='valid-before="20260601"'))
    git_as(clinic, ANA, "commit", "-q", "-am", "Luz until June", at="2026-07-01T00:00:00Z")
    branch(clinic, at="2026-05-01T00:00:00Z")
    merge(clinic, luz, at="2026-05-02T00:00:00Z")
    assert blocked(clinic) == MISSING


def test_a_merge_that_adds_something_of_its_own_is_approved_by_nobody(clinic: World, luz: Key) -> None:
    """Neither by who signed it, who wrote that, nor by who approved the branch."""
    branch(clinic)
    git_as(clinic, LUZ, *signed(luz), "commit", "-q", "-S", "--allow-empty", "-m", "Approve")
    git_as(clinic, ANA, "switch", "-q", "main")
    git_as(clinic, ANA, "merge", "-q", "--no-ff", "--no-commit", "ask")
    clinic.practice("lucia", person("ana", record_access=WHY), person("eva", record_access=WHY))
    git_as(clinic, ANA, *signed(luz), "commit", "-q", "-S", "-am", "Merge branch ask")
    assert blocked(clinic) == MISSING * 2


def test_a_clean_merge_of_two_changes_in_one_file_keeps_its_approval(clinic: World, luz: Key) -> None:
    """Git put both sides together by itself; person by person it is what they had."""
    clinic.practice("lucia", person("ana"), *(person(f"p{number}") for number in range(9)), person("eva"))
    clinic.commit("More people")
    git_as(clinic, ANA, "switch", "-q", "-c", "ask")
    everybody = [person(f"p{number}") for number in range(9)]
    clinic.practice("lucia", person("ana", record_access=WHY), *everybody, person("eva"))
    git_as(clinic, ANA, "commit", "-q", "-am", "Ask")
    git_as(clinic, LUZ, *signed(luz), "commit", "-q", "-S", "--allow-empty", "-m", "Approve")
    clinic.git("switch", "-q", "main")
    clinic.practice("lucia", person("ana"), *everybody, person("eva", note="Mañanas"))
    clinic.commit("A note")
    merge(clinic, None, ANA)
    assert blocked(clinic) == []


def test_a_merge_that_brings_another_account_along_is_approved_by_nobody(clinic: World, luz: Key) -> None:
    """Both sides changed the file, and what the merge adds stands beside the people."""
    branch(clinic)
    git_as(clinic, LUZ, *signed(luz), "commit", "-q", "-S", "--allow-empty", "-m", "Approve")
    git_as(clinic, ANA, "switch", "-q", "main")
    clinic.practice("lucia", person("ana"), person("eva", note="Mañanas"))
    git_as(clinic, ANA, "commit", "-q", "-am", "A note")
    git_as(clinic, ANA, "merge", "-q", "--no-ff", "--no-commit", "-X", "ours", "ask")
    other = {"provider": "sandbox", "organization": 4001}
    clinic.practice("lucia", person("ana", record_access=WHY), person("eva", note="Mañanas"), live=other)
    git_as(clinic, ANA, "commit", "-q", "-am", "Merge branch ask")
    assert blocked(clinic) == MISSING


def test_a_commit_that_was_merged_cannot_be_applied_in_place_of_the_branch(
    clinic: World, luz: Key, tmp_path: Path
) -> None:
    """Its own line has signers that its author chose."""
    mallory = ssh_key(tmp_path / "keys", "mallory")
    clinic.git("switch", "-q", "-c", "ask")
    clinic.write("access/signers", luz.line(LUZ) + mallory.line(MARCO))
    clinic.commit("One more signer")
    clinic.practice("lucia", person("ana", record_access=WHY), person("eva"))
    git_as(clinic, ANA, *signed(mallory), "commit", "-q", "-S", "-am", "Ask")
    merge(clinic, None)
    clinic.git("switch", "-q", "--detach", "ask")
    done = clinic.run("apply", "--yes", "--not-tip", "--format", "json")
    assert done.code == 5
    assert blocked(clinic) == [("approval-missing", "approval-missing.beside", 0)]


def test_two_approvals_are_two_people(clinic: World, luz: Key, tmp_path: Path) -> None:
    """Twice the same one is one."""
    marco = ssh_key(tmp_path / "keys", "marco")
    clinic.write("access/policy.yaml", POLICY.replace("1,", "2,"))
    clinic.write("access/signers", luz.line(LUZ) + marco.line(MARCO))
    clinic.commit("Two approvals")
    clinic.ok("apply", "--yes")
    branch(clinic)
    git_as(clinic, LUZ, *signed(luz), "commit", "-q", "-S", "--allow-empty", "-m", "Approve")
    merge(clinic, luz)
    assert blocked(clinic) == [("approval-missing", "approval-missing", 1)]
    clinic.git("reset", "-q", "--hard", "HEAD~1")
    merge(clinic, marco, MARCO)
    assert blocked(clinic) == []


def test_config_of_the_repository_runs_nothing_and_verifies_nothing(clinic: World, tmp_path: Path) -> None:
    """Neither its programs nor its allowed signers are asked."""
    ran = tmp_path / "ran"
    script = tmp_path / "gpg"
    script.write_text(f"#!/bin/sh\ntouch {ran}\necho '[GNUPG:] GOODSIG'\nexit 0\n", encoding="ascii")
    script.chmod(0o755)
    mallory = ssh_key(tmp_path / "keys", "mallory")
    branch(clinic)
    merge(clinic, mallory)
    (tmp_path / "allowed").write_text(mallory.line(LUZ), encoding="ascii")
    for key in ("gpg.program", "gpg.ssh.program", "gpg.openpgp.program", "gpg.x509.program"):
        clinic.git("config", key, str(script))
    clinic.git("config", "gpg.ssh.allowedSignersFile", str(tmp_path / "allowed"))
    clinic.git("config", "log.showSignature", "true")
    assert blocked(clinic) == MISSING
    assert clinic.run("apply", "--yes").code == 5
    assert not ran.exists()


def test_without_the_program_nothing_is_approved_and_the_remedy_says_so(
    clinic: World, luz: Key, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine without ssh-keygen cannot tell; it never takes that for a yes."""
    branch(clinic)
    merge(clinic, luz)
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("git", "env", "sh"):
        (folder / name).symlink_to(f"/usr/bin/{name}")
    path = os.environ["PATH"]
    monkeypatch.setenv("PATH", str(folder))
    assert blocked(clinic) == [("approval-missing", "approval-missing.program", 0)]
    assert "ssh-keygen" in clinic.run("plan").out
    assert told(clinic) == [[]]
    monkeypatch.setenv("PATH", path)
    assert [item["by"] for item in told(clinic)[0]] == [LUZ]  # what could not be verified was not kept


def test_an_approval_is_not_asked_again_when_another_key_of_the_entry_changes(
    clinic: World, luz: Key
) -> None:
    """The commit that counts is the one that last changed what is declared of the record access."""
    branch(clinic)
    merge(clinic, luz)
    clinic.practice("lucia", person("ana", record_access=WHY, note="Mañanas"), person("eva"))
    clinic.commit("A note")
    assert blocked(clinic) == []
    clinic.practice("lucia", person("ana", record_access={**WHY, "until": "2030-01-01"}), person("eva"))
    clinic.commit("For longer")
    assert blocked(clinic) == MISSING


def test_an_entry_that_was_over_and_is_made_to_last_longer_needs_an_approval_of_its_own(
    clinic: World, luz: Key
) -> None:
    """The entry's last day is record access's too: what was approved ended with it."""
    branch(clinic, until="2026-11-25")
    merge(clinic, luz)
    clinic.ok("apply", "--yes")
    clinic.sandbox("advance", "72h")
    clinic.ok("apply", "--yes")
    clinic.practice("lucia", person("ana", record_access=WHY, until="2029-01-01"), person("eva"))
    git_as(clinic, ANA, "commit", "-q", "-am", "Until 2029")
    assert blocked(clinic) == MISSING


def test_an_entry_that_is_made_to_begin_sooner_needs_an_approval_of_its_own(clinic: World, luz: Key) -> None:
    """What was approved for June is not approved for today."""
    branch(clinic, **{"from": "2027-06-01"})
    merge(clinic, luz)
    clinic.practice("lucia", person("ana", record_access=WHY), person("eva"))
    git_as(clinic, ANA, "commit", "-q", "-am", "Today")
    assert blocked(clinic) == MISSING


def test_an_entry_that_outlasts_its_record_access_may_last_longer(clinic: World, luz: Key) -> None:
    """Nothing of what was approved changes by that."""
    until = {**WHY, "until": "2027-01-01"}
    clinic.practice("lucia", person("ana", record_access=until, until="2027-06-30"), person("eva"))
    author = f"--author=Ana <{ANA}>"
    git_as(clinic, LUZ, *signed(luz), "commit", "-q", "-S", "-am", "Squashed", author)
    clinic.practice("lucia", person("ana", record_access=until, until="2029-01-01"), person("eva"))
    git_as(clinic, ANA, "commit", "-q", "-am", "Until 2029")
    assert blocked(clinic) == []


def test_an_approval_for_one_account_is_none_for_another(clinic: World, luz: Key) -> None:
    """Else a practice of one's own gets an approval, and then becomes somebody else's."""
    own = {"provider": "sandbox", "organization": 9999}
    clinic.practice("lucia", person("ana", record_access=WHY), person("eva"), live=own)
    author = f"--author=Ana <{ANA}>"
    git_as(clinic, LUZ, *signed(luz), "commit", "-q", "-S", "-am", "Squashed", author)
    assert blocked(clinic) == []
    other = {**own, "organization": 4001}
    clinic.practice("lucia", person("ana", record_access=WHY), person("eva"), live=other)
    git_as(clinic, ANA, "commit", "-q", "-am", "Another account")
    assert blocked(clinic) == MISSING
    (clinic.root / "practices/lucia.yaml").unlink()
    clinic.practice("sur", person("ana", record_access=WHY), person("eva"), live=other, previously=["lucia"])
    clinic.load({"practice": "sur", "assistants": [there("ana"), there("eva")]})
    git_as(clinic, ANA, "add", "-A")
    git_as(clinic, ANA, "commit", "-q", "-m", "Another name")
    assert blocked(clinic) == MISSING


def test_who_was_asked_for_already_stays_as_they_are(clinic: World, luz: Key) -> None:
    """A later change without approval takes nothing back."""
    branch(clinic)
    merge(clinic, luz)
    clinic.ok("apply", "--yes")
    clinic.practice("lucia", person("ana", record_access={"reason": "Otra cosa"}), person("eva"))
    clinic.commit("Another reason")
    assert clinic.plan()["changes"] == []
    clinic.ok("apply", "--yes")


def test_without_a_policy_nobody_is_asked(world: World) -> None:
    """The rule is the organisation's to make."""
    world.practice("lucia", person("ana", record_access=WHY))
    world.load({"practice": "lucia", "assistants": [there("ana")]})
    world.commit()
    assert world.plan()["withheld"] == []
    world.ok("apply", "--yes")


def test_log_who_and_report_tell_verified_approvals_from_claims(clinic: World, luz: Key) -> None:
    """A signature makes the claim of the same person a fact, and names who claimed nothing."""
    branch(clinic)
    git_as(clinic, LUZ, "switch", "-q", "main")
    message = f"Merge branch ask\n\nReviewed-by: Luz <{LUZ}>\nReviewed-by: Marco <{MARCO}>"
    git_as(clinic, LUZ, *signed(luz), "merge", "-q", "--no-ff", "-S", "-m", message, "ask")
    expected = [
        {"by": f"Luz <{LUZ}>", "trailer": "Reviewed-by", "status": "verified"},
        {"by": f"Marco <{MARCO}>", "trailer": "Reviewed-by", "status": "claimed"},
    ]
    for _ in range(2):  # what is kept says the same
        assert told(clinic)[0] == expected
    row = clinic.ok("report", "--format", "json", "--without-live").json["record_access"][0]
    assert row["approvals"] == expected
    assert "verified" in clinic.ok("log").out
    clinic.practice("lucia", person("ana"), person("eva"))
    clinic.commit("Nobody signs this")
    assert told(clinic) == [[], expected]
    (clinic.root / ".git/accessctl/approvals.json").write_bytes(b"rubbish")
    assert told(clinic) == [[], expected]


def test_a_merge_signed_without_any_claim_names_its_signer(clinic: World, luz: Key) -> None:
    """By the address in the signers' file."""
    git_as(clinic, ANA, "switch", "-q", "-c", "ask")
    clinic.practice("rosa", person("sol", record_access=WHY))
    clinic.commit("Sol begins")
    merge(clinic, luz)
    (found,) = clinic.ok("who", "--format", "json", "--email", "sol@org.example").json["access"]
    assert found["approvals"] == [{"by": LUZ, "trailer": "Signature", "status": "verified"}]
    assert f"approved by {LUZ}, verified" in clinic.ok("log", "--practice", "rosa").out


def told(world: World) -> list[Any]:
    """Return the approvals of what the log says of record access, newest first."""
    kinds = ("--kind", "record-access-granted", "--kind", "record-access-withdrawn")
    return [item["approvals"] for item in world.ok("log", "--format", "json", *kinds).json["events"]]


def test_verify_holds_requests_against_the_approvals_of_their_time(clinic: World, luz: Key) -> None:
    """One that was approved is counted; one that slipped through is named."""
    branch(clinic)
    merge(clinic, luz)
    clinic.ok("apply", "--yes")
    found = clinic.ok("verify", "--format", "json").json
    assert (found["signatures"], found["approvals"], found["findings"]) == ("required", 1, [])
    assert "One request" in clinic.ok("verify").out


def test_verify_names_a_request_that_nobody_approved(clinic: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a program would leave it that does not ask for approvals."""
    monkeypatch.setattr("accessctl.execution.workflow.withhold", lambda _place, planned, _tip: planned)
    branch(clinic)
    merge(clinic, None)
    clinic.ok("apply", "--yes")
    monkeypatch.undo()
    answer = clinic.run("verify", "--format", "json")
    (finding,) = answer.json["findings"]
    assert (answer.code, finding["code"], finding["commit"]) == (
        1,
        "approval-missing",
        clinic.git("rev-parse", "HEAD"),
    )
    assert finding["params"]["email"] == "ana@org.example"
    clinic.write("access/policy.yaml", "version: 1\n")
    clinic.commit("Take the rule out")
    assert [item["code"] for item in clinic.run("verify", "--format", "json").json["findings"]] == [
        "approval-missing"
    ]


def test_verify_asks_nothing_of_what_was_sent_before_the_rule(world: World) -> None:
    """The policy of the time counts."""
    world.practice("lucia", person("ana", record_access=WHY))
    world.load({"practice": "lucia", "assistants": [there("ana")]})
    world.commit()
    world.ok("apply", "--yes")
    world.write("access/policy.yaml", POLICY)
    world.commit("From now on")
    found = world.ok("verify", "--format", "json").json
    assert (found["signatures"], found["findings"]) == ("not-required", [])


def test_a_signer_added_in_an_earlier_commit_of_the_same_push_does_not_count(
    clinic: World, luz: Key, tmp_path: Path
) -> None:
    """Two commits on the branch's own line, and no apply between them: not then, and not later."""
    mallory = ssh_key(tmp_path / "keys", "mallory")
    clinic.write("access/signers", luz.line(LUZ) + mallory.line(MARCO))
    clinic.commit("One more signer")
    clinic.practice("lucia", person("ana", record_access=WHY), person("eva"))
    git_as(clinic, MARCO, *signed(mallory), "commit", "-q", "-S", "-a", f"--author=Ana <{ANA}>", "-m", "Ask")
    for _ in range(3):
        assert clinic.run("apply", "--yes").code == 5
        assert blocked(clinic) == MISSING


def test_a_signer_counts_from_the_next_apply_on(clinic: World, luz: Key, tmp_path: Path) -> None:
    """An apply that changes nobody's access takes note of the new signer."""
    marco = ssh_key(tmp_path / "keys", "marco")
    clinic.write("access/signers", luz.line(LUZ) + marco.line(MARCO))
    clinic.commit("One more signer")
    runs = clinic.journal_commits
    clinic.ok("apply", "--yes")
    assert clinic.journal_commits == runs + 2
    clinic.ok("apply", "--yes")
    assert clinic.journal_commits == runs + 2
    branch(clinic)
    merge(clinic, marco, MARCO)
    assert blocked(clinic) == []


def test_the_rule_dropped_in_an_earlier_commit_of_the_same_push_still_holds(clinic: World) -> None:
    """As a host leaves it that rebases a pull request onto the branch."""
    clinic.write("access/policy.yaml", "version: 1\n")
    clinic.commit("No more approvals")
    clinic.practice("lucia", person("ana", record_access=WHY), person("eva"))
    clinic.commit("Ask")
    for _ in range(2):
        assert clinic.run("apply", "--yes").code == 5
        assert blocked(clinic) == MISSING


def test_a_merge_whose_first_parent_is_the_authors_own_line_does_not_count(
    clinic: World, luz: Key, tmp_path: Path
) -> None:
    """The branch is merged into the pull request and moved there: its line is the author's then.

    It begins before the rule was made, and merges it away.
    """
    mallory = ssh_key(tmp_path / "keys", "mallory")
    clinic.git("switch", "-q", "-c", "ask", "HEAD~1")
    clinic.write("access/signers", luz.line(LUZ) + mallory.line(MARCO))
    clinic.commit("One more signer")
    clinic.practice("lucia", person("ana", record_access=WHY), person("eva"))
    clinic.git("add", "-A")
    git_as(clinic, MARCO, *signed(mallory), "commit", "-q", "-S", f"--author=Ana <{ANA}>", "-m", "Ask")
    clinic.git("switch", "-q", "main")
    clinic.write("README.md", "Accesos\n")
    clinic.commit("Something else")
    clinic.git("switch", "-q", "ask")
    options = ("merge", "-q", "--no-ff", "-s", "ours", "-S", "-m", "Merge main", "main")
    git_as(clinic, MARCO, *signed(mallory), *options)
    clinic.git("branch", "-q", "-f", "main", "ask")
    clinic.git("switch", "-q", "main")
    for _ in range(2):
        assert clinic.run("apply", "--yes").code == 5
        assert blocked(clinic) == MISSING


def test_nobody_approves_their_own_access(clinic: World, luz: Key) -> None:
    """Though somebody else wrote it."""
    clinic.write("access/signers", luz.line(LUZ, "ana@org.example"))
    clinic.commit("Luz is Ana")
    branch(clinic)
    merge(clinic, luz)
    assert blocked(clinic) == MISSING


def test_a_merge_of_more_commits_than_are_looked_at_has_no_approvals(
    clinic: World, luz: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who wrote it would not be known."""
    monkeypatch.setattr("accessctl.history.bringing.AT_MOST", 1)
    branch(clinic, who=LUZ)
    git_as(clinic, ANA, "commit", "-q", "--allow-empty", "-m", "One more")
    merge(clinic, luz)
    assert blocked(clinic) == MISSING


@pytest.mark.parametrize("merged", ["two", "three"])
def test_a_merge_of_several_branches_at_once_has_no_approvals(clinic: World, luz: Key, merged: str) -> None:
    """Git puts them together in a way that cannot be told apart."""
    names = [f"note-{number}" for number in range(1 if merged == "two" else 2)]
    for name in names:
        git_as(clinic, ANA, "switch", "-q", "-c", name, "main")
        clinic.practice(name, person("sol"))
        clinic.commit(f"Add {name}")
    git_as(clinic, ANA, "switch", "-q", "main")
    branch(clinic)
    git_as(clinic, LUZ, "switch", "-q", "main")
    options = (*signed(luz), "merge", "-q", "--no-ff", "-S", "-m", "Merge all", "ask", *names)
    git_as(clinic, LUZ, *options)
    assert blocked(clinic) == MISSING
