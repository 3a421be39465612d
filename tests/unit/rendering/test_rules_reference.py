from __future__ import annotations

from pathlib import Path

from accessctl.rendering.rules_reference import rules_markdown
from accessctl.validation.catalogue import CATALOGUE
from accessctl.validation.exceptions import POLICY_RULES

PAGE = Path(__file__).parents[3] / "docs" / "rules.md"


def test_documented_rules_are_those_of_the_catalogue() -> None:
    """The page is as `script/rules` would write it now."""
    assert PAGE.read_text(encoding="utf-8") == rules_markdown(CATALOGUE, POLICY_RULES)


def test_documented_rules_are_all_there() -> None:
    """Every rule has its heading."""
    page = rules_markdown(CATALOGUE, POLICY_RULES)
    assert all(f"\n## {rule.name}\n" in page for rule in CATALOGUE)
