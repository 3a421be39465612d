"""What a provider can see and do; everything else is unknown, or a person's work."""

from __future__ import annotations

from dataclasses import dataclass

from accessctl.model.change import ChangeKind
from accessctl.model.identity import Address
from accessctl.model.live import Facet


@dataclass(frozen=True, slots=True)
class Capabilities:
    """One provider's reach.

    does: the kinds its writer carries out; the rest becomes a hand-off.
    sees: the facets its reader may know (a single answer can still leave one unknown).
    changes_pending_clinics: whether the clinics of a pending invitation can be changed.
    support: the address that turns record access on and off.
    """

    does: frozenset[ChangeKind]
    sees: frozenset[Facet]
    support: Address
    changes_pending_clinics: bool = False
