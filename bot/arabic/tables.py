"""Tables of a package's data folder: rows of cells, and those of patterns, `name<TAB>pattern<TAB>…`."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources

from bot.arabic.lexicon import rows


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its name (that Evidence shows), its pattern, and the further cells, whose meaning is the table's own."""

    name: str
    pattern: str
    cells: tuple[str, ...]


def load_cells(package: str, table: str, width: int) -> list[list[str]]:
    """The cells of each row of `data/<table>` of a package. Raises LexiconError for a row of fewer than `width`."""
    text = (resources.files(package) / "data" / table).read_text(encoding="utf-8")
    return [cells for _, cells in rows(text, width, table)]


def load_rows(package: str, table: str, width: int = 2) -> tuple[Row, ...]:
    """The rows of `data/<table>` of a package. A cell that is missing at the end is "".

    Raises LexiconError for a row that is too short or a name that stands twice.
    """
    text = (resources.files(package) / "data" / table).read_text(encoding="utf-8")
    found: dict[str, Row] = {}
    for number, cells in rows(text, 2, table):
        padded = [*cells, *[""] * (width - len(cells))]
        if cells[0] in found:
            raise ValueError(f"{table}:{number}: {cells[0]!r} stands here twice")
        found[cells[0]] = Row(cells[0], cells[1], tuple(padded[2:]))
    return tuple(found.values())


def all_patterns(package: str) -> tuple[str, ...]:
    """Every pattern of every `data/*.patterns.tsv` of a package: the lexicon must know the words they name."""
    folder = resources.files(package) / "data"
    return tuple(
        row.pattern
        for table in sorted(folder.iterdir(), key=lambda path: path.name)
        if table.name.endswith(".patterns.tsv")
        for row in load_rows(package, table.name)
    )
