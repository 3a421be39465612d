"""`doctor`: a flat catalogue of small checks of a repository and its surroundings. None changes anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from accessctl.errors import AccessctlError
from accessctl.execution.checkup_ci import check_ci
from accessctl.execution.checkup_files import (
    check_declaration,
    check_owners,
    check_schemas,
    check_secrets,
    check_signers,
)
from accessctl.execution.checkup_git import (
    check_branch,
    check_clock,
    check_git,
    check_history,
    check_identity,
    check_repository,
    check_tree,
)
from accessctl.execution.checkup_huli import check_huli_key, check_web
from accessctl.execution.checkup_journal import (
    check_journal,
    check_lock,
    check_push,
    check_remote,
    check_root,
)
from accessctl.execution.checkup_subject import Subject, subject_at
from accessctl.execution.checkup_surroundings import (
    check_mail,
    check_outbox,
    check_program,
    check_provider,
    check_sender,
)
from accessctl.execution.workplace import Surroundings
from accessctl.model.checkup import Check, Checkup, Mark


@dataclass(frozen=True, slots=True)
class _Named:
    """A check by its name; `needs_git`: it is left out where there is no repository."""

    name: str
    check: Callable[[Subject], Check | None]
    needs_git: bool = True


CATALOGUE: tuple[_Named, ...] = (
    _Named("program", check_program, needs_git=False),
    _Named("git", check_git, needs_git=False),
    _Named("repository", check_repository, needs_git=False),
    _Named("declaration", check_declaration, needs_git=False),
    _Named("identity", check_identity),
    _Named("history", check_history),
    _Named("branch", check_branch),
    _Named("tree", check_tree),
    _Named("clock", check_clock),
    _Named("remote", check_remote),
    _Named("root", check_root),
    _Named("journal", check_journal),
    _Named("push", check_push),
    _Named("lock", check_lock),
    _Named("key", check_huli_key),
    _Named("web", check_web),
    _Named("provider", check_provider),
    _Named("sender", check_sender),
    _Named("outbox", check_outbox),
    _Named("mail", check_mail),
    _Named("secrets", check_secrets),
    _Named("signers", check_signers),
    _Named("schemas", check_schemas, needs_git=False),
    _Named("ci", check_ci, needs_git=False),
    _Named("owners", check_owners, needs_git=False),
)


def check_up(around: Surroundings, *, ask_mail: bool = False) -> Checkup:
    """Make every check that can be made."""
    subject = subject_at(around, ask_mail=ask_mail)
    try:
        wanted = [one for one in CATALOGUE if subject.gateway is not None or not one.needs_git]
        found = [_made(one, subject) for one in wanted]
    finally:
        subject.close()
    return Checkup(str(around.root), tuple(check for check in found if check is not None))


def _made(one: _Named, subject: Subject) -> Check | None:
    """Make a check; what keeps it from being made is what it found."""
    try:
        return one.check(subject)
    except AccessctlError as error:
        return Check(one.name, Mark.ERROR, f"error:{error.code}", error.params)
