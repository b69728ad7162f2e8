"""The specification as data: what a case says, turned into rule files and a member.

A file of cases has ``about``, a ``prelude`` of declarations put before each case's own, and ``cases``. A case is one of:

* ``measure``: an expression of ``type``, with the ``value`` it must have (null = unknown), and optionally ``numerator``,
  ``denominator``, ``left_out`` and ``undated``;
* ``rules`` (or whole ``files``) with ``expect``: scorecard parts by path: ``total``, ``total.low``, ``PILLAR``,
  ``PILLAR.high``, ``PILLAR.cost.N`` (the N-th cap or deduction, or ``redistributed``), ``PILLAR.fired.N``, ``PILLAR.open.N``,
  ``PILLAR.CRITERION`` (its points), ``PILLAR.CRITERION.state``, ``….value``, ``….next.at``, ``….next.gain``, ``level``;
* ``rules`` (or ``files``, and ``check`` for the one to check) with ``codes``: the slugs of all findings;
* ``market`` (or ``markets`` and ``expression``) with ``text`` and its ``verdict``.

``facts`` and ``tables`` are the member; numbers that floats cannot hold stand as texts. Expected values are worked out by hand.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from ssi_rules.language.numbers import parse_decimal
from ssi_rules.language.types import Type, Value
from ssi_rules.sources.dataset import Member, Missing, Rows

if TYPE_CHECKING:
    from ssi_rules.model import Catalogue, Table

Case: TypeAlias = dict[str, Any]

FOLDER = Path(__file__).parent

AWARDS = {
    "count": "bands { from 1 earns 10 }",
    "number": "bands { from 1 earns 10 }",
    "ratio": "bands { from 1% earns 10 }",
    "percent": "bands { from 1% earns 10 }",
    "flag": "earns 10 when yes",
}


@dataclass(frozen=True, slots=True)
class Named:
    """A case with its file's prelude."""

    file: str
    prelude: tuple[str, ...]
    case: Case

    @property
    def id(self) -> str:
        return f"{self.file}: {self.case['name']}"

    def write(self, folder: Path) -> Path:
        """Write the case's rule files into an empty folder, and name the one to check."""
        (folder / "ssi.toml").touch()
        files = self.case.get("files") or {"main.ssi": [*self.prelude, *self._own()]}
        for name, lines in files.items():
            (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        return folder / str(self.case.get("check", "main.ssi"))

    def _own(self) -> list[str]:
        case = self.case
        missing = f"missing {case['missing']}" if "missing" in case else ""
        header = f'ruleset case "Case" {{ version "1.0.0" worth {case.get("worth", 10)} {missing} }}'
        if "measure" in case:
            award = AWARDS[case["type"]]
            criterion = f'criterion c "C" worth 10 {{ measure {case["measure"]} {award} basis chosen }}'
            return [header, *case.get("lets", ()), f'pillar x "X" worth 10 {{ {criterion} }}']
        return [header, *case.get("lets", ()), *case["rules"]]


def load(kind: str) -> list[Named]:
    """Every case that has this key (``measure``, ``expect``, ``codes``, ``verdict``)."""
    found = []
    for path in sorted(FOLDER.glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        found += [Named(path.stem, tuple(document["prelude"]), c) for c in document["cases"] if kind in c]
    return found


def member(case: Case, catalogue: Catalogue) -> Member:
    """The member a case describes, typed by the catalogue."""
    facts = {name: typed(cell, catalogue.facts[name].type) for name, cell in case.get("facts", {}).items()}
    tables = {name: _rows(rows, catalogue.tables[name]) for name, rows in case.get("tables", {}).items()}
    absent = (catalogue.facts.keys() | catalogue.tables.keys()) - facts.keys() - tables.keys()
    return Member(
        id="member",
        as_of=date.fromisoformat(case["as_of"]) if "as_of" in case else None,
        facts={name: value for name, value in facts.items() if value is not None},
        tables=tables,
        missing={name: Missing("not given", "the case") for name in absent},
    )


def _rows(rows: list[dict[str, Any]], table: Table) -> Rows:
    columns = {each.name: [typed(row.get(each.name), each.type) for row in rows] for each in table.columns}
    return Rows(columns, len(rows), "the case")


def typed(cell: Any, type_: Type) -> Value | None:
    """A cell of a case as engines hold it."""
    match cell:
        case None:
            return None
        case bool():
            return cell
        case str() if type_ is Type.TEXT:
            return cell if cell.strip() else None
        case str() if type_ is Type.DATE:
            return date.fromisoformat(cell)
        case _:
            return parse_decimal(str(cell))[0]
