"""Values become text; nothing here decides."""
