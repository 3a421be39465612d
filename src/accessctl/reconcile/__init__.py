"""The pure core: what is desired, how it differs from live, and what guards refuse."""
