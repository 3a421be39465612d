"""Texts: plans. The codes of changes, notices and guards are in the `plan_*` modules beside it."""

from __future__ import annotations

from accessctl.rendering.texts import (
    Text,
    plan_blocked,
    plan_guards,
    plan_notices,
    plan_reasons,
    plan_sentences,
)

HEADLINE: dict[str, Text] = {
    "headline.gain.one": Text("1 person gets access", "1 persona obtiene acceso"),
    "headline.gain.many": Text("{n} people get access", "{n} personas obtienen acceso"),
    "headline.lose.one": Text("1 person loses access", "1 persona pierde el acceso"),
    "headline.lose.many": Text("{n} people lose access", "{n} personas pierden el acceso"),
    "headline.clinics.one": Text("1 person changes clinics", "1 persona cambia de clínicas"),
    "headline.clinics.many": Text("{n} people change clinics", "{n} personas cambian de clínicas"),
    "headline.addresses.one": Text("1 person changes address", "1 persona cambia de correo"),
    "headline.addresses.many": Text("{n} people change address", "{n} personas cambian de correo"),
    "headline.record-gain.one": Text(
        "record access is requested for 1 person", "se pide acceso al expediente para 1 persona"
    ),
    "headline.record-gain.many": Text(
        "record access is requested for {n} people", "se pide acceso al expediente para {n} personas"
    ),
    "headline.record-loss.one": Text(
        "1 person is to lose record access", "se pide quitar el acceso al expediente a 1 persona"
    ),
    "headline.record-loss.many": Text(
        "{n} people are to lose record access", "se pide quitar el acceso al expediente a {n} personas"
    ),
    "headline.handoffs.one": Text(
        "1 request goes to somebody else", "1 gestión queda a cargo de otra persona"
    ),
    "headline.handoffs.many": Text(
        "{n} requests go to other people", "{n} gestiones quedan a cargo de otras personas"
    ),
    "headline.attention.one": Text("1 matter needs attention first", "1 asunto requiere atención antes"),
    "headline.attention.many": Text(
        "{n} matters need attention first", "{n} asuntos requieren atención antes"
    ),
    "headline.waiting.one": Text("1 is waiting", "1 queda en espera"),
    "headline.waiting.many": Text("{n} are waiting", "{n} quedan en espera"),
    "headline.plan-only.one": Text(
        "1 change is shown and not applied (plan-only)", "1 cambio solo se muestra y no se aplica (plan-only)"
    ),
    "headline.plan-only.many": Text(
        "{n} changes are shown and not applied (plan-only)",
        "{n} cambios solo se muestran y no se aplican (plan-only)",
    ),
    "headline.alterations.one": Text(
        "1 sensitive thing besides people is altered",
        "cambia 1 asunto delicado además de personas",
    ),
    "headline.alterations.many": Text(
        "{n} sensitive things besides people are altered",
        "cambian {n} asuntos delicados además de personas",
    ),
    "headline.released.one": Text(
        "1 practice is no longer managed here", "1 consultorio deja de administrarse aquí"
    ),
    "headline.released.many": Text(
        "{n} practices are no longer managed here", "{n} consultorios dejan de administrarse aquí"
    ),
    "headline.renamed.one": Text("1 practice has another name", "1 consultorio lleva otro nombre"),
    "headline.renamed.many": Text("{n} practices have other names", "{n} consultorios llevan otro nombre"),
    "headline.only-renamed.one": Text(
        "The practice {earlier} is now called {practice}; nobody's access changes.",
        "El consultorio {earlier} ahora se llama {practice}; no cambia el acceso de nadie.",
    ),
    "headline.only-renamed.many": Text(
        "{n} practices are now called otherwise; nobody's access changes.",
        "{n} consultorios ahora llevan otro nombre; no cambia el acceso de nadie.",
    ),
    "headline.later.one": Text("1 person gets access later", "1 persona obtendrá acceso más adelante"),
    "headline.later.many": Text("{n} people get access later", "{n} personas obtendrán acceso más adelante"),
    "headline.touches-none": Text(
        "Nothing to do: the change touches no practice.",
        "No hay nada que hacer: el cambio no toca ningún consultorio.",
    ),
    "headline.nothing": Text("Nothing to change today", "Hoy no hay nada que cambiar"),
    "headline.agrees.one": Text(
        "Nothing to do: in the practice, what is declared is what is live.",
        "No hay nada que hacer: en el consultorio, lo declarado es lo vigente en HuliPractice.",
    ),
    "headline.agrees.many": Text(
        "Nothing to do: in all {n} practices, what is declared is what is live.",
        "No hay nada que hacer: en los {n} consultorios, lo declarado es lo vigente en HuliPractice.",
    ),
    "headline.no-practices": Text(
        "Nothing to do: no practice is declared.", "No hay nada que hacer: no hay consultorios declarados."
    ),
}

