"""Texts: reviews of access."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "begun": Text("The review of {practice} has begun.", "Comenzó la revisión de {practice}."),
    "signed": Text("The review of {practice} is signed off.", "La revisión de {practice} quedó firmada."),
    "tip": Text("The journal is now at {tip}.", "La bitácora está ahora en {tip}."),
    "never": Text("never reviewed", "nunca revisado"),
    "last": Text("reviewed on {at} by {by}", "revisado el {at} por {by}"),
    "open": Text("begun on {at}, not signed off", "comenzada el {at}, sin firmar"),
    "due": Text("due on {due}", "toca el {due}"),
    "overdue": Text("review-overdue: due since {due}", "review-overdue: atrasada desde el {due}"),
    "unreadable": Text(
        "{practice}: its file cannot be read, and it is not looked at here; `accessctl validate` shows why",
        "{practice}: su archivo no se puede leer y aquí no se revisa; `accessctl validate` dice por qué",
    ),
    "in-conflict": Text(
        "{practice}: git left a conflict in its file, and it is not looked at here; "
        "`accessctl resolve practices/{practice}.yaml` joins the two sides",
        "{practice}: git dejó un conflicto en su archivo y aquí no se revisa; "
        "`accessctl resolve practices/{practice}.yaml` une los dos lados",
    ),
    "nobody": Text("nobody has access", "nadie tiene acceso"),
    "no-practices": Text("No practice is declared.", "No hay ningún consultorio declarado."),
    "clinics": Text("clinics: {clinics}", "clínicas: {clinics}"),
    "mark.not-declared": Text("NOT DECLARED, known to be there", "NO DECLARADO, consta que está"),
    "mark.earlier-address": Text(
        "earlier address of {now}, the same person",
        "correo anterior de {now}, la misma persona",
    ),
    "mark.new": Text("new since the last review", "nuevo desde la última revisión"),
    "mark.drift": Text("came by hand", "se agregó a mano"),
    "mark.record-access": Text("may open the medical record", "puede abrir el expediente"),
    "mark.record-not-seen": Text(
        "nobody has said or seen that the record access is there",
        "nadie ha visto ni dicho que el acceso al expediente ya esté dado",
    ),
    "mark.record-not-declared": Text(
        "record access that is not declared", "acceso al expediente que no está declarado"
    ),
    "mark.billing": Text("may use billing", "puede usar la facturación"),
}
