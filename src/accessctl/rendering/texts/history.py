"""Texts: events, answers by date and differences between revisions."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "declared.granted": Text("declared: {after}", "se declaró: {after}"),
    "declared.revoked": Text("no longer declared", "ya no está declarado"),
    "declared.clinics": Text("clinics: {before} → {after}", "clínicas: {before} → {after}"),
    "declared.record-access-granted": Text("record access declared", "se declaró acceso al expediente"),
    "declared.record-access-withdrawn": Text(
        "record access no longer declared", "el acceso al expediente ya no está declarado"
    ),
    "declared.billing-granted": Text("billing access declared", "se declaró acceso a facturación"),
    "declared.billing-withdrawn": Text(
        "billing access no longer declared", "el acceso a facturación ya no está declarado"
    ),
    "declared.dates": Text("dates: {before} → {after}", "fechas: {before} → {after}"),
    "declared.name": Text("name: {before} → {after}", "nombre: {before} → {after}"),
    "about.granted": Text("access", "acceso"),
    "about.revoked": Text("removal", "retiro del acceso"),
    "about.clinics": Text("clinics", "clínicas"),
    "about.record-access-granted": Text("record access", "acceso al expediente"),
    "about.record-access-withdrawn": Text("end of record access", "fin del acceso al expediente"),
    "about.billing-granted": Text("billing access", "acceso a facturación"),
    "about.billing-withdrawn": Text("end of billing access", "fin del acceso a facturación"),
    "about.dates": Text("dates", "fechas"),
    "about.name": Text("name", "nombre"),
    "step.declared": Text("declared", "declarado"),
    "step.invited": Text("invited", "se envió la invitación"),
    "step.resent": Text("invitation sent again", "se reenvió la invitación"),
    "step.adopted": Text("found there as declared (adopted)", "ya estaba, como se declaró (adoptado)"),
    "step.found": Text("found there, declared by nobody", "ya estaba, sin que nadie lo declarara"),
    "step.drift": Text("came by hand, declared by nobody", "se agregó a mano, sin declararlo"),
    "step.accepted": Text("invitation accepted", "invitación aceptada"),
    "step.left": Text("seen to be gone", "se comprobó que ya no está"),
    "step.removed": Text("taken out", "se retiró el acceso"),
    "step.changed": Text("changed", "cambio hecho"),
    "step.asked": Text("asked of {recipient}", "se pidió a {recipient}"),
    "step.confirmed": Text("seen to be done", "se comprobó que se hizo"),
    "step.attested": Text("confirmed by {by}", "confirmado por {by}"),
    "step.refused": Text("refused ({by})", "rechazado ({by})"),
    "step.taken-back": Text("the request was taken back", "la gestión se anuló"),
    "step.seen": Text("seen in HuliPractice", "comprobado en HuliPractice"),
    "step.emergency": Text("taken out in an emergency by {by}", "retirado por emergencia ({by})"),
    "step.fate-unknown": Text("begun; nobody knows whether it was done", "se comenzó; no se sabe si se hizo"),
    "flag.record-access": Text("record access", "acceso al expediente"),
    "flag.billing": Text("billing", "facturación"),
    "clinics-unknown": Text("clinics unknown", "clínicas desconocidas"),
    "dates.from": Text("from {day}", "desde el {day}"),
    "dates.until": Text("until {day}", "hasta el {day}"),
    "dates.record-until": Text("record access until {day}", "acceso al expediente hasta el {day}"),
    "dates.none": Text("no dates", "sin fechas"),
    "source.commit": Text("{author}, commit {commit}", "{author}, commit {commit}"),
    "source.pull-request": Text("pull request #{number}", "pull request n.º {number}"),
    "source.approved-claimed": Text(
        "approved by {by}, as the message claims", "con aprobación de {by}, según dice el mensaje"
    ),
    "source.approved-verified": Text("approved by {by}, verified", "con aprobación verificada de {by}"),
    "review.begun": Text("review of access begun by {by}", "comenzó la revisión de accesos ({by})"),
    "review.signed": Text(
        "access reviewed and signed off by {by}", "accesos revisados; firmó la revisión: {by}"
    ),
    "review.people.one": Text("1 person", "1 persona"),
    "review.people.many": Text("{n} people", "{n} personas"),
    "source.run": Text("run {run}", "corrida {run}"),
    "between": Text("between {after} and {before}", "entre el {after} y el {before}"),
    "between.before": Text("some time before {before}", "en algún momento antes del {before}"),
    "gap.title": Text("What could not be read", "Lo que no se pudo leer"),
    "gap.practice.open": Text(
        "{practice}: since commit {commit} ({at}), line {line}, rule {rule}: what was known before still holds",
        "{practice}: desde el commit {commit} ({at}), línea {line}, regla {rule}: sigue valiendo lo anterior",
    ),
    "gap.practice.closed": Text(
        "{practice}: from commit {commit} ({at}) to {until}, line {line}, rule {rule}: what was known before held",
        "{practice}: desde el commit {commit} ({at}) hasta el {until}, línea {line}, regla {rule}: valía lo anterior",
    ),
    "gap.person.open": Text(
        "{practice}, {email}: since commit {commit} ({at}), line {line}, rule {rule}: what was known before "
        "still holds",
        "{practice}, {email}: desde el commit {commit} ({at}), línea {line}, regla {rule}: sigue valiendo lo "
        "anterior",
    ),
    "gap.person.closed": Text(
        "{practice}, {email}: from commit {commit} ({at}) to {until}, line {line}, rule {rule}: what was known "
        "before held",
        "{practice}, {email}: desde el commit {commit} ({at}) hasta el {until}, línea {line}, regla {rule}: "
        "valía lo anterior",
    ),
    "log.nothing": Text("No events.", "No hay eventos."),
    "who.title.declared": Text("Declared access on {on}", "Acceso declarado el {on}"),
    "who.title.applied": Text("Access as applied on {on}", "Acceso según lo aplicado el {on}"),
    "who.title.effective": Text("Access in effect on {on}", "Acceso en efecto el {on}"),
    "who.nobody": Text("nobody", "nadie"),
    "who.since": Text("since {since}", "desde el {since}"),
    "who.reason": Text("record access because: {reason}", "acceso al expediente por: {reason}"),
    "who.undeclared": Text("not declared", "no está declarado"),
    "certainty.applied": Text("as applied", "según lo aplicado"),
    "certainty.observed": Text("observed", "comprobado en HuliPractice"),
    "certainty.attested": Text("attested by a person", "confirmado por una persona"),
    "certainty.unknown": Text("not known for that time", "no se sabe para ese momento"),
    "diff.nothing": Text("Nothing differs in what is declared.", "No hay diferencias en lo que se declara."),
    "diff.title": Text("Declared differently: {older} → {newer}", "Lo que cambia: {older} → {newer}"),
    "diff.added": Text("new practice", "consultorio nuevo"),
    "diff.removed": Text(
        "the practice's file is gone: it is released, nobody is removed",
        "ya no existe el archivo del consultorio: queda liberado y no se retira a nadie",
    ),
    "diff.renamed": Text("the practice was {earlier} before", "el consultorio antes era {earlier}"),
    "diff.alterations": Text("Besides people", "Además de las personas"),
    "diff.repository": Text("the whole repository", "todo el repositorio"),
}
