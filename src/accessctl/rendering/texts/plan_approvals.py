"""Texts of a plan: a grant that is withheld until it is approved, and what can be done about it."""

from __future__ import annotations

from accessctl.rendering.texts import Text

_AGAIN = Text(
    "Somebody of access/signers who did not write the change approves it: write it anew in a pull request (another "
    "`reason` will do) and let that person merge with their signature (git merge --no-ff -S)",
    "Alguien de access/signers que no haya escrito el cambio debe aprobarlo: vuelva a escribirlo en un pull request "
    "(basta otro motivo en `reason`) y pida a esa persona que lo incorpore con su firma (git merge --no-ff -S)",
)

TEXTS: dict[str, Text] = {
    "blocked.approval-missing": Text(
        "record access is not asked for: verified approvals: {have} of {needed}",
        "no se pide el acceso al expediente: aprobaciones verificadas: {have} de {needed}",
    ),
    "blocked.approval-missing.remedy": Text(
        f"{_AGAIN.en}; with a token for GitHub or GitLab, their approval of the pull request counts too",
        f"{_AGAIN.es}; con un token de GitHub o GitLab también vale que apruebe el pull request ahí",
    ),
    "blocked.approval-missing.signers.remedy": Text(
        "Before the change was merged, access/signers named nobody. Write who may approve into access/signers and merge "
        "that first; then write the change anew in another pull request (another `reason` will do) and have it approved",
        "Antes de incorporar el cambio, access/signers no nombraba a nadie. Escriba en access/signers quién puede aprobar "
        "e incorpórelo primero; después vuelva a escribir el cambio en otro pull request (basta otro motivo en `reason`) y "
        "pida que lo aprueben",
    ),
    "blocked.approval-missing.program.remedy": Text(
        "Install ssh-keygen (OpenSSH 8.8 or newer) and gpg (GnuPG 2.2 or newer) on this machine and apply again",
        "Instale ssh-keygen (OpenSSH 8.8 o posterior) y gpg (GnuPG 2.2 o posterior) en esta máquina y aplique de nuevo",
    ),
    "blocked.approval-missing.history.remedy": Text(
        "Fetch the whole history (git fetch --unshallow; in a pipeline, a checkout with fetch-depth: 0) and apply again",
        "Traiga el historial completo (git fetch --unshallow; en un pipeline, un checkout con fetch-depth: 0) y aplique "
        "de nuevo",
    ),
    "blocked.approval-missing.beside.remedy": Text(
        "This commit was merged into the branch and is none of its own. Apply the branch's tip",
        "Este commit se incorporó a la rama y no es uno de los suyos propios. Aplique la punta de la rama",
    ),
    "blocked.approval-missing.host.remedy": Text(
        "See that the host can be reached and that the token may read pull requests, and apply again; or "
        f"{_AGAIN.en[0].lower()}{_AGAIN.en[1:]}",
        "Revise que se pueda llegar al servidor y que el token pueda leer pull requests, y aplique de nuevo; o bien "
        f"{_AGAIN.es[0].lower()}{_AGAIN.es[1:]}",
    ),
    "withheld": Text("withheld until somebody approves it", "retenido hasta que alguien lo apruebe"),
}
