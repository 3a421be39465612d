"""What can go wrong between us and the API: why one practice could not be read."""

from __future__ import annotations

from accessctl.errors import ProviderError


class ReadingError(ProviderError):
    """The API did not say what we asked; other practices may still be read."""


class KeyRefusedError(ProviderError):
    """The API does not accept a key, or not the token that it gave for it."""


class PassingError(Exception):
    """A fault that may pass; `pause` is what the API asks for, in seconds."""

    def __init__(self, error: ReadingError, pause: float | None = None) -> None:
        super().__init__(error.code)
        self.error = error
        self.pause = pause


class TokenRefusedError(Exception):
    """The API does not accept the token (401)."""
