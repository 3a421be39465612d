"""What people do in the simulated live system, asked or unasked."""

from __future__ import annotations

from simulation import Simulation

from accessctl.errors import AccessctlError
from accessctl.model.identity import Address
from accessctl.providers.sandbox import people as by_hand
from accessctl.providers.sandbox.people import Place
from accessctl.providers.sandbox.rows import put_practices
from accessctl.providers.sandbox.state import Assistant, StoredPractice, declared_clinics

ANSWERS = ("accept", "accept", "accept", "decline")
ACTS = ("remove", "add", "record", "record", "billing", "centre")


def open_practices(world: Simulation) -> None:
    """Let the practices exist as declared."""
    practices = world.declared.reading(0).declaration.practices
    with world.store.changing() as state:
        put_practices(
            state,
            [
                StoredPractice(slug, item.owner, declared_clinics(item), item.billing_issuer)
                for slug, item in practices.items()
            ],
        )


def settle_before(world: Simulation) -> None:
    """Let some people be there already, declared or not."""
    dice = world.dice
    for slug in world.declared.slugs:
        for email, entry in sorted(world.declared.entries(0, slug).items()):
            if dice.random() < 0.6:
                add(world, slug, email, entry["clinics"][0])
        if dice.random() < 0.5:
            add(world, slug, f"vieja-{slug}@org.example", "escazu")
        if dice.random() < 0.2:
            add(world, slug, f"owner@{slug}.example", "escazu")


def act(world: Simulation, *, asked_only: bool = False) -> None:
    """Let one person do one thing."""
    dice = world.dice
    people = [
        (slug, email, row)
        for slug, rows in sorted(world.rows().items())
        for email, row in sorted(rows.items())
    ]
    pending = [(slug, email) for slug, email, row in people if row.state == "invited"]
    if pending and (asked_only or dice.random() < 0.6):
        slug, email = dice.choice(pending)
        do(world, dice.choice(ANSWERS), slug, email)
    elif people and not asked_only:
        slug, email, _ = dice.choice(people)
        do(world, dice.choice(ACTS), slug, email)


def do(world: Simulation, what: str, slug: str, email: str) -> None:
    """Do it, where the live system lets it be done."""
    place, who, store = Place(slug), Address(email), world.store
    row = world.rows()[slug].get(email)
    try:
        match what:
            case "accept":
                by_hand.accept(store, place, who)
            case "decline":
                by_hand.decline(store, place, who)
            case "remove":
                by_hand.remove(store, place, who)
            case "add":
                email = f"mano{world.dice.randint(0, 9)}@org.example"
                add(world, slug, email, "escazu")
                return
            case "centre":
                add(world, slug, email, "cima")
                return
            case "record":
                by_hand.set_record_access(store, place, who, granted=not (row and row.record))
            case _:
                by_hand.set_billing(store, place, who, granted=not (row and row.billing))
    except AccessctlError:
        return
    world.tell(f"somebody: {what} {slug} {email}")
    world.note("person", "somebody", practice=slug, email=email, what=what)


def add(world: Simulation, slug: str, email: str, clinic: str) -> None:
    """Give somebody access by hand."""
    guest = Assistant(
        Address(email),
        accepted=True,
        name=email.partition("@")[0].capitalize(),
        surnames=("Mora", "Jiménez"),
        clinics=frozenset({clinic}),
    )
    try:
        by_hand.add(world.store, Place(slug), guest)
    except AccessctlError:
        return
    world.tell(f"somebody: add {slug} {email} {clinic}")
    world.note("person", "somebody", practice=slug, email=email, what="add")
