"""A round's work on many machines: PostgreSQL holds it, Procrastinate hands it out, the journal is one."""
