"""An organisation's access repository with a live system, and a dozen pull requests as people make them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from world import World, make_world

SETTINGS = """\
version: 1
language: es
time_zone: America/Costa_Rica
live: {provider: sandbox, account: accesos@org.example}
handoffs: {from: accesos@org.example}
guards: {invitations: 50, record_grants: 10, removals: {percent: 25, at_least: 3, window: 24h}}
"""
POLICY = """\
version: 1
email_domains: {allow: [santalucia.example, derma.example, old.example]}
record_access: {reason: required, until: required, at_most: 3}
protected: [elena.rojas@santalucia.example]
"""
SANTA_LUCIA = """\
version: 1
practice: santa-lucia
name: Clínica Santa Lucía
owner: {email: elena.rojas@santalucia.example, name: Elena Rojas}
clinics:
  - {id: escazu, name: Santa Lucía Escazú}
  - {id: heredia, name: Santa Lucía Heredia}
  - {id: cima, name: Hospital CIMA, single_record: {administrator: accesos@cima.example}}
billing_issuer: {owner: finanzas@santalucia.example}
assistants:
  - {email: luz.vargas@santalucia.example, name: Luz, surnames: [Vargas, Coto], clinics: [escazu]}
  - email: marta.solis@santalucia.example
    name: Marta
    surnames: [Solís, Mena]
    clinics: [escazu, heredia]
    record_access: {reason: Prepara los expedientes, until: 2027-01-31}
  - {email: pedro.arce@santalucia.example, name: Pedro, surnames: [Arce, Soto], clinics: [heredia]}
"""
DERMA = """\
version: 1
practice: derma-este
name: Dermatología del Este
owner: {email: jorge.mena@derma.example, name: Jorge Mena}
clinics:
  - {id: curridabat, name: Derma Curridabat}
assistants:
  - {email: nadia.castro@derma.example, name: Nadia, surnames: [Castro, Ruiz]}
  - {email: rosa.brenes@derma.example, name: Rosa, surnames: [Brenes, Solano]}
