"""Texts: why a host of git repositories could not say who approved, and why a signature could not be verified."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "forge-unreachable": Text(
        "{host} does not answer, or is busy. Try again later.",
        "{host} no responde o está ocupado. Intente de nuevo más tarde.",
    ),
    "forge-refused": Text(
        "{host} does not accept the token, or the token may not read pull requests.",
        "{host} no acepta el token, o el token no puede leer pull requests.",
    ),
    "forge-answer": Text(
        "The host answered in a way that this version cannot read.",
        "El servidor respondió de una forma que esta versión no puede leer.",
    ),
    "forge-elsewhere": Text(
        "The host's list goes on at another host, to which the token is not sent.",
        "La lista del servidor continúa en otro servidor, al que no se envía el token.",
    ),
    "forge-address": Text(
        "The address or the repository that the environment names cannot be used: https://HOST/…, without a name or "
        "password in it.",
        "La dirección o el repositorio que indica el entorno no se puede usar: https://SERVIDOR/…, sin nombre ni "
        "contraseña.",
    ),
    "approval-program-missing": Text(
        "A signature could not be verified: ssh-keygen or gpg is not on this machine.",
        "No se pudo verificar una firma: ssh-keygen o gpg no está en esta máquina.",
    ),
}
