"""Git history as access events."""
