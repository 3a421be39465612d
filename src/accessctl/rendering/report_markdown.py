"""A report as Markdown: the same figures and tables; the page's voice has made its values harmless."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from accessctl.rendering.report_cells import Cell, Page, Table
from accessctl.rendering.texts import say


def report_markdown(page: Page) -> str:
    """Return the page as Markdown."""
    return "\n".join(_lines(page)) + "\n"


def _lines(page: Page) -> Iterator[str]:
    yield from (f"# {page.title}", "", page.subtitle, "")
    yield from (f"- {label}: {value}" for label, value in page.facts)
    yield from ("", f"## {say(page.language, 'reports', 'summary')}", "")
    yield from (f"- **{figure.value}** {figure.label}" for figure in page.figures)
    for notice in page.notices:
        yield from ("", notice.text)
    if page.curve is not None:
        yield from ("", page.curve.summary)
    for table in page.tables:
        yield from _table(table)
    yield from ("", page.foot)


def _table(table: Table) -> Iterator[str]:
    yield from ("", f"## {table.title}", "", table.intro if table.rows else table.empty)
    if not table.rows:
        return
    yield ""
    yield _row([column.title for column in table.columns])
    yield _row(["---"] * len(table.columns))
    yield from (_row([_said(cell) for cell in row]) for row in table.rows)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _said(cell: Cell) -> str:
    return f"{cell.text} ({cell.note})" if cell.note else cell.text
