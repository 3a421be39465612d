"""Texts: findings, `<text>` and `<text>.hint` for each of them, and the words around them."""

from __future__ import annotations

from accessctl.rendering.texts import Text
from accessctl.rendering.texts.findings_entries import TEXTS as ENTRIES
from accessctl.rendering.texts.findings_people import TEXTS as PEOPLE
from accessctl.rendering.texts.findings_policy import TEXTS as POLICY
from accessctl.rendering.texts.findings_practices import TEXTS as PRACTICES
from accessctl.rendering.texts.findings_reading import TEXTS as READING
from accessctl.rendering.texts.findings_signers import TEXTS as SIGNERS

WORDS: dict[str, Text] = {
    "findings.error": Text("error", "error"),
    "findings.warning": Text("warning", "advertencia"),
    "findings.hint": Text("hint", "sugerencia"),
    "findings.errors.one": Text("{n} error", "{n} error"),
    "findings.errors.many": Text("{n} errors", "{n} errores"),
    "findings.warnings.one": Text("{n} warning", "{n} advertencia"),
    "findings.warnings.many": Text("{n} warnings", "{n} advertencias"),
    "findings.files.one": Text("in {n} file", "en {n} archivo"),
    "findings.files.many": Text("in {n} files", "en {n} archivos"),
    "findings.practices.one": Text("{n} practice", "{n} consultorio"),
    "findings.practices.many": Text("{n} practices", "{n} consultorios"),
    "findings.assistants.one": Text("{n} assistant", "{n} asistente"),
    "findings.assistants.many": Text("{n} assistants", "{n} asistentes"),
    "findings.none": Text("No problems found", "No se encontró ningún problema"),
}

TEXTS: dict[str, Text] = {**WORDS, **READING, **PRACTICES, **ENTRIES, **PEOPLE, **POLICY, **SIGNERS}
