"""A dbt project around the view: models, what they read, a seed that lists the criteria, and tests of both ends."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from ssi_rules.engines.columnar.names import MEMBER_ID, MEMBERS
from ssi_rules.language.numbers import LARGEST_FACT, format_points
from ssi_rules.language.states import State
from ssi_rules.targets.sql.script import comment, standing
from ssi_rules.targets.sql.verdicts import VERDICTS
from ssi_rules.targets.sql.view import View
from ssi_rules.targets.sql.yaml import Yaml, yaml_text
from ssi_rules.targets.told import MARK, about_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.targets.sql.tables import Column
    from ssi_rules.targets.sql.wanted import Wanted

_SOURCE = "__source__"
_AS_OF = "__as_of__"


def project(wanted: Wanted) -> dict[str, str]:
    """Texts by path in the project's folder.

    Raises:
        NotRead: Something is to be left out that the rules do not read.
    """
    wanted.check()
    return dict(_Project(wanted).files())


@dataclass(frozen=True)
class _Project:
    wanted: Wanted

    @property
    def name(self) -> str:
        return self.wanted.ruleset.id

    @cached_property
    def view(self) -> View:
        return View(replace(self.wanted, schema=_SOURCE, day=_AS_OF))

    def files(self) -> Iterator[tuple[str, str]]:
        view = self.view
        unmatched = view.unmatched
        yield "dbt_project.yml", self._project()
        yield f"models/{self.name}_scores.sql", self._model(view.query, [standing(self.wanted)])
        if unmatched is not None:
            about = ["Texts without a verdict: what is asked of them is unknown until they have one."]
            yield f"models/{self.name}_unmatched.sql", self._model(unmatched, about)
        yield f"models/{self.name}.yml", self._described(view)
        yield f"seeds/{self.name}_criteria.csv", self._criteria()
        yield f"tests/{self.name}_ranges.sql", self._comment(["Totals outside their range."]) + self._ranges()
        yield f"tests/{self.name}_facts.sql", self._model(self._facts(), ["Facts that no engine takes."])
        if unmatched is not None:
            query = f"SELECT *\nFROM {self._reference('unmatched')}\n"
            yield f"tests/{self.name}_matched.sql", self._comment(["Texts without a verdict."]) + query

    # Models and tests.

    def _model(self, query: str, about: list[str]) -> str:
        return self._comment(about) + _with_references(query, self.wanted.schema) + "\n"

    def _comment(self, about: list[str]) -> str:
        told = [*about_lines(self.wanted.ruleset, self.wanted.program), *about]
        return _escaped(comment(line for each in told for line in (*each.split("\n"), "")))

    def _ranges(self) -> str:
        total, low, high, worth = (self._own(each) for each in ("total", "low", "high", "worth"))
        return (
            f"SELECT *\nFROM {self._reference('scores')}\n"
            f"WHERE {total} < {low}\n  OR {total} > {high}\n  OR {low} < 0\n  OR {high} > {worth}\n"
        )

    def _reference(self, model: str) -> str:
        return f"{{{{ ref('{self.name}_{model}') }}}}"

    def _facts(self) -> str:
        """Duplicates and blanks are told by tests of the source; here is what is beyond what facts may be."""
        members = self.view.table(MEMBERS)
        tests = [self._beyond(name) for name, type_ in self.wanted.facts.items() if type_.is_numeric]
        counts = [
            f"{self._own(name)} < 0" for name, type_ in self.wanted.facts.items() if type_.value == "count"
        ]
        who = self._own(MEMBER_ID)
        conditions = "\n  OR ".join([f"{who} <> TRIM({who})", *counts, *tests])
        return f"SELECT *\nFROM {members}\nWHERE {conditions}"

    def _beyond(self, fact: str) -> str:
        return f"ABS({self._own(fact)}) > {LARGEST_FACT}"

    def _own(self, name: str) -> str:
        return self.view.name(name)

    # What is told of them.

    def _project(self) -> str:
        lines = about_lines(self.wanted.ruleset, self.wanted.program)
        told = "".join(f"# {line}".rstrip() + "\n" for each in lines for line in each.split("\n"))
        document: Yaml = {
            "name": f"ssi_{self.name}",
            "version": "1.0.0",
            "config-version": 2,
            "profile": "ssi",
            "seeds": {f"ssi_{self.name}": {"+column_types": {"worth": "decimal(9, 2)"}}},
        }
        return f"{told}#\n# {_RUN}\n\n{yaml_text(document)}"

    def _described(self, view: View) -> str:
        tables: list[Yaml] = [
            {
                "name": table.name,
                "description": table.title,
                "columns": [self._source_column(table.name, each) for each in table.columns],
            }
            for table in view.tables
            if table.name != "parameters"
        ]
        models: list[Yaml] = [
            {
                "name": f"{self.name}_scores",
                "description": f"{self.wanted.ruleset.title}, one row a member",
                "columns": [self._column(each) for each in view.columns],
            }
        ]
        document: Yaml = {
            "version": 2,
            "sources": [{"name": self.wanted.schema, "schema": self.wanted.schema, "tables": tables}],
            "models": models,
        }
        return f"# Written by ssi {self.wanted.program} {MARK}.\n\n{_escaped(yaml_text(document))}"

    def _source_column(self, table: str, column: Column) -> Yaml:
        about = f"{column.type}. {column.title}".strip(". ") + "."
        tests: list[Yaml] = []
        if column.name == MEMBER_ID:
            tests = ["not_null", "unique"] if table == MEMBERS else []
        elif table == VERDICTS and column.name != "answer":
            tests = ["not_null"]
        return {"name": column.name, "description": about, **({"data_tests": tests} if tests else {})}

    def _column(self, column: Column) -> Yaml:
        tests: list[Yaml] = []
        if column.name == MEMBER_ID:
            tests = ["not_null", "unique"]
        elif column.name in ("as_of", "open", "worth") and (self.wanted.by_day or column.name != "as_of"):
            tests = ["not_null"]
        elif column.name.endswith("__state"):
            tests = ["not_null", _accepted([each.value for each in State])]
        elif column.name == "level" and self.wanted.ruleset.levels:
            tests = [_accepted([each.id for each in self.wanted.ruleset.levels])]
        return {"name": column.name, "description": column.title, **({"data_tests": tests} if tests else {})}

    def _criteria(self) -> str:
        text = io.StringIO()
        rows = csv.writer(text, lineterminator="\n")
        rows.writerow(_CATALOGUE)
        for pillar in self.wanted.ruleset.pillars:
            for each in pillar.criteria:
                basis = None if each.basis is None else each.basis.value
                told = (
                    each.missing.value,
                    " ".join(each.measure_text.split()),
                    basis,
                    each.basis_note,
                    each.source,
                )
                rows.writerow([pillar.id, each.id, each.title, format_points(each.worth), *told])
        return text.getvalue()


def _accepted(values: list[str]) -> Yaml:
    return {"accepted_values": {"values": list(values)}}


def _with_references(query: str, schema: str) -> str:
    """The names that dbt has for tables and the day in a query that is otherwise left as it is."""
    tables = re.compile(rf"([\"`]){_SOURCE}\1\.\1(\w+)\1", re.IGNORECASE)
    text = tables.sub(lambda found: f"{{{{ source('{schema}', '{found[2].lower()}') }}}}", _escaped(query))
    return text.replace(_AS_OF, '{{ var("as_of") }}')


def _escaped(text: str) -> str:
    """A text in which nothing is an instruction to dbt."""
    return re.sub(r"\{(?=[{%#])", "{{ '{' }}", text)


_RUN = """dbt seed && dbt build --vars '{"as_of": "2026-06-30"}'"""
_CATALOGUE = ("pillar", "criterion", "title", "worth", "missing", "measure", "basis", "basis_note", "source")
