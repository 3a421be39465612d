"""Every provider that comes with the program keeps the contract's part for its writer."""

from accessctl.providers.contract.writer import *  # noqa: F403 - the tests
