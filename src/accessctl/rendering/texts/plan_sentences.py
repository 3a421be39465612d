"""Texts of a plan: what happens to whom, in whole sentences, and what the plan is about."""

from __future__ import annotations

from accessctl.rendering.texts import Text

SAID: dict[str, Text] = {
    "said.invite": Text(
        "{who} gets access to {where} once the invitation is accepted",
        "{who} tendrá acceso a {where} cuando acepte la invitación",
    ),
    "said.resend": Text(
        "{who} did not answer in time: the invitation to {where} is sent again",
        "{who} no respondió a tiempo: se le reenvía la invitación a {where}",
    ),
    "said.cancel-invitation": Text(
        "{who} is no longer invited to {where}", "A {who} se le anula la invitación a {where}"
    ),
    "said.revoke": Text("{who} loses access to {where}", "{who} pierde el acceso a {where}"),
    "said.with-record": Text(", record access included", ", incluido el acceso al expediente"),
    "said.clinics-more": Text(
        "{who} also gets access to {gained}, in {practice}",
        "{who} tendrá acceso también a {gained}, en {practice}",
    ),
    "said.clinics-fewer": Text(
        "{who} loses access to {lost}, in {practice}, and keeps {kept}",
        "{who} pierde el acceso a {lost}, en {practice}, y conserva {kept}",
    ),
    "said.clinics-swapped": Text(
        "{who} moves from {lost} to {gained}, in {practice}",
        "{who} pasa de {lost} a {gained}, en {practice}",
    ),
    "said.request-user-at-centre": Text(
        "{who} gets access to {centre}, in {practice}, once the medical centre has created the user",
        "{who} tendrá acceso a {centre}, en {practice}, cuando el centro médico cree el usuario",
    ),
    "said.request-removal-at-centre": Text(
        "{who} loses access to {centre}, in {practice}: the medical centre is asked to remove the user",
        "{who} pierde el acceso a {centre}, en {practice}: se pide al centro médico que quite el usuario",
    ),
    "said.request-record-access": Text(
        "{who} will be able to open the medical record (Expediente) in {practice}",
        "{who} podrá abrir el Expediente en {practice}",
    ),
    "said.request-record-removal": Text(
        "{who} will no longer be able to open the medical record (Expediente) in {practice}",
        "{who} ya no podrá abrir el Expediente en {practice}",
    ),
    "said.request-billing": Text(
        "{who} will be able to issue bills for {practice}", "{who} podrá facturar en {practice}"
    ),
    "said.request-billing-removal": Text(
        "{who} will no longer be able to issue bills for {practice}",
        "{who} ya no podrá facturar en {practice}",
    ),
    "said.confirm-acceptance": Text(
        "{who}: nobody can see whether the invitation to {practice} was accepted, so the owner is asked",
        "{who}: no se puede ver si aceptó la invitación a {practice}, así que se le pregunta al titular",
    ),
    "said.record-later": Text(
        "{who} will be able to open the medical record (Expediente) in {practice} once the invitation is "
        "accepted and support has turned it on",
        "{who} podrá abrir el Expediente en {practice} cuando acepte la invitación y el soporte de "
        "HuliPractice lo active",
    ),
    "said.billing-later": Text(
        "{who} will be able to issue bills for {practice} once the invitation is accepted and the issuer's "
        "owner has authorised it",
        "{who} podrá facturar en {practice} cuando acepte la invitación y el titular del emisor lo autorice",
    ),
    "said.starts-on": Text(
        "{who} will have access to {where} from {date}", "{who} tendrá acceso a {where} desde el {date}"
    ),
    "said.record-from": Text(
        "{who} will be able to open the medical record (Expediente) in {practice} from {date}",
        "{who} podrá abrir el Expediente en {practice} desde el {date}",
    ),
    "said.billing-from": Text(
        "{who} will be able to issue bills for {practice} from {date}",
        "{who} podrá facturar en {practice} desde el {date}",
    ),
    "said.place": Text("{clinics} ({practice})", "{clinics} ({practice})"),
    "said.replaces": Text(", in place of {replaces}", ", en lugar de {replaces}"),
    "said.the-person": Text("The same person", "La misma persona"),
    "said.moves.stays": Text(
        "{who} changes address, from {old} to {new}: the new one is invited to {where}, and the old one keeps "
        "its access until the invitation is accepted",
        "{who} cambia de correo, de {old} a {new}: se le invita con el nuevo a {where}, y el anterior conserva "
        "su acceso hasta que acepte la invitación",
    ),
    "said.moves.goes": Text(
        "{who} changes address, from {old} to {new}: the invitation to the old one is cancelled, and the new "
        "one is invited to {where}",
        "{who} cambia de correo, de {old} a {new}: se anula la invitación al anterior y se le invita con el "
        "nuevo a {where}",
    ),
    "said.anew.record": Text(
        ". Record access is asked for anew, for the new address",
        ". El acceso al expediente se pide de nuevo, para el correo nuevo",
    ),
    "said.anew.billing": Text(
        ". Billing access is asked for anew, for the new address",
        ". El acceso a facturación se pide de nuevo, para el correo nuevo",
    ),
    "said.anew.both": Text(
        ". Record access and billing access are asked for anew, for the new address",
        ". El acceso al expediente y el de facturación se piden de nuevo, para el correo nuevo",
    ),
    "said.revoke-replaced": Text(
        "{who}: the person uses another address now, so this one loses access to {where}",
        "{who}: la persona ya usa otro correo, así que este pierde el acceso a {where}",
    ),
    "said.cancel-invitation-replaced": Text(
        "{who}: the person uses another address now, so the invitation of this one to {where} is cancelled",
        "{who}: la persona ya usa otro correo, así que se anula la invitación de este a {where}",
    ),
    "said.until": Text(", until {until}", ", hasta el {until}"),
    "said.reason": Text(" (reason given: {reason})", " (motivo indicado: {reason})"),
    "said.support.one": Text(
        "HuliPractice support, {recipient}: 1 request", "el soporte de HuliPractice, {recipient}: 1 gestión"
    ),
    "said.support.many": Text(
        "HuliPractice support, {recipient}: {n} requests",
        "el soporte de HuliPractice, {recipient}: {n} gestiones",
    ),
    "said.centre.one": Text(
        "the medical centre, {recipient}: 1 request", "el centro médico, {recipient}: 1 gestión"
    ),
    "said.centre.many": Text(
        "the medical centre, {recipient}: {n} requests", "el centro médico, {recipient}: {n} gestiones"
    ),
    "said.issuer.one": Text(
        "the billing issuer's owner, {recipient}: 1 request",
        "el titular del emisor de facturación, {recipient}: 1 gestión",
    ),
    "said.issuer.many": Text(
        "the billing issuer's owner, {recipient}: {n} requests",
        "el titular del emisor de facturación, {recipient}: {n} gestiones",
    ),
    "said.owner.one": Text(
        "the practice's owner, {recipient}: 1 request",
        "el titular del consultorio, {recipient}: 1 gestión",
    ),
    "said.owner.many": Text(
        "the practice's owner, {recipient}: {n} requests",
        "el titular del consultorio, {recipient}: {n} gestiones",
    ),
}

