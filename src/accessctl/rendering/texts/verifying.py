"""Texts: what proving the journal found."""

from __future__ import annotations

from accessctl.rendering.texts import Text
from accessctl.rendering.texts.verifying_branch import TEXTS as BRANCH
from accessctl.rendering.texts.verifying_records import TEXTS as RECORDS

TEXTS: dict[str, Text] = {
    **BRANCH,
    **RECORDS,
    "title": Text("The journal {branch}", "La bitácora {branch}"),
    "tip": Text("tip    {tip}", "punta  {tip}"),
    "root": Text("root   {root}", "raíz   {root}"),
    "counted": Text(
        "{commits} commits, {files} files and {records} records were gone through.",
        "Se revisaron {commits} commits, {files} archivos y {records} registros.",
    ),
    "signatures": Text("Signatures: not required by the policy.", "Firmas: la política no las exige."),
    "approvals.one": Text(
        "One request for record access was held against the approvals that the policy asks for.",
        "Se cotejó una gestión de acceso al expediente con las aprobaciones que exige la política.",
    ),
    "approvals.many": Text(
        "{n} requests for record access were held against the approvals that the policy asks for.",
        "Se cotejaron {n} gestiones de acceso al expediente con las aprobaciones que exige la política.",
    ),
    "checkpoints.one": Text(
        "Compared with one checkpoint that was kept.", "Se comparó con un punto de control guardado."
    ),
    "checkpoints.many": Text(
        "Compared with {n} checkpoints that were kept.", "Se comparó con {n} puntos de control guardados."
    ),
    "nothing": Text(
        "There is no journal yet: no branch {branch}.", "Todavía no hay bitácora: no existe la rama {branch}."
    ),
    "commit": Text("commit {commit}", "commit {commit}"),
    "severity.error": Text("error", "error"),
    "severity.warning": Text("warning", "advertencia"),
    "clean": Text("Nothing was altered.", "No se alteró nada."),
    "wrong.one": Text(
        "One thing is not as the program writes it. Keep this clone as it is, and compare it with another one "
        "or with a checkpoint.",
        "Hay una cosa que no está como la escribe el programa. Conserve este clon tal como está y compárelo con "
        "otro o con un punto de control.",
    ),
    "wrong.many": Text(
        "{n} things are not as the program writes them. Keep this clone as it is, and compare it with another "
        "one or with a checkpoint.",
        "Hay {n} cosas que no están como las escribe el programa. Conserve este clon tal como está y compárelo "
        "con otro o con un punto de control.",
    ),
}
