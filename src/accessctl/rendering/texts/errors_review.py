"""Texts: errors of `accessctl review`."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "review-nothing": Text(
        en="No practice is declared, so there is nothing to review.",
        es="No hay ningún consultorio declarado, así que no hay nada que revisar.",
    ),
    "review-unreadable": Text(
        en="The file of {practice} cannot be read, so nobody can be reviewed there. `accessctl validate` shows why.",
        es="El archivo de {practice} no se puede leer, así que ahí no se puede revisar a nadie. "
        "`accessctl validate` dice por qué.",
    ),
    "review-in-conflict": Text(
        en="Git left a conflict in the file of {practice}. `accessctl resolve practices/{practice}.yaml` joins the two "
        "sides; then begin the review.",
        es="Git dejó un conflicto en el archivo de {practice}. `accessctl resolve practices/{practice}.yaml` une los "
        "dos lados; después comience la revisión.",
    ),
    "review-by": Text(
        en="Say who signs the review off: --by NAME.", es="Indique quién firma la revisión: --by NOMBRE."
    ),
    "review-not-begun": Text(
        en="No review of {practice} is open. Begin one: accessctl review start {practice}",
        es="No hay una revisión abierta de {practice}. Comience una: accessctl review start {practice}",
    ),
    "review-moved": Text(
        en="The access in {practice} changed since the review began, so it cannot be signed off. Begin it anew: "
        "accessctl review start {practice}",
        es="El acceso en {practice} cambió desde que comenzó la revisión, así que no se puede firmar. Comiéncela "
        "de nuevo: accessctl review start {practice}",
    ),
}
