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
    "watch.notice": Text(
        en="✉ told {recipient} that invitations in {practice} went unanswered: {people}",
        es="✉ se avisó a {recipient} de invitaciones sin respuesta en {practice}: {people}",
    ),
    "watch.notice-failed": Text(
        en="✗ {recipient} was not told that invitations in {practice} went unanswered ({people}); the letter waits in "
        "the outbox, and accessctl handoff send sends it: {why}",
        es="✗ no se pudo avisar a {recipient} de invitaciones sin respuesta en {practice} ({people}); la carta espera "
        "en la bandeja de salida y accessctl handoff send la envía: {why}",
    ),
    "watch.notice-fate-unknown": Text(
        en="? nobody knows whether {recipient} was told that invitations in {practice} went unanswered ({people}): "
        "{why}",
        es="? no se sabe si {recipient} recibió el aviso de invitaciones sin respuesta en {practice} ({people}): {why}",
    ),
    "sent.mailed": Text(en="✓ sent to {recipient} ({ids})", es="✓ enviado a {recipient} ({ids})"),
    "sent.again": Text(
        en="✓ sent to {recipient} once more; it may have arrived twice ({ids})",
        es="✓ enviado otra vez a {recipient}; es posible que le llegue dos veces ({ids})",
    ),
    "sent.mail-failed": Text(
        en="✗ not sent to {recipient} ({ids}): {why}", es="✗ no se envió a {recipient} ({ids}): {why}"
    ),
    "sent.mail-fate-unknown": Text(
        en="? nobody knows whether it was sent to {recipient} ({ids}): {why}",
        es="? no se sabe si se envió a {recipient} ({ids}): {why}",
    ),
    "sent.nothing": Text(
        en="Nothing in the outbox waits to be sent.", es="No hay correos por enviar en la bandeja de salida."
    ),
    "watch.nothing-seen": Text(en="{at}: nothing could be looked at.", es="{at}: no se pudo revisar nada."),
}
