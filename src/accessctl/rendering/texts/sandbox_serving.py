"""Texts: the sandbox as a web application, where it starts and what it refuses."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "sandbox.serving.api": Text(
        en="The API as HuliPractice's: ACCESSCTL_HULI_URL={address} ACCESSCTL_HULI_KEY={key}",
        es="La API, como la de HuliPractice: ACCESSCTL_HULI_URL={address} ACCESSCTL_HULI_KEY={key}",
    ),
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
}
