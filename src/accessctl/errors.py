"""Every error the program raises on purpose, with the exit code it ends in.

    AccessctlError                 1  something the user can mend
    ├── UsageError                 2  the command line does not make sense
    ├── PartialError               5  applied in part
    ├── RefusedError               6  a guard refused
    ├── StalePlanError             7  the plan no longer holds
    ├── LockedError                8  another run is at work
    ├── JournalError               1  the journal is missing, unreachable or not the pinned one
    └── ProviderError              1  the live system said no
        ├── TransientError            may pass: a timeout, a busy or broken server
        └── CredentialsError          stops the whole run

An error carries a code and parameters; its English and Spanish texts are in `rendering/texts/`.
`Interrupted` (130) is Python's KeyboardInterrupt, and everything else is a bug of ours (3).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar


class AccessctlError(Exception):
    """Something the user can mend; `code` names the text, `params` fill it."""

    exit_code: ClassVar[int] = 1

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params: dict[str, object] = params
        self.language: str | None = None
        """The language to say it in, where that is not only the environment's to ask for."""

    def __str__(self) -> str:
        shown = ", ".join(f"{key}={value!r}" for key, value in self.params.items())
        return f"{self.code}({shown})"


class UsageError(AccessctlError):
    """The command line does not make sense."""

    exit_code = 2


class PartialError(AccessctlError):
    """Some changes were carried out and others were not."""

    exit_code = 5


class RefusedError(AccessctlError):
    """A guard refused before the first write."""

    exit_code = 6


class StalePlanError(AccessctlError):
    """The saved plan is not the plan of now."""

    exit_code = 7


class LockedError(AccessctlError):
    """Another run holds the journal."""

    exit_code = 8


class JournalError(AccessctlError):
    """The journal is missing, unreachable or not the one that the settings pin."""


class ProviderError(AccessctlError):
    """The live system refused one change; others may still go through."""


class TransientError(ProviderError):
    """A fault that may pass; whether the effect happened is not known."""


class CredentialsError(ProviderError):
    """The live system no longer accepts us; nothing more can be done in this run."""


@contextmanager
def extra(name: str, error: type[AccessctlError] = AccessctlError) -> Iterator[None]:
    """Import in the body what an extra of the program brings; where it is missing, `error` names it."""
    try:
        yield
    except ImportError as cause:
        raise error("extra-missing", extra=name) from cause