GROUPS: dict[str, Text] = {
    "group.sensitive": Text("Sensitive: look at these first", "Delicado: revise esto primero"),
    "group.gains": Text("Who gets access", "Quién obtiene acceso"),
    "group.losses": Text("Who loses access", "Quién pierde acceso"),
    "group.others": Text("Other changes", "Otros cambios"),
    "group.later": Text("Later", "Más adelante"),
    "group.actors": Text("Who has to act after the merge", "Quién debe actuar cuando el cambio se incorpore"),
    "group.scope": Text("What this plan is about", "De qué trata este plan"),
    "group.changes": Text("Every change, with its reason", "Cada cambio, con su motivo"),
    "group.findings": Text("What was found in the files", "Lo que se encontró en los archivos"),
    "finding.error": Text("error", "error"),
    "finding.warning": Text("warning", "advertencia"),
    "more-below.one": Text("… and 1 more, in the details below", "… y 1 más, en el detalle de abajo"),
    "more-below.many": Text("… and {n} more, in the details below", "… y {n} más, en el detalle de abajo"),
    "left-out.one": Text(
        "… and 1 more that does not fit here; `accessctl plan` shows everything",
        "… y 1 más que no cabe aquí; `accessctl plan` lo muestra todo",
    ),
    "left-out.many": Text(
        "… and {n} more that do not fit here; `accessctl plan` shows everything",
        "… y {n} más que no caben aquí; `accessctl plan` lo muestra todo",
    ),
    "elsewhere.one": Text(
        "1 more in files that this plan is not about; `accessctl validate` shows it",
        "1 más en archivos de los que este plan no trata; `accessctl validate` lo muestra",
    ),
    "elsewhere.many": Text(
        "{n} more in files that this plan is not about; `accessctl validate` shows them",
        "{n} más en archivos de los que este plan no trata; `accessctl validate` los muestra",
    ),
}

