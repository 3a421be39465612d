"""Live state from a list per practice that its owner exports or types: how a practice starts on day one."""
