"""Texts: errors of git and the journal, and the journal's own page."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "git-missing": Text(
        en="git was not found. Install it, or put it on the PATH.",
        es="No se encontró git. Instálelo o agréguelo al PATH.",
    ),
    "not-a-git-repository": Text(
        en="{path} is not in a git repository. Go into your repository's folder, name it with --repo, or begin one with `accessctl init`.",
        es="{path} no está en un repositorio de git. Entre en la carpeta de su repositorio, indíquela con --repo, o comience uno con `accessctl init`.",
    ),
    "git-not-trusted": Text(
        en="{path} belongs to another user, so git does not open it. If you trust it: "
        "`git config --global --add safe.directory {path}`.",
        es="{path} pertenece a otro usuario y por eso git no lo abre. Si confía en él: "
        "`git config --global --add safe.directory {path}`.",
    ),
    "git-failed": Text(
        en="`git {command}` failed: {message}",
        es="`git {command}` falló: {message}",
    ),
    "git-timeout": Text(
        en="`git {command}` gave no answer within {seconds} seconds. Check the network, then try again.",
        es="`git {command}` no respondió en {seconds} segundos. Revise la red e intente de nuevo.",
    ),
    "git-bad-revision": Text(
        en="`{revision}` cannot be the name of a revision.",
        es="`{revision}` no puede ser el nombre de una revisión.",
    ),
    "git-bad-branch": Text(
        en="`{branch}` cannot be the name of a branch.",
        es="`{branch}` no puede ser el nombre de una rama.",
    ),
    "git-object-missing": Text(
        en="The repository lacks the object {object}. Check it with `git fsck`, or clone it anew.",
        es="Al repositorio le falta el objeto {object}. Revíselo con `git fsck` o clónelo de nuevo.",
    ),
    "journal-altered": Text(
        en="The journal was altered: commit {commit} on the branch `{branch}` changed or deleted {file}, which is "
        "written once and never touched again. Find out who did it; nothing is planned or applied from it.",
        es="La bitácora fue alterada: el commit {commit} de la rama `{branch}` cambió o borró {file}, que se escribe una "
        "sola vez y no se toca más. Averigüe quién lo hizo; con ella no se planea ni se aplica nada.",
    ),
    "journal-remote-unknown": Text(
        en="The settings keep the journal in the remote `{remote}`, which this repository does not have. "
        "Add it with `git remote add {remote} ADDRESS`, or change `journal.remote`.",
        es="La configuración guarda la bitácora en el remoto `{remote}`, que este repositorio no tiene. "
        "Agréguelo con `git remote add {remote} DIRECCIÓN` o cambie `journal.remote`.",
    ),
    "journal-remote-refused": Text(
        en="The journal's remote `{remote}` is refused: it runs a command, or lies inside this repository. "
        "Name a repository elsewhere, by https, ssh or a path.",
        es="Se rechaza el remoto de la bitácora `{remote}`: ejecuta un programa o está dentro de este "
        "repositorio. Indique un repositorio en otro lugar, por https, ssh o una ruta.",
    ),
    "journal-unreachable": Text(
        en="The journal's remote `{remote}` cannot be reached: {message}",
        es="No se puede llegar al remoto de la bitácora `{remote}`: {message}",
    ),
    "journal-missing": Text(
        en="There is no branch `{branch}` at `{remote}`, yet the settings pin its first commit {root}. "
        "Nothing is started anew: find a clone that has the branch and push it from there.",
        es="No hay una rama `{branch}` en `{remote}`, aunque la configuración fija su primer commit {root}. "
        "No se empieza de cero: busque un clon que tenga la rama y envíela desde allí.",
    ),
    "journal-root-mismatch": Text(
        en="The branch `{branch}` does not begin with the pinned commit {root}, but with {found}. "
        "It is not this repository's journal, or it was replaced.",
        es="La rama `{branch}` no comienza con el commit fijado {root}, sino con {found}. "
        "No es la bitácora de este repositorio o fue reemplazada.",
    ),
    "journal-several-roots": Text(
        en="The branch `{branch}` begins with several commits ({found}); a journal has one.",
        es="La rama `{branch}` comienza con varios commits ({found}); una bitácora tiene uno solo.",
    ),
    "journal-rewritten": Text(
        en="The branch `{branch}` was rewritten: it was seen at {seen}, and {found} does not contain that. "
        "Find out who forced it, and push the commits that are missing.",
        es="La rama `{branch}` fue reescrita: se había visto en {seen} y {found} no lo contiene. "
        "Averigüe quién la forzó y envíe los commits que faltan.",
    ),
    "journal-behind": Text(
        en="The branch `{branch}` lost commits: it was seen at {seen} and is now at {found}. "
        "If a mirror lags, wait; otherwise find out who reset it, and push the commits that are missing.",
        es="La rama `{branch}` perdió commits: se había visto en {seen} y ahora está en {found}. "
        "Si es una réplica atrasada, espere; si no, averigüe quién la retrocedió y envíe los que faltan.",
    ),
    "journal-file-changed": Text(
        en="The journal's file {file} was changed or deleted while it was read. Journal files never change: "
        "find out who did it.",
        es="El archivo {file} de la bitácora fue cambiado o borrado mientras se leía. Los archivos de la "
        "bitácora nunca cambian: averigüe quién lo hizo.",
    ),
    "journal-path-unknown": Text(
        en="The journal holds {file}, which is no file of a run. Find out which commit brought it.",
        es="La bitácora contiene {file}, que no es un archivo de una corrida. Averigüe qué commit lo agregó.",
    ),
    "journal-path-exists": Text(
        en="The journal has {file} already, and journal files never change.",
        es="La bitácora ya tiene {file}, y sus archivos nunca cambian.",
    ),
    "journal-line-malformed": Text(
        en="{file}, line {line}, on the journal branch cannot be read (`{field}`): it was not written by "
        "accessctl, or was changed since.",
        es="No se puede leer la línea {line} de {file} en la rama de la bitácora (`{field}`): no la escribió "
        "accessctl o fue cambiada después.",
    ),
    "journal-format-newer": Text(
        en="{file} on the journal branch has the newer format {format}. Update accessctl.",
        es="{file}, en la rama de la bitácora, tiene el formato más nuevo {format}. Actualice accessctl.",
    ),
    "journal-branch-protected": Text(
        en="`{remote}` does not let us push to `{branch}`: the branch is protected. Allow this user to push "
        "to it, or set `journal.remote` to another repository (docs/operating.md, “A host that does not take "
        "the journal”). {message}",
        es="`{remote}` no permite enviar a `{branch}`: la rama está protegida. Permita que este usuario "
        "envíe a ella o ponga otro repositorio en `journal.remote` (docs/operating.md, «A host that does not "
        "take the journal»). {message}",
    ),
    "journal-push-rejected": Text(
        en="`{remote}` rejected the push to `{branch}`: {message}\n"
        "If that is a rule of the host, let this user push to that branch, or set `journal.remote` to another "
        "repository (docs/operating.md, “A host that does not take the journal”).",
        es="`{remote}` rechazó el envío a `{branch}`: {message}\n"
        "Si es una regla del servidor, permita que este usuario envíe a esa rama o ponga otro repositorio en "
        "`journal.remote` (docs/operating.md, «A host that does not take the journal»).",
    ),
    "run-not-opened": Text(
        en="{reason}\nNothing was changed: a run begins only once its journal is pushed.",
        es="{reason}\nNo se cambió nada: una corrida empieza solo después de enviar su bitácora.",
    ),
    "run-not-closed": Text(
        en="Run {run} could not write its end into the journal: {reason}\n"
        "What it did stands, and is noted on this machine, in the git directory under `accessctl/`. Mend that, "
        "then run `accessctl apply` here again: it tells what was done, and does the rest.",
        es="La corrida {run} no pudo escribir su final en la bitácora: {reason}\n"
        "Lo que hizo queda hecho y está anotado en esta máquina, en `accessctl/` dentro del directorio de git. "
        "Corrija eso y vuelva a ejecutar `accessctl apply` aquí: cuenta lo que se hizo y hace lo que falta.",
    ),
    "journal-push-failed": Text(
        en="The push to `{branch}` at `{remote}` failed: {message}\n"
        "Check the network and whether you may write there (a key with a passphrase needs ssh-agent).",
        es="Falló el envío a `{branch}` en `{remote}`: {message}\n"
        "Revise la red y si tiene permiso de escritura (una llave con contraseña necesita ssh-agent).",
    ),
    "journal-busy": Text(
        en="The branch `{branch}` could not be moved: somebody else always was faster, or a file "
        "`refs/heads/{branch}.lock` in the git directory is left from a killed program (delete it then).",
        es="No se pudo mover la rama `{branch}`: alguien más siempre se adelantó, o quedó un archivo "
        "`refs/heads/{branch}.lock` de un programa interrumpido en el directorio de git (bórrelo).",
    ),
    "journal-checked-out": Text(
        en="The branch `{branch}` is checked out in {path}, so it cannot be written to. "
        "Switch that work tree to another branch.",
        es="La rama `{branch}` está activa en {path} y por eso no se puede escribir en ella. "
        "Cambie esa copia de trabajo a otra rama.",
    ),
    "locked": Text(
        en="Run {run} is at work: {holder}, since {since}; its lock expires at {expires_at}. Wait, or if you "
        "know that it is dead: `accessctl apply --take-over {run}`.",
        es="La corrida {run} está en curso: {holder}, desde {since}; su turno vence a las {expires_at}. "
        "Espere o, si sabe que ya no existe: `accessctl apply --take-over {run}`.",
    ),
    "no-such-open-run": Text(
        en="There is no open run {run} to take over.",
        es="No hay una corrida abierta {run} de la cual tomar el turno.",
    ),
    "run-taken-over": Text(
        en="Another run took over from {run} because its lock had expired. Nothing more was done; "
        "apply again.",
        es="Otra corrida tomó el turno de {run} porque este había vencido. No se hizo nada más; "
        "aplique de nuevo.",
    ),
    "journal-readme": Text(
        en="# Access journal\n\n"
        "This branch is written by accessctl. It holds what every run was about to do and what became of "
        "it, one file each under `runs/`.\n"
        "Files are only ever added. Do not change or delete any, do not merge this branch, do not "
        "force-push it: `accessctl verify` finds it out.\n",
        es="# Bitácora de accesos\n\n"
        "Esta rama la escribe accessctl. Guarda lo que cada corrida iba a hacer y su resultado, en un "
        "archivo por vez dentro de `runs/`.\n"
        "Solo se agregan archivos. No cambie ni borre ninguno, no incorpore esta rama a otra ni la fuerce: "
        "`accessctl verify` lo detecta.\n",
    ),
}
