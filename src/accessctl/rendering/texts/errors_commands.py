"""Texts: errors of the commands and of the shell that joins the rooms."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "revision-missing": Text(
        en="There is no revision {revision} in this repository. Fetch it first: git fetch origin.",
        es="No hay una revisión {revision} en este repositorio. Tráigala primero: git fetch origin.",
    ),
    "revision-missing.shallow": Text(
        en="There is no revision {revision} in this clone, whose history was cut short. Fetch it whole: "
        "git fetch --unshallow origin (fetch-depth: 0 on GitHub, GIT_DEPTH: 0 on GitLab).",
        es="No hay una revisión {revision} en este clon, que tiene la historia recortada. Tráigala completa: "
        "git fetch --unshallow origin (fetch-depth: 0 en GitHub, GIT_DEPTH: 0 en GitLab).",
    ),
    "nothing-in-common": Text(
        en="HEAD and {revision} have no commit in common, so nobody can say what the change is. Name the "
        "branch that it is to be merged into.",
        es="HEAD y {revision} no tienen ningún commit en común, así que no se puede saber cuál es el cambio. "
        "Indique la rama a la que se va a incorporar.",
    ),
    "nothing-in-common.shallow": Text(
        en="The history of this clone was cut short before HEAD and {revision} parted. Fetch it whole: "
        "git fetch --unshallow origin (fetch-depth: 0 on GitHub, GIT_DEPTH: 0 on GitLab).",
        es="La historia de este clon está recortada antes del punto en que HEAD y {revision} se separaron. "
        "Tráigala completa: git fetch --unshallow origin (fetch-depth: 0 en GitHub, GIT_DEPTH: 0 en GitLab).",
    ),
    "shard": Text(
        en="{value} is no part of the practices. Write which of how many, as 2/4; at most {most} parts.",
        es="{value} no es una parte de los consultorios. Escriba cuál de cuántas, como 2/4; a lo sumo {most} "
        "partes.",
    ),
    "shard-of-saved-plan": Text(
        en="The saved plan says what it is about. Leave --shard out.",
        es="El plan guardado ya dice de qué trata. Omita --shard.",
    ),
    "plan-scope-differs": Text(
        en="The saved plan looked at other practices than --practice names: {practices}. Leave --practice out: "
        "the plan says what it is about.",
        es="El plan guardado es de otros consultorios que los que indica --practice: {practices}. Omita "
        "--practice: el plan ya dice de qué trata.",
    ),
    "unknown-practice": Text(
        en="There is no practice {practice} here: no file practices/{practice}.yaml declares it.",
        es="No hay ningún consultorio {practice}: ningún archivo practices/{practice}.yaml lo declara.",
    ),
    "unknown-practice.near": Text(
        en="There is no practice {practice} here; did you mean {near}?",
        es="No hay ningún consultorio {practice}; ¿quiso decir {near}?",
    ),
    "no-such-file.near": Text(
        en="There is no file {file}, and the last commit has none either. Did you mean {near}?",
        es="No existe el archivo {file}, y el último commit tampoco lo tiene. ¿Quiso decir {near}?",
    ),
    "no-such-file": Text(
        en="There is no file {file}, and the last commit has none either. Is the name right?",
        es="No existe el archivo {file}, y el último commit tampoco lo tiene. ¿Está bien escrito el nombre?",
    ),
    "file-outside": Text(
        en="{file} lies outside of the repository {root}. Name files of the repository, or say --repo.",
        es="{file} está fuera del repositorio {root}. Indique archivos del repositorio, o use --repo.",
    ),
    "file-not-declared": Text(
        en="{file} declares nothing: name files under practices/, access/ or schemas/.",
        es="{file} no declara nada: indique archivos de practices/, access/ o schemas/.",
    ),
    "no-such-directory": Text(en="There is no directory {path}.", es="No existe el directorio {path}."),
    "applied-commit-missing": Text(
        en="The commit {commit}, which was applied last, is not in this clone, so there is nothing to go by. "
        "Fetch the branch; if its history was rewritten, apply what it says now with --rollback.",
        es="El commit {commit}, el último que se aplicó, no está en este clon, así que no hay de dónde guiarse. "
        "Traiga la rama; si se reescribió su historia, aplique lo que dice ahora con --rollback.",
    ),
    "applied-meanwhile": Text(
        en="Another commit than {commit} was applied meanwhile; the next round goes by that one.",
        es="Mientras tanto se aplicó otro commit, ya no {commit}; la próxima ronda se guía por ese.",
    ),
    "settings-unreadable": Text(
        en="{file} has errors, so nobody can tell where the journal is. `accessctl validate` says what to mend.",
        es="{file} tiene errores, así que no se sabe dónde está la bitácora. `accessctl validate` dice qué corregir.",
    ),
    "journal-pinned-on-branch": Text(
        en="{file} names no journal here, but it does on the branch {branch}: this work tree is too old to tell "
        "what was applied. Check out {branch} as it is now.",
        es="Aquí {file} no indica ninguna bitácora, pero en la rama {branch} sí: esta copia de trabajo es muy vieja "
        "para saber qué se aplicó. Cámbiese a {branch} como está ahora.",
    ),
    "duration-unreadable": Text(
        en="“{text}” is not a length of time, or under a second. Write it as 30s, 5m or 1h.",
        es="«{text}» no es una duración, o es menos de un segundo. Escríbala como 30s, 5m o 1h.",
    ),
    "extra-missing": Text(
        en="A part of the program is missing that this needs: pip install 'accessctl[{extra}]'.",
        es="Falta una parte del programa que esto necesita: pip install 'accessctl[{extra}]'.",
    ),
    "port-taken": Text(
        en="Cannot listen on port {port}: perhaps another program uses it ({reason}). Name another one with --port.",
        es="No se puede usar el puerto {port}: tal vez lo usa otro programa ({reason}). Indique otro con --port.",
    ),
    "file-unwritable": Text(
        en="The file {file} cannot be written: {reason}.",
        es="No se puede escribir el archivo {file}: {reason}.",
    ),
    "file-unreadable": Text(
        en="The file {file} cannot be read: {reason}.", es="No se puede leer el archivo {file}: {reason}."
    ),
    "file-not-plain": Text(
        en="{file} is no plain file: a folder, a pipe or a device is not read.",
        es="{file} no es un archivo común: no se lee una carpeta, una tubería ni un dispositivo.",
    ),
    "file-too-large": Text(
        en="The file {file} is larger than {limit} MiB and is not read.",
        es="El archivo {file} pasa de {limit} MiB y no se lee.",
    ),
    "confirmation-needed": Text(
        en="There is nobody to ask here. Look at `accessctl plan`, then say `accessctl apply --yes`.",
        es="Aquí no hay a quién preguntar. Revise `accessctl plan` y luego use `accessctl apply --yes`.",
    ),
    "not-confirmed": Text(en="Nothing was changed.", es="No se cambió nada."),
    "declaration-errors": Text(
        en="Nothing is applied while the settings or the policy have errors ({rules}). `accessctl validate` shows them.",
        es="No se aplica nada mientras la configuración o la política tengan errores ({rules}). `accessctl validate` los muestra.",
    ),
    "plan-without-journal": Text(
        en="A plan made without the journal cannot be applied. Make it again without --without-journal.",
        es="Un plan hecho sin la bitácora no se puede aplicar. Hágalo de nuevo sin --without-journal.",
    ),
    "plan-stale": Text(
        en="The saved plan no longer holds; changes that moved: {count}. Look at the new plan, then apply that one.",
        es="El plan guardado ya no es el mismo; cambios que se movieron: {count}. Revise el plan nuevo y aplique ese.",
    ),
    "plan-loosened-since": Text(
        en="Guards refused the saved plan ({guards}), and a trailer of the commit lets it through: nobody agreed to that "
        "yet. Look at the plan, then apply without the file.",
        es="Un resguardo se oponía al plan guardado ({guards}) y el mensaje del commit lo deja pasar: eso todavía no lo "
        "aprobó nadie. Revise el plan y aplique sin el archivo.",
    ),
    "refused-by-guards": Text(
        en="Nothing was changed; refused by guards: {count}.",
        es="No se cambió nada; resguardos que lo impidieron: {count}.",
    ),
    "journal-moved": Text(
        en="The journal moved while the plan was being made. Try again.",
        es="La bitácora cambió mientras se hacía el plan. Inténtelo de nuevo.",
    ),
    "trailer-unreadable": Text(
        en="The commit says “{trailer}: {value}”, which cannot be understood. Correct it in a new commit.",
        es="El commit dice «{trailer}: {value}», que no se entiende. Corríjalo en un commit nuevo.",
    ),
    "handoff-unknown": Text(
        en="There is no hand-off {handoff}. `accessctl handoff list --all` shows them.",
        es="No hay ninguna gestión {handoff}. `accessctl handoff list --all` las muestra.",
    ),
    "handoff-ambiguous": Text(
        en="{handoff} begins the ids of several hand-offs: {ids}. Give more of it.",
        es="{handoff} es el comienzo de varias gestiones: {ids}. Escriba más letras.",
    ),
    "handoff-ended": Text(
        en="The hand-off {handoff} has ended already ({state}).",
        es="La gestión {handoff} ya terminó ({state}).",
    ),
    "handoff-own-word": Text(
        en="The policy asks that somebody else than the requester ({by}) confirms the hand-off {handoff}.",
        es="La política pide que otra persona, y no quien la solicitó ({by}), confirme la gestión {handoff}.",
    ),
    "remote-unreachable": Text(
        en="The branch {branch} cannot be fetched from {remote}, so nobody can tell what may be applied: {message}",
        es="No se puede obtener la rama {branch} de {remote}, así que no se sabe qué se puede aplicar: {message}",
    ),
    "handoff-by-address": Text(
        en="The policy asks who confirms it by address: --by ADDRESS, not “{by}”.",
        es="La política pide indicar por correo quién lo confirma: --by CORREO, no «{by}».",
    ),
    "handoff-evidence": Text(
        en="The evidence must be a link (https://…), a Message-ID (<…@…>) or a hash, never words: “{evidence}”.",
        es="La evidencia debe ser un enlace (https://…), un Message-ID (<…@…>) o un código hash, nunca palabras: «{evidence}».",
    ),
    "settings-missing": Text(
        en="There is no {file}: make it first (`version: 1` is enough).",
        es="Falta {file}: créelo primero (basta con `version: 1`).",
    ),
    "outbox-unwritable": Text(
        en="The outbox {path} cannot be written.", es="No se puede escribir en la bandeja de salida {path}."
    ),
    "revoke-reason": Text(
        en="Say why: --reason must not be empty.", es="Diga por qué: --reason no puede quedar vacío."
    ),
    "revoke-unknown": Text(
        en="{email} is neither declared nor there in {practice}: nothing was done. Check the address.",
        es="{email} no está en {practice} ni en su archivo: no se hizo nada. Revise el correo.",
    ),
    "revoke-unreadable": Text(
        en="practices/{practice}.yaml cannot be read and was never applied: nothing was done. Mend the file, or ask "
        "the practice's owner to remove the person in HuliPractice now.",
        es="practices/{practice}.yaml no se puede leer y nunca se aplicó: no se hizo nada. Corrija el archivo, o pida "
        "al titular del consultorio que quite ya a la persona en HuliPractice.",
    ),
    "revoke-protected": Text(
        en="{email} is the owner, a protected person or the program's own account: never revoked from {practice}.",
        es="{email} es titular, persona protegida o la cuenta del programa: nunca se le retira de {practice}.",
    ),
    "interrupted": Text(
        en="stopped before this change; it is planned anew",
        es="se detuvo antes de este cambio; se planea de nuevo",
    ),
    "lock-lost": Text(
        en="the lock could not be kept; the change is planned anew",
        es="no se pudo conservar el turno; el cambio se planea de nuevo",
    ),
    "stopped": Text(
        en="not tried: the live system no longer accepts us",
        es="no se intentó: el sistema ya no acepta el ingreso",
    ),
    "seen-done": Text(
        en="the answer was lost, but the change was seen to be made",
        es="se perdió la respuesta, pero se comprobó que el cambio se hizo",
    ),
}
