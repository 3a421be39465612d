"""Texts: the help of `accessctl sandbox …`."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "sandbox": Text(
        en="Play the people, and the clock, of the built-in stand-in for HuliPractice.",
        es="Haga el papel de las personas y del reloj en el HuliPractice de prueba que trae el programa.",
    ),
    "sandbox.serve": Text(
        en="Open it in the browser: the owner's pages, the mailbox, support and the clock; on this machine alone.",
        es="Lo abre en el navegador: las páginas del titular, el correo, soporte y el reloj; solo en esta computadora.",
    ),
    "sandbox.serve.option.port": Text(
        en="At which port (default 8765; 0: any that is free).",
        es="En qué puerto (si falta, 8765; 0: cualquiera que esté libre).",
    ),
    "sandbox.serve.option.smtp": Text(
        en="A mail server that invitations are really sent to, such as smtp://127.0.0.1:1025 "
        "(default: ACCESSCTL_SMTP_URL, else none; with a password, use the variable).",
        es="Un servidor de correo al que sí se envían las invitaciones, por ejemplo smtp://127.0.0.1:1025 "
        "(si falta, ACCESSCTL_SMTP_URL; si no, ninguno; con contraseña, use la variable).",
    ),
    "sandbox.reset": Text(
        en="Empty the sandbox and set its clock.",
        es="Vacía el HuliPractice de prueba y pone su reloj.",
    ),
    "sandbox.reset.option.now": Text(
        en="What its clock shall show, such as 2026-11-24T10:00:00Z (default: the machine's time).",
        es="La hora de su reloj, por ejemplo 2026-11-24T10:00:00Z (si falta, la de esta computadora).",
    ),
    "sandbox.load": Text(
        en="Load a live file (accessctl.live/1; - reads standard input); the practices in it are replaced.",
        es="Carga un archivo accessctl.live/1 (-: la entrada estándar); reemplaza sus consultorios.",
    ),
    "sandbox.dump": Text(
        en="Print the whole state as accessctl.live/1.",
        es="Muestra todo el estado en el formato accessctl.live/1.",
    ),
    "sandbox.accept": Text(
        en="Accept an invitation, as the invited person.",
        es="Acepta una invitación, como la persona invitada.",
    ),
    "sandbox.decline": Text(
        en="Decline an invitation, as the invited person.",
        es="Rechaza una invitación, como la persona invitada.",
    ),
    "sandbox.remove": Text(
        en="Take a person or an invitation out of a practice by hand.",
        es="Quita a mano a una persona, o una invitación, de un consultorio.",
    ),
    "sandbox.add": Text(
        en="Give a person access by hand, as the owner or a centre's administrator.",
        es="Da acceso a mano a una persona, como titular o como administrador de un centro médico.",
    ),
    "sandbox.add.option.clinics": Text(
        en="The clinics' ids, separated by commas (may be left out where there is only one).",
        es="Los identificadores de las clínicas, separados por comas (puede faltar si hay solo una).",
    ),
    "sandbox.add.option.name": Text(
        en="The first name, for somebody who is not registered yet.",
        es="El nombre, si la persona aún no está registrada.",
    ),
    "sandbox.add.option.surnames": Text(
        en="The surnames, for somebody who is not registered yet.",
        es="Los apellidos, si la persona aún no está registrada.",
    ),
    "sandbox.add-clinic": Text(
        en="Create a clinic in a practice by hand.",
        es="Crea a mano una clínica en un consultorio.",
    ),
    "sandbox.add-clinic.option.name": Text(
        en="The clinic's name (default: its id).",
        es="El nombre de la clínica (si falta, su identificador).",
    ),
    "sandbox.add-clinic.option.single-record": Text(
        en="It belongs to an organisation with a single record.",
        es="Pertenece a una organización con expediente único.",
    ),
    "sandbox.grant-record": Text(
        en="Turn a person's record access on, as support.",
        es="Da acceso al expediente a una persona, como soporte.",
    ),
    "sandbox.withdraw-record": Text(
        en="Turn a person's record access off, as support.",
        es="Quita el acceso al expediente a una persona, como soporte.",
    ),
    "sandbox.grant-billing": Text(
        en="Authorise a person for billing, as the issuer's owner.",
        es="Da acceso a facturación a una persona, como titular del emisor.",
    ),
    "sandbox.withdraw-billing": Text(
        en="Take billing access from a person, as the issuer's owner.",
        es="Quita el acceso a facturación a una persona, como titular del emisor.",
    ),
    "sandbox.advance": Text(
        en="Let time pass on the sandbox's clock: 49h, 1d12h.",
        es="Adelanta el reloj de prueba: 49h, 1d12h.",
    ),
    "sandbox.fault": Text(
        en="Let something go wrong: timeout-before, timeout-after, empty-answer or lost-credentials.",
        es="Provoca una falla: timeout-before, timeout-after, empty-answer o lost-credentials.",
    ),
    "sandbox.fault.option.practice": Text(
        en="Only in this practice.",
        es="Solo en este consultorio.",
    ),
    "sandbox.fault.option.times": Text(
        en="How many times it shall happen.",
        es="Cuántas veces debe ocurrir.",
    ),
}
