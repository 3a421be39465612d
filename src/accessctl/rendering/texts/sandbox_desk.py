"""Texts: the page of the sandbox's operator, who plays everybody but the owner."""

from __future__ import annotations

from accessctl.rendering.texts import Text

FRAME: dict[str, Text] = {
    "desk.title": Text(en="Sandbox desk", es="Mesa del operador"),
    "desk.skip": Text(en="Skip to the content", es="Ir al contenido"),
    "desk.nav": Text(en="Desk", es="Mesa"),
    "desk.nav.overview": Text(en="Clock and practices", es="Reloj y consultorios"),
    "desk.nav.mail": Text(en="Mail", es="Correo"),
    "desk.nav.faults": Text(en="Faults", es="Fallas"),
    "desk.nav.owner": Text(en="The owner's pages", es="Páginas del titular"),
    "desk.back": Text(en="Back to the practices", es="Volver a los consultorios"),
    "desk.unknown": Text(en="unknown", es="sin datos"),
}

OVERVIEW: dict[str, Text] = {
    "desk.overview.title": Text(en="You play everybody else", es="Usted hace el papel de los demás"),
    "desk.overview.lead": Text(
        en="Support, invitees, issuers, medical centres and time itself: whatever you do here, accessctl plan sees at once.",
        es="Soporte, personas invitadas, emisores, centros médicos y el tiempo: "
        "lo que haga aquí se ve de inmediato en accessctl plan.",
    ),
    "desk.clock.title": Text(en="The sandbox's clock", es="El reloj de prueba"),
    "desk.clock.hint": Text(
        en="Time zone {zone}. The clock stands still until you advance it.",
        es="Zona horaria {zone}. El reloj está detenido hasta que usted lo adelante.",
    ),
    "desk.clock.other": Text(en="Let time pass", es="Dejar pasar el tiempo"),
    "desk.clock.quick": Text(en="Let time pass, quickly", es="Dejar pasar el tiempo, rápido"),
    "desk.clock.advance": Text(en="Advance", es="Adelantar"),
    "desk.practices.title": Text(en="Practices", es="Consultorios"),
    "desk.practices.no-owner": Text(en="Nobody said who owns it", es="No se sabe quién es su titular"),
    "desk.practices.none": Text(
        en="No practice yet. Declare one under practices/, or load a live file with accessctl sandbox load.",
        es="Todavía no hay consultorios. Declare uno en practices/, o cargue un archivo con accessctl sandbox load.",
    ),
    "desk.count.active": Text(en="active", es="con acceso"),
    "desk.count.invited": Text(en="pending", es="por aceptar"),
    "desk.count.expired": Text(en="expired", es="con invitación vencida"),
    "desk.owners.title": Text(en="Owners' passwords", es="Contraseñas de titulares"),
    "desk.owners.hint": Text(
        en="Made up by this sandbox, for its log-in page alone.",
        es="Inventadas por esta prueba, solo para su página de ingreso.",
    ),
}

MAIL: dict[str, Text] = {
    "desk.mail.title": Text(en="Mail", es="Correo"),
    "desk.mail.lead": Text(
        en="What invitees, support, centres and issuers would find in their mailboxes.",
        es="Lo que encontrarían en su correo las personas invitadas, soporte, los centros médicos y los emisores.",
    ),
    "desk.mail.invitations": Text(en="Invitations", es="Invitaciones"),
    "desk.mail.none": Text(
        en="No invitation was sent yet.", es="Todavía no se ha enviado ninguna invitación."
    ),
    "desk.mail.none.hint": Text(
        en="Invite somebody as an owner, or run accessctl apply.",
        es="Invite a alguien como titular, o ejecute accessctl apply.",
    ),
    "desk.mail.older": Text(en="{n} older ones are not shown.", es="No se muestran {n} más antiguos."),
    "desk.mail.back": Text(en="Back to the mail", es="Volver al correo"),
    "desk.mail.to": Text(en="To", es="Para"),
    "desk.mail.cc": Text(en="Copy", es="Copia"),
    "desk.mail.at": Text(en="Sent", es="Enviado"),
    "desk.mail.open": Text(en="Open the invitation", es="Abrir la invitación"),
    "desk.fate.sent": Text(en="handed to the mail server", es="entregado al servidor de correo"),
    "desk.fate.failed": Text(en="the mail server did not take it", es="el servidor de correo no lo recibió"),
    "desk.letters.title": Text(en="Letters that accessctl wrote", es="Cartas que escribió accessctl"),
    "desk.letters.lead": Text(
        en="Its outbox: what it asks of support, centres, issuers and owners.",
        es="Su bandeja de salida: lo que les pide a soporte, centros médicos, emisores y titulares.",
    ),
    "desk.letters.none": Text(en="The outbox is empty.", es="La bandeja de salida está vacía."),
}

