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
    "watch.reminded": Text(
        en="↻ reminded {recipient} of {practice} ({ids})",
        es="↻ recordatorio a {recipient} de {practice} ({ids})",
    ),
    "watch.escalated": Text(
        en="↻ reminded {recipient} of {practice} again, with a copy to owner and requester ({ids})",
        es="↻ segundo aviso a {recipient} de {practice}, con copia a titular y solicitante ({ids})",
    ),
    "watch.reminder-failed": Text(
        en="✗ the reminder to {recipient} of {practice} was not sent and is tried again later ({ids}): {why}",
        es="✗ el recordatorio a {recipient} de {practice} no se envió y se intentará más tarde ({ids}): {why}",
    ),
    "watch.reminder-skipped": Text(
        en="· the reminder to {recipient} of {practice} was not sent ({ids}): {why}",
        es="· el recordatorio a {recipient} de {practice} no se envió ({ids}): {why}",
    ),
    "watch.reminder-fate-unknown": Text(
        en="? nobody knows whether the reminder to {recipient} of {practice} was sent; it is not sent again ({ids}): "
        "{why}",
        es="? no se sabe si se envió el recordatorio a {recipient} de {practice}; no se vuelve a enviar ({ids}): {why}",
    ),
    "watch.nothing-seen": Text(en="{at}: nothing could be looked at.", es="{at}: no se pudo revisar nada."),
}