SECTIONS: dict[str, Text] = {
    "section.sensitive": Text("Sensitive: look at these first", "Delicado: revise esto primero"),
    "section.alterations": Text(
        "Sensitive: what the files alter besides people",
        "Delicado: lo que los archivos cambian además de personas",
    ),
    "section.waiting": Text("Waiting", "En espera"),
    "section.blocked": Text("Blocked: a person has to decide", "Detenido: una persona debe decidir"),
    "section.unmanaged": Text("Unmanaged", "No administrado"),
    "section.unverified": Text("Unverified", "Sin comprobar"),
    "section.released": Text("Released: no longer managed here", "Liberado: deja de administrarse aquí"),
    "section.renamed": Text("Practices with another name", "Consultorios con otro nombre"),
    "section.frozen": Text("Frozen: nobody is let in or out", "Congelado: nadie entra ni sale"),
    "section.violations": Text("Refused by a guard", "Rechazado por un resguardo"),
    "section.changes": Text("Changes", "Cambios"),
    "practice.plan-only": Text("shown only, never applied", "solo se muestra, no se aplica"),
    "whole-practice": Text("the whole practice", "todo el consultorio"),
    "column.step": Text("Step", "Paso"),
    "column.person": Text("Person", "Persona"),
    "column.practice": Text("Practice", "Consultorio"),
    "column.access": Text("Access", "Acceso"),
    "column.why": Text("Why", "Por qué"),
}

LINES: dict[str, Text] = {
    "access.clinics-unknown": Text("clinics not known", "clínicas desconocidas"),
    "access.no-clinics": Text("no clinic", "ninguna clínica"),
    "access.record": Text("record access", "acceso al expediente"),
    "access.billing": Text("billing access", "acceso a facturación"),
    "access.with": Text("with {flags}", "con {flags}"),
    "change.replaces": Text("in place of {replaces}", "en lugar de {replaces}"),
    "change.centre": Text("at {centre}", "en {centre}"),
    "remedy.to-do": Text("what to do: {remedy}", "qué hacer: {remedy}"),
    "remedy.unknown": Text(
        "look at the entry in practices/{practice}.yaml and ask the practice's owner",
        "revise la entrada en practices/{practice}.yaml y consulte al titular del consultorio",
    ),
    "standing-fact": Text(
        "Every assistant can see and edit the settings, the agenda and the patient registry of HuliPractice. "
        "The medical record (Expediente) is opened only by record access.",
        "Toda persona asistente puede ver y editar la configuración, la agenda y el registro de pacientes de "
        "HuliPractice. El Expediente solo se abre con el acceso al expediente.",
    ),
    "without-journal": Text(
        "Made without the journal: it cannot be applied.", "Hecho sin la bitácora: no se puede aplicar."
    ),
    "foot.digest": Text("Plan {digest}", "Plan {digest}"),
    "foot.valid-until": Text("valid until {until}", "vigente hasta el {until}"),
    "foot.commit": Text("commit {commit}", "commit {commit}"),
    "foot.uncommitted": Text("of files that are not committed", "de archivos sin commit"),
    "more.one": Text("… and 1 more", "… y 1 más"),
    "more.many": Text("… and {n} more", "… y {n} más"),
}

TEXTS: dict[str, Text] = {
    **HEADLINE,
    **SECTIONS,
    **LINES,
    **plan_reasons.TEXTS,
    **plan_notices.TEXTS,
    **plan_blocked.TEXTS,
    **plan_guards.TEXTS,
    **plan_sentences.TEXTS,
}
