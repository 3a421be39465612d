"""Texts: errors of `accessctl fleet …`, and what became of changes that the fleet could not do."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "fleet-url-missing": Text(
        en="Where the fleet's database is has to stand in the variable {variable} "
        "(postgresql://user:password@host/database).",
        es="La dirección de la base de datos de la flota tiene que estar en la variable {variable} "
        "(postgresql://usuario:clave@servidor/base).",
    ),
    "fleet-unreachable": Text(
        en="The fleet's database did not do what was asked of it: {reason}.",
        es="La base de datos de la flota no hizo lo que se le pidió: {reason}.",
    ),
    "fleet-not-allowed": Text(
        en="The fleet's database does not let this user do that: {reason}. See docs/fleet.md for what the role needs.",
        es="La base de datos de la flota no le permite eso a este usuario: {reason}. En docs/fleet.md está lo que "
        "necesita el rol.",
    ),
    "fleet-not-set-up": Text(
        en="The database has no tables of a fleet yet: run `accessctl fleet init`.",
        es="La base de datos todavía no tiene las tablas de una flota: ejecute `accessctl fleet init`.",
    ),
    "fleet-other-format": Text(
        en="The fleet's tables are of format {found}, and this version knows {known}. Use the same version "
        "on all machines.",
        es="Las tablas de la flota son del formato {found}, y esta versión conoce el {known}. Use la misma versión "
        "en todas las computadoras.",
    ),
    "fleet-other-repository": Text(
        en="This database belongs to the fleet of another repository. Give each repository a database of its own.",
        es="Esta base de datos es de la flota de otro repositorio. Dele a cada repositorio su propia base de datos.",
    ),
    "fleet-commit-missing": Text(
        en="This clone lacks the commit {commit} that the round is about, and it is not on the reviewed branch "
        "of the remote. Push it first.",
        es="A este clon le falta el commit {commit} del que trata la ronda, y no está en la rama revisada del "
        "remoto. Súbalo primero con git push.",
    ),
    "fleet-commit-unreviewed": Text(
        en="The round is about the commit {commit}, which is not on the reviewed branch. Nothing is done for it.",
        es="La ronda trata del commit {commit}, que no está en la rama revisada. No se hace nada por ella.",
    ),
    "fleet-change-unintended": Text(
        en="The database asks for a change ({change}) in {practice} that the journal's open run does not intend. "
        "Find out who wrote it there.",
        es="La base de datos pide un cambio ({change}) en {practice} que la ejecución abierta de la bitácora no "
        "contempla. Averigüe quién lo escribió ahí.",
    ),
    "fleet-clone-changed": Text(
        en="The clone in {path} holds changes that nobody committed, so the commit {commit} cannot be checked out "
        "there. Give the worker a clone of its own.",
        es="El clon en {path} tiene cambios sin commit, así que no se puede pasar al commit {commit}. Dele al "
        "proceso un clon propio.",
    ),
    "fleet-round-gone": Text(
        en="The round {id} is not in the database any more.",
        es="La ronda {id} ya no está en la base de datos.",
    ),
    "fleet-tree-dirty": Text(
        en="A round is about a commit, and here files differ from it: {files}. Commit them, or take them back.",
        es="Una ronda trata de un commit, y aquí hay archivos distintos: {files}. Haga commit o descarte los cambios.",
    ),
    "fleet-rate": Text(
        en="“{text}” is no limit. Write SYSTEM=N, such as huli=2, or huli=none.",
        es="«{text}» no es un límite. Escriba SISTEMA=N, por ejemplo huli=2, o huli=none.",
    ),
    "fleet-every": Text(
        en="Periodic rounds come at times that divide a minute, an hour or a day evenly: 30s, 15m, 6h, not {text}.",
        es="Las rondas periódicas van cada tanto que divida en partes iguales un minuto, una hora o un día: "
        "30s, 15m, 6h, no {text}.",
    ),
    "fleet-bug": Text(
        en="Something went wrong in the program itself. The worker wrote a report of it to {file}.",
        es="Algo falló en el programa mismo. El proceso dejó un informe en {file}.",
    ),
    "fleet-job-failed": Text(
        en="The fleet tried this several times and could not. What was in the way stands in the workers' logs.",
        es="La flota lo intentó varias veces y no pudo. El motivo está en los registros de los procesos.",
    ),
    "worker-lost": Text(
        en="The worker that carried this out ended before it could say what became of it, and nobody can see it.",
        es="El proceso que hacía esto terminó antes de decir qué pasó, y nadie puede verlo.",
    ),
}
