"""The file of signers: what its lines give, and what a wrong one is told."""

from __future__ import annotations

import base64
import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accessctl.declarations.discovery import discover
from accessctl.declarations.loading import declaration_of
from accessctl.declarations.openpgp import KeyBlockError, user_addresses
from accessctl.declarations.signers import BEGIN, END, signers_of
from accessctl.model.signer import KeyKind, Signers

KEY = "ssh-ed25519 " + base64.b64encode(b"\0\0\0\x0bssh-ed25519\0\0\0\x20" + b"k" * 32).decode()
OTHER = "ssh-ed25519 " + base64.b64encode(b"\0\0\0\x0bssh-ed25519\0\0\0\x20" + b"o" * 32).decode()


def armored(*packets: bytes) -> str:
    """Return packets as an armored block."""
    return f"{BEGIN}\n\n{base64.b64encode(b''.join(packets)).decode()}\n=AAAA\n{END}\n"


def packet(tag: int, body: bytes) -> bytes:
    """Return one packet in the new form."""
    return bytes([0xC0 | tag, len(body)]) + body


def faults(text: str) -> list[tuple[int, str]]:
    """Return line and code of everything wrong."""
    return [(fault.line, fault.code) for fault in signers_of(text.encode()).faults]


def test_a_line_gives_its_addresses_normalised_and_its_key() -> None:
    """Comments and empty lines give nothing; what comes after the key is the owner's remark."""
    found = signers_of(f"# who approves\n\nLuz@Org.example,luz@b.example {KEY} laptop\n".encode())
    (signer,) = found.signers
    assert found.faults == ()
    assert (signer.kind, signer.line) == (KeyKind.SSH, 3)
    assert signer.addresses == ("luz@org.example", "luz@b.example")
    assert signer.written == f"luz@org.example,luz@b.example {KEY} laptop"


@pytest.mark.parametrize(
    "options",
    [
        'namespaces="git"',
        'namespaces="git,file",valid-after="20260101"',
        'valid-before="20260101120000Z"',
        "valid-before=202601011200",
    ],
)
def test_the_options_of_ssh_keygen_about_time_and_use_are_taken(options: str) -> None:
    """Ssh-keygen itself obeys them."""
    assert faults(f"luz@org.example {options} {KEY}") == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (f"luz {KEY}", "address"),
        (f"*@org.example {KEY}", "pattern"),
        (f"!luz@org.example,* {KEY}", "pattern"),
        (f"luz@org.example, {KEY}", "address"),
        (f"luz@org.example cert-authority {KEY}", "option"),
        (f'luz@org.example namespaces="git",cert-authority {KEY}', "option"),
        (f'luz@org.example namespaces="git {KEY}', "option"),
        (f"luz@org.example verify-required {KEY}", "option"),
        ("luz@org.example", "key"),
        ("luz@org.example ssh-ed25519 AAAA", "option"),
        ("luz@org.example ssh-ed25519 !!!!", "option"),
        (KEY, "address"),
        ("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----", "secret"),
        ("-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nAAAA\n-----END PGP PRIVATE KEY BLOCK-----", "secret"),
        (f"{BEGIN}\n\nAAAA", "block"),
        (f"{BEGIN}\n\n!!!\n{END}", "block"),
        (armored(packet(6, b"k"), packet(13, b"Luz")), "nobody"),
        (armored(packet(6, b"k"), packet(6, b"l"), packet(13, b"a@b.example")), "block"),
        (armored(packet(5, b"k")), "secret"),
        (armored(packet(13, b"a@b.example")), "block"),
    ],
)
def test_a_wrong_line_gives_nobody_anything_and_the_next_one_still_counts(line: str, code: str) -> None:
    """With the number of its first line."""
    text = f"# first\n{line}\nluz@org.example {OTHER}\n"
    found = signers_of(text.encode())
    if line != f"{BEGIN}\n\nAAAA":  # a block without an end has the rest of the file in it
        assert len(found.signers) == 1
    assert [(fault.line, fault.code) for fault in found.faults] == [(2, code)]


def test_a_comment_above_a_block_chooses_among_the_keys_addresses() -> None:
    """One that is not the key's own is found; any other comment says nothing."""
    block = armored(packet(6, b"k"), packet(13, b"Luz <LUZ@org.example>"), packet(13, b"luz@b.example"))
    assert signers_of(block.encode()).signers[0].addresses == ("luz@org.example", "luz@b.example")
    chosen = signers_of(f"# luz@b.example\n{block}".encode()).signers[0]
    assert chosen.addresses == ("luz@b.example",)
    assert faults(f"# ana@b.example\n{block}") == [(2, "not-in-key")]
    assert len(signers_of(f"# Luz Solís, since May\n{block}".encode()).signers[0].addresses) == 2


def test_who_stands_together_is_one_person() -> None:
    """By an address or by a key, over several lines."""
    text = f"a@x.example,b@x.example {KEY}\nb@x.example {OTHER}\nc@x.example {OTHER}\n"
    found = signers_of(text.encode())
    assert found.person([found.signers[0].addresses[0]]) == {"a@x.example", "b@x.example", "c@x.example"}
    assert Signers().person([found.signers[0].addresses[0]]) == {"a@x.example"}


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_are_read_without_an_error_of_ours(data: bytes) -> None:
    """A wrong file is findings, and never a traceback."""
    signers_of(data)


@given(st.binary(max_size=100))
def test_any_packets_are_read_without_an_error_of_ours(data: bytes) -> None:
    """A wrong block is refused."""
    with contextlib.suppress(KeyBlockError):
        user_addresses(["", base64.b64encode(data).decode()])


def test_a_link_out_of_the_repository_is_not_followed(tmp_path: Path) -> None:
    """A commit can carry links."""
    (tmp_path / "outside").write_text(f"luz@org.example {KEY}\n", encoding="ascii")
    root = tmp_path / "repo"
    (root / "access").mkdir(parents=True)
    (root / "access/settings.yaml").write_text("version: 1\n", encoding="ascii")
    (root / "access/signers").symlink_to(tmp_path / "outside")
    found = declaration_of(discover(root))
    assert found.signers is None
    assert [finding.rule for finding in found.findings] == ["symlink"]