PRACTICE: dict[str, Text] = {
    "desk.practice.lead": Text(
        en="Everybody in {slug}, and what each side can do.",
        es="Las personas de {slug} y lo que puede hacer cada parte.",
    ),
    "desk.api.title": Text(en="The numbers of the API", es="Los números de la API"),
    "desk.api.hint": Text(
        en="For live.organization and live.users, where a repository reads this sandbox as it would HuliPractice.",
        es="Para live.organization y live.users, si un repositorio lee esta prueba como si fuera HuliPractice.",
    ),
    "desk.api.organization": Text(en="Organisation", es="Organización"),
    "desk.practice.empty": Text(en="Nobody is here yet.", es="Todavía no hay nadie."),
    "desk.practice.empty.hint": Text(
        en="Invite somebody as the owner, run accessctl apply, or add a person by hand below.",
        es="Invite a alguien como titular, ejecute accessctl apply, o agregue a una persona a mano aquí abajo.",
    ),
    "desk.state.active": Text(en="Active", es="Activo"),
    "desk.state.invited": Text(en="Pending", es="Pendiente"),
    "desk.state.expired": Text(en="Expired", es="Vencida"),
    "desk.until.invited": Text(en="Valid until {until}", es="Vigente hasta el {until}"),
    "desk.until.expired": Text(en="Expired on {until}", es="Venció el {until}"),
    "desk.role.support": Text(en="As support", es="Como soporte"),
    "desk.role.issuer": Text(en="As the issuer's owner", es="Como titular del emisor"),
    "desk.role.owner": Text(en="As the owner", es="Como titular"),
    "desk.record.yes": Text(en="May open the medical record.", es="Puede abrir el expediente."),
    "desk.record.no": Text(en="May not open the medical record.", es="No puede abrir el expediente."),
    "desk.record.unknown": Text(
        en="Nobody knows about the medical record.", es="No se sabe si puede abrir el expediente."
    ),
    "desk.billing.yes": Text(en="May use the billing issuer.", es="Puede usar el emisor."),
    "desk.billing.no": Text(en="May not use the billing issuer.", es="No puede usar el emisor."),
    "desk.billing.unknown": Text(en="Nobody knows about billing.", es="No se sabe si puede usar el emisor."),
    "desk.no-issuer": Text(en="This practice has no billing issuer.", es="Este consultorio no tiene emisor."),
    "desk.by-hand": Text(
        en="The help article does not describe these clicks, so they are here.",
        es="El artículo de ayuda no describe estos clics; por eso están aquí.",
    ),
    "desk.do.accepted": Text(en="Accept", es="Aceptar"),
    "desk.do.declined": Text(en="Decline", es="Rechazar"),
    "desk.do.removed": Text(en="Remove", es="Quitar"),
    "desk.do.record-granted": Text(en="Give record access", es="Dar acceso al expediente"),
    "desk.do.record-withdrawn": Text(en="Withdraw record access", es="Quitar acceso al expediente"),
    "desk.do.billing-granted": Text(en="Give billing access", es="Dar acceso a facturación"),
    "desk.do.billing-withdrawn": Text(en="Withdraw billing access", es="Quitar acceso a facturación"),
    "desk.clinics.of": Text(en="Clinics: {clinics}", es="Clínicas: {clinics}"),
    "desk.clinics.edit": Text(en="Clinics: {clinics} (change)", es="Clínicas: {clinics} (cambiar)"),
    "desk.clinics.change": Text(en="Change the clinics by hand", es="Cambiar las clínicas a mano"),
    "desk.clinics.save": Text(en="Save the clinics", es="Guardar las clínicas"),
    "desk.clinics-set": Text(
        en="The clinics of {email} were changed by hand.", es="Se cambiaron a mano las clínicas de {email}."
    ),
    "desk.single": Text(en="single record", es="expediente único"),
    "desk.add.title": Text(en="Give access by hand", es="Dar acceso a mano"),
    "desk.add.hint": Text(
        en="As a centre's administrator does for a single-record clinic, or as somebody who goes past the files.",
        es="Como lo hace el administrador de un centro médico con expediente único, o alguien que se salta los archivos.",
    ),
    "desk.add.do": Text(en="Give access", es="Dar acceso"),
    "desk.field.email": Text(en="E-mail address", es="Correo electrónico"),
    "desk.field.name": Text(en="First name", es="Nombre"),
    "desk.field.surnames": Text(en="Surnames", es="Apellidos"),
    "desk.field.clinics": Text(en="Clinics", es="Clínicas"),
    "desk.field.id": Text(en="Identifier", es="Identificador"),
    "desk.field.id.hint": Text(
        en="Lower-case letters, digits and hyphens.", es="Minúsculas, números y guiones."
    ),
    "desk.field.clinic-name": Text(en="Name", es="Nombre de la clínica"),
    "desk.clinic.title": Text(en="Clinics", es="Clínicas"),
    "desk.clinic.none": Text(en="No clinic yet.", es="Todavía no hay clínicas."),
    "desk.clinic.single": Text(
        en="It belongs to an organisation with a single record",
        es="Pertenece a una organización con expediente único",
    ),
    "desk.clinic.do": Text(en="Create the clinic", es="Crear la clínica"),
}

