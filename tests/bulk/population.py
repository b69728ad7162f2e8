"""A population of a handful of people, with a related table, and rules that read all of it."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from ssi_rules import api
from ssi_rules.engines.cells import csv_head, csv_line
from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.engines.reference.wide import WideRows
from ssi_rules.engines.wide import Detail, wide_columns
from ssi_rules.sources.open import resolve_as_of

if TYPE_CHECKING:
    from datetime import date

    from ssi_rules.model import Ruleset

RULES = Path(__file__).with_name("small.ssi")


def rules() -> Ruleset:
    return api.load_ruleset(str(RULES))


def write_population(folder: Path, members: int, *, as_of: str = "2026-06-30") -> Path:
    """Members in an order of their own, with gaps; every third has no visits, and some are not listed."""
    folder.mkdir(exist_ok=True)
    with (folder / "members.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["member_id", "name", "team", "as_of", "skills", "seat"])
        for number in range(members):
            place = number * 7919 % members
            skills = "" if number % 11 == 0 else number % 70
            seat = ("yes", "no", "")[number % 3]
            writer.writerow([f"m{place}", f"=N; {number}", f"t{number % 4}", as_of, skills, seat])
    with (folder / "visits.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["member_id", "visited_on", "minutes"])
        for number in range(3 * members):
            day = "" if number % 13 == 0 else f"2026-0{1 + number % 6}-1{number % 9}"
            writer.writerow([f"m{(number * 31 % (members + 5)) // 3 * 3}", day, f"{number % 50}.5"])
    return folder


def by_the_reference(data: Path, detail: Detail, as_of: date | None = None) -> str:
    """The CSV that the reference engine makes."""
    ruleset = rules()
    wide = WideRows(Evaluator(ruleset), detail)
    dataset = api.open_dataset(data, ruleset.catalogue)
    rows = (wide.row(each, resolve_as_of(each, as_of, ruleset.catalogue)) for each in dataset.members())
    return csv_head(wide_columns(ruleset, detail)) + "".join(map(csv_line, rows))
