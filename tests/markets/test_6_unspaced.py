"""Step 6: phrases in scripts without spaces match anywhere in a segment."""

from __future__ import annotations

import pytest

from tests.markets.build import answer, has, removes

FOUND = {
    ("总经理", "副总经理"): True,
    ("总经理", "总 经 理"): True,
    ("总经理", "总经 | 理"): False,
    ("首席执行官", "公司首席执行官兼董事"): True,
    ("代表取締役", "株式会社代表取締役社長"): True,
    ("ファイナンシャルアドバイザー", "ファイナンシャル・アドバイザー"): True,
    ("しゃちょう", "ふくしゃちょう"): True,
    ("ผู้จัดการ", "รองผู้จัดการทั่วไป"): True,
    ("前ceo", "前CEO"): True,
    ("ceo", "公司CEO"): True,
    ("ceo", "CEO兼创始人"): True,
    ("ceo", "公司CEOs"): False,
    ("首席 * 官", "首席信息官"): True,
    ("首席 * 官", "首席官"): False,
    ("总裁/ceo", "总裁 | CEO"): True,
    ("カ", "ガ"): False,
}


@pytest.mark.parametrize(("phrase", "text"), FOUND)
def test_matches_as_a_substring(phrase: str, text: str) -> None:
    assert answer(text, has(phrase)) is FOUND[phrase, text]


def test_removes_by_substring() -> None:
    assert answer("总经理助理", has("总经理"), removes("助理")) is False
    assert answer("总经理助理 | 总经理", has("总经理"), removes("助理")) is True
