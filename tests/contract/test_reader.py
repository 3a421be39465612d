"""Every provider that comes with the program keeps the contract's part for its reader."""

from accessctl.providers.contract.reader import *  # noqa: F403 - the tests
