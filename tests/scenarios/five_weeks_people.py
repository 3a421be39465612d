"""What people do in the live system during the five weeks, asked or unasked."""

from __future__ import annotations

from typing import Any

from five_weeks_desk import Desk
from five_weeks_facts import stem

PENDING = frozenset({"open", "sent", "reminded", "escalated"})
SILENT = frozenset(f"{name}{number}@org.example" for name in ("eva", "zoe") for number in (1, 3))
"""People who never answer an invitation."""
ACTS = ("add", "add", "widen", "remove", "remove", "swap", "record", "record-off", "billing", "offer")


def hands(desk: Desk) -> None:
    """Somebody clicks in the live system, once or twice."""
    rows = [
        (practice, email)
        for practice, people in sorted(desk.picture().rows.items())
        for email in sorted(people)
    ]
    for _ in range(desk.random.randint(1, 2)):
        act = desk.random.choice(ACTS)
        slug = desk.random.choice(sorted(desk.files.practices))
        if act == "add":
            desk.add(slug, f"{desk.files.new_name()}@org.example", desk.random.choice(["escazu", "cima"]))
        elif act == "offer":
            if any(clinic["id"] == "nueva" for clinic in desk.files.practices[slug]["clinics"]):
                desk.people("add-clinic", slug, "nueva", "--name", "Nueva")
        elif rows:
            practice, email = desk.random.choice(rows)
            _click(desk, act, desk.slug_of(practice), email)


def _click(desk: Desk, act: str, slug: str, email: str) -> None:
    match act:
        case "widen":
            desk.people("add", slug, email, "--clinics", desk.random.choice(["escazu", "heredia"]))
        case "remove":
            desk.people("remove", slug, email)
        case "swap":
            if desk.people("remove", slug, email):
                desk.add(slug, email, desk.random.choice(["escazu", "heredia"]))
        case "record":
            desk.people("grant-record", slug, email)
        case "record-off":
            desk.people("withdraw-record", slug, email)
        case _:
            desk.people(desk.random.choice(["grant-billing", "withdraw-billing"]), slug, email)


def answers(desk: Desk) -> None:
    """Invitees answer, or do not; people do what they were asked, or say that they did."""
    for practice, people in sorted(desk.picture().rows.items()):
        for email, row in sorted(people.items()):
            if row["accepted"] or email in SILENT:
                continue
            if desk.maybe(0.55):
                desk.people("accept", desk.slug_of(practice), email)
            elif desk.maybe(0.1):
                desk.people("decline", desk.slug_of(practice), email)
    for item in desk.handoffs():
        if item["state"] in PENDING and desk.maybe(0.5):
            _answer(desk, item)


def _answer(desk: Desk, item: dict[str, Any]) -> None:
    ways = ("really", "really and said", "only said", "refused", "cancelled")
    how = desk.random.choices(ways, [50, 20, 8, 7, 6])[0]
    if how.startswith("really"):
        _do(desk, item)
    if how in ("really and said", "only said"):
        desk.run("handoff", "done", item["id"], "--by", "Mesa de ayuda")
    elif how == "refused":
        desk.run("handoff", "refused", item["id"], "--by", "Mesa de ayuda", "--reason", "no")
    elif how == "cancelled":
        desk.run("handoff", "cancel", item["id"])


DEEDS = {
    "request-record-access": "grant-record",
    "request-record-removal": "withdraw-record",
    "request-billing": "grant-billing",
    "request-billing-removal": "withdraw-billing",
}


def _do(desk: Desk, item: dict[str, Any]) -> None:
    """Do what a hand-off asks for."""
    practice, email = stem(item["practice"]), item["email"]
    slug = desk.slug_of(practice)
    if item["kind"] in DEEDS:
        desk.people(DEEDS[item["kind"]], slug, email)
    elif item["kind"] == "request-user-at-centre":
        desk.add(slug, email, item["centre"])
    elif item["kind"] == "request-removal-at-centre":
        row = desk.picture().rows[practice].get(email)
        rest = [] if row is None else [clinic for clinic in row["clinics"] if clinic != item["centre"]]
        if desk.people("remove", slug, email) and rest:
            desk.add(slug, email, ",".join(rest))
