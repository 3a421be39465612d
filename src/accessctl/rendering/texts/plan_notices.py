"""Texts of a plan: what waits, is unmanaged, unverified, released or frozen."""

from __future__ import annotations

from accessctl.rendering.texts import Text

WAITING: dict[str, Text] = {
    "waiting.acceptance": Text(
        "invited; waits until the person accepts", "con invitación enviada; se espera que la acepte"
    ),
    "waiting.acceptance-then-clinics": Text(
        "invited; the other clinics are added once the person accepts",
        "con invitación enviada; las demás clínicas se agregan cuando la acepte",
    ),
    "waiting.record-after-acceptance": Text(
        "record access is asked for once the person accepts the invitation",
        "el acceso al expediente se pide cuando la persona acepte la invitación",
    ),
    "waiting.billing-after-acceptance": Text(
        "billing access is asked for once the person accepts the invitation",
        "el acceso a facturación se pide cuando la persona acepte la invitación",
    ),
    "waiting.open-handoff": Text(
        "already asked of {recipient} on {since} (hand-off {handoff}); waits for the answer",
        "ya se pidió a {recipient} el {since} (gestión {handoff}); se espera la respuesta",
    ),
    "waiting.invitation-unknown": Text(
        "an earlier run ({run}) broke off, and nobody can tell whether this invitation went out; the owner is asked "
        "once it would have run out",
        "una corrida anterior ({run}) se interrumpió y no se sabe si esta invitación salió; se le pregunta al "
        "titular del consultorio cuando ya habría vencido",
    ),
    "waiting.back-off": Text(
        "the invitation ran out; it is sent again on {opens}",
        "la invitación venció; se vuelve a enviar el {opens}",
    ),
    "waiting.send-window": Text(
        "invitations go out in working hours only: from {opens}",
        "las invitaciones solo se envían en el horario de envío: a partir del {opens}",
    ),
    "waiting.starts-on": Text("starts on {date}", "empieza el {date}"),
    "waiting.revoke-after-replacement": Text(
        "keeps access until the same person's new address ({new}) is active",
        "conserva el acceso hasta que el correo nuevo de la misma persona ({new}) esté activo",
    ),
    "waiting.time-left": Text("expires in {left}", "vence en {left}"),
    "waiting.expires-at": Text("expired on {until}", "venció el {until}"),
}

