"""Three months at the sample practices, played on the sandbox: what the tests of reports look at."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from accessctl.cli.context import Context
from source_tree import REPOSITORY
from world import GIT_ENV, World

BEGINS = datetime(2026, 9, 1, 14, tzinfo=UTC)
ENDS = datetime(2026, 11, 22, 0, tzinfo=UTC)
"""When the tests ask: whenever they are run, the reports are the same."""


class Quarter:
    """A repository with the sample practices, and a clock that commits and the sandbox share."""

    def __init__(self, root: Path) -> None:
        root.mkdir(parents=True)
        self.world, self.now = World(root), BEGINS
        for name in ("access", "practices", "schemas"):
            shutil.copytree(REPOSITORY / name, root / name)
        self.world.git("init", "-q", "-b", "main")
        self.world.git("config", "user.name", "Ana Admin")
        self.world.git("config", "user.email", "ana.admin@org.example")
        self.world.sandbox("reset", "--now", f"{BEGINS:%Y-%m-%dT%H:%M:%SZ}")

    def later(self, **length: float) -> None:
        """Let time go by, for git and the sandbox alike."""
        step = timedelta(**length)
        self.now += step
        self.world.sandbox("advance", f"{int(step.total_seconds() // 3600)}h")

    def commit(self, message: str) -> None:
        """Commit everything at the played time."""
        with dated(self.now):
            self.world.commit(message)

    def edit(self, slug: str, before: str, after: str) -> None:
        """Replace a text in a practice's file."""
        path = self.world.root / "practices" / f"{slug}.yaml"
        text = path.read_text(encoding="utf-8")
        assert before in text, before
        path.write_text(text.replace(before, after), encoding="utf-8")

    def apply(self) -> None:
        """Apply what is declared."""
        answer = self.world.run("apply", "--yes", "--allow-removals", "20")
        assert answer.code in (0, 5), answer


@contextmanager
def dated(at: datetime) -> Iterator[None]:
    """Let git date its commits then."""
    said = f"{at:%Y-%m-%dT%H:%M:%SZ}"
    GIT_ENV.update(GIT_AUTHOR_DATE=said, GIT_COMMITTER_DATE=said)
    try:
        yield
    finally:
        del GIT_ENV["GIT_AUTHOR_DATE"], GIT_ENV["GIT_COMMITTER_DATE"]


@contextmanager
def asked_then() -> Iterator[None]:
    """Let the machine's clock stand at the end of the played months."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Context, "machine_now", lambda _: ENDS)
        yield


def play_quarter(root: Path) -> World:
    """Play it: people come, get record access, leave; one came by hand, one never answers."""
    quarter = Quarter(root)
    world = quarter.world
    quarter.commit(
        "Declare the first practices (#12)\n\nReviewed-by: Elena Rojas <elena.rojas@santalucia.example>"
    )
    quarter.apply()
    quarter.later(hours=5)
    for slug, email in (
        ("santa-lucia", "ana.mora@santalucia.example"),
        ("santa-lucia", "luz.vargas@santalucia.example"),
        ("santa-lucia", "marco.quesada@santalucia.example"),
        ("santa-lucia", "sofia.arce@agencia.example"),
        ("roma-norte", "fernanda.ibarra@romanorte.example"),
        ("roma-norte", "jose.cardenas@romanorte.example"),
        ("derma-heredia", "paola.castro@heredia.example"),
    ):
        world.sandbox("accept", slug, email)
    quarter.apply()
    quarter.later(days=2)
    for slug, email in (
        ("santa-lucia", "ana.mora@santalucia.example"),
        ("santa-lucia", "luz.vargas@santalucia.example"),
        ("roma-norte", "fernanda.ibarra@romanorte.example"),
    ):
        world.sandbox("grant-record", slug, email)
    world.sandbox("grant-billing", "roma-norte", "jose.cardenas@romanorte.example")
    quarter.apply()
    quarter.later(days=20)
    quarter.edit(
        "santa-lucia",
        "record_access: {reason: Coordina la auditoría externa, until: 2027-03-31}",
        "record_access: {reason: Coordina la auditoría externa, until: 2026-12-05}",
    )
    quarter.commit("Shorten Luz's record access (#15)")
    quarter.later(days=10)
    quarter.edit(
        "santa-lucia",
        """  - email: ana.mora@santalucia.example
    name: Ana
    surnames: [Mora, Jiménez]
    clinics: [escazu]
    record_access: {reason: Prepara los expedientes antes de cada consulta, until: 2027-01-31}
    previously: [ana.m@agencia.example]  # la misma persona, con su correo anterior

""",
        "",
    )
    quarter.commit("Ana leaves (#17)\n\nReviewed-by: Luz Vargas <luz.vargas@santalucia.example>")
    quarter.later(hours=4)
    quarter.apply()
    quarter.later(days=3)
    _attest_withdrawal(world)
    world.sandbox("add", "derma-heredia", "prima@correo.example")
    quarter.later(days=25)
    quarter.apply()
    quarter.edit(
        "derma-heredia",
        "surnames: [Leiva, Salas]\n    record_access: false\n",
        "surnames: [Leiva, Salas]\n\n"
        "  - {email: nadia.solis@heredia.example, name: Nadia, surnames: [Solís, Mena], until: 2026-12-10}\n",
    )
    quarter.commit("Nadia for two weeks (#21)")
    quarter.later(days=20)
    quarter.apply()
    world.sandbox("add", "derma-heredia", "prima@correo.example")
    quarter.later(hours=20)
    return world


def _attest_withdrawal(world: World) -> None:
    """Let a person say that Ana's record access is withdrawn."""
    listed = world.ok("report", "--format", "json").json["open_handoffs"]
    (item,) = [item for item in listed if item["kind"] == "request-record-removal"]
    world.ok(
        "handoff", "done", item["id"], "--by", "Soporte", "--evidence", "https://soporte.example/casos/1042"
    )
