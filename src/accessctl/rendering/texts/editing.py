"""Texts: what the commands that edit files say of it."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "attention": Text(en="Note:", es="Atención:"),
    "nothing": Text(en="There is nothing to do.", es="No hay nada que hacer."),
    "nothing-written": Text(
        en="Nothing was written; look at what is named above yourself.",
        es="No se escribió nada; revise usted lo que se nombra arriba.",
    ),
    "dry-run": Text(en="Nothing was written.", es="No se escribió nada."),
    "refused": Text(
        en="Nothing was written: this would bring the errors above into the repository.",
        es="No se escribió nada: esto traería al repositorio los errores de arriba.",
    ),
    "standing": Text(
        en="These errors were there before and still are: {rules}.",
        es="Estos errores ya estaban y siguen ahí: {rules}.",
    ),
    "next": Text(
        en="Next: `accessctl plan` shows what it means; then commit the file and open a pull request.",
        es="Ahora: `accessctl plan` muestra qué significa; luego confirme el archivo (commit) y abra un pull request.",
    ),
    "practice-added": Text(
        en="{practice}: {file} was made, with nobody in it yet; its owner is {email}.",
        es="{practice}: se creó {file}, todavía sin asistentes; su titular es {email}.",
    ),
    "practice-there": Text(
        en="{practice} is declared already, just so.", es="{practice} ya está declarado, tal cual."
    ),
    "clinic-added": Text(
        en="{practice}: the clinic {clinic} was declared.", es="{practice}: se declaró la clínica {clinic}."
    ),
    "clinic-there": Text(
        en="{practice}: the clinic {clinic} is declared already, just so.",
        es="{practice}: la clínica {clinic} ya está declarada, tal cual.",
    ),
    "clinic-named-for": Text(
        en="Who was for the only clinic until now is so by name: {people} ({only}).",
        es="Quienes estaban en la única clínica ahora la llevan por nombre: {people} ({only}).",
    ),
    "person-added": Text(en="{practice}: {email} was declared.", es="{practice}: se declaró a {email}."),
    "person-there": Text(
        en="{practice}: {email} is declared already, just so.",
        es="{practice}: {email} ya está declarado, tal cual.",
    ),
    "person-set": Text(en="{practice}: {email}: {keys} changed.", es="{practice}: {email}: cambió {keys}."),
    "person-set-already": Text(
        en="{practice}: the entry of {email} says so already.",
        es="{practice}: la entrada de {email} ya lo dice.",
    ),
    "person-removed": Text(
        en="{practice}: the entry of {email} was taken out.", es="{practice}: se quitó la entrada de {email}."
    ),
    "person-not-there": Text(
        en="{practice}: {email} is not declared.", es="{practice}: {email} no está declarado."
    ),
    "person-not-there.near": Text(
        en="{practice}: {email} is not declared; did you mean {near}?",
        es="{practice}: {email} no está declarado; ¿quiso decir {near}?",
    ),
    "last-person": Text(
        en="{practice} has no assistant left; `accessctl plan` will ask whether that is meant.",
        es="{practice} queda sin asistentes; `accessctl plan` preguntará si es lo que se quiere.",
    ),
    "person-moved": Text(
        en="{practice}: {old} is now {email}; the old address is kept as an earlier one.",
        es="{practice}: {old} ahora es {email}; el correo anterior queda anotado.",
    ),
    "person-moved-already": Text(
        en="{practice}: {email} has {old} as an earlier address already.",
        es="{practice}: {email} ya tiene {old} como correo anterior.",
    ),
    "file-not-looked-at": Text(
        en="practices/{practice}.yaml has errors of form, so nobody can tell who is in it: look there by hand.",
        es="practices/{practice}.yaml tiene errores de forma y no se sabe quién está ahí: revíselo a mano.",
    ),
    "entry-not-read": Text(
        en="{practice}: the entry at {file}:{line} has errors and may be this person's: look there by hand.",
        es="{practice}: la entrada en {file}:{line} tiene errores y puede ser de esta persona: revísela a mano.",
    ),
    "offboard-removed": Text(
        en="{practice}: {email} {name}: the entry goes, access ends with the next apply",
        es="{practice}: {email} {name}: se quita la entrada; el acceso termina con el próximo apply",
    ),
    "offboard-until": Text(
        en="{practice}: {email} {name}: access ends after {day}",
        es="{practice}: {email} {name}: el acceso termina al cerrar el {day}",
    ),
    "offboard-ends-already": Text(
        en="{practice}: {email} {name}: access ends after {day} already",
        es="{practice}: {email} {name}: el acceso ya termina el {day}",
    ),
    "offboard-never-begins": Text(
        en="{practice}: {email} {name}: the entry goes; access was to begin only on {day}",
        es="{practice}: {email} {name}: se quita la entrada; el acceso iba a empezar apenas el {day}",
    ),
    "offboard-nowhere": Text(
        en="{email} is declared nowhere. Whether somebody added the person by hand, `accessctl status` shows.",
        es="{email} no está declarado en ninguna parte. Si alguien agregó a la persona a mano, `accessctl status` lo muestra.",
    ),
    "offboard-last": Text(
        en="{practice} has no other assistant.", es="{practice} no tiene ninguna otra asistente."
    ),
    "offboard-near": Text(
        en="{email} is declared nowhere; did you mean {near}?",
        es="{email} no está declarado en ninguna parte; ¿quiso decir {near}?",
    ),
    "role-owner": Text(
        en="{practice}: this person is the owner; nothing here takes that away. Name another owner in {file}.",
        es="{practice}: esta persona es la titular; aquí nada cambia eso. Ponga a otra persona titular en {file}.",
    ),
    "role-issuer": Text(
        en="{practice}: this person owns the billing issuer; change `billing_issuer` in {file}.",
        es="{practice}: esta persona es titular del emisor; cambie `billing_issuer` en {file}.",
    ),
    "role-centre": Text(
        en="{practice}: this person is the centre administrator of {clinic}; change it in {file}.",
        es="{practice}: esta persona es administradora del centro de {clinic}; cámbielo en {file}.",
    ),
    "role-protected": Text(
        en="{email} is protected in access/policy.yaml: no plan revokes anything of theirs until that line goes.",
        es="{email} está entre las personas protegidas de access/policy.yaml: ningún plan le retira nada mientras siga ahí.",
    ),
    "role-account": Text(
        en="This is the program's own account (`live.account` in access/settings.yaml).",
        es="Esta es la cuenta del programa (`live.account` en access/settings.yaml).",
    ),
    "offboard.addresses": Text(
        en="The same person, as the files say: {addresses}.",
        es="La misma persona, según los archivos: {addresses}.",
    ),
    "offboard.confirm": Text(en="Do this? Files: {count} [y/N]", es="¿Hacerlo? Archivos: {count} [s/N]"),
    "offboard.committed": Text(en="Committed: {commit}.", es="Quedó confirmado: {commit}."),
    "offboard.on-branch": Text(
        en="Committed on the new branch {branch}: {commit}. Your files are as they were; `git push -u origin {branch}` sends it.",
        es="Quedó en la rama nueva {branch}: {commit}. Sus archivos siguen igual; `git push -u origin {branch}` la envía.",
    ),
    "offboard.unsigned": Text(
        en="The commit is not signed, though your git signs; sign it with `git commit --amend --no-edit -S` on its branch.",
        es="El commit no va firmado, aunque su git firma; fírmelo con `git commit --amend --no-edit -S` en su rama.",
    ),
    "offboard.next": Text(
        en="Next: `accessctl plan`, and after the merge `accessctl apply`. The dated evidence is then `accessctl report person {email}`.",
        es="Ahora: `accessctl plan` y, cuando el cambio se incorpore, `accessctl apply`. La prueba con fechas es luego `accessctl report person {email}`.",
    ),
    "commit.subject": Text(en="Offboard {email}", es="Dar de baja a {email}"),
    "fmt.differs": Text(en="not in the layout: {file}", es="sin el formato: {file}"),
    "not-written.one": Text(
        en="1 file was not written and is as it was.", es="1 archivo no se escribió y quedó como estaba."
    ),
    "not-written.many": Text(
        en="{n} files were not written and are as they were.",
        es="{n} archivos no se escribieron y quedaron como estaban.",
    ),
    "fmt.written": Text(en="written: {file}", es="escrito: {file}"),
    "fmt.refused": Text(en="left alone, it has errors: {file}", es="sin tocar, porque tiene errores: {file}"),
    "fmt.odd": Text(
        en="left alone, it cannot be laid out safely: {file}",
        es="sin tocar, porque no se le puede dar formato con seguridad: {file}",
    ),
    "fmt.to-write.one": Text(
        en="1 file of {all} is not in the layout; `accessctl fmt` writes it.",
        es="1 archivo de {all} no tiene el formato; `accessctl fmt` lo escribe.",
    ),
    "fmt.to-write.many": Text(
        en="{n} files of {all} are not in the layout; `accessctl fmt` writes them.",
        es="{n} archivos de {all} no tienen el formato; `accessctl fmt` los escribe.",
    ),
    "fmt.done.one": Text(en="1 file of {all} was written anew.", es="Se reescribió 1 archivo de {all}."),
    "fmt.done.many": Text(
        en="{n} files of {all} were written anew.", es="Se reescribieron {n} archivos de {all}."
    ),
    "fmt.nothing.one": Text(en="The file is in the layout.", es="El archivo tiene el formato."),
    "fmt.nothing.many": Text(en="All {n} files are in the layout.", es="Los {n} archivos tienen el formato."),
    "fmt.no-upgrade": Text(
        en="There is nothing to upgrade: version 1 is the only one so far.",
        es="No hay nada que actualizar: la versión 1 es la única hasta ahora.",
    ),
    "resolve.nothing": Text(
        en="There is nothing to do: git holds no file of the declaration as unmerged.",
        es="No hay nada que hacer: git no tiene ningún archivo de la declaración sin fusionar.",
    ),
    "resolve.done": Text(en="{file}: both sides are joined.", es="{file}: se unieron los dos lados."),
    "resolve.next": Text(en="Look at it, then: git add {file}", es="Revíselo y luego: git add {file}"),
    "resolve.clash": Text(
        en="{where}: here (ours) {ours}; there (theirs) {theirs}",
        es="{where}: aquí (ours) {ours}; allá (theirs) {theirs}",
    ),
    "resolve.clashes": Text(
        en="{file} was left as it is: both sides changed the same thing differently.\n"
        "  To choose: open it; between <<<<<<< and >>>>>>> keep the lines that are right (above ======= stands ours, "
        "below theirs) and delete those three marks. Then: accessctl validate {file}, and git add {file}\n"
        "  Or take one side whole, without what the other changed: git checkout --ours {file}, or --theirs; then git add {file}",
        es="{file} quedó como estaba: los dos lados cambiaron lo mismo de forma distinta.\n"
        "  Para elegir: ábralo; entre <<<<<<< y >>>>>>> deje las líneas correctas (arriba de ======= está ours, "
        "abajo theirs) y borre esas tres marcas. Luego: accessctl validate {file} y git add {file}\n"
        "  O tome un lado completo, sin lo que cambió el otro: git checkout --ours {file}, o --theirs; luego git add {file}",
    ),
    "resolve.absent": Text(en="taken out or not there", es="quitado o ausente"),
}
