"""Which variables of the environment hold a secret of the program's own."""

from __future__ import annotations

import re

OURS = re.compile(r"ACCESSCTL_(SMTP_URL|FLEET_URL|HULI_KEY(_.*)?|SESSIONS?_.*)")
"""The mail server and the fleet's database with their passwords, keys to the API, owners' sessions and what
they are encrypted with."""
