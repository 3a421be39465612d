"""Texts: days, times and lists, as people write them."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "day": Text("{day} {month} {year}", "{day} de {month} de {year}"),
    "instant": Text("{date}, {time}", "{date} a las {time}"),
    "and": Text("and", "y"),
    "yes": Text("yes", "sí"),
    "no": Text("no", "no"),
    "under-a-minute": Text("less than a minute", "menos de un minuto"),
    "minutes": Text("{n} min", "{n} min"),
    "hours": Text("{n} h", "{n} h"),
    "days": Text("{n} days", "{n} días"),
    "month.1": Text("January", "enero"),
    "month.2": Text("February", "febrero"),
    "month.3": Text("March", "marzo"),
    "month.4": Text("April", "abril"),
    "month.5": Text("May", "mayo"),
    "month.6": Text("June", "junio"),
    "month.7": Text("July", "julio"),
    "month.8": Text("August", "agosto"),
    "month.9": Text("September", "septiembre"),
    "month.10": Text("October", "octubre"),
    "month.11": Text("November", "noviembre"),
    "month.12": Text("December", "diciembre"),
}
