"""Texts: the sandbox as a web application, where it starts and what it refuses."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "sandbox.serving": Text(
        en="The sandbox is at {address}/, its operator's page at {address}/operador. Ctrl-C ends it.",
        es="El HuliPractice de prueba está en {address}/ y la página de su operador en {address}/operador. "
        "Ctrl-C lo termina.",
    ),
    "sandbox-clinic-id": Text(
        en="“{value}” is no clinic's identifier: lower-case letters, digits and hyphens.",
        es="«{value}» no sirve como identificador de una clínica: minúsculas, números y guiones.",
    ),
    "sandbox-act-unknown": Text(
        en="There is nothing of that name to do here. Reload the page.",
        es="Aquí no hay nada que hacer con ese nombre. Recargue la página.",
    ),
    "sandbox-smtp-url": Text(
        en="The address of the mail server cannot be used. Write smtp://host:port or smtps://host:port; "
        "a user and a password need smtps, or a server on this machine.",
        es="La dirección del servidor de correo no se puede usar. Escriba smtp://servidor:puerto o "
        "smtps://servidor:puerto; con usuario y contraseña hace falta smtps, o un servidor en esta computadora.",
    ),
}
