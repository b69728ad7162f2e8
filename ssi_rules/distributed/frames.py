"""The scores of a population as a Spark frame: relations that the columnar engine's query reads, and the query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.bulk.inputs.needs import needs_of
from ssi_rules.distributed.days import days_of, windows_of, with_days
from ssi_rules.distributed.places import find_tables
from ssi_rules.distributed.relations import open_relation
from ssi_rules.distributed.rollcall import call_members, call_table
from ssi_rules.distributed.sql import quoted
from ssi_rules.distributed.texts import verdicts
from ssi_rules.engines.columnar.names import AS_OF, DAYS, MEMBERS
from ssi_rules.engines.columnar.population import population
from ssi_rules.engines.columnar.provided import Provided, ProvidedTable
from ssi_rules.language.types import Type
from ssi_rules.sources.tabular.rows import LABELS, Field
from ssi_rules.sources.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from pyspark.sql import DataFrame, SparkSession

    from ssi_rules.bulk.inputs.needs import Needs
    from ssi_rules.distributed.days import Days
    from ssi_rules.distributed.places import Source
    from ssi_rules.distributed.relations import Relation
    from ssi_rules.engines.columnar.population import Population
    from ssi_rules.engines.wide import Detail
    from ssi_rules.model import Ruleset


@dataclass(frozen=True, slots=True)
class Scored:
    """A population about to be scored: nothing of the result is computed until it is asked for.

    Attributes:
        result: A row a member, with the columns of the wide result, in no order.
        query: What computes it.
        notices: What was passed over and why.
    """

    result: DataFrame
    query: Population
    notices: tuple[str, ...]


def scores(
    session: SparkSession, ruleset: Ruleset, source: Source, *, as_of: date | None, detail: Detail
) -> Scored:
    """The scores of everyone as a frame; the data has been looked at, and fits.

    Raises:
        DataError: The data cannot be read or does not fit.
        AsOfNeeded: The ruleset reads dates, and somebody has no day.
    """
    tally = Tally()
    data = _open(session, ruleset, source, tally)
    days = _called(data, ruleset, as_of, tally)
    query = population(ruleset, _provided(ruleset, data, days), detail=detail, dialect="spark")
    members = with_days(data[MEMBERS].rows(), days)
    for name, relation in data.items():
        _offer(name, members if name == MEMBERS else relation.rows())
    _offer_derived(session, query, days)
    return Scored(session.sql(query.sql), query, tally.notices())


def _open(session: SparkSession, ruleset: Ruleset, source: Source, tally: Tally) -> dict[str, Relation]:
    """Members, and the tables that are there and read."""
    needs = needs_of(ruleset)
    found = find_tables(session, source, tuple(ruleset.catalogue.tables), tally)
    return {
        name: open_relation(
            session, name, stored, fields=_fields(ruleset, name), read=_read(needs, name), tally=tally
        )
        for name, stored in found.items()
        if name == MEMBERS or name in needs.tables
    }


def _fields(ruleset: Ruleset, table: str) -> list[Field]:
    if table != MEMBERS:
        return [Field(each.name, each.type) for each in ruleset.catalogue.tables[table].columns]
    facts = [Field(each.name, each.type) for each in ruleset.catalogue.facts.values()]
    others = {AS_OF: Type.DATE, **dict.fromkeys(LABELS, Type.TEXT)}
    return facts + [
        Field(name, type_) for name, type_ in others.items() if name not in ruleset.catalogue.facts
    ]


def _read(needs: Needs, table: str) -> frozenset[str]:
    return needs.facts | {AS_OF, *LABELS} if table == MEMBERS else needs.tables[table]


def _called(data: Mapping[str, Relation], ruleset: Ruleset, as_of: date | None, tally: Tally) -> Days:
    """Look at every table, and find everyone's day."""
    members = data[MEMBERS]
    listed = call_members(members, tally)
    tables = {name: ruleset.catalogue.tables[name].dated for name in data if name != MEMBERS}
    called = [call_table(data[name], members, dated, tally) for name, dated in tables.items()]
    days = [each.latest for each in called if each.latest]
    latest = max(days, key=lambda each: each.day, default=None)
    return days_of(members, listed.rows, latest, asked=as_of, ruleset=ruleset, tally=tally)


def _provided(ruleset: Ruleset, data: Mapping[str, Relation], days: Days) -> Provided:
    members = data[MEMBERS].columns
    tables = {name: ProvidedTable(each.columns) for name, each in data.items() if name != MEMBERS}
    facts = members & ruleset.catalogue.facts.keys()
    return Provided(frozenset(facts), tables, days.one, frozenset(LABELS) & members)


def _offer(name: str, frame: DataFrame) -> None:
    """Let the query find a relation by its name."""
    frame.createOrReplaceTempView(quoted(name))


def _offer_derived(session: SparkSession, query: Population, days: Days) -> None:
    """What the query reads beside the data: answers to what it asks of texts, and the windows of each day."""
    for each in query.texts:
        _offer(each.relation, verdicts(session.table(quoted(each.table or MEMBERS)), each))
    if query.windows:
        _offer(DAYS, windows_of(session, days.members, query.windows))
