"""Half-typed files, places out of range, files that are none: every question has an answer."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from ssi_rules.lsp.actions import actions, fix_all
from ssi_rules.lsp.completion import complete
from ssi_rules.lsp.definition import definition
from ssi_rules.lsp.desk import Desk
from ssi_rules.lsp.hover import hover
from ssi_rules.lsp.layout import formatted
from ssi_rules.lsp.paths import nameable
from ssi_rules.lsp.references import highlights, references
from ssi_rules.lsp.rename import CannotRename, rename_on
from ssi_rules.lsp.symbols import outline
from tests.lsp.desk import cursor

LANGUAGE = Path(__file__).parent.parent / "language"
TOUR = (LANGUAGE / "tour.ssi").read_text(encoding="utf-8")
WHOLESALE = (LANGUAGE / "wholesale.ssi").read_text(encoding="utf-8")
_SEED = 20261123


def ask_everything(desk: Desk, path: Path, offset: int) -> None:
    """Ask all there is to ask at a place; what matters is that nothing raises."""
    sheet = desk.sheet(path)
    hover(sheet, offset, lambda: desk.sheets(path))
    definition(sheet, offset)
    references(sheet, offset, lambda: desk.sheets(path), declaration=True)
    highlights(sheet, offset)
    complete(sheet, offset, lambda: nameable(path, desk.project(path)))
    outline(sheet.unit.file)
    found = desk.findings(path)
    actions(found, offset, offset)
    fix_all(found)


def test_every_question_while_the_tour_is_typed(tmp_path: Path) -> None:
    place = cursor(tmp_path, tour="|", wholesale=WHOLESALE)
    for end in range(0, len(TOUR), 61):
        place.desk.put(place.path, TOUR[:end])
        ask_everything(place.desk, place.path, end)


def test_every_question_after_pieces_were_deleted(tmp_path: Path) -> None:
    place, random = cursor(tmp_path, tour="|", wholesale=WHOLESALE), Random(_SEED)
    for _ in range(40):
        text = TOUR
        for _ in range(random.randint(1, 4)):
            at = random.randrange(len(text))
            text = text[:at] + text[at + random.randint(1, 80) :]
        place.desk.put(place.path, text)
        ask_everything(place.desk, place.path, random.randrange(len(text)))
        ask_everything(place.desk, place.path.with_name("wholesale.ssi"), random.randrange(len(WHOLESALE)))


def test_completion_after_every_character_of_the_tour(tmp_path: Path) -> None:
    place = cursor(tmp_path, tour="|" + TOUR)
    for offset in range(0, len(TOUR), 3):
        for each in complete(place.sheet, offset, lambda: ()):
            assert each.start <= offset


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "\0",
        "😀",
        "let a\u2028 = 1",
        "\ud83d",
        "{" * 400,
        "}" * 400,
        '"' * 99,
        "let a = " + "(" * 300,
        "\ufeff# x",
    ],
    ids=[
        "empty",
        "line",
        "nul",
        "astral",
        "separator",
        "surrogate",
        "open",
        "closed",
        "quotes",
        "deep",
        "mark",
    ],
)
@pytest.mark.parametrize("offset", [0, 1, 10_000])
def test_odd_texts_and_places(tmp_path: Path, text: str, offset: int) -> None:
    place = cursor(tmp_path, rules="|")
    place.desk.put(place.path, text)
    ask_everything(place.desk, place.path, offset)
    formatted(place.sheet.source)
    with pytest.raises(CannotRename):
        rename_on(place.desk, place.path, offset, "b")


def test_files_that_are_none(tmp_path: Path) -> None:
    (tmp_path / "folder.ssi").mkdir()
    (tmp_path / "binary.ssi").write_bytes(b"\xff\xfe\0\1")
    for name in ("missing.ssi", "folder.ssi", "binary.ssi", "no_suffix"):
        ask_everything(Desk(), tmp_path.resolve() / name, 3)


def test_files_that_use_themselves_and_each_other(tmp_path: Path) -> None:
    place = cursor(tmp_path, a='use "b.ssi"\nuse "a.ssi"\nlet x = |y\n', b='use "a.ssi"\nlet y = x\n')
    ask_everything(place.desk, place.path, place.offset)
    found = definition(place.sheet, place.offset)
    assert found is None or found.source.path == "b.ssi"
