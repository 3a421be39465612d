"""Texts: `accessctl login`, and the rehearsal of what would be clicked."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "login": Text(
        en="Let a practice's owner log in once, so that the program may work in the owner's own account.",
        es="Permite que el titular de un consultorio ingrese una vez, para que el programa trabaje en su cuenta.",
    ),
    "login.option.check": Text(
        en="Say whether the session that is kept still holds.",
        es="Dice si la sesión guardada todavía sirve.",
    ),
    "login.option.forget": Text(
        en="Take the session away from this machine.", es="Quita la sesión de esta computadora."
    ),
    "login.begin": Text(
        en="A window opens. {owner} logs in there, within {minutes} minutes; the password is never seen by this program.",
        es="Se abre una ventana. {owner} ingresa ahí, en un plazo de {minutes} minutos; "
        "este programa nunca ve la contraseña.",
    ),
    "login.kept-file": Text(
        en="The session of {practice} is kept in an encrypted file.",
        es="La sesión de {practice} quedó guardada en un archivo cifrado.",
    ),
    "login.kept-keyring": Text(
        en="The session of {practice} is kept in this machine's keyring.",
        es="La sesión de {practice} quedó guardada en el llavero de esta computadora.",
    ),
    "login.holds": Text(
        en="The session of {practice} holds, and it is the account of {owner}.",
        es="La sesión de {practice} sirve, y es la cuenta de {owner}.",
    ),
    "login.forgotten": Text(
        en="The session of {practice} is gone from here. In HuliPractice, log out as well.",
        es="La sesión de {practice} ya no está aquí. En HuliPractice, cierre sesión también.",
    ),
    "login.nothing-to-forget": Text(
        en="There was no session of {practice} here.", es="Aquí no había ninguna sesión de {practice}."
    ),
    "apply.option.rehearse": Text(
        en="In the browser, go up to before the last click of each step and say what would be clicked; change nothing.",
        es="En el navegador, llega hasta antes del último clic de cada paso y dice en qué haría clic; no cambia nada.",
    ),
    "rehearsal.nothing": Text(
        en="No step of this plan would be done in the browser.",
        es="Ningún paso de este plan se haría en el navegador.",
    ),
    "rehearsal.end": Text(
        en="Rehearsed {count}, failed {failed}. Nothing was changed and nothing was written into the journal.",
        es="Ensayados {count}, con problemas {failed}. No se cambió nada y no se escribió nada en la bitácora.",
    ),
    "rehearsal.open": Text(en="open {what}", es="abrir {what}"),
    "rehearsal.click": Text(en="click {what}", es="hacer clic en {what}"),
    "rehearsal.type": Text(en="fill in {what}", es="llenar {what}"),
    "rehearsal.choose": Text(en="choose {what}", es="elegir {what}"),
    "rehearsal.would-click": Text(en="here it would click {what}", es="aquí haría clic en {what}"),
    "rehearsal.done-already": Text(
        en="the list shows it done already{what}", es="la lista ya lo muestra hecho{what}"
    ),
}
