"""The files that make up a declaration, by the paths they must have."""

from __future__ import annotations

import re
from dataclasses import dataclass

SETTINGS = "access/settings.yaml"
POLICY = "access/policy.yaml"
PAGE_MAP = "access/page-map.yaml"
PRACTICES = "practices"
LOCAL_SCHEMAS = "schemas/local"
PRACTICE_SCHEMA = f"{LOCAL_SCHEMAS}/practice.schema.json"
SCHEMA_NAMES = {
    PRACTICE_SCHEMA: "practice",
    f"{LOCAL_SCHEMAS}/settings.schema.json": "settings",
    f"{LOCAL_SCHEMAS}/policy.schema.json": "policy",
}
"""The organisation's own schemas, and what they are about."""

SIGNERS_USUAL = "access/signers"
SIGNERS = re.compile(r"access/[A-Za-z0-9_-]*signers[A-Za-z0-9_-]*")
"""What the file of signers may be called: beside policy and settings, guarded by the same reviewers."""

TEMPLATES_FOLDER = re.compile(r"access/[A-Za-z0-9_-]*templates[A-Za-z0-9_-]*")
TEMPLATES = re.compile(TEMPLATES_FOLDER.pattern + r"/([A-Za-z0-9_-]+/){0,2}[A-Za-z0-9_-][A-Za-z0-9_.-]*\.j2")
"""An organisation's own texts of letters, also those in a folder where none is looked for: a rule says so."""

SIZE_AT_MOST = 1024 * 1024


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file: its path in the repository, with slashes, and its bytes."""

    path: str
    data: bytes

    @property
    def stem(self) -> str:
        """The file's name without its ending: a practice's slug."""
        return stem_of(self.path)


def stem_of(path: str) -> str:
    """Return the path's last part without its ending."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[0] or name
