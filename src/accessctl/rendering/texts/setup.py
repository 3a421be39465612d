"""Texts: what `accessctl init` asks and says."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "ask.name": Text(en="Name of the first practice", es="Nombre del primer consultorio"),
    "ask.owner": Text(en="Its owner, as Name <address>", es="Titular del consultorio, como Nombre <correo>"),
    "ask.provider": Text(
        en="Live system: sandbox (a stand-in, nothing reaches anybody) or roster (lists that owners keep)",
        es="Sistema: sandbox (de práctica, nada llega a nadie) o roster (listas que llevan los titulares)",
    ),
    "ask.ci": Text(
        en="Where pull requests will be: github, gitlab, both or none",
        es="Dónde se harán los pull requests: github, gitlab, both (ambos) o none (ninguno)",
    ),
    "usual.name": Text(en="Example Practice", es="Consultorio Ejemplo"),
    "usual.owner": Text(
        en="Julia Mena <julia.mena@sanrafael.example>", es="Julia Mena <julia.mena@sanrafael.example>"
    ),
    "first-commit": Text(
        en="Begin the access repository\n\nWritten by `accessctl init`: settings with the journal's root, policy, a first practice,\nschemas, and what editors and CI need.",
        es="Comenzar el repositorio de accesos\n\nEscrito por `accessctl init`: la configuración con la raíz de la bitácora, la política, un primer\nconsultorio, los esquemas y lo que necesitan los editores y la CI.",
    ),
    "began": Text(
        en="A git repository was begun in {root}.", es="Se comenzó un repositorio de git en {root}."
    ),
    "written": Text(en="Written:", es="Se escribió:"),
    "refreshed": Text(en="Brought up to date:", es="Se puso al día:"),
    "kept": Text(
        en="Left as they are (there already, with contents of their own):",
        es="Quedaron como estaban (ya existían, con su propio contenido):",
    ),
    "complete": Text(en="Nothing is missing; nothing was written.", es="No falta nada; no se escribió nada."),
    "journal": Text(
        en="The journal was begun, and its root stands in the settings.",
        es="Se comenzó la bitácora, y su raíz está en la configuración.",
    ),
    "commit": Text(en="First commit: {commit}.", es="Primer commit: {commit}."),
    "next": Text(en="Next:", es="Ahora:"),
    "next.there": Text(en="cd {folder}", es="cd {folder}"),
    "next.commit": Text(
        en="look at `git status`, and commit what was written; a pull request will do",
        es="revise `git status` y haga un commit de lo escrito; puede ser por pull request",
    ),
    "next.plan": Text(
        en="accessctl plan     what would change, and why", es="accessctl plan     qué cambiaría, y por qué"
    ),
    "next.apply": Text(
        en="accessctl apply    carries it out, after asking",
        es="accessctl apply    lo aplica, después de preguntar",
    ),
    "next.roster": Text(
        en="accessctl roster template {slug} --out rosters/{slug}.csv    the owner's list, to be filled in",
        es="accessctl roster template {slug} --out rosters/{slug}.csv    la lista del titular, por llenar",
    ),
    "next.doctor": Text(
        en="accessctl doctor   looks over the repository and its surroundings",
        es="accessctl doctor   revisa el repositorio y su entorno",
    ),
}
