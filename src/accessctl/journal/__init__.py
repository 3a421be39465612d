"""The branch that remembers: written by compare-and-swap, never rewritten."""
