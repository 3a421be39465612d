from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from accessctl.errors import AccessctlError
from accessctl.providers.catalog import Whereabouts, open_provider

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


def test_open_provider_when_known_gives_reader_and_writer_and_touches_nothing(tmp_path: Path) -> None:
    """Opening is not yet contact."""
    reader, _ = open_provider("sandbox", Whereabouts(tmp_path, tmp_path / "a" / "state", NOW))
    assert reader.now() == NOW
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["later", "", "Sandbox"])
def test_open_provider_when_unknown_names_it(tmp_path: Path, name: str) -> None:
    """A provider that this version does not know is one clear error."""
    with pytest.raises(AccessctlError) as caught:
        open_provider(name, Whereabouts(tmp_path, tmp_path, NOW))
    assert (caught.value.code, caught.value.params["provider"]) == ("provider-not-supported", name)
