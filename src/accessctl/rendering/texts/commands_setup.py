"""Texts: the help of `accessctl init`, `doctor` and `completion`."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "init": Text(
        en="Begin a repository that works at once, or add what an existing one lacks; nothing is overwritten.\nOn a terminal it asks four questions; --yes takes what is usual.",
        es="Comienza un repositorio que funciona de inmediato, o agrega lo que le falta a uno; no sobrescribe nada.\nEn una terminal hace cuatro preguntas; con --yes toma lo usual.",
    ),
    "init.option.yes": Text(en="Ask nothing.", es="No pregunta nada."),
    "init.option.name": Text(en="The first practice's name.", es="El nombre del primer consultorio."),
    "init.option.practice": Text(
        en="Its file's name (default: made from its name).",
        es="El nombre de su archivo (si falta, sale del nombre).",
    ),
    "init.option.owner": Text(en="Its owner.", es="Su titular."),
    "init.option.provider": Text(
        en="The live system: the stand-in, or lists that owners keep.",
        es="El sistema: el de práctica, o listas que llevan los titulares.",
    ),
    "init.option.ci": Text(
        en="Whose CI files are written.", es="Para qué servidor se escriben los archivos de CI."
    ),
    "init.option.time-zone": Text(
        en="Where days begin and end (default: America/Costa_Rica).",
        es="Dónde empieza y termina el día (si falta, America/Costa_Rica).",
    ),
    "completion": Text(
        en="Print the script that lets a shell complete commands, slugs and addresses.\nFor bash: `accessctl completion bash > ~/.local/share/bash-completion/completions/accessctl`.",
        es="Muestra el guion con el que la terminal completa órdenes, consultorios y correos.\nPara bash: `accessctl completion bash > ~/.local/share/bash-completion/completions/accessctl`.",
    ),
    "doctor.option.mail": Text(
        en="Ask the mail server too whether it lets us in; no mail is sent.",
        es="Pregunta también al servidor de correo si nos deja entrar; no se envía ningún correo.",
    ),
    "doctor": Text(
        en="Look over the repository and its surroundings, and say what to mend. Nothing is changed.",
        es="Revisa el repositorio y su entorno, y dice qué hay que corregir. No cambia nada.",
    ),
}
