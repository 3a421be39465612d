"""Checks of the files: the declaration, what is generated from it, and what must never be committed."""

from __future__ import annotations

from accessctl.declarations.schema import schema_text, schemas
from accessctl.declarations.source_files import SETTINGS
from accessctl.execution.checkup_subject import Subject
from accessctl.model.checkup import Check, Mark
from accessctl.model.finding import Severity
from accessctl.rendering.repository_files import OWNERS_FILES, admin_of, owners_block
from accessctl.validation.checking import check

SECRETS = (
    "-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "gh[pousr]_[A-Za-z0-9]{36}",
    "github_pat_[A-Za-z0-9_]{50}",
    "glpat-[A-Za-z0-9_-]{20}",
    "AKIA[0-9A-Z]{16}",
    "eyJ[A-Za-z0-9_-]{10,}[.]eyJ[A-Za-z0-9_-]{10,}[.][A-Za-z0-9_-]{10,}",
    "(password|contrase..?a|api_?key|clave_api)[\"']?[ ]*[:=][ ]*[\"']?[A-Za-z0-9+/_-]{16,}",
)
"""What keys and tokens look like, as git's extended expressions."""


def check_declaration(subject: Subject) -> Check:
    """Look whether the files can be read, and hold to the rules."""
    if SETTINGS not in subject.found.files:
        return Check("declaration", Mark.ERROR, "none", {"file": SETTINGS})
    findings = check(subject.declaration, subject.around.clock())
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    params = {
        "errors": len(errors),
        "warnings": len(findings) - len(errors),
        "practices": len(subject.declaration.practices),
        "file": errors[0].where.file if errors else "",
    }
    return (
        Check("declaration", Mark.ERROR, "errors", params)
        if errors
        else Check("declaration", Mark.OK, params=params)
    )


def check_schemas(subject: Subject) -> Check:
    """Compare the schemas with this version's."""
    wanted = {f"schemas/{name}": schema_text(schema) for name, schema in schemas().items()}
    other = [path for path, text in wanted.items() if subject.text(path) != text]
    if other:
        return Check("schemas", Mark.WARN, "other", {"files": ", ".join(other)})
    return Check("schemas", Mark.OK)


def check_owners(subject: Subject) -> Check | None:
    """Look whether every practice's owner is asked for a review of its file."""
    owners = {practice.slug: practice.owner for practice in subject.declaration.practices.values()}
    for path in OWNERS_FILES.values():
        text = subject.text(path)
        admin = None if text is None else admin_of(text)
        if text is not None and admin is not None:
            if owners_block(owners, admin, subject.settings.language).strip() not in text:
                return Check("owners", Mark.WARN, "other", {"file": path})
            return Check("owners", Mark.OK, params={"file": path})
    return None


def check_secrets(subject: Subject) -> Check:
    """Look for committed keys and tokens; what they are is not said."""
    if subject.git.resolve("HEAD") is None:
        return Check("secrets", Mark.OK)
    patterns = [part for pattern in SECRETS for part in ("-e", pattern)]
    answer = subject.git.ask("grep", "-I", "-l", "-z", "-i", "-E", *patterns, "HEAD", "--", ".")
    files = [name.partition(":")[2] for name in answer.text.split("\0") if name]
    if files:
        return Check("secrets", Mark.ERROR, "found", {"files": ", ".join(files[:5]), "count": len(files)})
    return Check("secrets", Mark.OK)


def check_signers(subject: Subject) -> Check | None:
    """Look for the file of signers that the policy names."""
    approvals = subject.declaration.policy.approvals
    if approvals is None or approvals.signers is None:
        return None
    params = {"file": approvals.signers}
    if subject.text(approvals.signers) is None:
        return Check("signers", Mark.ERROR, "missing", params)
    return Check("signers", Mark.OK, params=params)
