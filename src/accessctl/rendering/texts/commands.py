"""Texts of the command line: help, usage errors, and what commands say besides their results."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "accessctl": Text(
        en="Access to medical practices as code: declare it in git, review the plan, apply it, and know who has what.",
        es=(
            "Accesos a consultorios médicos como código: declárelos en git, revise el plan, aplíquelo y sepa quién "
            "tiene qué."
        ),
    ),
    "validate": Text(
        en="Check the files and show every finding; with FILE, a path or a slug, those that concern it.",
        es="Revisa los archivos y muestra cada hallazgo; con FILE (ruta o consultorio), los que le atañen.",
    ),
    "validate.option.skip": Text(
        en="Leave out a rule by name (docs/rules.md lists them). May be repeated.",
        es="Omite una regla por su nombre (están en docs/rules.md). Se puede repetir.",
    ),
    "plan": Text(
        en="Show what would change, why, and what waits or is blocked. Nothing is changed.",
        es="Muestra qué cambiaría, por qué, y qué está en espera o detenido. No cambia nada.",
    ),
    "plan.option.practice": Text(
        en="Only this practice. May be repeated.", es="Solo este consultorio. Se puede repetir."
    ),
    "plan.option.shard": Text(
        en="Part I of N of the practices, for N jobs at once. Each practice is in exactly one part.",
        es="La parte I de N de los consultorios, para N trabajos a la vez. Cada consultorio está en una sola.",
    ),
    "plan.option.changed-since": Text(
        en="Only the practices whose file changed since HEAD and REV parted. Settings and policy concern all.",
        es="Solo los consultorios cuyo archivo cambió desde que HEAD y REV se separaron. La configuración y la "
        "política atañen a todos.",
    ),
    "plan.option.base": Text(
        en="Take settings, policy, schemas and templates from REV, and only the practices from the change.",
        es="Toma de REV la configuración, la política, los esquemas y las plantillas, y del cambio solo los "
        "consultorios.",
    ),
    "plan.option.out": Text(
        en="Save the plan, to be applied later if it still holds.",
        es="Guarda el plan, para aplicarlo después si sigue siendo el mismo.",
    ),
    "plan.option.exit-code": Text(
        en="End with 4 when changes are pending.", es="Termina con 4 si hay cambios pendientes."
    ),
    "plan.option.without-journal": Text(
        en="Plan without the journal (marked as such; it cannot be applied).",
        es="Hace el plan sin la bitácora (queda marcado; no se puede aplicar).",
    ),
    "plan.saved": Text(en="The plan is in {file}.", es="El plan quedó en {file}."),
    "apply": Text(
        en=(
            "Carry out the plan: the one of now, or the saved one in FILE if it still holds.\n"
            "Without FILE it shows the plan and asks; what was done is written into the journal."
        ),
        es=(
            "Aplica el plan: el de ahora, o el guardado en FILE si sigue siendo el mismo.\n"
            "Sin FILE muestra el plan y pregunta; lo que se hizo queda escrito en la bitácora."
        ),
    ),
    "apply.option.yes": Text(en="Do not ask.", es="No pregunta."),
    "apply.option.take-over": Text(
        en="Take the lock of that run, which you know to be dead.",
        es="Toma el lugar de esa corrida, que usted sabe que ya no sigue.",
    ),
    "apply.confirm": Text(
        en="Apply these changes ({count})? [y/N]", es="¿Aplicar estos cambios ({count})? [s/N]"
    ),
    "apply.tip": Text(en="Journal: {tip}", es="Bitácora: {tip}"),
    "apply.remains": Text(
        en="What remains for people: blocked: {blocked}, frozen: {frozen}. `accessctl plan` says why.",
        es="Queda por decidir: asuntos detenidos: {blocked}, congelados: {frozen}. `accessctl plan` dice por qué.",
    ),
    "apply.progress": Text(en="{done} done …", es="{done} hechos …"),
    "apply.sent": Text(en="Mails sent: {count}", es="Correos enviados: {count}"),
    "apply.to-send": Text(en="Letters to send ({count}): {path}", es="Correos por enviar ({count}): {path}"),
    "apply.nothing": Text(
        en="Nothing to do and nothing new: nothing was written.",
        es="No había nada que hacer ni nada nuevo: no se escribió nada.",
    ),
    "watch": Text(
        en=(
            "Keep what was applied true: resend what expired, carry out what came due, undo what was changed by hand.\n"
            "It works from the commit that was applied last, round after round, until it is stopped; newer commits "
            "are for `apply`."
        ),
        es=(
            "Mantiene lo aplicado: reenvía lo vencido, hace lo que llegó a su fecha, corrige lo cambiado a mano.\n"
            "Trabaja con el último commit aplicado, ronda tras ronda, hasta que lo detengan; los commits más nuevos "
            "son de `apply`."
        ),
    ),
    "watch.option.once": Text(en="One round only, as from cron.", es="Una sola ronda, como desde cron."),
    "watch.option.every": Text(
        en="How long to wait between two rounds: 30s, 5m, 1h.",
        es="Cuánto esperar entre dos rondas: 30s, 5m, 1h.",
    ),
    "watch.option.metrics": Text(
        en="Write Prometheus metrics into FILE after each round.",
        es="Escribe métricas de Prometheus en FILE después de cada ronda.",
    ),
    "watch.option.port": Text(
        en="Answer /metrics and /healthz on this port of 127.0.0.1.",
        es="Responde a /metrics y /healthz en este puerto de 127.0.0.1.",
    ),
    "watch.next": Text(en="Next round in {seconds} s.", es="La próxima ronda es en {seconds} s."),
    "revoke": Text(
        en=(
            "Take somebody out of a practice at once, outside a pull request.\n"
            "It is journalled as an emergency; the entry stays blocked until a later commit touches or removes it."
        ),
        es=(
            "Retira a una persona de un consultorio de inmediato, sin pull request.\n"
            "Queda en la bitácora como emergencia; la entrada sigue detenida hasta que un commit la cambie o la quite."
        ),
    ),
    "revoke.option.reason": Text(en="Why, for the journal.", es="Por qué, para la bitácora."),
    "revoke.held": Text(
        en="{email} may still be in {practice}: not everything could be done. It is in the journal as an emergency, so the next apply tries again; if it cannot wait, remove the person by hand in HuliPractice.",
        es="Es posible que {email} todavía esté en {practice}: no se pudo hacer todo. Queda en la bitácora como emergencia, así que el próximo apply lo intenta de nuevo; si no puede esperar, retire a la persona a mano en HuliPractice.",
    ),
    "revoke.stays": Text(
        en="{email} stays out of {practice} until a later commit changes or removes the entry.",
        es="{email} sigue fuera de {practice} hasta que un commit posterior cambie o quite la entrada.",
    ),
    "status": Text(
        en="Show who is there, what is pending and what ends soon.",
        es="Muestra quién está, qué está pendiente y qué termina pronto.",
    ),
    "status.option.without-journal": Text(en="Leave out the hand-offs.", es="Omite las gestiones."),
    "handoff": Text(
        en="What people were asked to do, and what they say of it.",
        es="Lo que se pidió a otras personas (gestiones) y lo que ellas respondieron.",
    ),
    "handoff.list": Text(en="List the open hand-offs.", es="Muestra las gestiones abiertas."),
    "handoff.list.option.all": Text(en="The ended ones too.", es="También las terminadas."),
    "handoff.show": Text(en="Show one hand-off with its steps.", es="Muestra una gestión con sus pasos."),
    "handoff.send": Text(
        en=(
            "Send the letters that wait in the outbox, or those of some hand-offs.\n\n"
            "A mail of which nobody knows whether it arrived is sent only when its hand-off is named."
        ),
        es=(
            "Envía las cartas que esperan en la bandeja de salida, o las de algunas gestiones.\n\n"
            "Un correo del que no se sabe si llegó se envía solo cuando se indica su gestión."
        ),
    ),
    "handoff.done": Text(
        en="Note that somebody confirms that it was done.",
        es="Anota que una persona confirma que ya se hizo.",
    ),
    "handoff.refused": Text(en="Note that they said no.", es="Anota que dijeron que no."),
    "handoff.cancel": Text(
        en="Take the request back; if it is still wanted, it is planned anew.",
        es="Anula la gestión; si todavía hace falta, se planea de nuevo.",
    ),
    "handoff.option.by": Text(en="Who says so.", es="Quién lo dice."),
    "handoff.option.reason": Text(en="Why.", es="Por qué."),
    "handoff.done.option.evidence": Text(
        en="A link or a hash that shows it; never a patient's data.",
        es="Un enlace o un código que lo muestre; nunca datos de pacientes.",
    ),
    "handoff.said.done:attested": Text(
        en="Noted: hand-off {handoff} ({email}, {practice}) was done, as somebody confirms.",
        es="Anotado: la gestión {handoff} ({email}, {practice}) se hizo, según confirma una persona.",
    ),
    "handoff.said.cancelled": Text(
        en="Noted: hand-off {handoff} ({email}, {practice}) is cancelled.",
        es="Anotado: la gestión {handoff} ({email}, {practice}) queda anulada.",
    ),
    "handoff.said.refused": Text(
        en="Noted: hand-off {handoff} ({email}, {practice}) was refused.",
        es="Anotado: la gestión {handoff} ({email}, {practice}) fue rechazada.",
    ),
    "journal": Text(en="The branch that remembers every run.", es="La rama que recuerda cada corrida."),
    "journal.init": Text(
        en="Make the journal branch and write its root into the settings.",
        es="Crea la rama de la bitácora y anota su raíz en la configuración.",
    ),
    "journal.made": Text(
        en="The journal is the branch {branch}; it begins at {root}.",
        es="La bitácora es la rama {branch}; comienza en {root}.",
    ),
    "journal.pinned": Text(
        en="Its root is now in access/settings.yaml: commit that file.",
        es="Su raíz quedó en access/settings.yaml: confirme ese archivo con un commit.",
    ),
    "schema": Text(en="The JSON Schemas of the files.", es="Los esquemas JSON de los archivos."),
    "schema.export": Text(
        en="Write the schemas into schemas/, for editors and CI.",
        es="Escribe los esquemas en schemas/, para editores y CI.",
    ),
    "schema.export.option.to": Text(en="Into this directory instead.", es="En este otro directorio."),
    "option.repo": Text(
        en="The repository (default: where you are).", es="El repositorio (si falta, donde usted está)."
    ),
    "option.lang": Text(en="Language: es or en.", es="Idioma: es o en."),
    "option.format": Text(en="How to print the result.", es="Cómo mostrar el resultado."),
    "option.no-color": Text(en="No colour.", es="Sin colores."),
    "option.verbose": Text(en="Say more.", es="Da más detalles."),
    "option.quiet": Text(en="Only results and errors.", es="Solo resultados y errores."),
    "option.version": Text(en="Show the version.", es="Muestra la versión."),
    "option.help": Text(en="Show this help.", es="Muestra esta ayuda."),
    "option.allow-removals": Text(
        en="Allow up to N removals in this run and the last 24 hours.",
        es="Permite hasta N retiros de acceso en esta corrida y las últimas 24 horas.",
    ),
    "option.allow-empty": Text(
        en="Allow removing the last assistant of this practice.",
        es="Permite retirar a la última asistente de este consultorio.",
    ),
    "option.allow-invitations": Text(
        en="Allow up to N invitations in this run.", es="Permite hasta N invitaciones en esta corrida."
    ),
    "option.allow-record-grants": Text(
        en="Allow up to N requests for record access in this run.",
        es="Permite pedir hasta N accesos al expediente en esta corrida.",
    ),
    "option.accept-live": Text(
        en="Believe this practice's empty or much shorter list.",
        es="Da por buena la lista vacía o mucho más corta de este consultorio.",
    ),
    "option.restore": Text(
        en="Give back to this person what was taken away by hand.",
        es="Devuelve a esta persona lo que se le quitó a mano.",
    ),
    "option.revoke-unmanaged": Text(
        en="Remove the unmanaged people of this practice too.",
        es="Retira también el acceso a las personas no administradas de este consultorio.",
    ),
    "option.rollback": Text(
        en="Apply a commit older than the last applied one.",
        es="Aplica un commit anterior al último aplicado.",
    ),
    "option.not-tip": Text(
        en="Apply a commit that is not the newest of the branch.",
        es="Aplica un commit que no es el más nuevo de la rama.",
    ),
    "option.now": Text(
        en="Send invitations outside the send window too.",
        es="Envía invitaciones también fuera del horario de envío.",
    ),
    "heading.usage": Text(en="Usage:", es="Uso:"),
    "heading.options": Text(en="Options", es="Opciones"),
    "heading.commands": Text(en="Commands", es="Órdenes"),
    "usage.no-such-option": Text(en="There is no option {option}.", es="No existe la opción {option}."),
    "usage.no-such-option.near": Text(
        en="There is no option {option}; did you mean {near}?",
        es="No existe la opción {option}; ¿quiso decir {near}?",
    ),
    "usage.no-such-command": Text(en="There is no command {command}.", es="No existe la orden {command}."),
    "usage.no-such-command.near": Text(
        en="There is no command {command}; did you mean {near}?",
        es="No existe la orden {command}; ¿quiso decir {near}?",
    ),
    "usage.missing": Text(en="{name} is missing.", es="Falta {name}."),
    "usage.missing-command": Text(en="A command is missing.", es="Falta una orden."),
    "usage.bad-choice": Text(
        en="{name} takes one of: {choices}.", es="{name} admite uno de estos: {choices}."
    ),
    "usage.bad-value": Text(
        en="The value of {name} is not usable.", es="El valor de {name} no se puede usar."
    ),
    "usage.option-argument": Text(
        en="The option {option} is not used like that.", es="La opción {option} no se usa así."
    ),
    "usage.extra": Text(en="Too many words: {extra}.", es="Sobran palabras: {extra}."),
    "usage.try-help": Text(en="`{command} --help` shows how.", es="`{command} --help` muestra cómo."),
    "error": Text(en="error:", es="error:"),
    "cannot-write": Text(
        en="the output cannot be written: {reason}.", es="no se puede escribir la salida: {reason}."
    ),
    "interrupted": Text(en="stopped.", es="se detuvo."),
    "bug": Text(
        en="this is a mistake of the program, not yours. A report is in {file}; please send it to us.",
        es="esto es un error del programa, no suyo. Hay un informe en {file}; por favor envíelo.",
    ),
}
