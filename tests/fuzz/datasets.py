"""The room of datasets: CSV and JSON Lines of anything, and column maps beside them."""

from __future__ import annotations

import json
from functools import cache
from random import Random
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.language.numbers import as_decimal
from ssi_rules.language.types import Type
from ssi_rules.resources import rulesets_folder
from ssi_rules.workspace import load_catalogue
from tests.fuzz import exports, mutate
from tests.fuzz.case import Case
from tests.fuzz.people import value

if TYPE_CHECKING:
    from pathlib import Path

    from ssi_rules.model import Catalogue

Cell: TypeAlias = str | bool | float | None

_USAGE = (
    "Full name,Email,Seat status,Days active,Profile views,Leads saved,Accounts saved\n"
    'Ann Smith,ann@example.com,Activated,"1,012",310,42,17\nBo Li,bo@example.com,Invited,-,,,\n'
)
_ACTIVITY = (
    "activityId,activityType,createdAt,seatId,memberIdentityKey\n"
    "1,PROFILE_VIEWED,06-29-2026 10:00:00,7,k\n2,SAVED_LEAD,06-28-2026 11:30:00,7,k\n3,SEARCH_PERFORMED,05-01-2026 "
    "00:00:00,8,l\n"
)
_MAPPED = {
    "sales-navigator-usage.toml": ("usage.csv", _USAGE),
    "sales-navigator-activity.toml": ("activity.csv", _ACTIVITY),
}


@cache
def _catalogue() -> Catalogue:
    return load_catalogue()


def make(seed: int) -> Case:
    """A dataset, spoilt in some of its files, or a column map with its file."""
    rng = Random(seed)
    return _mapped(rng, seed) if rng.random() < 0.35 else _tables(rng, seed)


def attempt(case: Case, folder: Path) -> None:
    """Read it, with rows set aside or not, describe what is known and score it."""
    data, *maps = case.arguments
    for rejects in (False, True):
        exports.attempt_dataset(folder / data, [folder / each for each in maps], rejects=rejects)


def _mapped(rng: Random, seed: int) -> Case:
    map_ = rng.choice(list(_MAPPED))
    name, table = _MAPPED[map_]
    columns = (rulesets_folder() / "maps" / map_).read_text(encoding="utf-8")
    if rng.random() < 0.6:
        columns = mutate.spoil(rng, columns, exports.STEPS)
    files = {
        "map.toml": columns.encode("utf-8", errors="surrogatepass"),
        f"data/{name}": exports.spoil_table(rng, table.encode()) if rng.random() < 0.7 else table.encode(),
    }
    return Case("datasets", seed, files, (rng.choice(("data", f"data/{name}")), "map.toml"))


def _tables(rng: Random, seed: int) -> Case:
    ids = [f"m{number}" for number in range(rng.choice((1, 2, 5)))]
    catalogue = _catalogue()
    facts = {name: each.type for name, each in catalogue.facts.items()}
    files = dict([_file(rng, "members", facts | {"as_of": Type.DATE}, ids, once=True)])
    for name in rng.sample(list(catalogue.tables), 3):
        columns = {column.name: column.type for column in catalogue.tables[name].columns}
        files |= dict([_file(rng, name, columns, ids, once=False)])
    for name in rng.sample(list(files), rng.choice((1, 1, 2))):
        files[name] = exports.spoil_table(rng, files[name])
    return Case("datasets", seed, files, ("data",))


def _file(
    rng: Random, name: str, columns: dict[str, Type], ids: list[str], *, once: bool
) -> tuple[str, bytes]:
    kept = dict(rng.sample(list(columns.items()), rng.randrange(len(columns) + 1)))
    owners = ids if once else [rng.choice([*ids, "nobody"]) for _ in range(rng.randrange(8))]
    records = [_record(rng, owner, kept) for owner in owners]
    if rng.random() < 0.5:
        return f"data/{name}.jsonl", "".join(json.dumps(each) + "\n" for each in records).encode()
    lines = [",".join(["member_id", *kept])]
    lines += [
        ",".join(f'"{cell}"' if isinstance(cell, str) else _plain(cell) for cell in each.values())
        for each in records
    ]
    return f"data/{name}.csv", "".join(f"{line}\n" for line in lines).encode()


def _record(rng: Random, owner: str, columns: dict[str, Type]) -> dict[str, Cell]:
    return {"member_id": owner, **{name: _cell(rng, type_) for name, type_ in columns.items()}}


def _cell(rng: Random, type_: Type) -> Cell:
    if rng.random() < 0.2:
        return None
    held = value(type_, rng)
    match held:
        case bool() | str():
            return held
        case int():
            return float(as_decimal(held))
        case _:
            return held.isoformat()


def _plain(cell: Cell) -> str:
    return "" if cell is None else str(cell)
