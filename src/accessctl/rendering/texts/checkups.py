"""Texts: what `accessctl doctor` finds, and what to do about it."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "program.ok": Text(
        en="accessctl {version}, Python {python}, {system}",
        es="accessctl {version}, Python {python}, {system}",
    ),
    "git.ok": Text(en="git {version}", es="git {version}"),
    "git.old": Text(
        en="git {version} is older than {oldest}, with which nobody tried this program",
        es="git {version} es anterior a {oldest}; nadie ha probado este programa con él",
    ),
    "git.old.remedy": Text(en="Install a newer git.", es="Instale un git más nuevo."),
    "repository.ok": Text(en="a git repository: {root}", es="un repositorio de git: {root}"),
    "declaration.ok": Text(
        en="the files can be read: practices {practices}, warnings {warnings}",
        es="los archivos se pueden leer: consultorios {practices}, advertencias {warnings}",
    ),
    "declaration.none": Text(en="there is no {file}", es="no hay {file}"),
    "declaration.none.remedy": Text(
        en="`accessctl init` writes what is missing.", es="`accessctl init` escribe lo que falta."
    ),
    "declaration.errors": Text(
        en="the files have errors ({errors}), the first in {file}",
        es="los archivos tienen errores ({errors}), el primero en {file}",
    ),
    "declaration.errors.remedy": Text(
        en="`accessctl validate` shows each, with what to do.",
        es="`accessctl validate` muestra cada uno, con lo que hay que hacer.",
    ),
    "identity.ok": Text(en="git knows who is working: {identity}", es="git sabe quién trabaja: {identity}"),
    "identity.missing": Text(
        en="git does not know who is working; the journal would be written by {nobody}",
        es="git no sabe quién trabaja; la bitácora la escribiría {nobody}",
    ),
    "identity.missing.remedy": Text(
        en='`git config user.name "Your Name"` and `git config user.email you@example.org`',
        es='`git config user.name "Su Nombre"` y `git config user.email usted@example.org`',
    ),
    "history.ok": Text(en="the whole history is here", es="está toda la historia"),
    "history.shallow": Text(
        en="this clone holds only a part of the history: `apply` refuses, and origins are unknown",
        es="este clon solo tiene una parte de la historia: `apply` se niega, y no se sabe de dónde viene cada acceso",
    ),
    "history.shallow.remedy": Text(
        en='`git fetch --unshallow`; in CI, fetch the whole history (`fetch-depth: 0`, `GIT_DEPTH: "0"`).',
        es='`git fetch --unshallow`; en la CI, traiga toda la historia (`fetch-depth: 0`, `GIT_DEPTH: "0"`).',
    ),
    "branch.ok": Text(en="what is applied comes from {branch}", es="lo que se aplica viene de {branch}"),
    "branch.journal": Text(
        en="settings.branch and journal.branch are the same: {branch}",
        es="settings.branch y journal.branch son la misma: {branch}",
    ),
    "branch.journal.remedy": Text(
        en="The journal has a branch of its own: correct access/settings.yaml.",
        es="La bitácora tiene su propia rama: corrija access/settings.yaml.",
    ),
    "branch.unborn": Text(en="nothing is committed yet", es="todavía no hay ningún commit"),
    "branch.unborn.remedy": Text(
        en="Commit the files: what is not committed can be planned, never applied.",
        es="Haga un commit: lo que no está confirmado se puede planear, nunca aplicar.",
    ),
    "branch.missing": Text(
        en="there is no branch {branch}, of which the settings say that it is applied",
        es="no existe la rama {branch}, de la que se aplica según la configuración",
    ),
    "branch.missing.remedy": Text(
        en="Fetch it, or correct `branch` in access/settings.yaml.",
        es="Tráigala, o corrija `branch` en access/settings.yaml.",
    ),
    "tree.ok": Text(
        en="what lies here is committed: {commit}", es="lo que está aquí está confirmado: {commit}"
    ),
    "tree.dirty": Text(en="not committed ({count}): {files}", es="sin confirmar ({count}): {files}"),
    "tree.dirty.remedy": Text(
        en="It can be planned; commit it before it can be applied.",
        es="Se puede planear; haga un commit antes de aplicarlo.",
    ),
    "clock.ok": Text(en="the clock: {now}", es="el reloj: {now}"),
    "clock.behind": Text(
        en="this machine's clock ({now}) is behind the newest commit ({newest})",
        es="el reloj de esta máquina ({now}) va atrás del commit más nuevo ({newest})",
    ),
    "clock.behind.remedy": Text(
        en="Set the clock: invitations, last days and locks go by it.",
        es="Ajuste el reloj: de él dependen las invitaciones, los últimos días y los turnos.",
    ),
    "remote.ok": Text(en="{remote} answers, and has {branch}", es="{remote} responde, y tiene {branch}"),
    "remote.none": Text(
        en="there is no remote: what happens stays on this machine",
        es="no hay un repositorio remoto: lo que pasa se queda en esta máquina",
    ),
    "remote.none.remedy": Text(
        en="`git remote add origin URL`, then push {branch} and the journal. Until then, keep a copy elsewhere.",
        es="`git remote add origin URL`, y luego push de {branch} y de la bitácora. Mientras tanto, guarde una copia en otro lugar.",
    ),
    "remote.branch-missing": Text(
        en="{remote} answers, but has no branch {branch}",
        es="{remote} responde, pero no tiene la rama {branch}",
    ),
    "remote.branch-missing.remedy": Text(
        en="`git push -u {remote} {branch}`", es="`git push -u {remote} {branch}`"
    ),
    "root.ok": Text(
        en="the journal's root is pinned: {root}", es="la raíz de la bitácora está fijada: {root}"
    ),
    "root.missing": Text(
        en="the settings do not pin the journal's root; only the sandbox may be applied to",
        es="la configuración no fija la raíz de la bitácora; solo se puede aplicar al sistema de práctica",
    ),
    "root.missing.remedy": Text(
        en="`accessctl journal init`, then commit access/settings.yaml.",
        es="`accessctl journal init`, y luego un commit de access/settings.yaml.",
    ),
    "journal.ok": Text(
        en="the journal is there and whole: {branch}, files {files}",
        es="la bitácora está y está completa: {branch}, archivos {files}",
    ),
    "journal.none": Text(en="there is no journal yet", es="todavía no hay bitácora"),
    "journal.none.remedy": Text(
        en="`accessctl journal init` makes it; on the sandbox the first apply does.",
        es="`accessctl journal init` la crea; en el sistema de práctica, el primer apply.",
    ),
    "push.ok": Text(
        en="the journal may be pushed to {remote}", es="se puede hacer push de la bitácora a {remote}"
    ),
    "push.refused": Text(
        en="the journal may not be pushed to {remote}: {message}",
        es="no se puede hacer push de la bitácora a {remote}: {message}",
    ),
    "push.refused.remedy": Text(
        en="Whoever applies needs the right to push to {branch}; ask whoever administers {remote}.",
        es="Quien aplica necesita permiso de push a {branch}; pídalo a quien administra {remote}.",
    ),
    "lock.ok": Text(en="no run is at work", es="no hay ninguna corrida en curso"),
    "lock.held": Text(
        en="{run} is at work: {holder}, since {since}, at most until {expires_at}",
        es="{run} está en curso: {holder}, desde {since}, como máximo hasta {expires_at}",
    ),
    "lock.held.remedy": Text(
        en="Wait. If you know that it is dead: `accessctl apply --take-over {run}`.",
        es="Espere. Si usted sabe que ya no sigue: `accessctl apply --take-over {run}`.",
    ),
    "lock.dead": Text(
        en="{run} ended without saying how: {holder}, since {since}",
        es="{run} terminó sin decir cómo: {holder}, desde {since}",
    ),
    "lock.dead.remedy": Text(
        en="The next `accessctl apply` takes it over and says what became of it.",
        es="El próximo `accessctl apply` la retoma y dice qué pasó con ella.",
    ),
    "key.ok": Text(
        en="the environment holds the API key of each practice in HuliPractice ({variables})",
        es="el entorno tiene la clave de la API de cada consultorio en HuliPractice ({variables})",
    ),
    "key.missing": Text(
        en="no API key for {count} of {all} organisations in HuliPractice",
        es="falta la clave de la API de {count} de {all} organizaciones en HuliPractice",
    ),
    "key.missing.remedy": Text(
        en="Set {variable} in the environment, or one for each organisation: {variables}.",
        es="Ponga {variable} en el entorno, o una por organización: {variables}.",
    ),
    "web.ok": Text(
        en="the browser is here ({program}), and a session for each practice that is worked on in it",
        es="el navegador está aquí ({program}) y hay una sesión de cada consultorio que se trabaja en él",
    ),
    "web.no-session": Text(
        en="nobody is logged in for {practices} ({count} of {all} that are worked on in the browser)",
        es="nadie ha ingresado para {practices} ({count} de {all} que se trabajan en el navegador)",
    ),
    "web.no-session.remedy": Text(
        en="Let each owner run: accessctl login SLUG.",
        es="Pida a cada titular que ejecute: accessctl login CONSULTORIO.",
    ),
    "provider.ok": Text(
        en="the live system answers ({provider}), practices {all}",
        es="el sistema responde ({provider}), consultorios {all}",
    ),
    "provider.silent": Text(
        en="no answer ({provider}) for {count} of {all}: {practices}",
        es="sin respuesta ({provider}) para {count} de {all}: {practices}",
    ),
    "provider.silent.remedy": Text(
        en="`accessctl plan` says why. With lists: `accessctl roster template` writes one to be filled in.",
        es="`accessctl plan` dice por qué. Con listas: `accessctl roster template` escribe una por llenar.",
    ),
    "sender.ok": Text(en="letters leave from {sender}", es="las cartas salen de {sender}"),
    "sender.placeholder": Text(
        en="letters would leave from {sender}, which nobody reads",
        es="las cartas saldrían de {sender}, que nadie lee",
    ),
    "sender.placeholder.remedy": Text(
        en="Set `handoffs: {{from: YOUR-ADDRESS}}` in access/settings.yaml.",
        es="Ponga `handoffs: {{from: SU-CORREO}}` en access/settings.yaml.",
    ),
    "outbox.ok": Text(en="letters wait in {path}: {count}", es="las cartas esperan en {path}: {count}"),
    "outbox.unwritable": Text(
        en="letters cannot be written to {path}", es="no se pueden escribir cartas en {path}"
    ),
    "outbox.unwritable.remedy": Text(
        en="Make the directory writable, or correct `handoffs.outbox`.",
        es="Dé permiso de escritura en el directorio, o corrija `handoffs.outbox`.",
    ),
    "mail.ok": Text(
        en="{server} takes our mails (user {user})", es="{server} recibe nuestros correos (usuario {user})"
    ),
    "mail.unasked": Text(
        en="{server} takes the letters (user {user}); --mail asks whether it lets us in",
        es="{server} recibe las cartas (usuario {user}); --mail le pregunta si nos deja entrar",
    ),
    "mail.person": Text(
        en="a person sends the letters of the outbox: {variable} is not set",
        es="una persona envía las cartas de la bandeja de salida: {variable} no está definida",
    ),
    "mail.unasked.remedy": Text(
        en="`accessctl doctor --mail` asks it.", es="`accessctl doctor --mail` le pregunta."
    ),
    "mail.person.remedy": Text(
        en="Set it to have them sent from here: docs/mail.md.",
        es="Defínala para que se envíen desde aquí: docs/mail.md.",
    ),
    "secrets.ok": Text(
        en="no committed file holds what looks like a key",
        es="ningún archivo confirmado tiene algo que parezca una llave",
    ),
    "secrets.found": Text(
        en="what looks like a key or a token is committed ({count}): {files}",
        es="hay algo que parece una llave o un token en archivos confirmados ({count}): {files}",
    ),
    "secrets.found.remedy": Text(
        en="Revoke it where it was made: whoever has a clone has it. Then keep the new one in the environment.",
        es="Anúlela donde se creó: quien tenga un clon la tiene. Guarde la nueva en el entorno.",
    ),
    "signers.ok": Text(en="the signers: {file}", es="quiénes firman: {file}"),
    "signers.missing": Text(
        en="the policy names {file}, and there is no such file",
        es="la política nombra {file}, y ese archivo no existe",
    ),
    "signers.missing.remedy": Text(
        en="Write it, or correct `approvals.signers` in access/policy.yaml.",
        es="Escríbalo, o corrija `approvals.signers` en access/policy.yaml.",
    ),
    "schemas.ok": Text(en="the schemas are this version's", es="los esquemas son los de esta versión"),
    "schemas.other": Text(
        en="missing, or not this version's: {files}", es="faltan, o no son los de esta versión: {files}"
    ),
    "schemas.other.remedy": Text(en="`accessctl schema export`", es="`accessctl schema export`"),
    "ci.ok": Text(en="the CI files are this version's", es="los archivos de CI son los de esta versión"),
    "ci.missing": Text(en="CI files are missing: {files}", es="faltan archivos de CI: {files}"),
    "ci.missing.remedy": Text(
        en="`accessctl init` writes what is missing.", es="`accessctl init` escribe lo que falta."
    ),
    "ci.lacks": Text(
        en="CI does not bring what the files need: {lines}",
        es="a CI le falta lo que piden los archivos: {lines}",
    ),
    "ci.lacks.remedy": Text(
        en="Delete these files, and `accessctl init` writes them anew; or put the lines where their like stand. "
        "What is a secret has to be on the host, too.",
        es="Borre esos archivos, y `accessctl init` los escribe de nuevo; o ponga las líneas junto a sus semejantes. "
        "Lo que es un secreto tiene que estar también en el servidor.",
    ),
    "ci.other": Text(
        en="not as this version writes them: {files}", es="no están como los escribe esta versión: {files}"
    ),
    "ci.other.remedy": Text(
        en="If nobody changed them on purpose: delete them, and `accessctl init` writes them anew.",
        es="Si nadie los cambió a propósito: bórrelos, y `accessctl init` los escribe de nuevo.",
    ),
    "owners.ok": Text(
        en="{file} names every practice's owner", es="{file} nombra al titular de cada consultorio"
    ),
    "owners.other": Text(
        en="{file} does not name every practice's present owner",
        es="{file} no nombra al titular actual de cada consultorio",
    ),
    "owners.other.remedy": Text(
        en="`accessctl init` brings it up to date.", es="`accessctl init` lo pone al día."
    ),
    "well": Text(en="All is well ({checks} checks).", es="Todo está bien ({checks} revisiones)."),
    "sum": Text(
        en="To mend: errors {errors}, warnings {warnings}.",
        es="Por corregir: errores {errors}, advertencias {warnings}.",
    ),
}
