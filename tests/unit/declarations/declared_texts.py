"""Small texts of the three files, and their paths."""

from __future__ import annotations

from collections.abc import Callable

from accessctl.model.practice import Declaration

Load = Callable[..., Declaration]

SETTINGS = "access/settings.yaml"
POLICY = "access/policy.yaml"
PRACTICE = "practices/santa-lucia.yaml"

HEAD = """\
version: 1
practice: santa-lucia
name: Clínica Santa Lucía
owner: {email: elena.rojas@santalucia.example, name: Elena Rojas}
clinics:
  - {id: escazu, name: Santa Lucía Escazú}
"""
