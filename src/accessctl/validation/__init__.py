"""Pure rules over a declaration: what is wrong with it, and what that stops."""
