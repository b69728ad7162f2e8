"""What invented rulesets may ask about, and the values that invented members have of it."""

from __future__ import annotations

from datetime import date

from ssi_rules.language.types import Type
from ssi_rules.model import Catalogue, Column, Fact, Table

_FACTS = {
    "n": Type.COUNT,
    "m": Type.COUNT,
    "order": Type.COUNT,  # a word of SQL
    "a": Type.NUMBER,
    "b": Type.NUMBER,
    "p": Type.PERCENT,
    "q": Type.PERCENT,
    "f": Type.FLAG,
    "g": Type.FLAG,
    "s": Type.TEXT,
    "t": Type.TEXT,
    "headline": Type.TEXT,
    "d": Type.DATE,
    "e": Type.DATE,
}
_ROWS = {
    "on_day": Type.DATE,
    "x": Type.NUMBER,
    "k": Type.COUNT,
    "r": Type.PERCENT,
    "w": Type.FLAG,
    "v": Type.FLAG,
    "c": Type.TEXT,
    "z": Type.DATE,
}
_PEOPLE = {"met": Type.DATE, "title": Type.TEXT, "company": Type.TEXT, "n": Type.COUNT}
_GROUP = {"select": Type.FLAG, "limit": Type.NUMBER, "c": Type.TEXT, "z": Type.DATE}


def _table(name: str, dated: str | None, columns: dict[str, Type]) -> Table:
    return Table(name, dated, name.capitalize(), tuple(Column(*each) for each in columns.items()))


CATALOGUE = Catalogue(
    {name: Fact(name, of, name.capitalize()) for name, of in _FACTS.items()},
    {
        "rows": _table("rows", "on_day", _ROWS),
        "people": _table("people", "met", _PEOPLE),  # its `n` shadows the fact
        "group": _table("group", None, _GROUP),
    },
)

DAYS = (date(2024, 2, 29), date(2025, 12, 31), date(2026, 3, 31), date(2026, 7, 1))
"""Days to look from: ends of months that others do not have, and of years."""

PLAIN_TEXTS = (
    "Retail", "retail", " Retail ", "Café", "Cafe\u0301", "\u00a0Banking\u2003", "Banking", "Zażółć", "İstanbul", "ß", "ss",
    "東京", "\uff46ull", "it's", "100%", "_", "\ufb01n", "a\tb", "🙂", "O\u2019Neil", "x" * 300,
)  # fmt: skip
"""Texts to compare: letters with marks in both forms, white space around, words that some programs take for others."""

TITLES = (
    "CEO", "C.E.O.", "ceo at Contoso", "Chief Financial Officer", "Chief Something Else Entirely Officer", "Owner",
    "Ex-Contoso | CEO at Fabrikam", "Assistant to the CEO", "Financial Advisor, CFP®", "\uff23EO", "\u0421\u0415\u041e", "CEO & Founder",
    "Geschäftsführerin", "Geschaftsfuhrer", "генеральный директор", "Генеральный Директор / владелец", "首席执行官", "前首席执行官",
    "代表取締役社長", "최고경영자", "ประธานเจ้าหน้าที่บริหาร", "المدير التنفيذي", "מנכ\u05f4ל", "मुख्य कार्यकारी अधिकारी", "διευθύνων σύμβουλος",
    "V.P. Sales - EMEA", "VP of Sales and Marketing", "Owner / Operator", "Teacher", "|", "🙂", "...", "Former Owner",
)  # fmt: skip
"""Titles in many scripts; some are about nobody, and some say nothing once signs are left out."""

COMPANIES = (
    "Contoso",
    "Example University",
    "Fabrikam, Inc.",
    "Universität Beispiel",
    "--",
    "株式会社例",
    "Example Univ.",
)

PHRASES = (
    "ceo", "chief * officer", "owner", "founder", "geschäftsführer", "geschäftsführerin", "генеральный директор", "首席执行官",
    "社長", "최고경영자", "เจ้าหน้าที่บริหาร", "المدير التنفيذي", "मुख्य कार्यकारी अधिकारी", "διευθύνων σύμβουλος", "vp", "sales and marketing",
    "financial advisor", "retail", "café", "banking",
)  # fmt: skip
VETOES = (
    "assistant to",
    "former",
    "前",
    "teacher",
    "example university",
    "universität",
    "contoso",
    "marketing",
    "例",
)
