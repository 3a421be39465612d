"""What can come between us and a page. Until the click that counts, nothing has happened."""

from __future__ import annotations

from accessctl.errors import CredentialsError, ProviderError, TransientError


class WebError(ProviderError):
    """The browser or the way to the pages fails us; nothing was changed."""


class PageError(WebError):
    """A page is not as the map says. Nothing more is done in that practice."""


class SessionLostError(PageError):
    """Nobody is logged in any more; other practices have sessions of their own."""


class ElsewhereError(CredentialsError):
    """A page led to another host: the run ends, before anything is typed there."""


class UnconfirmedError(TransientError):
    """The click that counts was made, and the page does not say that it did what it should."""