SCOPE: dict[str, Text] = {
    "scope.named": Text(
        "This plan is about {n} of {all} practices: {practices}.",
        "Este plan trata de {n} de {all} consultorios: {practices}.",
    ),
    "scope.since": Text(
        "This plan is about what changed since {since}, which concerns {n} of {all} practices: {practices}. "
        "Nobody looked at the others.",
        "Este plan trata de lo que cambió desde {since}, que atañe a {n} de {all} consultorios: {practices}. "
        "Los demás no se consultaron.",
    ),
    "scope.since-none": Text(
        "Since {since} no practice's file changed: nobody was looked at.",
        "Desde {since} no cambió el archivo de ningún consultorio: no se consultó a nadie.",
    ),
    "scope.since-all": Text(
        "Since {since} settings, policy or schemas changed, which concern everybody: all practices were planned.",
        "Desde {since} cambió la configuración, la política o un esquema, que atañen a todos: se planearon todos los "
        "consultorios.",
    ),
    "scope.guards": Text(
        "The guards count the managed people of all practices and the changes of these; what the others have "
        "pending is added when everything is applied.",
        "Los resguardos cuentan a las personas administradas de todos los consultorios y los cambios de estos; lo "
        "que los demás tengan pendiente se suma al aplicarlo todo.",
    ),
    "scope.base": Text(
        "Settings, policy and schemas are those of {base}, not the change's own.",
        "La configuración, la política y los esquemas son los de {base}, no los del cambio.",
    ),
    "scope.and-more": Text("{practices} and {n} more", "{practices} y {n} más"),
}

PAGE: dict[str, Text] = {
    "page.title": Text("Access plan", "Plan de accesos"),
    "page.made": Text("Made on", "Hecho el"),
    "page.valid-until": Text("Valid until", "Vigente hasta el"),
    "page.commit": Text("Commit", "Commit"),
    "page.uncommitted": Text("Commit", "Commit"),
    "page.none": Text("none yet", "todavía ninguno"),
    "page.practices": Text("Practices looked at", "Consultorios revisados"),
    "column.what": Text("What happens", "Qué pasa"),
    "column.where": Text("Where", "Dónde"),
    "column.place": Text("Place", "Lugar"),
    "column.severity": Text("How serious", "Gravedad"),
    "figure.sensitive": Text("sensitive", "delicados"),
    "figure.gains": Text("gain access", "obtienen acceso"),
    "figure.losses": Text("lose access", "pierden acceso"),
    "figure.others": Text("other changes", "otros cambios"),
    "figure.later": Text("later", "más adelante"),
    "figure.stopped": Text("need a decision", "requieren una decisión"),
    "figure.waiting": Text("waiting", "en espera"),
    "intro.violations": Text(
        "A guard stops the whole run until somebody says that it is meant.",
        "Un resguardo detiene toda la corrida hasta que alguien diga que es a propósito.",
    ),
    "intro.alterations": Text(
        "Rules, guards and recipients that the change loosens or sends elsewhere.",
        "Reglas, resguardos y destinatarios que el cambio afloja o manda a otro lugar.",
    ),
    "intro.sensitive": Text(
        "Who gets access to the medical record or to billing, now or once something else has happened.",
        "Quién obtiene acceso al Expediente o a facturación, ahora o cuando pase algo más.",
    ),
    "intro.gains": Text("Who is let in.", "Quién entra."),
    "intro.losses": Text("Who loses something.", "Quién pierde algo."),
    "intro.others": Text("Who moves between clinics, and the rest.", "Quién cambia de clínica, y lo demás."),
    "intro.later": Text("What comes due by itself on its day.", "Lo que llega solo, en su fecha."),
    "intro.blocked": Text(
        "Nothing happens until a person decides; what to do stands beside it.",
        "No pasa nada hasta que una persona decida; al lado dice qué hacer.",
    ),
    "intro.frozen": Text(
        "In these practices nobody is let in or out.", "En estos consultorios no entra ni sale nadie."
    ),
    "intro.released": Text(
        "Nobody looks after these practices from here any more.",
        "Estos consultorios dejan de administrarse desde aquí.",
    ),
    "intro.renamed": Text(
        "The file is called otherwise; that alone changes nobody's access.",
        "El archivo lleva otro nombre; eso solo no cambia el acceso de nadie.",
    ),
    "intro.waiting": Text(
        "Nothing to do until time passes or somebody answers.",
        "No hay nada que hacer hasta que pase el tiempo o alguien responda.",
    ),
    "intro.unmanaged": Text(
        "There without a declaration; nobody takes it away.",
        "Están sin declarar; nadie les quita el acceso.",
    ),
    "intro.unverified": Text(
        "What nobody can see in HuliPractice.", "Lo que no se puede ver en HuliPractice."
    ),
    "intro.findings": Text(
        "Errors stop what they are about; warnings stop nothing.",
        "Los errores detienen aquello de lo que tratan; las advertencias no detienen nada.",
    ),
}

TEXTS: dict[str, Text] = {**SAID, **GROUPS, **SCOPE, **PAGE}
