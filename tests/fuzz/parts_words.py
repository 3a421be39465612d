"""Words: names and addresses as they reach letters, pages, tables and terminals; templates; variables; arguments."""

from __future__ import annotations

import contextlib
import csv
import io
import os
import re
import subprocess
import tempfile
import zlib
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTPUTF8
from pathlib import Path

import seeds_at_hand as seeds
from cases import Part, Shape

from accessctl.cli.context import Context, language_of
from accessctl.cli.error_boundary import error_text
from accessctl.cli.main import cli
from accessctl.cli.translation import usage_text
from accessctl.declarations.signers import signers_of
from accessctl.errors import AccessctlError
from accessctl.execution.entry_texts import cut_text
from accessctl.forges.catalog import open_forge
from accessctl.handoffs.composing import Occasion, Sender, Writing, letter_of
from accessctl.handoffs.item import Item
from accessctl.handoffs.letter import message_of
from accessctl.handoffs.post import parcel_of
from accessctl.handoffs.smtp_url import server_of
from accessctl.handoffs.templating import Templates, shipped
from accessctl.journal.hardening import branch_ref, checked_revision, environment
from accessctl.model.change import ChangeKind
from accessctl.model.identity import Address, names_match, normalise_address
from accessctl.providers.huli.entry import address_of, key_for
from accessctl.providers.huli.web.whereabouts import Web
from accessctl.rendering.csv_cells import csv_text
from accessctl.rendering.escaping import markdown
from accessctl.rendering.safe import clean
from accessctl.rendering.texts import say
from builders import OWNER, SUPPORT, entry, practice

NOW = datetime(2026, 11, 24, 16, tzinfo=UTC)
_HEADERS = {"from", "to", "cc", "reply-to", "subject", "date", "message-id", "auto-submitted", "mime-version"}
_HEADERS |= {"content-type", "content-transfer-encoding"}
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def _item(name: str, kind: ChangeKind = ChangeKind.REQUEST_RECORD_ACCESS) -> Item:
    return Item(
        handoff="1a2b3c4d",
        kind=str(kind),
        role="owner",
        email=Address("ana@x.example"),
        name=name,
        surnames=name[::-1],
        clinics=(name, "Escazú"),
        had=(),
        until="",
        replaces="",
        centre=name,
        reason=name,
        for_owner=True,
    )


def letter(data: bytes) -> object:
    """Write a letter about somebody of any name to anybody: it has the headers that it should, and no other."""
    text = data.decode("utf-8", "replace")
    one, _, rest = text.partition("|")
    who = normalise_address(one)
    place = practice(entry("ana"), name=rest, owner_name=rest)
    writing = Writing(who, place, Sender(OWNER, "000001-1f3a9c2e", NOW, rest))
    written = letter_of(writing, (_item(rest), _item(rest)), Occasion())
    content = message_of(written).as_bytes()
    message = message_from_bytes(content, EmailMessage, policy=SMTPUTF8)
    names = [name.lower() for name in message]
    assert len(names) == len(set(names))
    assert {name for name in names if not name.startswith(("x-", "content-", "accessctl-"))} <= _HEADERS, (
        names
    )
    assert set(parcel_of(content).recipients) <= {who, *written.cc, OWNER}
    return True


def shown(data: bytes) -> object:
    """Show a value on a terminal, in Markdown, in a table and in a sentence."""
    text = data.decode("utf-8", "surrogateescape")
    assert not _CONTROLS.search(clean(text))
    said = markdown(text)
    assert not set("<>|`*[]") & set(said.removeprefix("`").removesuffix("`").replace("<!-- -->", ""))
    csv.field_size_limit(2**20)
    (_, row) = csv.reader(io.StringIO(csv_text(("a", "b"), [(text, text)]), newline=""))
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
    say("es", "errors", "file-unreadable", {"file": text, "reason": text})
    error_text(AccessctlError("file-unreadable", file=text, reason=text), "en")
    return True


def identity(data: bytes) -> object:
    """Compare addresses and names; normalising twice is normalising once."""
    text = data.decode("utf-8", "replace")
    one = normalise_address(text)
    assert normalise_address(one) == one
    return names_match(text.split(), text[::-1].split())


def reference(data: bytes) -> object:
    """Check a branch's and a revision's name: what passes is no option and no other ref."""
    text = data.decode("utf-8", "replace")
    name = branch_ref(text).removeprefix("refs/heads/")
    checked_revision(text)
    assert not text.startswith("-")
    assert ".." not in name
    return True


def template(data: bytes) -> object:
    """Fill an organisation's own template."""
    names = sorted(shipped())
    text = data.decode("utf-8", "replace")
    name = "es/letter.txt.j2" if zlib.crc32(data) % 2 else names[zlib.crc32(data) % len(names)]
    templates = Templates({name: text, "es/letter.txt.j2": text}, "access/templates")
    writing = Writing(SUPPORT, practice(entry("ana")), Sender(OWNER, "000001-1f3a9c2e", NOW, None, templates))
    return letter_of(writing, (_item("Ana"),), Occasion())


