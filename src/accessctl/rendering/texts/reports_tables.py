"""Texts: the tables of reports and their columns."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "column.person": Text("Person", "Persona"),
    "column.practice": Text("Practice", "Consultorio"),
    "column.clinics": Text("Clinics", "Clínicas"),
    "column.state": Text("State", "Estado"),
    "column.record": Text("Record", "Expediente"),
    "column.billing": Text("Billing", "Facturación"),
    "column.since": Text("Since", "Desde"),
    "column.last-day": Text("Last day", "Último día"),
    "column.declared-by": Text("Done or declared by", "Quién lo hizo o declaró"),
    "column.approved": Text("Approved by", "Aprobado por"),
    "column.reason": Text("Reason", "Motivo"),
    "column.until": Text("Until", "Hasta"),
    "column.live": Text("In HuliPractice", "En HuliPractice"),
    "column.sent": Text("Sent", "Enviada"),
    "column.lapses": Text("Good until", "Vence"),
    "column.what": Text("What", "Qué"),
    "column.left": Text("Left", "Falta"),
    "column.when": Text("When", "Cuándo"),
    "column.why": Text("Why", "Por qué"),
    "column.ended": Text("Ended", "Terminó"),
    "column.asked": Text("Asked", "Se pidió"),
    "column.confirmed": Text("Confirmed", "Se confirmó"),
    "column.recipient": Text("Asked of", "Se pidió a"),
    "column.waiting": Text("Waiting for", "Espera desde hace"),
    "column.done": Text("Done", "Hechas"),
    "column.median": Text("Median", "Mediana"),
    "column.longest": Text("Longest", "La más larga"),
    "column.name": Text("Name", "Nombre"),
    "column.looked": Text("Last read", "Última lectura"),
    "column.rule": Text("Rule", "Regla"),
    "column.commit": Text("Commit", "Commit"),
    "table.roster": Text("Who has access", "Quién tiene acceso"),
    "table.roster.intro": Text(
        "Everybody who is declared, and everybody else who is in HuliPractice or may be.",
        "Todas las personas declaradas, y las demás que están, o podrían estar, en HuliPractice.",
    ),
    "table.roster.empty": Text("Nobody has access.", "Nadie tiene acceso."),
    "table.record": Text("Record access", "Acceso al expediente"),
    "table.record.intro": Text(
        "Who may open the medical record, why, with whose approval, and for how long.",
        "Quién puede abrir el expediente, por qué, con la aprobación de quién y desde cuándo.",
    ),
    "table.record.empty": Text("Nobody may open the record.", "Nadie puede abrir el expediente."),
    "table.billing": Text("Billing access", "Acceso a facturación"),
    "table.billing.intro": Text(
        "Who may use the practice's billing issuer.",
        "Quién puede usar el emisor de facturación del consultorio.",
    ),
    "table.billing.empty": Text("Nobody has billing access.", "Nadie tiene acceso a facturación."),
    "table.invitations": Text("Invitations without an answer", "Invitaciones sin respuesta"),
    "table.invitations.intro": Text(
        "An invitation is good for 48 hours.", "Una invitación está vigente 48 horas."
    ),
    "table.invitations.empty": Text("No invitation is unanswered.", "No hay invitaciones sin respuesta."),
    "table.ends": Text("What ends next", "Lo próximo en terminar"),
    "table.ends.intro": Text(
        "Within 30 days, by what is declared.", "En los próximos 30 días, según lo declarado."
    ),
    "table.ends.empty": Text("Nothing ends within 30 days.", "Nada termina en los próximos 30 días."),
    "table.changes": Text("Changes in the period", "Cambios del periodo"),
    "table.changes.intro": Text(
        "What was declared, asked, done and seen; the newest first.",
        "Lo declarado, lo pedido, lo hecho y lo comprobado; lo más reciente primero.",
    ),
    "table.changes.empty": Text("Nothing changed in the period.", "No hubo cambios en el periodo."),
    "table.drift": Text("There without a declaration", "Cambios hechos a mano y personas sin declarar"),
    "table.drift.intro": Text(
        "Who came by hand, was there before anybody looked, or is still there though no longer declared.",
        "Quién se agregó a mano, ya estaba antes de la primera lectura, o sigue ahí sin estar declarado.",
    ),
    "table.drift.empty": Text("Nobody is there without a declaration.", "No hay nadie sin declarar."),
    "table.handoffs": Text("Open hand-offs", "Gestiones abiertas"),
    "table.handoffs.intro": Text(
        "What people were asked to do and have not done yet.",
        "Lo que se pidió a otras personas y aún no se ha hecho.",
    ),
    "table.handoffs.empty": Text("Nobody is being waited for.", "No se espera a nadie."),
    "table.durations": Text("How long hand-offs took", "Cuánto tardaron las gestiones"),
    "table.durations.intro": Text(
        "From asked to done, of those that were done in the period.",
        "Desde que se pidieron hasta que se hicieron, de las terminadas en el periodo.",
    ),
    "table.durations.empty": Text(
        "No hand-off was done in the period.", "No se terminó ninguna gestión en el periodo."
    ),
    "table.endings": Text("From declared end to confirmed end", "Del fin declarado al fin confirmado"),
    "table.endings.intro": Text(
        "What ended in the period, and what ended before and is not confirmed yet: when its end was asked for, and when "
        "it was confirmed.",
        "Lo que terminó en el periodo, y lo anterior aún sin confirmar: cuándo se pidió el retiro y cuándo se confirmó.",
    ),
    "table.endings.empty": Text("Nothing ended in the period.", "Nada terminó en el periodo."),
    "column.reviewed": Text("Last reviewed", "Última revisión"),
    "column.begun": Text("Begun, not signed off", "Comenzada, sin firmar"),
    "column.due": Text("Next one due", "Próxima revisión"),
    "table.reviews": Text("When access was reviewed", "Cuándo se revisaron los accesos"),
    "table.reviews.intro": Text(
        "When each practice's access was last reviewed and signed off, and by whom.",
        "Cuándo se revisaron y firmaron por última vez los accesos de cada consultorio, y quién firmó.",
    ),
    "table.reviews.empty": Text("No practice is declared.", "No hay consultorios declarados."),
    "table.sources": Text("What this rests on", "En qué se basa este informe"),
    "table.sources.intro": Text(
        "When each practice was last read from HuliPractice.",
        "Cuándo se leyó cada consultorio por última vez en HuliPractice.",
    ),
    "table.sources.empty": Text("No practice is declared.", "No hay consultorios declarados."),
    "table.gaps": Text("What could not be read", "Lo que no se pudo leer"),
    "table.gaps.intro": Text(
        "Versions of files with errors: what was known before holds for them.",
        "Versiones de archivos con errores: en ellas sigue valiendo lo anterior.",
    ),
    "table.gaps.empty": Text("Everything could be read.", "Todo se pudo leer."),
    "table.loose": Text("What is still open", "Lo que sigue abierto"),
    "table.loose.intro": Text(
        "Until this table is empty, the person may still have access.",
        "Mientras esta tabla no esté vacía, la persona podría conservar acceso.",
    ),
    "table.loose.empty": Text("Nothing is open.", "No queda nada abierto."),
    "table.standing": Text("Where the person stands", "Situación en cada consultorio"),
    "table.standing.intro": Text(
        "What is known of HuliPractice, and how.", "Lo que se sabe de HuliPractice, y cómo se sabe."
    ),
    "table.standing.empty": Text(
        "No practice knows this person.", "Ningún consultorio conoce a esta persona."
    ),
    "table.terms": Text("Every grant", "Todos los accesos"),
    "table.terms.intro": Text(
        "Each unbroken time for which access was declared; the newest first.",
        "Cada periodo continuo con acceso declarado; lo más reciente primero.",
    ),
    "table.terms.empty": Text("Access was never declared.", "Nunca se declaró acceso."),
    "table.person-endings": Text("Every end", "Todos los retiros"),
    "table.person-endings.intro": Text(
        "When access, record access and billing ended by declaration, were asked back, and were confirmed gone.",
        "Cuándo terminaron el acceso, el acceso al expediente y la facturación, cuándo se pidió el retiro y cuándo se confirmó.",
    ),
    "table.person-endings.empty": Text("Nothing has ended.", "Nada ha terminado."),
    "table.life": Text("The whole story", "La historia completa"),
    "table.life.intro": Text(
        "What was declared, asked, done and seen; the newest first.",
        "Lo declarado, lo pedido, lo hecho y lo comprobado; lo más reciente primero.",
    ),
    "table.life.empty": Text("Nothing is known.", "No se sabe nada."),
}
