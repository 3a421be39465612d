"""Texts: why HuliPractice's API could not be read."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "huli-no-organization": Text(
        "The file does not say which organisation this is in HuliPractice (live.organization).",
        "El archivo no dice cuál organización es en HuliPractice (live.organization).",
    ),
    "huli-no-key": Text(
        "There is no API key for organisation {organization}: set {variable}, or ACCESSCTL_HULI_KEY for all, in the environment.",
        "No hay clave de la API para la organización {organization}: póngala en el entorno, en {variable}, o en "
        "ACCESSCTL_HULI_KEY para todas.",
    ),
    "huli-key-refused": Text(
        "HuliPractice does not accept the API key in {variable}. Ask support for a new one.",
        "HuliPractice no acepta la clave de la API que está en {variable}. Pida una nueva a soporte.",
    ),
    "huli-forbidden": Text(
        "The API key in {variable} may not read organisation {organization}.",
        "La clave de la API que está en {variable} no puede leer la organización {organization}.",
    ),
    "huli-no-such-organization": Text(
        "HuliPractice knows no organisation {organization}, or does not show it to this key.",
        "HuliPractice no conoce la organización {organization}, o no se la muestra a esta clave.",
    ),
    "huli-organization-inactive": Text(
        "The organisation {organization} is inactive in HuliPractice.",
        "La organización {organization} está inactiva en HuliPractice.",
    ),
    "huli-other-organization": Text(
        "HuliPractice was asked about organisation {organization} and answered about another one.",
        "Se consultó a HuliPractice por la organización {organization} y respondió sobre otra.",
    ),
    "huli-answer": Text(
        "HuliPractice answered in a way that this version cannot read ({where}).",
        "HuliPractice respondió de una forma que esta versión no puede leer ({where}).",
    ),
    "huli-too-large": Text(
        "HuliPractice's answer is larger than {megabytes} MB and was not taken.",
        "La respuesta de HuliPractice pasa de {megabytes} MB y no se recibió.",
    ),
    "huli-unreachable": Text(
        "{host} does not answer. Try again later.",
        "{host} no responde. Intente de nuevo más tarde.",
    ),
    "huli-busy": Text(
        "{host} is busy (HTTP {status}). Try again later.",
        "{host} está ocupado (HTTP {status}). Intente de nuevo más tarde.",
    ),
    "huli-broken": Text(
        "{host} has a fault of its own (HTTP {status}). Try again later.",
        "{host} tiene una falla propia (HTTP {status}). Intente de nuevo más tarde.",
    ),
    "huli-refused": Text(
        "HuliPractice refused the question (HTTP {status}, {said}).",
        "HuliPractice rechazó la consulta (HTTP {status}, {said}).",
    ),
    "huli-elsewhere": Text(
        "{host} sends the question on to another address; nothing is sent there.",
        "{host} remite la consulta a otra dirección; no se envía nada ahí.",
    ),
    "huli-address": Text(
        "The address in {variable} cannot be used: https://HOST, without a name or password in it; http only on "
        "this machine.",
        "La dirección que está en {variable} no se puede usar: https://SERVIDOR, sin nombre ni contraseña; http solo "
        "en esta misma máquina.",
    ),
    "huli-cannot": Text(
        "HuliPractice's API changes nobody's access ({kind} in {practice}): the owner does it in HuliPractice.",
        "La API de HuliPractice no cambia el acceso de nadie ({kind} en {practice}): lo hace el titular en HuliPractice.",
    ),
}
