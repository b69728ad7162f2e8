"""Whatever is suggested for whatever ruleset: it stands its checks, is laid out, and means what was meant."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ssi_rules.cli.asking.calibrating import answered, write_ruleset
from ssi_rules.cli.asking.reading import Asked
from ssi_rules.formatting import format_bytes
from ssi_rules.workspace import Options, check_paths, load_ruleset

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.model import Award, Ruleset

TYPES = ("count", "number", "percent", "flag")


def award(drawn: random.Random, type_: str, worth: float) -> Iterator[str]:
    """Bands, or a ramp, over numbers of all kinds; or a flag's points."""
    if type_ == "flag":
        yield f"earns {worth} when {drawn.choice(['yes', 'no'])}"
        return
    cuts = sorted(drawn.sample(range(1, 90), 3))
    below = 50.5 if type_ == "number" else 0
    points = [*sorted(drawn.sample(range(1, int(worth * 4)), 2)), int(worth * 4)]
    is_ramp = drawn.random() < 0.5
    yield "ramp {" if is_ramp else "bands {"
    for cut, quarters in zip(cuts, [0, *points[1:]] if is_ramp else points, strict=True):
        sign = "%" if type_ == "percent" else ""
        yield f"{'' if is_ramp else 'from '}{cut - below:g}{sign} earns {quarters / 4}"
    yield "}"


def rules(drawn: random.Random, types: list[str]) -> str:
    worths = [drawn.choice([2, 3.5, 5, 10]) for _ in types]
    lines = [f'ruleset sample "A sample" {{ version "1.0.0" worth {sum(worths)} }}', "facts {"]
    lines += [f'f{place} : {type_} "Fact {place}"' for place, type_ in enumerate(types)]
    lines += ["}", f'pillar reach "Reach" worth {sum(worths)} {{']
    for place, (type_, worth) in enumerate(zip(types, worths, strict=True)):
        lines += [f'criterion c{place} "Criterion {place}" worth {worth} {{', f"measure f{place}"]
        lines += [*award(drawn, type_, worth), 'advice "More."', "basis chosen", "}"]
    return "\n".join([*lines, "}", 'level starting "Starting" from 0', ""])


def value(drawn: random.Random, type_: str) -> tuple[str, float]:
    """A cell, and what it counts for."""
    if drawn.random() < 0.05:
        return "", 0
    if type_ == "flag":
        return drawn.choice([("yes", 1.0), ("no", 0.0)])
    of = round(drawn.uniform(-50, 50), 2) if type_ == "number" else drawn.randrange(100)
    return f"{of}{'%' if type_ == 'percent' else ''}", of > 20


def members(drawn: random.Random, types: list[str]) -> str:
    lines = [",".join(["member_id", *(f"f{place}" for place in range(len(types))), "won"])]
    for number in range(250):
        cells, counted = zip(*(value(drawn, each) for each in types), strict=True)
        won = 3 * counted[0] + 2 * counted[1] + drawn.gauss(0, 1)
        lines.append(",".join([f"m{number}", *cells, f"{won:.2f}"]))
    return "\n".join(lines) + "\n"


def awards(ruleset: Ruleset) -> list[tuple[Award, int]]:
    return [(each.award, each.worth) for pillar in ruleset.pillars for each in pillar.criteria]


@pytest.mark.parametrize("seed", [0, 2, 3, 4, 5, 6, 7, 10])
def test_any_suggestion_is_a_ruleset_without_fault(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    drawn = random.Random(seed)
    types = [TYPES[seed % 4], *drawn.choices(TYPES, k=2)]
    base, new = Path("sample.ssi"), Path("new.ssi")
    for name, text in {
        "ssi.toml": "",
        "sample.ssi": format_bytes(rules(drawn, types).encode(), "sample.ssi"),
        "members.csv": members(drawn, types),
    }.items():
        Path(name).write_text(text, encoding="utf-8")
    before = base.read_bytes()
    asked = Asked(Path("members.csv"), ("won",), None, (), rejects=False)
    answer = answered(load_ruleset(base), asked, None, 4)
    # Seeds of which there is anything to suggest.
    assert answer.suggested.suggestions
    write_ruleset(answer, "sample.ssi", new)
    text = new.read_text(encoding="utf-8")
    assert format_bytes(text.encode(), "new.ssi") == text
    assert [each.message for each in check_paths([new], Options()).problems.found] == []
    assert awards(load_ruleset(new)) == awards(answer.suggested.ruleset)
    assert base.read_bytes() == before