def variables(data: bytes) -> object:
    """Read variables of the environment, each line one."""
    lines = data.decode("utf-8", "surrogateescape").replace("\0", "").split("\n")
    outer = {name: value for name, _, value in (line.partition("=") for line in lines)}
    language_of(outer)
    for read in (
        lambda: server_of(outer.get("ACCESSCTL_SMTP_URL", "")),
        lambda: address_of(outer),
        lambda: key_for(outer, "4001"),
        lambda: Web(outer, Path(), lambda: NOW, lambda: None).origin,  # type: ignore[arg-type, return-value]
        lambda: environment(outer, ("filter.x.clean", "diff.y.textconv")),
        lambda: open_forge(outer),
    ):
        with contextlib.suppress(AccessctlError):
            read()
    return True


def signers(data: bytes) -> object:
    """Read who may approve."""
    return signers_of(data).signers


def cut(data: bytes) -> object:
    """Cut a practice's file at its entries: the pieces are the file."""
    return cut_text(data)


_REPOSITORY = Path(tempfile.mkdtemp(prefix="accessctl-fuzz-")) / "repo"
_CALM = (
    "validate",
    "fmt",
    "schema",
    "completion",
    "plan",
    "diff",
    "log",
    "who",
    "status",
    "report",
    "handoff",
)
_CALM += ("assistant", "practice", "clinic", "roster", "verify", "review", "doctor")


def _repository() -> Path:
    if not _REPOSITORY.exists():
        (_REPOSITORY / "practices").mkdir(parents=True)
        (_REPOSITORY / "access").mkdir()
        (_REPOSITORY / "access/settings.yaml").write_text("version: 1\n")
        for command in (
            ["init", "-q", "-b", "main"],
            ["add", "."],
            ["commit", "-q", "--allow-empty", "-m", "x"],
        ):
            user = ["-c", "user.name=A", "-c", "user.email=a@x.example"]
            subprocess.run(["git", *user, *command], cwd=_REPOSITORY, check=True)
    (_REPOSITORY / "practices/santa-lucia.yaml").write_bytes(seeds.SMALL_PRACTICE)
    return _REPOSITORY


def arguments(data: bytes) -> object:
    """Run a command that changes nothing beyond its own directory, with any arguments."""
    words = [os.fsdecode(word).replace("/", "_") for word in data.replace(b"\n", b"\0").split(b"\0")]
    words = [word for word in words if not word.startswith("--rep")]
    if not words or not any(word in _CALM for word in words[:1]):
        words = [_CALM[zlib.crc32(data) % len(_CALM)], *words]
    return _ran(words)


def _ran(words: list[str]) -> bool:
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with (
        contextlib.chdir(_repository()),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(out),
    ):
        import click

        try:
            cli.main(args=words, standalone_mode=False, prog_name="accessctl")
        except click.UsageError as error:
            usage_text(error)
        except (click.ClickException, click.Abort, SystemExit):
            return False
        out.flush()
    return True


def surroundings(data: bytes) -> object:
    """Run a command in any environment."""
    lines = data.decode("utf-8", "surrogateescape").replace("\0", "").replace("/", "_").split("\n")
    outer = {
        name: value
        for name, _, value in (line.partition("=") for line in lines)
        if re.fullmatch(r"\w+", name)
    }
    before = dict(os.environ)
    try:
        os.environ.update(outer)
        context = Context()
        context.language, context.color, context.zone  # noqa: B018 - they read it
        return _ran(["validate", "--format", ("text", "json", "sarif")[len(data) % 3]])
    finally:
        os.environ.clear()
        os.environ.update(before)


