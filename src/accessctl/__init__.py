"""Access to medical practices as code."""

__version__ = "0.1.0"
