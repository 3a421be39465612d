"""HuliPractice itself: what its public API says of who has access; whatever changes is a person's work."""
