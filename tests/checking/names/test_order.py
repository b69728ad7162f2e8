"""What must hold of every ruleset: order means nothing, undone changes leave nothing, and no name brings it down."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from ssi_rules.diagnostics import Diagnostic
from ssi_rules.workspace import ONLY_FAULTS, Checked, check_paths

HERE = Path(__file__).parent
WHOLE = (HERE / "good" / "tests_and_actions.ssi").read_text(encoding="utf-8")
BASE = (HERE / "good" / "change_everything" / "base.ssi").read_text(encoding="utf-8")
CHANGES = (HERE / "good" / "change_everything" / "main.ssi").read_text(encoding="utf-8")
HEADER = 'ruleset base "A case" {\n  extends "base.ssi"\n  version "1.0.0"\n}\n\n'

NAME = re.compile(
    r"\b(?:calls|seat|visits|floor|target|acme|engage|calling|visiting|sit|good|call|better|minutes)\b"
)


def declarations(text: str) -> list[str]:
    """A text cut where an unindented line begins."""
    return [each + "\n" for each in re.split(r"\n(?=[a-z])", text.strip())]


def check(**files: str) -> Checked:
    with TemporaryDirectory() as folder:
        (Path(folder) / "ssi.toml").touch()
        for name, text in files.items():
            (Path(folder) / f"{name}.ssi").write_text(text, encoding="utf-8")
        return check_paths([Path(folder) / "main.ssi"], ONLY_FAULTS)


def fingerprint(checked: Checked) -> str:
    ruleset = checked.compiled[0].ruleset
    assert ruleset is not None, list(checked.problems)
    return ruleset.fingerprint


@settings(deadline=None, max_examples=20)
@given(st.permutations(declarations(WHOLE)))
def test_the_order_of_declarations_means_nothing(shuffled: list[str]) -> None:
    assert fingerprint(check(main="".join(shuffled))) == fingerprint(check(main=WHOLE))


def test_what_is_removed_and_added_again_is_as_before() -> None:
    again = re.search(r"  criterion visiting.*?\n  }\n", BASE, re.DOTALL)
    assert again is not None
    changed = HEADER + f"remove engage.visiting\n\nin engage {{\n{again[0]}}}\n"
    assert fingerprint(check(main=changed, base=BASE)) == fingerprint(check(main=BASE))


def test_a_change_and_its_way_back_leave_the_base() -> None:
    changed = HEADER + "change let floor = 6\n\nchange let floor = 5\n"
    assert fingerprint(check(main=changed, base=BASE)) == fingerprint(check(main=BASE))


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_names_in_the_wrong_places_are_findings(data: st.DataObject) -> None:
    names = st.sampled_from(sorted(set(NAME.findall(BASE + CHANGES))))
    places = list(NAME.finditer(CHANGES))
    wrong = data.draw(st.dictionaries(st.sampled_from(range(len(places))), names, min_size=1, max_size=4))
    pieces, end = [], 0
    for index in sorted(wrong):
        pieces += [CHANGES[end : places[index].start()], wrong[index]]
        end = places[index].end()
    checked = check(main="".join(pieces) + CHANGES[end:], base=BASE)
    assert all(isinstance(each, Diagnostic) for each in checked.problems)
    assert checked.problems.has_errors or checked.compiled[0].ruleset is not None
