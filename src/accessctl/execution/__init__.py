"""The shell that joins core and edges: observe, apply, journal."""
