"""Approvals signed with OpenPGP keys: whose they are, until when, and what their owner took back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from signing import ANA, LUZ, Ring, git_as, make_ring, signed
from world import World, person, there

WHY = {"reason": "Prepara los expedientes"}
POLICY = "version: 1\napprovals: {record_access: 1}\n"
MISSING = ["approval-missing"]


@pytest.fixture
def ring() -> Iterator[Ring]:
    """Return an empty GnuPG home."""
    made = make_ring()
    yield made
    made.close()


def begin(world: World, signers: str, at: str | None = None) -> None:
    """Ask for an approval of one of these signers, and for record access on a branch."""
    world.write("access/policy.yaml", POLICY)
    world.write("access/signers", signers)
    world.practice("lucia", person("ana"))
    world.load({"practice": "lucia", "assistants": [there("ana")]})
    git_as(world, ANA, "add", "-A")
    git_as(world, ANA, "commit", "-q", "-m", "Begin to ask for approvals", at=at)
    git_as(world, ANA, "switch", "-q", "-c", "ask")
    world.practice("lucia", person("ana", record_access=WHY))
    git_as(world, ANA, "commit", "-q", "-am", "Ask", at=at)
    git_as(world, ANA, "switch", "-q", "main")


def merge(world: World, ring: Ring, who: str = LUZ, at: str | None = None) -> None:
    """Merge it, signed with the person's key."""
    options = (*signed(who), "merge", "-q", "--no-ff", "-S", "-m", "Merge branch ask", "ask")
    git_as(world, who, *options, home=ring.home, at=at)


def blocked(world: World) -> list[Any]:
    """Return the codes of what the plan blocks."""
    return [item["code"] for item in world.plan()["blocked"]]


def test_a_merge_signed_with_an_openpgp_key_is_an_approval(world: World, ring: Ring) -> None:
    """The address is the key's own; the file has its usual name without being named."""
    begin(world, ring.make(f"Luz Solís <{LUZ}>"))
    merge(world, ring)
    assert blocked(world) == []
    assert world.ok("apply", "--yes", "--format", "json").json["summary"]["handed_off"] == 1


def test_an_openpgp_key_that_is_in_nobodys_file_does_not_count(world: World, ring: Ring) -> None:
    """Though it bears the same address as a signer's."""
    other = make_ring()
    try:
        begin(world, other.make(f"Luz <{LUZ}>"))
    finally:
        other.close()
    ring.make(f"Luz <{LUZ}>")
    merge(world, ring)
    assert blocked(world) == MISSING


def test_a_key_with_two_addresses_is_one_person(world: World, ring: Ring) -> None:
    """Who wrote under the one does not approve under the other."""
    ring.make(f"Luz <{LUZ}>")
    ring.run("--quick-add-uid", LUZ, f"Ana <{ANA}>")
    begin(world, ring.run("--armor", "--export", LUZ))
    merge(world, ring)
    assert blocked(world) == MISSING


def test_a_comment_above_the_key_says_which_address_counts(world: World, ring: Ring) -> None:
    """A reviewer reads the address and not the block; the test key bears Ana's too."""
    ring.make(f"Luz <{LUZ}>")
    ring.run("--quick-add-uid", LUZ, f"Ana <{ANA}>")
    begin(world, f"# {LUZ}\n" + ring.run("--armor", "--export", LUZ))
    merge(world, ring)
    assert blocked(world) == []


def test_an_openpgp_key_counts_until_it_expires_by_the_time_of_the_commit(world: World, ring: Ring) -> None:
    """What it approved in time stays approved."""
    block = ring.make(f"Luz <{LUZ}>", "2d")
    begin(world, block)
    merge(world, ring)
    assert blocked(world) == []
    world.git("reset", "-q", "--hard", "HEAD~1")
    git_as(world, ANA, "commit", "-q", "--allow-empty", "-m", "Much later", at="2090-01-01T00:00:00Z")
    merge(world, ring, at="2026-01-01T00:00:00Z")
    assert blocked(world) == MISSING


def test_a_revoked_openpgp_key_does_not_count(world: World, ring: Ring) -> None:
    """Once the block in the file says that it was taken back."""
    ring.make(f"Luz <{LUZ}>")
    (fingerprint,) = [
        line.split(":")[9]
        for line in ring.run("--with-colons", "--list-keys").splitlines()
        if line[:3] == "fpr"
    ]
    text = (ring.home / "openpgp-revocs.d" / f"{fingerprint}.rev").read_text(encoding="utf-8")
    (ring.home / "rev").write_text(text.replace(":-----BEGIN", "-----BEGIN"), encoding="utf-8")
    other = make_ring()
    try:
        (other.home / "key").write_text(ring.run("--armor", "--export", LUZ), encoding="ascii")
        other.run("--import", str(other.home / "key"))
        other.run("--import", str(ring.home / "rev"))
        begin(world, other.run("--armor", "--export", LUZ))
    finally:
        other.close()
    merge(world, ring)
    assert blocked(world) == MISSING


def test_a_secret_key_in_the_file_is_found_and_gives_nobody_anything(world: World, ring: Ring) -> None:
    """It is lost, and the finding says so."""
    ring.make(f"Luz <{LUZ}>")
    begin(world, ring.run("--armor", "--export-secret-keys", LUZ))
    merge(world, ring)
    assert blocked(world) == MISSING
    found = world.run("validate", "--format", "json").json["findings"]
    assert {(item["rule"], item["line"]) for item in found if item["file"] == "access/signers"} == {
        ("signer-line", 1)
    }
