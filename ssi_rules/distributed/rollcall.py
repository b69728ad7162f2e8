"""Before anything is scored: is every row somebody's, does every cell fit, is anybody there twice?

One pass over each table, in which rows become one line a member where they lie, so that little travels. A cell that does not
fit refuses the data in the words of every other reader; rows of members who are not listed are counted, whatever they hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyspark.sql import functions as f

from ssi_rules.distributed.days import Latest
from ssi_rules.distributed.decoding import is_plain
from ssi_rules.distributed.relations import PART
from ssi_rules.distributed.sql import quoted
from ssi_rules.distributed.texts_as_values import ABOVE, FAULT, ROUNDED
from ssi_rules.distributed.trouble import reading
from ssi_rules.language.numbers import LARGEST_TABLE
from ssi_rules.sources.dataset import DataError
from ssi_rules.sources.decode import CellError, decode, shown
from ssi_rules.sources.tabular.rows import MEMBER_ID
from ssi_rules.sources.tabular.undated import without_dates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyspark.sql import Column, DataFrame, Row

    from ssi_rules.distributed.relations import Part, Relation
    from ssi_rules.sources.tabular.rows import Field
    from ssi_rules.sources.tally import Tally

_ROWS = "#rows"
_STRANGERS = "#strangers"
_BLANK = "#blank"
_MOST = "#most"
_LATEST = "#latest"
_IS_LISTED = "#is_listed"


@dataclass(frozen=True, slots=True)
class Called:
    """What a table turned out to hold.

    Attributes:
        rows: Rows of listed members.
        latest: The latest day of its dated column among them.
    """

    rows: int
    latest: Latest | None


def call_members(members: Relation, tally: Tally) -> Called:
    """Look at the members.

    Raises:
        DataError: An id is blank or there twice, or a cell does not fit.
    """
    return _called(members, None, None, 1, tally)


def call_table(table: Relation, members: Relation, dated: str | None, tally: Tally) -> Called:
    """Look at a related table.

    Args:
        table: The table.
        members: Who is listed; no one twice.
        dated: Its dated column, if it has one.
        tally: Told what is passed over.

    Raises:
        DataError: An id is blank, a cell of a listed member does not fit, or a member has too many rows.
    """
    return _called(table, members, dated, LARGEST_TABLE, tally)


def _called(
    relation: Relation, members: Relation | None, dated: str | None, most: int, tally: Tally
) -> Called:
    latest = dated if dated in relation.columns else None
    with reading(relation.parts[0].piece.place.path):
        by_member = _listed(_by_member(relation, latest), members)
        found = {row[PART]: row for row in by_member.groupBy(PART).agg(*_of_part(relation, latest)).collect()}
        _refuse_blank(relation, found)
        _refuse_many(relation, _most(by_member, found), most)
    for number, part in enumerate(relation.parts):
        if number in found:
            _look(part, found[number], tally)
            _note_undated(part, found[number][_ROWS], dated, tally)
    rows = sum(row[_ROWS] or 0 for row in found.values())
    return Called(rows, _latest(relation, found, latest) if latest else None)


def _latest(relation: Relation, found: dict[int, Row], column: str) -> Latest | None:
    days = [
        Latest(row[_LATEST], relation.parts[number].piece.place.origin, column)
        for number, row in found.items()
        if row[_LATEST] is not None
    ]
    return max(days, key=lambda each: each.day, default=None)


def _by_member(relation: Relation, latest: str | None) -> DataFrame:
    """One line for each member and part."""
    here = set(relation.frame.columns)
    lines = [f.count(f.lit(1)).alias(_ROWS)]
    if latest:
        lines.append(f.max(quoted(latest)).alias(_LATEST))
    for name in sorted(relation.columns):
        for form, gathered in ((FAULT, f.min), (ROUNDED, f.max), (ABOVE, f.count_if)):
            beside = form.format(name)
            lines += [gathered(f.col(quoted(beside))).alias(beside)] if beside in here else []
    return relation.frame.groupBy(MEMBER_ID, PART).agg(*lines)


def _listed(by_member: DataFrame, members: Relation | None) -> DataFrame:
    if members is None:
        return by_member.withColumn(_IS_LISTED, f.col(MEMBER_ID).isNotNull())
    known = members.frame.select(MEMBER_ID, f.lit(True).alias("#known"))  # noqa: FBT003 -- a value, not an option
    return by_member.join(known, MEMBER_ID, "left").withColumn(
        _IS_LISTED, f.col(quoted("#known")).isNotNull()
    )


def _of_part(relation: Relation, latest: str | None) -> Iterator[Column]:
    listed, rows = f.col(quoted(_IS_LISTED)), f.col(quoted(_ROWS))
    here = set(relation.frame.columns)
    yield f.sum(f.when(listed, rows)).alias(_ROWS)
    yield f.sum(f.when(~listed, rows)).alias(_STRANGERS)
    yield f.sum(f.when(f.col(MEMBER_ID).isNull(), rows)).alias(_BLANK)
    yield f.max(f.when(listed, f.struct(rows, MEMBER_ID))).alias(_MOST)
    if latest:
        yield f.max(f.when(listed, f.col(quoted(_LATEST)))).alias(_LATEST)
    for name in sorted(relation.columns):
        for form, gathered in ((FAULT, f.min), (ROUNDED, f.max), (ABOVE, f.sum)):
            beside = form.format(name)
            if beside in here:
                yield gathered(f.when(listed, f.col(quoted(beside)))).alias(beside)


def _most(by_member: DataFrame, found: dict[int, Row]) -> Row | None:
    """Who has most rows, and how many."""
    if len(found) < 2:  # noqa: PLR2004 -- in one part, the part's answer is the table's
        return next((row[_MOST] for row in found.values()), None)
    whole = by_member.filter(_IS_LISTED_ONLY).groupBy(MEMBER_ID).agg(f.sum(quoted(_ROWS)).alias(_ROWS))
    first = whole.agg(f.max(f.struct(quoted(_ROWS), MEMBER_ID)).alias(_MOST)).first()
    return first[_MOST] if first else None


_IS_LISTED_ONLY = quoted(_IS_LISTED)


def _refuse_blank(relation: Relation, found: dict[int, Row]) -> None:
    for number, part in enumerate(relation.parts):
        if number in found and found[number][_BLANK]:
            column = part.reading.column(part.reading.id)
            raise DataError(
                part.piece.place.path,
                "the member's id is blank",
                column=column,
                help="every row names its member",
            )


def _refuse_many(relation: Relation, most: Row | None, allowed: int) -> None:
    if most is None or most[0] <= allowed:
        return
    path, member = relation.parts[0].piece.place.path, most[1]
    if allowed == 1:
        column = relation.parts[0].reading.column(relation.parts[0].reading.id)
        message = f"the member `{member[:60]}` is there twice"
        raise DataError(path, message, column=column, help="one row a member; keep the latest")
    message = f"the member `{member[:60]}` has more than {allowed:,} rows"
    raise DataError(path, message, help="keep the period that the rules look at")


def _look(part: Part, found: Row, tally: Tally) -> None:
    """Refuse a part for a cell that does not fit; tell what is odd about the others."""
    told, path = found.asDict(), part.piece.place.path
    for field, at in part.read:
        fault = told.get(FAULT.format(field.name))
        if fault is not None:
            raise _refusal(part, field, at, fault)
        column = part.reading.column(at)
        if told.get(ROUNDED.format(field.name)):
            tally.note(f"{path}, column {column}: numbers rounded to six decimals")
        if told.get(ABOVE.format(field.name)) and field.above:
            tally.above(f"{path}: {column}", field.above, told[ABOVE.format(field.name)])
    if found[_STRANGERS]:
        tally.unlisted(path, found[_STRANGERS])


def _refusal(part: Part, field: Field, position: int, cell: str) -> DataError:
    fault = _fault(part, field, position, cell)
    path, column = part.piece.place.path, part.reading.column(position)
    return DataError(path, fault.message, column=column, help=fault.help)


def _fault(part: Part, field: Field, position: int, cell: str) -> CellError:
    if not is_plain(part.kind(position)):
        return CellError("the cell holds a list, an object or bytes", "write one plain value")
    try:
        decode(cell, field.type)
    except CellError as fault:
        return fault
    return CellError(f"{shown(cell)} is not a {field.type.value}")


def _note_undated(part: Part, rows: int | None, dated: str | None, tally: Tally) -> None:
    """Say loudly that rows count in no window."""
    if dated and dated in part.reading.absent and rows:
        its = "its 1 row is" if rows == 1 else f"its {rows} rows are"
        tally.note(without_dates(part.reading, dated).replace("its rows are", its))
