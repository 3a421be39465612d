"""What to say to whom when only a person can do it, and how it is sent."""
