"""What was read before need not be read again: the seam through which a cache serves the loader."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from accessctl.declarations.source_files import SourceFile
from accessctl.model.finding import Finding
from accessctl.model.practice import Practice


@dataclass(frozen=True, slots=True)
class Recalled:
    """What a practice's file says: its slug, the practice once somebody asks for it, and its findings."""

    file: SourceFile
    slug: str | None
    """None where the file cannot be read as a practice."""
    practice: Callable[[], Practice]
    findings: tuple[Finding, ...] = ()


class Recall(Protocol):
    """A memory of files that were read; `manner` says what their meaning depends on besides their bytes."""

    def get(self, file: SourceFile, manner: str, read: Callable[[], Practice]) -> Recalled | None:
        """Return what the file says, if it was read before in that manner; `read` reads it all the same."""
        ...

    def keep(
        self, file: SourceFile, manner: str, practice: Practice | None, findings: Sequence[Finding]
    ) -> None:
        """Remember what the file says."""
        ...


class Forgetful:
    """A memory of nothing."""

    def get(self, file: SourceFile, manner: str, read: Callable[[], Practice]) -> Recalled | None:
        """Return nothing."""
        del file, manner, read
        return None

    def keep(
        self, file: SourceFile, manner: str, practice: Practice | None, findings: Sequence[Finding]
    ) -> None:
        """Forget it."""


class Practices(Mapping[str, Practice]):
    """The practices by slug; one that was read before becomes an object when somebody looks at it."""

    def __init__(self, recalled: Mapping[str, Recalled]) -> None:
        self._recalled = recalled
        self._made: dict[str, Practice] = {}

    def __getitem__(self, key: str) -> Practice:
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._recalled[key].practice()
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._recalled)

    def __len__(self) -> int:
        return len(self._recalled)

    def files(self) -> Mapping[str, str]:
        """Return the files' paths by the practices' keys."""
        return {key: one.file.path for key, one in self._recalled.items()}
