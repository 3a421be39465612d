"""Texts: the access-review pack and the proof for one person."""

from __future__ import annotations

from accessctl.rendering.texts import Text
from accessctl.rendering.texts.reports_tables import TEXTS as TABLES

TEXTS: dict[str, Text] = {
    **TABLES,
    "pack.title": Text("Access review", "Revisión de accesos"),
    "pack.subtitle": Text("As of {at}", "Al {at}"),
    "proof.title": Text("Proof of access: {who}", "Constancia de accesos: {who}"),
    "proof.closed": Text(
        "Nothing is left open: this person has no declared access, is not in HuliPractice as far as it was seen or "
        "confirmed, and no request about them waits for anybody.",
        "No queda nada abierto: la persona no tiene acceso declarado, no está en HuliPractice según lo comprobado o "
        "confirmado, y no hay gestiones sobre ella en espera.",
    ),
    "proof.open": Text(
        "Something is still open for this person. The first table says what.",
        "Aún queda algo abierto con esta persona. La primera tabla dice qué.",
    ),
    "foot": Text(
        "Made by accessctl on {at} from the repository's history and its journal. Times are local. Approvals are as the "
        "commits' messages claim, unless they are marked as verified.",
        "Hecho por accessctl el {at} con la historia del repositorio y su bitácora. Las horas son locales. Las "
        "aprobaciones son las que dicen los mensajes de los commits, salvo las marcadas como verificadas.",
    ),
    "fact.period": Text("Period", "Periodo"),
    "fact.period.is": Text("{since} to {until}", "del {since} al {until}"),
    "fact.practices": Text("Practices", "Consultorios"),
    "fact.practices.all": Text("all", "todos"),
    "fact.addresses": Text("Addresses", "Correos"),
    "fact.zone": Text("Time zone", "Zona horaria"),
    "fact.live": Text("HuliPractice", "HuliPractice"),
    "fact.live.yes": Text("read for this report", "se consultó para este informe"),
    "fact.live.no": Text("as the journal has it", "según la bitácora"),
    "figure.people": Text("people", "personas"),
    "figure.record": Text("with record access", "con acceso al expediente"),
    "figure.invitations": Text("invitations unanswered", "invitaciones sin respuesta"),
    "figure.handoffs": Text("open hand-offs", "gestiones abiertas"),
    "figure.endings": Text("ends not confirmed", "retiros sin confirmar"),
    "figure.drift": Text("there without a declaration", "sin declarar"),
    "figure.terms": Text("grants declared, past and present", "accesos declarados, pasados y actuales"),
    "figure.there": Text(
        "practices where still there, or not known to be gone",
        "consultorios donde sigue, o no se sabe que salió",
    ),
    "figure.loose": Text("things still open", "asuntos abiertos"),
    "sight.all": Text(
        "Every assistant can see and edit the practice's settings, the electronic agenda and the patient registry.",
        "Todo asistente puede ver y editar la configuración del consultorio, la agenda electrónica y el registro de "
        "pacientes.",
    ),
    "sight.record": Text(
        "The medical record only opens with record access. People who have it, or may have it: {count}.",
        "El expediente solo se abre con acceso al expediente. Personas que lo tienen, o que podrían tenerlo: {count}.",
    ),
    "curve.title": Text("Declared access over time", "Acceso declarado a lo largo del tiempo"),
    "curve.intro": Text(
        "How many people were declared, one for each practice, and how many of them with record access.",
        "Cuántas personas estaban declaradas, una por consultorio, y cuántas de ellas con acceso al expediente.",
    ),
    "curve.people": Text("people", "personas"),
    "curve.record": Text("with record access", "con acceso al expediente"),
    "curve.day": Text("Day", "Día"),
    "curve.data": Text("The same as a table", "Lo mismo en una tabla"),
    "curve.summary": Text(
        "People declared: {people_first} on {first}, {people_last} on {last}. With record access: {record_first}, then "
        "{record_last}.",
        "Personas declaradas: {people_first} el {first}, {people_last} el {last}. Con acceso al expediente: "
        "{record_first} al inicio, {record_last} al final.",
    ),
    "skip": Text("Skip to the report", "Ir al informe"),
    "contents": Text("Contents", "Contenido"),
    "summary": Text("Summary", "Resumen"),
    "search": Text("Search in this table", "Buscar en esta tabla"),
    "sort": Text("Sort by", "Ordenar por"),
    "sort.as-is": Text("as listed", "como está"),
    "shown": Text("rows shown", "filas a la vista"),
    "rows": Text("rows", "filas"),
    "commit": Text("commit {commit}", "commit {commit}"),
    "commit.pull-request": Text(
        "pull request #{number}, commit {commit}", "pull request n.º {number}, commit {commit}"
    ),
    "run": Text("run {run}", "corrida {run}"),
    "approval.none": Text("nobody is named", "no se indica"),
    "approval.claimed": Text("as the message claims", "según el mensaje"),
    "approval.verified": Text("verified", "verificada"),
    "fact.yes": Text("yes", "sí"),
    "fact.no": Text("no", "no"),
    "fact.unknown": Text("not known", "no se sabe"),
    "fact.asked": Text("asked for; not confirmed", "se pidió; sin confirmar"),
    "known.yes": Text("but there in HuliPractice", "pero está en HuliPractice"),
    "known.no": Text("not given in HuliPractice yet", "aún no se da en HuliPractice"),
    "known.asked": Text("asked for; not confirmed", "se pidió; sin confirmar"),
    "known.unknown": Text("not known in HuliPractice", "no se sabe en HuliPractice"),
    "known.unverified": Text("not verified", "sin comprobar"),
    "source.observed": Text("seen on {at}", "comprobado el {at}"),
    "source.applied": Text("done by us on {at}", "hecho por nosotros el {at}"),
    "source.attested": Text("said by a person on {at}", "confirmado por una persona el {at}"),
    "state.active": Text("Active", "Activa"),
    "state.invited": Text("Invited", "Invitada"),
    "state.expired": Text("Invitation expired", "Invitación vencida"),
    "state.absent": Text("Not there", "No está"),
    "state.never": Text("Nothing done yet", "Aún sin gestionar"),
    "state.unknown": Text("Not known", "No se sabe"),
    "state.undeclared": Text("{state}, not declared", "{state}, sin declarar"),
    "state.over": Text("{state}, though the last day has passed", "{state}, aunque ya pasó el último día"),
    "grant.no-reason": Text("no reason given", "sin motivo indicado"),
    "grant.undeclared": Text("not declared", "sin declarar"),
    "grant.lapsed": Text("its last day has passed", "ya pasó su último día"),
    "day.short": Text("{day} {month} {year}", "{day} {month} {year}"),
    "age": Text("for {age}", "desde hace {age}"),
    "left.one": Text("{n} day", "{n} día"),
    "left.many": Text("{n} days", "{n} días"),
    "left.today": Text("today", "hoy"),
    "drift.by-hand": Text("came by hand", "se agregó a mano"),
    "drift.unmanaged": Text("there before adoption, declared by nobody", "ya estaba; nadie lo declaró"),
    "drift.leftover": Text("no longer declared, and still there", "ya no está declarado y sigue ahí"),
    "drift.there": Text("still there", "sigue ahí"),
    "facet.access": Text("access", "acceso"),
    "facet.record_access": Text("record access", "acceso al expediente"),
    "facet.billing": Text("billing access", "acceso a facturación"),
    "ended.removed": Text("taken out of the file", "retirado del archivo"),
    "ended.until": Text("its last day passed", "pasó su último día"),
    "ended.released": Text("the practice's file went", "se quitó el archivo del consultorio"),
    "mark.after": Text("{step}, after {span}", "{step}, tras {span}"),
    "mark.before": Text("{step}, {span} before", "{step}, {span} antes"),
    "mark.open": Text("not yet, for {span}", "aún no, desde hace {span}"),
    "mark.not-needed": Text("nothing to take back", "nada que retirar"),
    "mark.released": Text("released: nobody is removed", "liberado: no se retira a nadie"),
    "review.never": Text("never reviewed", "nunca revisado"),
    "review.by": Text("signed off by {by}", "firmó {by}"),
    "review.overdue": Text("overdue", "atrasada"),
    "looked.never": Text("never read", "nunca se leyó"),
    "looked.failed": Text("could not be read just now", "no se pudo leer ahora"),
    "loose.declared": Text("access is still declared", "aún tiene acceso declarado"),
    "loose.live": Text("still in HuliPractice", "sigue en HuliPractice"),
    "loose.presence-unknown": Text(
        "not known whether still in HuliPractice", "no se sabe si sigue en HuliPractice"
    ),
    "loose.record-access": Text("still has record access", "conserva el acceso al expediente"),
    "loose.record-access-unknown": Text(
        "record access was asked for and is not known to be withdrawn",
        "se pidió acceso al expediente y no consta que se retirara",
    ),
    "loose.billing": Text("still has billing access", "conserva el acceso a facturación"),
    "loose.billing-unknown": Text(
        "billing access was asked for and is not known to be withdrawn",
        "se pidió acceso a facturación y no consta que se retirara",
    ),
    "loose.handoff": Text("a request waits for somebody", "hay una gestión en espera"),
    "loose.handoff.note": Text("{what}, asked of {recipient}", "{what}; se pidió a {recipient}"),
    "loose.ending": Text("an end that nobody confirmed", "un retiro que nadie confirmó"),
    "loose.gap": Text("a version of the file could not be read", "no se pudo leer una versión del archivo"),
    "loose.unobserved": Text(
        "the practice could not be read just now", "no se pudo leer el consultorio ahora"
    ),
}
