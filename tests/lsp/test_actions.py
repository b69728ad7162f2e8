from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic, Edit, Fix, Safety
from ssi_rules.lsp.actions import Action, actions, fix_all
from ssi_rules.lsp.layout import formatted
from ssi_rules.text import Source, Span
from ssi_rules.workspace.edits import edited
from tests.lsp.desk import HEAD, cursor

if TYPE_CHECKING:
    from pathlib import Path

    from ssi_rules.codes import Code

SOURCE = Source("a.ssi", "let a = 1\n  let b = 2\nlet c = 3\n")


def finding(start: int, end: int, fix: Fix | None = None, code: Code = codes.UNUSED_LET) -> Diagnostic:
    return Diagnostic(code, "Told.", Span(SOURCE, start, end), fix=fix)


def fix(start: int, end: int, text: str, safety: Safety = Safety.SAFE) -> Fix:
    return Fix(f"Write `{text}`", (Edit(Span(SOURCE, start, end), text),), safety)


def after(action: Action) -> str:
    return edited(action.edits[0].span.source.text, action.edits)


def test_fixes_come_first_and_safe_ones_are_preferred() -> None:
    found = [
        finding(4, 5, fix(4, 5, "z")),
        finding(4, 5, fix(4, 5, "y", Safety.UNSAFE)),
        finding(30, 31, fix(30, 31, "x")),
    ]
    offered = actions(found, 4, 4)
    assert [(each.title.partition(" (")[0], each.is_preferred) for each in offered] == [
        ("Write `z`", True),
        ("Write `y`", False),
        ("Leave `unused-let` out here, and say why", False),
        ("Leave `unused-let` out here, and say why", False),
    ]
    assert after(offered[0]) == "let z = 1\n  let b = 2\nlet c = 3\n"


def test_errors_cannot_be_left_out() -> None:
    assert actions([finding(0, 3, code=codes.CLASH)], 0, 3) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("let a = 1\n", "# ssi: ignore[unused-let] \nlet a = 1\n"),
        ("b\n  let a = 1", "b\n  # ssi: ignore[unused-let] \n  let a = 1"),
        (
            "# ssi: ignore[cliff] a reason\nlet a = 1\n",
            "# ssi: ignore[cliff, unused-let] a reason\nlet a = 1\n",
        ),
        (
            "let a = 1  # SSI: Ignore[cliff] a reason\n",
            "let a = 1  # SSI: Ignore[cliff, unused-let] a reason\n",
        ),
        (
            "# ssi: ignore[cliff] a reason\n# a note\nlet a = 1\n",
            "# ssi: ignore[cliff, unused-let] a reason\n# a note\nlet a = 1\n",
        ),
        ("# a comment\nlet a = 1\n", "# a comment\n# ssi: ignore[unused-let] \nlet a = 1\n"),
    ],
)
def test_a_finding_is_left_out_by_a_comment_above_its_line(text: str, expected: str) -> None:
    source = Source("a.ssi", text)
    start = source.text.index("a = 1")
    (offered,) = actions(
        [Diagnostic(codes.UNUSED_LET, "Told.", Span(source, start, start + 1))], start, start
    )
    assert after(offered) == expected


def test_what_is_left_out_is_not_reported_again_once_there_is_a_reason(tmp_path: Path) -> None:
    place = cursor(tmp_path, rules='|use "markets/titles.ssi"\n' + HEAD.partition("\n")[2] + "let idle = 1\n")
    found = place.desk.findings(place.path)
    idle = next(each for each in found if each.code is codes.UNUSED_LET)
    (offered,) = actions([idle], idle.span.start, idle.span.end)
    text = after(offered)
    place.desk.put(place.path, text)
    assert [each.code for each in place.desk.findings(place.path) if each.code in _ABOUT] == [
        codes.SUPPRESSION_WITHOUT_REASON
    ]
    place.desk.put(place.path, text.replace("[unused-let] ", "[unused-let] Wanted soon."))
    assert [each.code for each in place.desk.findings(place.path) if each.code in _ABOUT] == []


_ABOUT = (codes.UNUSED_LET, codes.SUPPRESSION_WITHOUT_REASON, codes.UNUSED_SUPPRESSION)


def test_all_safe_fixes_that_do_not_touch_are_made_at_once() -> None:
    found = [
        finding(4, 5, fix(4, 5, "z")),
        finding(3, 5, fix(3, 5, "!!")),
        finding(16, 17, fix(16, 17, "y", Safety.UNSAFE)),
        finding(26, 27, fix(26, 27, "x")),
        finding(26, 27),
    ]
    everything = fix_all(found)
    assert everything is not None
    assert len(everything.edits) == 2
    assert "let b" in after(everything)
    assert fix_all([finding(0, 1)]) is None


def test_formatting_writes_only_lines_that_change() -> None:
    source = Source("a.ssi", "let a  = 1\n\n\n\nlet b = 2\nlet  c = 3\n")
    edits = formatted(source)
    assert edited(source.text, edits) == "let a = 1\n\nlet b = 2\nlet c = 3\n"
    assert all("let b" not in each.span.text for each in edits)


def test_what_cannot_be_read_is_not_formatted() -> None:
    assert formatted(Source("a.ssi", "let a  = = 1\n")) == []
