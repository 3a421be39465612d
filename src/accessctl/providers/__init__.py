"""Adapters to live systems: a reader and a writer each."""
