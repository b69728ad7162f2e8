"""The columns that a map wants from a foreign file, and where they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.language.types import Type
from ssi_rules.sources.csvtext import column_name
from ssi_rules.sources.dataset import DataError
from ssi_rules.sources.forms import form_of
from ssi_rules.sources.tabular.layout import open_file
from ssi_rules.sources.tabular.piece import Piece, Place
from ssi_rules.sources.tabular.rows import AS_OF, LABELS, Field, Reading, find, listed, no_column
from ssi_rules.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from ssi_rules.model import Catalogue
    from ssi_rules.sources.csvtext import IsHeader
    from ssi_rules.sources.mapping import ColumnForm, ColumnMap, Words
    from ssi_rules.sources.tally import Tally

DATED = "dated"
LABEL = "label "
"""Begins the use of a column that becomes a label beside name and team."""

_ABOVE = 'if the file writes 35 for 35 %, the map should say percent = "23"'


@dataclass(frozen=True, slots=True)
class Mapped:
    """A map with the files it reads.

    Attributes:
        path: The map, as the user named it.
        map: What it says.
        files: What it reads.
    """

    path: str
    map: ColumnMap
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class _Use:
    """A column that the map wants, and what for."""

    key: str
    names: Words
    type: Type
    form: ColumnForm | None = None

    @property
    def is_optional(self) -> bool:
        """Whether a file may lack it; labels always may, since nothing is scored by them."""
        return (
            self.key in LABELS or self.key.startswith(LABEL) or (self.form is not None and self.form.optional)
        )


def open_mapped(mapped: Mapped, catalogue: Catalogue, tally: Tally) -> Iterator[Reading]:
    """Each of a map's files with the wanted columns found; fields are named by use: "fact skills", "where type".

    Raises:
        DataError: A column is not there or there twice, or the map does not fit the rules.
    """
    _note_undeclared(mapped, catalogue, tally)
    uses = _uses(mapped.map, catalogue)
    for file in mapped.files:
        piece = open_file(file, Place(str(file), file.name), _is_header(mapped.map))
        yield _open(piece, mapped, uses, tally)


def _uses(rules: ColumnMap, catalogue: Catalogue) -> list[_Use]:
    """Every column the map wants for what the rules declare."""
    labels = [
        _Use(label, names, Type.TEXT)
        for label, names in (("name", rules.name), ("team", rules.team))
        if names
    ] + [_Use(f"{LABEL}{label}", names, Type.TEXT) for label, names in rules.labels.items()]
    days = [
        _Use(key, form.column, Type.DATE, form)
        for key, form in ((AS_OF, rules.as_of), (DATED, rules.dated))
        if form
    ]
    facts = [
        _Use(f"fact {name}", form.column, catalogue.facts[name].type, form)
        for name, form in rules.facts.items()
        if name in catalogue.facts
    ]
    return [*labels, *days, *facts, *_table_uses(rules, catalogue), *_conditions(rules)]


def _table_uses(rules: ColumnMap, catalogue: Catalogue) -> Iterator[_Use]:
    for name in sorted(rules.tables.keys() & catalogue.tables.keys()):
        for column in catalogue.tables[name].columns:
            form = rules.tables[name].columns.get(column.name)
            if form is not None:
                yield _Use(f"table {name}.{column.name}", form.column, column.type, form)


def _conditions(rules: ColumnMap) -> Iterator[_Use]:
    wheres = [
        *(each.where for each in rules.counts.values()),
        *(each.where for each in rules.tables.values()),
    ]
    for column in dict.fromkeys(column for where in wheres for column in where):
        yield _Use(f"where {column}", (column,), Type.TEXT)


def _open(piece: Piece, mapped: Mapped, uses: Sequence[_Use], tally: Tally) -> Reading:
    """Find the columns that the map wants.

    Raises:
        DataError: One that must be there is not, or one is there twice.
    """
    for remark in piece.remarks:
        tally.note(remark)
    identity = find(piece, mapped.map.id)
    if identity is None:
        raise no_column(piece, mapped.map.id, f"mend `id` in {mapped.path}")
    positions = [(use, find(piece, use.names)) for use in uses]
    _note_ignored(piece, {identity, *(at for _, at in positions)}, tally)
    found = [(_field(use, mapped), at) for use, at in positions if at is not None]
    absent = [use for use, at in positions if at is None]
    for use in absent:
        if not use.is_optional:
            raise no_column(piece, use.names, f"mend it in {mapped.path}, or mark it `optional = true`")
    return Reading(piece, identity, found, {use.key: use.names[0] for use in absent})


def _note_ignored(piece: Piece, used: AbstractSet[int | None], tally: Tally) -> None:
    ignored = [name for i, name in enumerate(piece.columns) if i not in used and name]
    if ignored:
        tally.note(f"{piece.place.path}: ignored columns, which the map does not read: {listed(ignored)}")


def _field(use: _Use, mapped: Mapped) -> Field:
    if use.form is None:
        return Field(use.key, use.type)
    try:
        form = form_of(use.form, use.type, mapped.map.missing)
        return Field(use.key, use.type, form, _ABOVE if use.form.percent == "0.23" else None)
    except ValueError as error:
        raise DataError(
            mapped.path, f"{use.key.replace('fact ', 'facts.').replace('table ', 'tables.')}: {error}"
        ) from None


def _is_header(rules: ColumnMap) -> IsHeader:
    names = {column_name(name) for name in rules.id}
    return lambda cells: not names.isdisjoint(cells)


def _note_undeclared(mapped: Mapped, catalogue: Catalogue, tally: Tally) -> None:
    rules = mapped.map
    _note_names(mapped.path, [*rules.facts, *rules.counts], catalogue.facts, tally)
    _note_names(mapped.path, rules.tables, catalogue.tables, tally)
    for name in sorted(rules.tables.keys() & catalogue.tables.keys()):
        declared = [f"{name}.{column.name}" for column in catalogue.tables[name].columns]
        _note_names(
            mapped.path, [f"{name}.{column}" for column in rules.tables[name].columns], declared, tally
        )


def _note_names(path: str, given: Iterable[str], declared: Iterable[str], tally: Tally) -> None:
    known = set(declared)
    for name in sorted(set(given) - known):
        near = nearest(name, known)
        hint = f"; did you mean `{near}`?" if near else ""
        tally.note(f"{path}: `{name}` is not used, since the rules do not declare it{hint}")
