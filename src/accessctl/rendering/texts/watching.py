"""Texts of `watch`: what a round says."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "watch.round": Text(
        en="{at} · carried out: {changes} · waiting: {waiting} · for people to decide: {blocked} · "
        "hand-offs open: {pending}",
        es="{at} · hechos: {changes} · en espera: {waiting} · por decidir: {blocked} · gestiones abiertas: {pending}",
    ),
    "watch.nothing-applied": Text(
        en="{at}: nothing was applied yet, so there is nothing to watch over. Run `accessctl apply` first.",
        es="{at}: todavía no se ha aplicado nada, así que no hay nada que vigilar. Ejecute primero "
        "`accessctl apply`.",
    ),
    "watch.nothing-seen": Text(en="{at}: nothing could be looked at.", es="{at}: no se pudo revisar nada."),
}
