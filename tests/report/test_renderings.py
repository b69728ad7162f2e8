"""Every rendering says the same: each text of the view, as it stands there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ssi_rules.report.context import ALONE
from ssi_rules.report.markdown import markdown
from ssi_rules.report.member.explain import explain
from ssi_rules.scorecard import Scorecard
from tests.report.cards import CARD, CONTEXT, RICH
from tests.report.renderings import READINGS, printed, unwrapped
from tests.report.texts import squeezed, texts

if TYPE_CHECKING:
    from ssi_rules.report.context import Context
    from tests.conftest import Golden

HERE = Path(__file__).parent
GOLDEN = HERE / "golden" / "renderings"
OLD = sorted((HERE / "old").glob("*.json"))


def old(path: Path) -> Scorecard:
    return Scorecard.model_validate_json(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("rendering", READINGS)
@pytest.mark.parametrize(
    ("card", "context"), [(CARD, ALONE), (RICH, CONTEXT), *((old(path), ALONE) for path in OLD)]
)
def test_every_text_of_the_view_is_in_every_rendering(
    rendering: str, card: Scorecard, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    unwrapped(monkeypatch)
    explanation = explain(card, context=context)
    shown = squeezed(READINGS[rendering](explanation))
    assert [each for each in texts(explanation) if squeezed(each) not in shown] == []


def test_everything_beside_the_card_is_shown(golden: Golden) -> None:
    explanation = explain(RICH, context=CONTEXT)
    golden(GOLDEN / "rich.txt", printed(explanation, 100))
    golden(GOLDEN / "rich.md", markdown(explanation))


@pytest.mark.parametrize("path", OLD, ids=lambda path: path.stem)
def test_documents_of_earlier_versions_still_render(path: Path, golden: Golden) -> None:
    explanation = explain(old(path))
    golden(GOLDEN / f"old-{path.stem}.txt", printed(explanation, 100))
    golden(GOLDEN / f"old-{path.stem}.md", markdown(explanation))


def test_there_are_documents_of_earlier_versions() -> None:
    assert OLD
