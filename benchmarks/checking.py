"""How long a ruleset of a thousand criteria takes to check."""

from __future__ import annotations

import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.figure import Figure, medians, milliseconds
from ssi_rules.workspace import ONLY_FAULTS, check_paths

if TYPE_CHECKING:
    from collections.abc import Iterator

PILLARS = 20
CRITERIA = 50
_TARGET = 2.0
_CONNECTIONS = "connections where title is senior_executive"
_MEASURES = (
    "skill_{n} + 0.5 * invitations_of_a_year",
    f'share of {_CONNECTIONS} or company = "Contoso {{n}}"',
    "count of shares over {n} days ending 7 days ago where original",
    "(count of invitations where accepted) / (count of invitations over 90 days)",
    "average of visits.minutes over 6 months else skill_{n} / 3",
)


def checking() -> Iterator[Figure]:
    """The whole check of one file with the files it uses."""
    with TemporaryDirectory() as made:
        path = Path(made) / "large.ssi"
        path.write_text(large_ruleset(), encoding="utf-8")
        (taken,) = medians({"check": lambda: _seconds(path)}).values()
    yield Figure(
        f"check of a ruleset of {PILLARS * CRITERIA:,} criteria",
        milliseconds(taken),
        f"{taken / (PILLARS * CRITERIA) * 1e3:.2f} ms a criterion",
        f"< {_TARGET:.0f} s",
        taken < _TARGET,
    )


def _seconds(path: Path) -> float:
    start = time.process_time()
    checked = check_paths([path], ONLY_FAULTS)
    taken = time.process_time() - start
    assert [each.message for each in checked.problems] == []
    assert checked.compiled[0].ruleset is not None
    return taken


def large_ruleset() -> str:
    """Criteria of every kind of measure over facts of its own, tables and a market."""
    count = PILLARS * CRITERIA
    facts = [f'  skill_{n} : number "Skill {n}"' for n in range(1, count + 1)]
    visits = ["  table visits dated on {", "    on : date", "    minutes : number", "  }"]
    lines = [
        'use "facts/linkedin.ssi"',
        'use "markets/titles.ssi"',
        f'ruleset large "Large" {{\n  version "1.0.0"\n  worth {count}\n}}',
        "facts {\n" + "\n".join([*facts, *visits]) + "\n}",
        "let invitations_of_a_year = count of invitations over 1 year",
    ]
    lines += (_pillar(number) for number in range(PILLARS))
    return "\n".join(lines) + "\n"


def _pillar(number: int) -> str:
    criteria = (_criterion(number * CRITERIA + each + 1) for each in range(CRITERIA))
    return f'pillar p{number} "Pillar {number}" worth {CRITERIA} {{\n' + "".join(criteria) + "}"


def _criterion(n: int) -> str:
    measure = _MEASURES[n % len(_MEASURES)].format(n=n)
    needs = f"    needs skill_{n} > 3 and not (skill_{n} = 7)\n" if n % 2 else ""
    return (
        f'  criterion c{n} "Criterion {n}" worth 1 {{\n    measure {measure}\n{needs}'
        f"    bands {{\n      from {_cut(n, 1)} earns 0.25\n      from {_cut(n, 2)} earns 0.5\n"
        f"      from {_cut(n, 3)} earns 1\n    }}\n    basis chosen\n  }}\n"
    )


def _cut(n: int, step: int) -> str:
    is_share = n % len(_MEASURES) in (1, 3)
    return f"{20 * step}%" if is_share else str(step * 10)
