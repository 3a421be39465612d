"""Texts of `accessctl import`: its help, what it did, and the comments that it writes into files."""

from __future__ import annotations

from accessctl.rendering.texts import Text

HELP: dict[str, Text] = {
    "import": Text(
        en=(
            "Write what is live into the files: people who are not declared, and what differs for those who are.\n"
            "The plan afterwards has nothing to change for them. People who are declared but not live, expired "
            "invitations, dates and requests under way stay as they are. What is not known is marked with TODO. "
            "Look at the change with git diff before you commit it."
        ),
        es=(
            "Escribe en los archivos lo vigente: quien no está declarado y lo que difiere de quien sí.\n"
            "Después, el plan no tiene nada que cambiarles. Quien está declarado pero no aparece, las invitaciones "
            "vencidas, las fechas y las gestiones abiertas se quedan como están. Lo que no se sabe se marca con TODO. "
            "Revise el cambio con git diff antes de hacer el commit."
        ),
    ),
    "import.option.all": Text(
        en="Every declared practice, and every other one that the live system lists.",
        es="Todos los consultorios declarados y los demás que el sistema muestre.",
    ),
    "import.option.dry-run": Text(
        en="Show the change as a diff; write nothing.", es="Muestra el cambio como diff; no escribe nada."
    ),
}

MARKS: dict[str, Text] = {
    "mark.name-unknown": Text(
        en="HuliPractice does not show the whole name; add name and surnames.",
        es="HuliPractice no muestra el nombre completo; agregue name y surnames.",
    ),
    "mark.clinics-unknown": Text(
        en="the clinics are not known; look them up and add clinics.",
        es="no se sabe en cuáles clínicas trabaja; averígüelo y agregue clinics.",
    ),
    "mark.record-unknown": Text(
        en="whether this person may open the medical record is not known; look it up, and add record_access if so.",
        es="no se sabe si tiene acceso al expediente; averígüelo y, si lo tiene, agregue record_access.",
    ),
    "mark.record-reason": Text(
        en="the policy asks for a reason: record_access: {{reason: why}}.",
        es="la política pide un motivo: record_access: {{reason: motivo}}.",
    ),
    "mark.record-until": Text(
        en="the policy asks for a last day: record_access: {{until: YYYY-MM-DD}}.",
        es="la política pide un último día: record_access: {{until: AAAA-MM-DD}}.",
    ),
    "mark.record-reason-until": Text(
        en="the policy asks for a reason and a last day: record_access: {{reason: why, until: YYYY-MM-DD}}.",
        es="la política pide motivo y último día: record_access: {{reason: motivo, until: AAAA-MM-DD}}.",
    ),
    "mark.billing-unknown": Text(
        en="whether this person has billing access is not known; look it up, and add billing: true if so.",
        es="no se sabe si tiene acceso a facturación; averígüelo y, si lo tiene, agregue billing: true.",
    ),
    "mark.issuer-unknown": Text(
        en="the issuer's owner is not known; add billing_issuer to this file.",
        es="no se sabe de quién es el emisor; agregue billing_issuer a este archivo.",
    ),
    "mark.clinic-name": Text(
        en="HuliPractice does not show this clinic's name; write it here.",
        es="HuliPractice no muestra el nombre de esta clínica; escríbalo aquí.",
    ),
    "mark.single-record": Text(
        en="of a single-record organisation; add the centre administrator, who asks for users: single_record: {{administrator: address}}.",
        es="es de una organización con expediente único; agregue a quien pide los usuarios: single_record: {{administrator: correo}}.",
    ),
    "mark.practice-name": Text(
        en="write the practice's name here.", es="escriba aquí el nombre del consultorio."
    ),
    "mark.owner-name": Text(
        en="write the owner's name here.", es="escriba aquí el nombre de quien es titular."
    ),
    "mark.owner-unknown": Text(
        en="the owner is not known; add owner: {{email: address, name: name}}.",
        es="no se sabe de quién es el consultorio; agregue owner: {{email: correo, name: nombre}}.",
    ),
    "mark.no-clinics": Text(
        en="the clinics are not known; add at least one: - {{id: short-name, name: Name}}.",
        es="no se conocen las clínicas; agregue al menos una: - {{id: nombre-corto, name: Nombre}}.",
    ),
}

