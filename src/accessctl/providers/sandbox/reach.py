"""What the sandbox can see and do: what the owner of a real practice can, and no more."""

from __future__ import annotations

from accessctl.model.capabilities import Capabilities
from accessctl.model.change import ChangeKind
from accessctl.model.identity import Address
from accessctl.model.live import Facet

CAPABILITIES = Capabilities(
    does=frozenset(
        {
            ChangeKind.INVITE,
            ChangeKind.RESEND,
            ChangeKind.CANCEL_INVITATION,
            ChangeKind.REVOKE,
            ChangeKind.CHANGE_CLINICS,
        }
    ),
    sees=frozenset(Facet),
    # Not the vendor's real address: no demonstration can ever write to the real support desk.
    support=Address("soporte@hulipractice.example"),
)
