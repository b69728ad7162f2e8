from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ssi_rules.lsp.desk import Desk
from ssi_rules.lsp.hover import hover
from ssi_rules.lsp.keywords import MEANINGS, keyword_help
from ssi_rules.syntax.trouble import keywords
from ssi_rules.syntax.words import FORMS
from tests.lsp.desk import Cursor, cursor

if TYPE_CHECKING:
    from tests.conftest import Golden

HERE = Path(__file__).parent
LANGUAGE = HERE.parent / "language"


def told(place: Cursor) -> str | None:
    found = hover(place.sheet, place.offset, lambda: place.desk.sheets(place.path))
    return None if found is None else found.text


def places(text: str, *words: str) -> list[int]:
    return [text.index(each) + 1 for each in words]


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (
            "tour",
            (
                'tour "A tour', '"facts/linkedin.ssi"', "referrals ", "visits dated", "minutes    :",
                "wholesaler_target ", "target = ", "inmail_floor = ", "recent_replies = ", 'engage "',
                'inmail_reply_rate "', 'shares "Posts', 'referred "', "steady ", 'publish_post "', "connections where",
                "senior_executive", "replied\n", "else articles", "bands {", "redistribute", "inferred",
            ),
        ),
        (
            "wholesale",
            ("target = ", "inmail_floor = ", "target_share {", "visit_depth", "engage {", "introductions "),
        ),
    ],
)  # fmt: skip
def test_what_is_told(golden: Golden, tmp_path: Path, file: str, words: tuple[str, ...]) -> None:
    project = {each: (LANGUAGE / f"{each}.ssi").read_text(encoding="utf-8") for each in ("tour", "wholesale")}
    place = cursor(tmp_path, **project | {file: "|" + project[file]})
    said = [
        f"# {project[file][at - 1 :].splitlines()[0]}\n\n{told(Cursor(place.desk, place.path, at))}\n"
        for at in places(project[file], *words)
    ]
    golden(HERE / "golden" / f"hover_{file}.md", "\n".join(said))


@pytest.mark.parametrize(
    "text",
    [
        "|",
        "  |",
        "# a comm|ent about pillar",
        "let a = 1  # where|",
        'level a "pil|lar" from 1',
        "let a = unknown_na|me",
        "let a = 4|2",
    ],
)
def test_nothing_is_told_of_what_means_nothing(tmp_path: Path, text: str) -> None:
    assert told(cursor(tmp_path, rules=text)) is None


def test_a_name_that_is_also_a_word_is_the_name(tmp_path: Path) -> None:
    text = 'facts {\n  source : text "Where a lead came from"\n}\nlet a = sou|rce = "web"\n'
    assert "Where a lead came from" in (told(cursor(tmp_path, rules=text)) or "")


def test_a_let_of_lets_has_a_value(tmp_path: Path) -> None:
    text = "let a = 10%\nlet b| = a + 2%\n"
    assert "percent, always 12%" in (told(cursor(tmp_path, rules=text)) or "")


def test_an_award_below_the_worth_is_told(tmp_path: Path) -> None:
    text = (
        'ruleset r "R" {}\npillar p "P" worth 5 {\n  criterion c| "C" worth 5 {\n    measure 1\n'
        "    ramp {\n      0 earns 0\n      9 earns 4\n    }\n  }\n}\n"
    )
    assert "worth 5, earns at most 4" in (told(cursor(tmp_path, rules=text)) or "")


def test_every_word_that_begins_a_line_is_explained() -> None:
    assert [word for word in FORMS if keyword_help(word, "") is None] == ["title"]


def test_every_explained_word_is_one_of_the_language() -> None:
    assert set(MEANINGS) <= keywords()


def test_an_unsaved_file_elsewhere_is_read(tmp_path: Path) -> None:
    desk = Desk()
    desk.put(tmp_path / "new.ssi", "let a = 1\nlet b = a\n")
    found = hover(desk.sheet(tmp_path / "new.ssi"), len("let a = 1\nlet b = a"), lambda: ())
    assert found is not None
    assert re.search(r"new\.ssi:1", found.text)
