"""Texts of a plan: the steps, why each is needed, and where it comes from."""

from __future__ import annotations

from accessctl.rendering.texts import Text

KINDS: dict[str, Text] = {
    "kind.invite": Text("invite", "invitar"),
    "kind.resend": Text("resend the invitation", "reenviar la invitación"),
    "kind.cancel-invitation": Text("cancel the invitation", "anular la invitación"),
    "kind.revoke": Text("remove the access", "retirar el acceso"),
    "kind.change-clinics": Text("change clinics", "cambiar las clínicas"),
    "kind.request-user-at-centre": Text(
        "ask the medical centre to create the user", "pedir al centro médico que cree el usuario"
    ),
    "kind.request-removal-at-centre": Text(
        "ask the medical centre to remove the user", "pedir al centro médico que quite el usuario"
    ),
    "kind.request-record-access": Text("ask for record access", "pedir acceso al expediente"),
    "kind.request-record-removal": Text(
        "ask to withdraw record access", "pedir que se quite el acceso al expediente"
    ),
    "kind.request-billing": Text("ask for billing access", "pedir acceso a facturación"),
    "kind.request-billing-removal": Text(
        "ask to withdraw billing access", "pedir que se quite el acceso a facturación"
    ),
    "kind.confirm-acceptance": Text(
        "ask whether the invitation was accepted", "preguntar si la invitación fue aceptada"
    ),
}

REASONS: dict[str, Text] = {
    "reason.ends": Text("until {until}", "hasta el {until}"),
    "reason.given": Text("reason given: {reason}", "motivo indicado: {reason}"),
    "reason.declared": Text("the file declares this person", "el archivo declara a esta persona"),
    "reason.declared-from": Text("the declared first day has come", "llegó la fecha de inicio declarada"),
    "reason.until-passed": Text("the declared last day has passed", "ya pasó el último día declarado"),
    "reason.not-declared": Text("no longer in the file", "ya no está en el archivo"),
    "reason.drift": Text(
        "not declared: somebody gave this access by hand in HuliPractice",
        "no está declarado: alguien dio este acceso a mano en HuliPractice",
    ),
    "reason.clinics-changed": Text(
        "the file now declares other clinics", "el archivo ahora declara otras clínicas"
    ),
    "reason.clinics-changed-by-hand": Text(
        "the clinics were changed by hand in HuliPractice",
        "las clínicas se cambiaron a mano en HuliPractice",
    ),
    "reason.invitation-expired": Text(
        "the invitation expired without an answer", "la invitación venció sin respuesta"
    ),
    "reason.record-until-passed": Text(
        "the last day declared for record access has passed",
        "ya pasó el último día declarado para el acceso al expediente",
    ),
    "reason.record-unconfirmed": Text(
        "no review has confirmed this record access in time, and the policy removes what is not confirmed",
        "ninguna revisión confirmó a tiempo este acceso al expediente, y la política retira lo que no se confirma",
    ),
    "reason.record-declared": Text(
        "the file declares record access", "el archivo declara acceso al expediente"
    ),
    "reason.record-not-declared": Text(
        "the file does not declare record access", "el archivo no declara acceso al expediente"
    ),
    "reason.billing-declared": Text(
        "the file declares billing access", "el archivo declara acceso a facturación"
    ),
    "reason.billing-not-declared": Text(
        "the file does not declare billing access", "el archivo no declara acceso a facturación"
    ),
    "reason.replaced": Text(
        "the same person changed address: {old} is now {new}",
        "la misma persona cambió de correo: {old} ahora es {new}",
    ),
    "reason.replaced-by-another": Text(
        "the same person now uses another address", "la misma persona usa ahora otro correo"
    ),
    "reason.taken-back": Text(
        "an earlier request ({handoff}) is no longer wanted and is taken back",
        "una gestión anterior ({handoff}) ya no hace falta y se deja sin efecto",
    ),
    "reason.record-given-by-hand": Text(
        "not declared: somebody gave record access by hand",
        "no está declarado: alguien dio el acceso al expediente a mano",
    ),
    "reason.billing-given-by-hand": Text(
        "not declared: somebody gave billing access by hand",
        "no está declarado: alguien dio el acceso a facturación a mano",
    ),
    "reason.attestation-denied": Text(
        "{by} confirmed the hand-off {handoff}, but HuliPractice shows that it was not done",
        "{by} confirmó la gestión {handoff}, pero HuliPractice muestra que no se hizo",
    ),
    "reason.emergency": Text("access was withdrawn in an emergency", "el acceso se retiró de emergencia"),
    "reason.acceptance-unknown": Text(
        "HuliPractice does not show whether the invitation was accepted",
        "HuliPractice no muestra si la invitación fue aceptada",
    ),
    "reason.centre-declared": Text(
        "the file declares a clinic of a single-record centre",
        "el archivo declara una clínica de un centro con expediente único",
    ),
    "reason.centre-not-declared": Text(
        "the file no longer declares this single-record centre",
        "el archivo ya no declara este centro con expediente único",
    ),
    "reason.leftover-record": Text(
        "the person is gone, but record access may still be on",
        "la persona ya no está, pero su acceso al expediente puede seguir activo",
    ),
    "reason.leftover-billing": Text(
        "the person is gone, but billing access may still be on",
        "la persona ya no está, pero su acceso a facturación puede seguir activo",
    ),
    "reason.restored": Text(
        "taken away before, and given back by decision of whoever applies",
        "se había retirado y se restituye por decisión de quien aplica",
    ),
    "reason.revoke-unmanaged": Text(
        "not declared, and its removal was asked for with --revoke-unmanaged",
        "no está declarado y se pidió retirarlo con --revoke-unmanaged",
    ),
}

ORIGINS: dict[str, Text] = {
    "origin.commit": Text("commit {commit}", "commit {commit}"),
    "origin.not-committed": Text("not committed yet", "aún sin commit"),
    "origin.author": Text("by {author}", "de {author}"),
    "origin.drift": Text(
        "changed by hand, first seen {since}", "cambio hecho a mano, visto por primera vez el {since}"
    ),
}

ACTORS: dict[str, Text] = {
    "acts.support": Text(
        "HuliPractice support has to act: {recipient}", "debe actuar el soporte de HuliPractice: {recipient}"
    ),
    "acts.centre": Text(
        "the medical centre has to act, asked through {recipient}",
        "debe actuar el centro médico, por medio de {recipient}",
    ),
    "acts.issuer": Text(
        "the billing issuer's owner has to act: {recipient}",
        "debe actuar el titular del emisor de facturación: {recipient}",
    ),
    "acts.owner": Text(
        "the practice's owner has to act: {recipient}",
        "debe actuar el titular del consultorio: {recipient}",
    ),
    "acts.nobody": Text("nobody is declared who could act", "no hay nadie declarado que pueda actuar"),
}

TEXTS: dict[str, Text] = {**KINDS, **REASONS, **ORIGINS, **ACTORS}
