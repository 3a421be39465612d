"""Texts: what is wrong with the journal's branch, its commits and the runs that they tell of."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "found.root-not-pinned": Text(
        "The branch was replaced: it begins with {found}, and the settings pin {root}.",
        "La rama fue reemplazada: comienza con {found} y la configuración fija {root}.",
    ),
    "found.several-roots": Text(
        "The branch has a second beginning besides {root}.",
        "La rama tiene un segundo comienzo además de {root}.",
    ),
    "found.merge-commit": Text(
        "The branch was merged with another one here; the program never merges.",
        "Aquí se incorporó otra rama a esta; el programa nunca lo hace.",
    ),
    "found.checkpoint-not-on-branch": Text(
        "Line {line} of the checkpoint file names a tip that the branch no longer contains: it was rewritten.",
        "La línea {line} del archivo de puntos de control nombra una punta que la rama ya no contiene: fue "
        "reescrita.",
    ),
    "found.seen-not-on-branch": Text(
        "This clone has seen the branch at a tip that it no longer contains: it was rewritten or set back.",
        "Este clon vio la rama en una punta que ya no contiene: fue reescrita o devuelta atrás.",
    ),
    "found.file-modified": Text(
        "A file was altered after it was written.", "Se alteró un archivo ya escrito."
    ),
    "found.file-deleted": Text("A file was deleted.", "Se borró un archivo."),
    "found.file-moved": Text("A file was moved to {to}.", "Se movió un archivo a {to}."),
    "found.file-added-again": Text(
        "A file that was there before was added once more.", "Se agregó de nuevo un archivo que ya existía."
    ),
    "found.file-unknown": Text(
        "This is no file of a run: the program does not write it.",
        "No es un archivo de una corrida: el programa no lo escribe.",
    ),
    "found.file-mode": Text("This is no plain file (mode {mode}).", "No es un archivo simple (modo {mode})."),
    "found.commit-not-one-file": Text(
        "The commit adds {count} files; each commit of a run adds one.",
        "El commit agrega {count} archivos; cada commit de una corrida agrega uno.",
    ),
    "found.run-number-twice": Text(
        "Two runs have the number {number}.", "Dos corridas tienen el número {number}."
    ),
    "found.run-number-backwards": Text(
        "Run {number} stands after run {highest}: it was put in later.",
        "La corrida {number} está después de la {highest}: se insertó más tarde.",
    ),
    "found.run-number-gap": Text(
        "Run {number} follows where {expected} was expected: at least one run is missing.",
        "Sigue la corrida {number} donde se esperaba la {expected}: falta al menos una.",
    ),
    "found.lock-overridden": Text(
        "The run began while {run} held the lock, and did not take it over.",
        "La corrida comenzó mientras {run} tenía el turno, y no lo tomó a su cargo.",
    ),
    "found.takeover-of-nothing": Text(
        "A take-over names {run}, which was not open then.",
        "Se toma a cargo la corrida {run}, que entonces no estaba abierta.",
    ),
    "found.open-without-close": Text(
        "Run {run} has neither an end nor a take-over, and its lock has expired. The next apply takes it over; "
        "if there was one since, the end was removed.",
        "La corrida {run} no tiene cierre ni fue tomada a cargo, y su turno venció. La próxima aplicación la "
        "toma a su cargo; si ya hubo una, el cierre fue eliminado.",
    ),
    "found.run-at-work": Text("Run {run} is at work now.", "La corrida {run} está trabajando ahora."),
    "found.close-without-open": Text(
        "A run ends that never began.", "Se cierra una corrida que nunca comenzó."
    ),
    "found.close-twice": Text("The run ends a second time.", "La corrida se cierra por segunda vez."),
    "found.renewal-without-open": Text(
        "A run renews its lock that never began.", "Renueva su turno una corrida que nunca comenzó."
    ),
    "found.renewal-after-end": Text(
        "The run renews its lock after its end.", "La corrida renueva su turno después de su cierre."
    ),
    "found.renewal-order": Text(
        "This is renewal {found} where {expected} was expected.",
        "Es la renovación {found} donde se esperaba la {expected}.",
    ),
    "found.author-not-committer": Text(
        "The commit's author is {author} and its committer {committer}; the program writes one name for both.",
        "El autor del commit es {author} y quien lo registró, {committer}; el programa escribe uno solo.",
    ),
    "found.author-changed": Text(
        "The commit is by {found}, and the run was begun by {expected}.",
        "El commit es de {found}, y la corrida la comenzó {expected}.",
    ),
    "found.author-not-actor": Text(
        "The run says that {actor} acted, and the commit is by {author}. Both are claims.",
        "La corrida dice que actuó {actor}, y el commit es de {author}. Ambas son afirmaciones.",
    ),
    "found.actor-differs": Text(
        "The record names {found} as the one who acted, and the run {expected}.",
        "El registro nombra a {found} como quien actuó, y la corrida a {expected}.",
    ),
    "found.commit-time": Text(
        "The commit bears another time than the file: the one was made apart from the other.",
        "El commit lleva otra hora que el archivo: uno se hizo aparte del otro.",
    ),
    "found.trailer-differs": Text(
        "The commit's message says {trailer}: {found}, and the run says {expected}.",
        "El mensaje del commit dice {trailer}: {found}, y la corrida dice {expected}.",
    ),
    "found.subject-differs": Text(
        "The commit's first line is “{found}”; it would begin with “{expected}”.",
        "La primera línea del commit es «{found}»; comenzaría con «{expected}».",
    ),
    "found.approval-missing": Text(
        "Record access for {email} in {practice} was asked for (run {run}) with {have} of {needed} approvals that can "
        "be verified. Without a token for the host, only signatures count.",
        "Se pidió acceso al expediente para {email} en {practice} (corrida {run}) con {have} de {needed} aprobaciones "
        "que se puedan verificar. Sin un token del servidor solo cuentan las firmas.",
    ),
    "found.approval-unverifiable": Text(
        "Whether record access for {email} in {practice} (run {run}) was approved cannot be verified on this machine: "
        "{have} of {needed}.",
        "En esta máquina no se puede verificar si se aprobó el acceso al expediente de {email} en {practice} "
        "(corrida {run}): {have} de {needed}.",
    ),
    "found.declared-never-applied": Text(
        "Since {since}, commits ask for {count} things that were never applied ({people}). Run `accessctl plan`.",
        "Desde el {since} hay commits que piden {count} cosas que nunca se aplicaron ({people}). Ejecute "
        "`accessctl plan`.",
    ),
}
