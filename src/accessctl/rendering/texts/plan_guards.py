"""Texts of a plan: what each guard refuses, and what loosens it."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "guard.removals": Text(
        "{count} people of {of} would lose access, {earlier} of them in earlier runs that still count; "
        "the limit is {limit}",
        "{count} de {of} personas perderían el acceso, {earlier} de ellas en corridas anteriores que todavía "
        "cuentan; el límite es {limit}",
    ),
    "guard.practice-removals": Text(
        "{count} of the {of} people of this practice would lose access: more than half",
        "{count} de las {of} personas de este consultorio perderían el acceso: más de la mitad",
    ),
    "guard.last-assistant": Text(
        "this would remove the practice's last assistant",
        "esto quitaría a la última persona asistente del consultorio",
    ),
    "guard.invitations": Text(
        "{count} invitations in one run; the limit is {limit}",
        "{count} invitaciones en una sola corrida; el límite es {limit}",
    ),
    "guard.record-grants": Text(
        "{count} requests for record access in one run; the limit is {limit}",
        "{count} solicitudes de acceso al expediente en una sola corrida; el límite es {limit}",
    ),
    "guard.protected": Text(
        "{who}: the owner, protected people and the program's own account are never declared as assistants "
        "and never lose access through this program",
        "{who}: el titular, las personas protegidas y la cuenta propia del programa nunca se declaran como "
        "asistentes ni pierden el acceso por medio de este programa",
    ),
    "guard.commit-not-on-branch": Text(
        "this commit is not on the branch {branch}, which is applied (`branch` in the settings): merge it first, and push {branch} if it is merged here alone",
        "este commit no está en la rama {branch}, que es la que se aplica (`branch` en la configuración): primero hay que incorporarlo, y si ya se incorporó aquí, hacer push de {branch}",
    ),
    "guard.dirty-tree": Text(
        "there are changes that are not committed ({files}): they can be planned, never applied. Commit them first: git add, git commit",
        "hay cambios sin commit ({files}): se pueden planear, pero no aplicar. Primero confírmelos: git add, git commit",
    ),
    "guard.commit-behind": Text(
        "the branch has newer commits than this one", "la rama tiene commits más nuevos que este"
    ),
    "guard.commit-rolled-back": Text(
        "this commit is older than the one applied last",
        "este commit es anterior al último que se aplicó",
    ),
    "guard.journal-root-missing": Text(
        "the settings name no journal root: run accessctl journal init first",
        "la configuración no indica el origen de la bitácora: ejecute primero accessctl journal init",
    ),
    "guard.empty-answer": Text(
        "HuliPractice answered that nobody has access, and somebody had: not believed",
        "HuliPractice respondió que nadie tiene acceso, y antes sí había personas: no se da por cierto",
    ),
    "guard.shrunken-answer": Text(
        "HuliPractice answered with far fewer people than before: not believed",
        "HuliPractice respondió con muchas menos personas que antes: no se da por cierto",
    ),
    "violation.flag": Text("if it is meant: {flag}", "si es a propósito: {flag}"),
}