STEPS: dict[str, Text] = {
    "step.file-created": Text(en="new file {file}", es="archivo nuevo {file}"),
    "step.added": Text(en="{who}: added ({state})", es="{who}: se agregó ({state})"),
    "step.added-drift": Text(
        en="{who}: added ({state}); came by hand, without a declaration: check that it is meant",
        es="{who}: se agregó ({state}); entró por un cambio hecho a mano, sin declaración: confirme que así debe ser",
    ),
    "step.clinic-added": Text(en="clinic {id} ({name}): added", es="clínica {id} ({name}): se agregó"),
    "step.issuer-added": Text(en="billing issuer {issuer}: added", es="emisor de {issuer}: se agregó"),
    "step.clinics-written": Text(
        en="{email}: the clinic {clinics} is written out, since there is more than one now",
        es="{email}: se escribe la clínica {clinics}, porque ahora hay más de una",
    ),
    "step.clinics-changed": Text(
        en="{email}: clinics changed from {before} to {after}",
        es="{email}: las clínicas cambian de {before} a {after}",
    ),
    "step.record-added": Text(
        en="{email}: record access added, as it is live",
        es="{email}: se agrega el acceso al expediente, que está vigente",
    ),
    "step.record-removed": Text(
        en="{email}: record access taken out, as it is not live",
        es="{email}: se quita el acceso al expediente, que no está vigente",
    ),
    "step.billing-added": Text(
        en="{email}: billing access added, as it is live",
        es="{email}: se agrega el acceso a facturación, que está vigente",
    ),
    "step.billing-removed": Text(
        en="{email}: billing access taken out, as it is not live",
        es="{email}: se quita el acceso a facturación, que no está vigente",
    ),
}

NOTES: dict[str, Text] = {
    "step.owner": Text(
        en="{email}: is the practice's owner, never an assistant; not written",
        es="{email}: es titular del consultorio, nunca asistente; no se escribe",
    ),
    "step.own-account": Text(
        en="{email}: is this program's own account, never an assistant; not written",
        es="{email}: es la cuenta de este programa, nunca asistente; no se escribe",
    ),
    "step.protected": Text(
        en="{email}: is protected by the policy, never an assistant; not written",
        es="{email}: está protegido por la política, nunca es asistente; no se escribe",
    ),
    "step.earlier-address": Text(
        en="{email}: is the earlier address of {new}; not written",
        es="{email}: es el correo anterior de {new}; no se escribe",
    ),
    "step.emergency": Text(
        en="{email}: was revoked in an emergency; not written",
        es="{email}: se le retiró el acceso de emergencia; no se escribe",
    ),
    "step.leaving": Text(
        en="{email}: has an open hand-off to be removed; not written",
        es="{email}: tiene una gestión abierta para quitarle el acceso; no se escribe",
    ),
    "step.expired": Text(
        en="{email}: the invitation has expired; not written (declaring it would send it again)",
        es="{email}: la invitación está vencida; no se escribe (declararla la enviaría otra vez)",
    ),
    "step.address-unusable": Text(
        en="{email}: is no address that a file can declare; not written",
        es="{email}: no es un correo que un archivo pueda declarar; no se escribe",
    ),
    "step.clinic-unusable": Text(
        en="{email}: the clinic “{clinic}” has no id that a file can declare; left as it is",
        es="{email}: la clínica «{clinic}» no tiene un identificador que un archivo pueda declarar; queda como está",
    ),
    "step.entry-held": Text(
        en="{email}: the entry has error findings; left as it is",
        es="{email}: la entrada tiene hallazgos de error; queda como está",
    ),
    "step.until-passed": Text(
        en="{email}: is live, but the declared last day has passed; left as it is",
        es="{email}: está vigente, pero ya pasó el último día declarado; queda como está",
    ),
    "step.not-begun": Text(
        en="{email}: is live, but the declared first day is still to come; left as it is",
        es="{email}: está vigente, pero aún no llega el primer día declarado; queda como está",
    ),
    "step.emergency-declared": Text(
        en="{email}: was revoked in an emergency; the entry is left as it is",
        es="{email}: se le retiró el acceso de emergencia; la entrada queda como está",
    ),
    "step.expired-declared": Text(
        en="{email}: the invitation has expired; the entry is left as it is, and the plan sends it again",
        es="{email}: la invitación está vencida; la entrada queda como está y el plan la reenvía",
    ),
    "step.not-live": Text(
        en="{email}: is declared but not live; left as it is, to be invited",
        es="{email}: está declarado pero no aparece; queda como está, para invitarlo",
    ),
    "step.presence-unknown": Text(
        en="{email}: whether this person is there is not known; left as it is",
        es="{email}: no se sabe si está; queda como está",
    ),
    "step.clinics-under-way": Text(
        en="{email}: a change of clinics is under way; left as it is",
        es="{email}: hay un cambio de clínicas en curso; queda como está",
    ),
    "step.record-under-way": Text(
        en="{email}: a request about record access is under way; left as it is",
        es="{email}: hay una gestión abierta sobre el acceso al expediente; queda como está",
    ),
    "step.billing-under-way": Text(
        en="{email}: a request about billing access is under way; left as it is",
        es="{email}: hay una gestión abierta sobre el acceso a facturación; queda como está",
    ),
    "step.clinics-unseen": Text(
        en="{email}: a single-record clinic is declared, and which are live is not known; left as it is",
        es="{email}: hay una clínica con expediente único declarada y no se sabe cuáles están vigentes; queda como está",
    ),
    "step.record-unseen": Text(
        en="{email}: record access is declared, and whether it is live is not known; left as it is",
        es="{email}: el acceso al expediente está declarado y no se sabe si está vigente; queda como está",
    ),
    "step.billing-unseen": Text(
        en="{email}: billing access is declared, and whether it is live is not known; left as it is",
        es="{email}: el acceso a facturación está declarado y no se sabe si está vigente; queda como está",
    ),
    "step.record-ended": Text(
        en="{email}: still has record access, but its declared last day has passed; left as it is",
        es="{email}: aún tiene acceso al expediente, pero ya pasó su último día declarado; queda como está",
    ),
    "step.record-unconfirmed": Text(
        en="{email}: has record access that no review confirmed in time; the next plan asks it back",
        es="{email}: tiene acceso al expediente que ninguna revisión confirmó a tiempo; el próximo plan pedirá retirarlo",
    ),
}