FAULTS: dict[str, Text] = {
    "desk.faults.title": Text(en="Faults", es="Fallas"),
    "desk.faults.lead": Text(
        en="Let something go wrong the next time, for the owner's pages and for accessctl alike.",
        es="Haga que algo falle la próxima vez, tanto en las páginas del titular como en accessctl.",
    ),
    "desk.faults.plant": Text(en="Prepare a fault", es="Preparar una falla"),
    "desk.faults.kind": Text(en="What goes wrong", es="Qué falla"),
    "desk.faults.where": Text(en="Where", es="Dónde"),
    "desk.faults.anywhere": Text(en="In any practice", es="En cualquier consultorio"),
    "desk.faults.times": Text(en="How many times", es="Cuántas veces"),
    "desk.faults.do": Text(en="Prepare", es="Preparar"),
    "desk.faults.waiting": Text(en="Waiting to happen", es="Por ocurrir"),
    "desk.faults.none": Text(en="Nothing will go wrong.", es="No va a fallar nada."),
    "desk.faults.lift": Text(en="Call them all off", es="Quitarlas todas"),
    "desk.fault-planted": Text(en="The fault is prepared.", es="La falla está preparada."),
    "desk.faults-lifted": Text(en="No fault waits any more.", es="Ya no queda ninguna falla por ocurrir."),
    "desk.fault.timeout-before": Text(
        en="A change gets no answer and did not happen", es="Un cambio queda sin respuesta y no se hizo"
    ),
    "desk.fault.timeout-after": Text(
        en="A change gets no answer, and did happen", es="Un cambio queda sin respuesta, pero sí se hizo"
    ),
    "desk.fault.empty-answer": Text(
        en="A list of assistants comes back empty", es="Una lista de asistentes llega vacía"
    ),
    "desk.fault.lost-credentials": Text(en="The session is lost", es="Se pierde la sesión"),
}

TEXTS: dict[str, Text] = {**FRAME, **OVERVIEW, **MAIL, **PRACTICE, **FAULTS}