OTHERS: dict[str, Text] = {
    "unmanaged.unmanaged": Text(
        "has access since before this practice was managed here, and is not in the file; nothing is done",
        "tiene acceso desde antes de que este consultorio se administrara aquí y no está en el archivo; "
        "no se hace nada",
    ),
    "unmanaged.drift-reported": Text(
        "has access that is not in the file, given by hand, first seen on {since}; only reported, "
        "as the settings say (drift: report)",
        "tiene acceso que no está en el archivo, dado a mano, visto por primera vez el {since}; solo se "
        "informa, "
        "como dice la configuración (drift: report)",
    ),
    "unmanaged.protected": Text(
        "is the owner, a protected person or the program's own account: shown, never touched",
        "es el titular, una persona protegida o la cuenta propia del programa: se muestra y nunca se toca",
    ),
    "unmanaged.clinics-drift-reported": Text(
        "reaches clinics that the file does not declare ({clinics}), given by hand; only reported",
        "tiene acceso a clínicas que el archivo no declara ({clinics}), dado a mano; solo se informa",
    ),
    "unmanaged.record-drift-reported": Text(
        "may open the medical record, which the file does not declare, given by hand; only reported",
        "tiene acceso al expediente que el archivo no declara, dado a mano; solo se informa",
    ),
    "unmanaged.billing-drift-reported": Text(
        "has billing access that the file does not declare, given by hand; only reported",
        "tiene acceso a facturación que el archivo no declara, dado a mano; solo se informa",
    ),
    "unverified.clinics-unknown": Text(
        "nobody can see which clinics this person reaches",
        "no se puede ver a cuáles clínicas tiene acceso esta persona",
    ),
    "unverified.record-unknown": Text(
        "nobody can see whether this person may open the medical record",
        "no se puede ver si esta persona tiene acceso al expediente",
    ),
    "unverified.billing-unknown": Text(
        "nobody can see whether this person has billing access",
        "no se puede ver si esta persona tiene acceso a facturación",
    ),
    "unverified.unknown-grantee": Text(
        "user {user} has access and is not in live.users: nobody can say who it is. Ask the owner, and name the user in "
        "access/settings.yaml",
        "el usuario {user} tiene acceso y no está en live.users: no se sabe quién es. Pregunte al titular e "
        "indíquelo en access/settings.yaml",
    ),
    "unverified.grant-status-unknown": Text(
        "HuliPractice shows the access of user {user} as {status}, which this version does not know",
        "HuliPractice muestra el acceso del usuario {user} como {status}, que esta versión no conoce",
    ),
    "unverified.grants-not-said": Text(
        "HuliPractice did not say who has access: everybody's presence is unknown",
        "HuliPractice no dijo quién tiene acceso: no se sabe quién está y quién no",
    ),
    "alterations.altered-not-used": Text(
        "the change alters this file. This plan goes by the one of {base}; what the change says holds after the merge",
        "el cambio modifica este archivo. Este plan usa el de {base}; lo que dice el cambio valdrá cuando se incorpore",
    ),
    "alterations.loosened-by-commit": Text(
        "the commit's message lets more through a guard: {trailer}",
        "el mensaje del commit deja pasar más por un resguardo: {trailer}",
    ),
    "alterations.loosened-once-merged": Text(
        "a commit of this change carries “{trailer}”: it lets more through a guard if the merged commit says it too",
        "un commit de este cambio lleva «{trailer}»: dejará pasar más por un resguardo si el commit que se incorpore "
        "también lo dice",
    ),
    "alterations.policy-loosened": Text("{key} allows more than before", "{key} permite más que antes"),
    "alterations.signers-added": Text(
        "from the next commit on {added} may approve, or with another key",
        "a partir del siguiente commit podrán aprobar, o con otra clave: {added}",
    ),
    "alterations.guards-loosened": Text(
        "{key} lets more through than before", "{key} deja pasar más que antes"
    ),
    "alterations.settings-rerouted": Text(
        "{key} is another than before; mails, records or changes go elsewhere, or other people are seen",
        "{key} es otro que antes; correos, registros o cambios van a otro lugar, o se ve a otras personas",
    ),
    "alterations.recipient-changed": Text(
        "{key}: requests go to {after} instead of {before}",
        "{key}: las gestiones van a {after} en vez de {before}",
    ),
    "alterations.page-map-changed": Text(
        "where the program clicks in the owners' accounts is another place than before",
        "cambia dónde hace clic el programa en las cuentas de los titulares",
    ),
    "alterations.letter-changed": Text(
        "letters to people are worded otherwise than before",
        "las cartas a las personas dicen otra cosa que antes",
    ),
    "alterations.local-schema-changed": Text(
        "what the organisation's own schema allows is another than before",
        "lo que permite el esquema propio de la organización es otro que antes",
    ),
    "alterations.plan-only-begins": Text(
        "from now on nothing is applied in this practice, removals included: its plan is only shown",
        "a partir de ahora no se aplica nada en este consultorio, tampoco quitar accesos: el plan solo se muestra",
    ),
    "alterations.plan-only-ends": Text(
        "from now on what its plan shows is applied in this practice",
        "a partir de ahora en este consultorio se aplica lo que muestra el plan",
    ),
    "alterations.web-begins": Text(
        "from now on the program works in the account of {owner}, in a browser: only with the owner's consent",
        "a partir de ahora el programa trabaja en la cuenta de {owner}, en un navegador: solo con su consentimiento",
    ),
    "alterations.web-ends": Text(
        "from now on the program no longer works in the account of {owner}; what it did there is asked of people",
        "a partir de ahora el programa ya no trabaja en la cuenta de {owner}; lo que hacía ahí se le pide a personas",
    ),
    "alterations.account-changed": Text(
        "the live account is {after} instead of {before}: the practice starts anew",
        "la cuenta en HuliPractice es {after} en vez de {before}: el consultorio empieza de nuevo",
    ),
    "unmanaged.with-record": Text(
        "this person can open the medical record", "esta persona puede abrir el Expediente"
    ),
    "frozen.declaration-errors": Text(
        "has errors: nothing is applied until they are mended, and this plan goes by default values in their place",
        "tiene errores: no se aplica nada hasta corregirlos, y este plan usa en su lugar los valores de fábrica",
    ),
    "released.released": Text(
        "the practice's file is gone: nobody is removed, and the practice is no longer managed here",
        "el archivo del consultorio ya no existe: no se quita a nadie y el consultorio deja de "
        "administrarse aquí",
    ),
    "renamed.renamed": Text(
        "the file was {earlier}.yaml before; its people, open requests and history stay with the new name",
        "el archivo se llamaba {earlier}.yaml; sus personas, gestiones abiertas e historial siguen con el "
        "nombre nuevo",
    ),
    "frozen.unreadable-file": Text(
        "its file cannot be read: nobody is let in or out until it is mended",
        "su archivo no se puede leer: nadie entra ni sale hasta que se corrija",
    ),
    "frozen.shared-account": Text(
        "another file manages the same HuliPractice account: nobody is let in or out until one of the "
        "two gives way",
        "otro archivo administra la misma cuenta de HuliPractice: nadie entra ni sale hasta que quede "
        "uno solo",
    ),
    "frozen.empty-answer": Text(
        "HuliPractice answered that nobody has access, and somebody had: not believed. If it is true, "
        "apply with --accept-live {practice}",
        "HuliPractice respondió que nadie tiene acceso, y antes sí había personas: no se da por cierto. "
        "Si es verdad, aplique con --accept-live {practice}",
    ),
    "frozen.shrunken-answer": Text(
        "HuliPractice answered with far fewer people than before: not believed. If it is true, "
        "apply with --accept-live {practice}",
        "HuliPractice respondió con muchas menos personas que antes: no se da por cierto. "
        "Si es verdad, aplique con --accept-live {practice}",
    ),
    "frozen.unobserved": Text(
        "HuliPractice could not be read for this practice: nothing is done in it directly",
        "no se pudo leer este consultorio en HuliPractice: no se hace ningún cambio directo en él",
    ),
    "frozen.observation-too-old": Text(
        "what is known of this practice is too old to act on: observe it again",
        "lo que se sabe de este consultorio es demasiado antiguo para actuar: hay que volver a consultarlo",
    ),
    "frozen.practice-has-errors": Text(
        "an error stops the whole practice ({rule}): run accessctl validate and mend it",
        "un error detiene todo el consultorio ({rule}): ejecute accessctl validate y corríjalo",
    ),
}

TEXTS: dict[str, Text] = {**WAITING, **OTHERS}