_LETTER = "ana.mora@santalucia.example|Ana Mora Jiménez".encode()
_NAMES = (
    b"Ana <b>Mora</b> [x](javascript:alert(1)) | `a` @all #1",
    b"=HYPERLINK(1)",
    b"-1+1|cmd",
    b"\x1b]0;x\x07",
)
_TEMPLATES = (
    b"Hello {{ practice }}.\n{% for request in requests %}\n{% for line in request.lines %}\n{{ line }}\n{% endfor %}\n{% endfor %}\n",
    b"{% if owner %}{{ owner | upper | default('x') }}{% else %}{% include 'person.txt.j2' %}{% endif %}{% set a = owner %}",
    b"{% set a = owner | join(owner) %}{% set b = a | join(a) %}{{ b | length }}",
    b"{% set a = [owner, owner] %}{% set b = [a, a, a] %}{{ b | join }}",
)
_JINJA = (
    *(
        b"{{ ",
        b" }}",
        b"{% ",
        b" %}",
        b"{% for a in owner %}",
        b"{% endfor %}",
        b" | join(owner)",
        b" | join",
        b"[0]",
    ),
    *(
        b"{% set x = x | join(x) %}",
        b"[x, x, x]",
        b"(x, x)",
        b"{'a': x}",
        b".__class__",
        b"{% include 'letter.txt.j2' %}",
    ),
    *(
        b"{% if x %}",
        b"{% endif %}",
        b"{# ",
        b" #}",
        b"-%}",
        b"{% raw %}",
        b"{% block a %}",
        b" ~ ",
        b" ** ",
        b"((((",
        b"not ",
    ),
)
_ENVIRONMENT = b"""\
LANG=es_CR.UTF-8
NO_COLOR=1
COLUMNS=80
TERM=xterm
TZ=America_Costa_Rica
ACCESSCTL_SMTP_URL=smtp+starttls://user:pass@mail.example:587?timeout=5
ACCESSCTL_HULI_URL=https://api.huli.example
ACCESSCTL_HULI_KEY=secret
ACCESSCTL_HULI_WEB_URL=https://app.huli.example
GIT_CONFIG_COUNT=1
GIT_ALLOW_PROTOCOL=file:https
GITHUB_TOKEN=t
GITHUB_REPOSITORY=org/repo
GITHUB_API_URL=https://api.github.example
GITLAB_TOKEN=
CI_API_V4_URL=https://gitlab.example/api/v4
CI_PROJECT_ID=7
ACCESSCTL_ACTOR=ana
"""
_HTTP = (
    b"://",
    b"@",
    b"[",
    b"]",
    b":",
    b"%",
    b"?",
    b"#",
    b"smtps",
    b"http",
    b"\\",
    b"timeout=nan",
    b"\xc2\xb2",
)
_ARGUMENTS = (
    b"validate\n--format\njson\n--lang\nes",
    b"who\n--on\n2026-11-24\n--email\nana@x.example\n--clock\ndeclared\n--without-journal",
    b"plan\n--without-journal\n--practice\nsanta-lucia",
    b"log\n--since\n2026-01-01\n--until\n2026-12-31\n--without-journal\n--format\ncsv",
    b"report\nsanta-lucia\n--without-journal\n--format\njson",
    b"assistant\nset\nsanta-lucia\nluz@santalucia.example\n--clinic\nescazu\n--until\n2027-01-31",
    b"assistant\nadd\nsanta-lucia\neva@x.example\n--name\nEva\n--surname\nMora\n--record-access\n--reason\nx",
    b"practice\nadd\nnew-one\n--name\nX\n--owner\ne@x.example",
    b"fmt\n--check\nsanta-lucia.yaml",
    b"schema\nexport\n--out\nx",
    b"completion\nbash",
    b"handoff\nshow\n1a2b3c4d",
    b"verify\n--since\n4f0c",
)
_WORDS = (
    b"\n",
    b"--",
    b"-v",
    b"-q",
    b"--help",
    b"--lang",
    b"--format",
    b"=",
    b"\n-",
    b"..",
    b"\xff",
    b"\xed\xa0\x80",
)
PARTS = (
    Part(
        "letter",
        Shape.TEXT,
        (_LETTER,),
        letter,
        10,
        (b"\r\nBcc: x@y.example", b"|", b"@", b"<", b">", b'"', b"\xc3\xb1"),
    ),
    Part(
        "shown",
        Shape.TEXT,
        _NAMES,
        shown,
        60,
        (b"=", b"+", b"-", b"@", b"\t", b"|", b"%", b"<", b"`", b"\xe2\x80\xae"),
    ),
    Part(
        "identity",
        Shape.TEXT,
        (_LETTER, "аna@x.example".encode(), b"A@B.EXAMPLE"),
        identity,
        60,
        (b"@", b".", b"xn--"),
    ),
    Part(
        "reference",
        Shape.TEXT,
        (b"main", b"feature/x", b"v1.0^{commit}"),
        reference,
        40,
        (b"-", b"..", b"@{", b"//", b".lock"),
    ),
    Part("template", Shape.TEXT, _TEMPLATES, template, 10, _JINJA),
    Part("variables", Shape.TEXT, (_ENVIRONMENT,), variables, 20, _HTTP),
    Part(
        "signers",
        Shape.TEXT,
        (seeds.SIGNERS,),
        signers,
        40,
        (b"-----BEGIN ", b"-----END ", b"ssh-ed25519 ", b"\n", b"*"),
    ),
    Part(
        "cut", Shape.TEXT, (seeds.PRACTICE,), cut, 20, (b"\n- ", b"\n\n", b"\n  - ", b"assistants:", b"\n#")
    ),
    Part("arguments", Shape.TEXT, _ARGUMENTS, arguments, 2, _WORDS),
    Part("environment", Shape.TEXT, (_ENVIRONMENT,), surroundings, 2, _HTTP),
)
