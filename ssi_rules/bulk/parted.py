"""A population's query in two: what is gathered of related tables, once for all, and the members, part by part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlglot import exp

from ssi_rules.engines.columnar.dialects import DIALECTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssi_rules.engines.columnar.population import Population

_DIALECT = DIALECTS["duckdb"]


@dataclass(frozen=True, slots=True)
class Parted:
    """Two kinds of queries that together give what the one gives.

    Attributes:
        gathered: Queries with at most one row a member, by name; each may read the ones before by their names.
        members: The query that gives the members' rows; it reads all those by their names, and no related table.
    """

    gathered: Mapping[str, str]
    members: exp.Select


def parted(query: Population) -> Parted:
    """Take a population's query apart."""
    steps: dict[str, exp.Select] = {each.alias: each.this for each in query.query.ctes}
    gathered = {name: step for name, step in steps.items() if step.args.get("group")}
    rest = {name: step for name, step in steps.items() if name not in gathered}
    last = query.query.copy()
    last.set("with_", None)
    return Parted(
        {name: _DIALECT.render(_with_steps(step, rest)) for name, step in gathered.items()},
        _with_steps(last, rest),
    )


def _with_steps(select: exp.Select, steps: Mapping[str, exp.Select]) -> exp.Select:
    """A query with the steps that it reads, directly or through others."""
    needed = _needed(select, steps)
    written = select.copy()
    for name, step in steps.items():
        if name in needed:
            written = written.with_(exp.to_identifier(name, quoted=True), as_=step.copy(), copy=False)
    return written


def _needed(select: exp.Select, steps: Mapping[str, exp.Select]) -> set[str]:
    needed: set[str] = set()
    left = [select]
    while left:
        for name in _read(left.pop()) - needed:
            if name in steps:
                needed.add(name)
                left.append(steps[name])
    return needed


def _read(select: exp.Select) -> set[str]:
    return {each.name for each in select.find_all(exp.Table)}