RESULTS: dict[str, Text] = {
    "obstacle": Text(en="not imported: {why}", es="no se importó: {why}"),
    "obstacle.unreadable-entry": Text(
        en="an entry's address cannot be read, and might be anybody's here; accessctl validate shows it",
        es="no se puede leer el correo de una entrada, y podría ser el de cualquiera de aquí; accessctl validate lo muestra",
    ),
    "obstacle.unreadable-file": Text(
        en="its file has errors; accessctl validate shows them",
        es="su archivo tiene errores; accessctl validate los muestra",
    ),
    "obstacle.slug-unusable": Text(
        en="“{practice}” cannot be the name of a file; make one by hand, with another slug",
        es="«{practice}» no puede ser el nombre de un archivo; créelo a mano, con otro nombre corto",
    ),
    "obstacle.file-taken": Text(
        en="{file} is there already and declares another practice",
        es="{file} ya existe y declara otro consultorio",
    ),
    "nothing": Text(en="nothing to write", es="nada que escribir"),
    "marked.one": Text(en="1 place is marked TODO for you", es="1 lugar quedó marcado con TODO para usted"),
    "marked.many": Text(
        en="{n} places are marked TODO for you", es="{n} lugares quedaron marcados con TODO para usted"
    ),
    "findings.one": Text(
        en="1 error finding is left: accessctl validate shows it",
        es="queda 1 hallazgo de error: accessctl validate lo muestra",
    ),
    "findings.many": Text(
        en="{n} error findings are left: accessctl validate shows them",
        es="quedan {n} hallazgos de error: accessctl validate los muestra",
    ),
    "written.one": Text(
        en="1 file written. Look at it with git diff, then commit it.",
        es="Se escribió 1 archivo. Revíselo con git diff y haga el commit.",
    ),
    "written.many": Text(
        en="{n} files written. Look at them with git diff, then commit them.",
        es="Se escribieron {n} archivos. Revíselos con git diff y haga el commit.",
    ),
    "written.none": Text(en="There is nothing to write.", es="No hay nada que escribir."),
    "would.one": Text(en="1 file would be written.", es="Se escribiría 1 archivo."),
    "would.many": Text(en="{n} files would be written.", es="Se escribirían {n} archivos."),
}

TEXTS: dict[str, Text] = {**HELP, **MARKS, **STEPS, **NOTES, **RESULTS}