"""
LIVE = {
    "santa-lucia": (
        "elena.rojas@santalucia.example",
        {"escazu": "Santa Lucía Escazú", "heredia": "Santa Lucía Heredia", "cima": "Hospital CIMA"},
        [
            ("luz.vargas@santalucia.example", "Luz", ["Vargas", "Coto"], ["escazu"], False),
            ("marta.solis@santalucia.example", "Marta", ["Solís", "Mena"], ["escazu", "heredia"], True),
            ("pedro.arce@santalucia.example", "Pedro", ["Arce", "Soto"], ["heredia"], False),
        ],
    ),
    "derma-este": (
        "jorge.mena@derma.example",
        {"curridabat": "Derma Curridabat"},
        [
            ("nadia.castro@derma.example", "Nadia", ["Castro", "Ruiz"], ["curridabat"], False),
            ("rosa.brenes@derma.example", "Rosa", ["Brenes", "Solano"], ["curridabat"], False),
        ],
    ),
}
LUZ = "  - {email: luz.vargas@santalucia.example, name: Luz, surnames: [Vargas, Coto], clinics: [escazu]}\n"
PEDRO = (
    "  - {email: pedro.arce@santalucia.example, name: Pedro, surnames: [Arce, Soto], clinics: [heredia]}\n"
)
ANA = "  - {email: ana.mora@santalucia.example, name: Ana, surnames: [Mora, Jiménez], clinics: [escazu]%s}\n"


def make_organisation(root: Path) -> World:
    """Make the repository on `main`, applied once, with its live system as declared."""
    world = make_world(root, SETTINGS)
    world.write("access/policy.yaml", POLICY)
    world.write("practices/santa-lucia.yaml", SANTA_LUCIA)
    world.write("practices/derma-este.yaml", DERMA)
    world.git("add", "-A")
    world.git("commit", "-q", "-m", "Declarar los dos consultorios")
    world.load(*(_live(slug) for slug in LIVE))
    world.ok("apply", "--yes")
    return world


def _live(slug: str) -> dict[str, object]:
    owner, clinics, people = LIVE[slug]
    return {
        "practice": slug,
        "owner": owner,
        "clinics": [
            {"id": clinic, "name": name, "single_record": clinic == "cima"}
            for clinic, name in clinics.items()
        ],
        "assistants": [
            {
                "email": email,
                "name": name,
                "surnames": surnames,
                "accepted": True,
                "sent_at": "2026-11-01T15:00:00Z",
                "attempts": 1,
                "clinics": held,
                "record_access": record,
                "billing": False,
            }
            for email, name, surnames, held, record in people
        ],
    }


def _edited(world: World, slug: str, old: str, new: str) -> None:
    path = f"practices/{slug}.yaml"
    text = (world.root / path).read_text(encoding="utf-8")
    assert old in text
    world.write(path, text.replace(old, new))


def new_assistant(world: World) -> None:
    """Let somebody new into one clinic."""
    _edited(world, "santa-lucia", "assistants:\n", "assistants:\n" + ANA % "")


def leaver(world: World) -> None:
    """Take out somebody who leaves."""
    _edited(world, "santa-lucia", PEDRO, "")


def maternity_cover(world: World) -> None:
    """Let somebody in for a while, with record access, from a day that is still to come."""
    more = (
        ", from: 2026-12-01, until: 2027-03-31, note: Cubre la licencia de maternidad de Marta, "
        "record_access: {reason: Cubre a Marta Solís, until: 2027-03-31}"
    )
    _edited(world, "santa-lucia", "assistants:\n", "assistants:\n" + ANA % more)


def record_access(world: World) -> None:
    """Give record access to somebody who is there."""
    access = "record_access: {reason: Archiva los resultados, until: 2027-06-30}"
    _edited(world, "santa-lucia", LUZ, LUZ.replace("[escazu]", f"[escazu], {access}"))


def clinic_moved(world: World) -> None:
    """Move somebody to another clinic, and let one more into the single-record hospital."""
    _edited(world, "santa-lucia", PEDRO, PEDRO.replace("[heredia]", "[escazu]"))
    _edited(world, "santa-lucia", LUZ, LUZ.replace("[escazu]", "[escazu, cima]"))


def address_change(world: World) -> None:
    """Declare the same person under a new address."""
    old = "email: rosa.brenes@derma.example, name: Rosa, surnames: [Brenes, Solano]"
    new = old.replace("rosa.brenes", "rosa.solano") + ", previously: [rosa.brenes@derma.example]"
    _edited(world, "derma-este", old, new)


def address_change_with_record(world: World) -> None:
    """Declare somebody with record access under a new address: it is asked for anew."""
    old = "email: marta.solis@santalucia.example\n"
    new = "email: marta.mena@santalucia.example\n    previously: [marta.solis@santalucia.example]\n"
    _edited(world, "santa-lucia", old, new)


def practice_renamed_and_joined(world: World) -> None:
    """Give the file another name, and let somebody in with the same change."""
    practice_renamed(world)
    entry = (ANA % "").replace("ana.mora@santalucia", "ana.mora@derma").replace(", clinics: [escazu]", "")
    _edited(world, "derma-curridabat", "assistants:\n", "assistants:\n" + entry)


def practice_renamed(world: World) -> None:
    """Give the file another name, and say which it had."""
    text = DERMA.replace("practice: derma-este", "practice: derma-curridabat\npreviously: [derma-este]")
    (world.root / "practices/derma-este.yaml").unlink()
    world.write("practices/derma-curridabat.yaml", text)


def practice_removed(world: World) -> None:
    """Delete the file."""
    (world.root / "practices/derma-este.yaml").unlink()


def policy_change(world: World) -> None:
    """Loosen the policy, send hand-offs elsewhere, and use both at once."""
    world.write("access/policy.yaml", POLICY.replace("[santalucia", "[gmail.example, santalucia"))
    settings = SETTINGS.replace("from: accesos@org.example", "from: otra@gmail.example, outbox: salida")
    world.write("access/settings.yaml", settings)
    entry = (ANA % "").replace("ana.mora@santalucia.example", "ana.mora@gmail.example")
    _edited(world, "santa-lucia", "assistants:\n", "assistants:\n" + entry)


def mistake(world: World) -> None:
    """Name a clinic that does not exist, and misspell a key."""
    entry = (ANA % "").replace("[escazu]", "[escasu]")
    _edited(world, "santa-lucia", "assistants:\n", "assistants:\n" + entry)
    _edited(world, "santa-lucia", "name: Pedro, surnames", "name: Pedro, surname")


def hostile(world: World) -> None:
    """Give names that would break out of a comment."""
    name = json.dumps("<script>alert(1)</script> | `x` **b** @all #1 🙂", ensure_ascii=False)
    reason = json.dumps("</details> ![x](http://evil.example/p.png) [ya](javascript:alert(1)) | fin")
    entry = (
        f"  - {{email: ana.mora@santalucia.example, name: {name}, surnames: ['--> <!--', '| a | b |'], "
        f"clinics: [escazu], record_access: {{reason: {reason}, until: 2027-03-31}}}}\n"
    )
    _edited(world, "santa-lucia", "assistants:\n", "assistants:\n" + entry)
    _edited(world, "santa-lucia", "name: Santa Lucía Escazú", 'name: "Escazú</summary> | <b>x</b>"')


def right_to_left(world: World) -> None:
    """Turn a name around with a character that nobody sees."""
    entry = (ANA % "").replace("name: Ana", r'name: "Ana \u202e"')
    _edited(world, "santa-lucia", "assistants:\n", "assistants:\n" + entry)


def two_hundred(world: World) -> None:
    """Invite two hundred people at once."""
    entries = "".join(
        f"  - {{email: persona{n:03}@derma.example, name: Persona, surnames: [Número, 'N{n}']}}\n"
        for n in range(200)
    )
    _edited(world, "derma-este", "assistants:\n", "assistants:\n" + entries)


def emptied(world: World) -> None:
    """Empty a practice, with a trailer that lets it through."""
    world.write("practices/derma-este.yaml", DERMA.partition("assistants:")[0] + "assistants: []\n")
    _edited(world, "santa-lucia", PEDRO, "")
    _edited(world, "santa-lucia", LUZ, "")


def comment_only(world: World) -> None:
    """Change a comment, and nothing else."""
    world.write("practices/derma-este.yaml", f"# Revisado en noviembre\n{DERMA}")


PULL_REQUESTS: dict[str, Callable[[World], None]] = {
    change.__name__.replace("_", "-"): change
    for change in (
        new_assistant,
        leaver,
        maternity_cover,
        record_access,
        clinic_moved,
        address_change,
        address_change_with_record,
        practice_renamed,
        practice_renamed_and_joined,
        practice_removed,
        policy_change,
        mistake,
        hostile,
        right_to_left,
        two_hundred,
        emptied,
        comment_only,
    )
}
MESSAGES = {"emptied": "Vaciar el consultorio\n\nAllow-Removals: 12\n"}


def propose(world: World, name: str) -> None:
    """Make the pull request's branch, checked out detached as a host's CI does it."""
    world.git("checkout", "-q", "-B", name, "main")
    PULL_REQUESTS[name](world)
    world.git("add", "-A")
    world.git("commit", "-q", "-m", MESSAGES.get(name, "Cambiar los accesos"))
    world.git("checkout", "-q", "--detach")
