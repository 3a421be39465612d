"""A made-up organisation of any size: every key in use, comments, seeded; and the live state that agrees."""

from __future__ import annotations

import json
import random
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NOW = "2026-11-24T16:00:00Z"
START = 1_700_000_000
SETTINGS = """\
# How this repository works.
version: 1
branch: main
language: es
time_zone: America/Costa_Rica
live: {provider: sandbox, account: accesos@org.example, concurrency: 4, max_observation_age: 7d}
invitations: {max_attempts: 3, send_window: {days: [mon, tue, wed, thu, fri], hours: "08:00-17:00"}}
handoffs: {from: accesos@org.example}
lock: {time_to_live: 15m}
drift: revoke
guards: {removals: {percent: 25, at_least: 10, window: 24h}, invitations: 50, record_grants: 10}
"""
POLICY = """\
# What the organisation allows.
version: 1
shared_mailboxes: {deny: [info, recepcion, contacto, citas]}
assistants: {at_most: 40}
record_access: {at_most: 40, reason: required}
email_domains: {deny: [prohibido.example]}
protected: [gerencia@org.example]
"""
_NAMES = ("Ana", "Luz", "Rosa", "Eva", "Inés", "Sofía", "Marta", "Elena", "Julia", "Irene", "Diego", "Raúl")
_SURNAMES = ("Mora", "Jiménez", "Vargas", "Coto", "Brenes", "Solano", "Rojas", "Mena", "Quirós", "Ugalde")


@dataclass(frozen=True, slots=True)
class Person:
    """One assistant as declared, and whether they are wanted on the day of `NOW`."""

    email: str
    name: str
    surnames: tuple[str, str]
    clinics: tuple[str, ...]
    record: bool = False
    billing: bool = False
    lines: tuple[str, ...] = ()
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class Made:
    """One practice: its slug, its file, its live state, and the people whom the file declares."""

    slug: str
    text: str
    live: Mapping[str, Any]
    people: Sequence[Person]


def practices(count: int, assistants: int = 10, seed: int = 1) -> Iterator[Made]:
    """Yield as many practices; the same ones for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - a seed: every run makes the same
    for number in range(count):
        slug = f"consultorio-{number:05d}"
        people = [_person(chance, slug, index) for index in range(assistants)]
        yield Made(slug, _text(chance, slug, number, people), _live(slug, people), people)


def _person(chance: random.Random, slug: str, index: int) -> Person:
    name, surnames = _NAMES[index % len(_NAMES)], (chance.choice(_SURNAMES), chance.choice(_SURNAMES))
    email = f"{name.lower().replace('é', 'e').replace('í', 'i').replace('ú', 'u')}.{index}@{slug}.example"
    clinics = tuple(sorted(chance.sample(("centro", "cima", "norte"), chance.randint(1, 2))))
    lines, wanted = [], True
    if chance.random() < 0.3:
        lines.append("    until: 2027-06-30  # fin del contrato")
    if chance.random() < 0.1:
        lines.append("    from: 2026-12-15")
        wanted = False
    if chance.random() < 0.2:
        lines.append(f"    previously: [antes.{index}@{slug}.example]")
    if chance.random() < 0.3:
        lines.append("    note: Cubre la licencia de maternidad de Luz")
    record, billing = chance.random() < 0.15, chance.random() < 0.15
    return Person(email, name, surnames, clinics, record, billing, tuple(lines), wanted)


def _text(chance: random.Random, slug: str, number: int, people: Sequence[Person]) -> str:
    head = [
        "# yaml-language-server: $schema=../schemas/practice.schema.json",
        "version: 1",
        f"practice: {slug}",
        f"previously: [antiguo-{number:05d}]" if number % 7 == 0 else "previously: []",
        f"name: Consultorio {number}",
        f"owner: {{email: titular@{slug}.example, name: Elena Rojas}}",
        *(["time_zone: America/Mexico_City", "language: es"] if number % 5 == 0 else []),
        *([f"live: {{provider: sandbox, organization: {100_000 + number}}}"] if number % 3 == 0 else []),
        "mode: apply",
        "clinics:",
        "  - {id: centro, name: Sede Centro}  # la sede principal",
        "  - {id: norte, name: Sede Norte, label: Norte}",
        f"  - {{id: cima, name: Hospital CIMA, single_record: {{administrator: cima@{slug}.example}}}}",
        f"billing_issuer: {{owner: finanzas@{slug}.example}}",
        "",
        "# Las personas asistentes, en orden de ingreso.",
        "assistants:",
    ]
    return "\n".join(head + [line for person in people for line in _entry(chance, person)]) + "\n"


def _entry(chance: random.Random, person: Person) -> Iterator[str]:
    if chance.random() < 0.2:
        yield "  # Recepción de la mañana"
    yield f"  - email: {person.email}"
    yield f"    name: {person.name}"
    yield f"    surnames: [{', '.join(person.surnames)}]"
    yield f"    clinics: [{', '.join(person.clinics)}]"
    if person.record:
        yield '    record_access: {reason: "Prepara los expedientes", until: 2027-01-31}'
    if person.billing:
        yield "    billing: true"
    yield from person.lines


def _live(slug: str, people: Sequence[Person]) -> Mapping[str, Any]:
    return {
        "practice": slug,
        "owner": f"titular@{slug}.example",
        "clinics": [
            {"id": "centro", "name": "Sede Centro", "single_record": False},
            {"id": "norte", "name": "Norte", "single_record": False},
            {"id": "cima", "name": "Hospital CIMA", "single_record": True},
        ],
        "assistants": [_live_person(person) for person in people if person.wanted],
    }


def _live_person(person: Person) -> Mapping[str, Any]:
    return {
        "email": person.email,
        "name": person.name,
        "surnames": list(person.surnames),
        "accepted": True,
        "sent_at": "2026-11-20T00:00:00Z",
        "attempts": 1,
        "clinics": list(person.clinics),
        "record_access": person.record,
        "billing": person.billing,
    }


def make(root: Path, count: int, assistants: int = 10, seed: int = 1) -> Path:
    """Write the repository with one commit; return the file of its live state, for `sandbox load`."""
    for folder in ("access", "practices"):
        (root / folder).mkdir(parents=True)
    (root / "access" / "settings.yaml").write_text(SETTINGS, encoding="utf-8")
    (root / "access" / "policy.yaml").write_text(POLICY, encoding="utf-8")
    live = []
    for made in practices(count, assistants, seed):
        (root / "practices" / f"{made.slug}.yaml").write_text(made.text, encoding="utf-8")
        live.append(made.live)
    subprocess.run(["git", "init", "-q", "-b", "main"], cwd=root, check=True)
    for name, value in (("user.name", "Ana"), ("user.email", "ana@org.example")):
        subprocess.run(["git", "config", name, value], cwd=root, check=True)
    subprocess.run(["git", "add", "-A"], cwd=root, check=True)
    subprocess.run(["git", "commit", "-q", "-m", "Declare the practices"], cwd=root, check=True)
    path = root / ".git" / "live.json"
    state = {"format": "accessctl.live/1", "now": NOW, "users": [], "practices": live, "mails": []}
    path.write_text(json.dumps(state), encoding="utf-8")
    return path
