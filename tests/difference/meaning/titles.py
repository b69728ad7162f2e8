"""A small market, slips in it, and texts that tell such markets apart: each phrase, beside each other, vetoed, none, unknown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import permutations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

_FINDING = ("ceo", "head of sales", "sales", "director", "chief * officer")
_VETOING = ("assistant", "sales assistant", "former")
_COMPANIES = ("acme", "contoso")


@dataclass(frozen=True, slots=True)
class Clause:
    """A line of a market."""

    column: str
    vetoes: bool
    phrases: tuple[str, ...]

    def text(self) -> str:
        phrases = ", ".join(f'"{each}"' for each in self.phrases)
        return f"{self.column} {'not' if self.vetoes else 'has'} {phrases}"


Titles = tuple[Clause, ...]


def declared(clauses: Titles) -> str:
    """The market as a rule file has it."""
    return "".join(["market who {\n", *(f"  {each.text()}\n" for each in clauses), "}\n"])


def titles(rng: Random) -> Titles:
    """A market of two or three clauses, the first of which finds."""
    found = [Clause("title", vetoes=False, phrases=_some(rng, _FINDING, 3))]
    found += [Clause("title", vetoes=True, phrases=_some(rng, _VETOING, 2))] if rng.random() < 0.8 else []
    found += [Clause("title", vetoes=False, phrases=_some(rng, _FINDING, 3))] if rng.random() < 0.3 else []
    if len(found) == 1 or rng.random() < 0.4:
        found.append(Clause("company", vetoes=True, phrases=_some(rng, _COMPANIES, 2)))
    return tuple(found[:3])


def _some(rng: Random, of: tuple[str, ...], most: int) -> tuple[str, ...]:
    return tuple(rng.sample(of, rng.randint(1, min(most, len(of)))))


def slipped(rng: Random, of: Titles) -> Titles:
    """The market with a clause dropped or changed; or, now and then, said in other words."""
    at = rng.randrange(len(of))
    clause = of[at]
    kind = rng.randrange(6)
    match kind:
        case 0 if at:
            return (*of[:at], *of[at + 1 :])
        case 1 if len(clause.phrases) > 1:
            changed = replace(clause, phrases=clause.phrases[1:])
        case 2:
            return (*of[:at], clause, *of[at:])
        case 3:
            changed = replace(clause, phrases=(*clause.phrases, f"{clause.phrases[0]} {clause.phrases[-1]}"))
        case _:
            pool = _COMPANIES if clause.column == "company" else (*_FINDING, *_VETOING)
            changed = replace(clause, phrases=tuple(dict.fromkeys((*clause.phrases[1:], rng.choice(pool)))))
    return (*of[:at], changed, *of[at + 1 :])


# Texts.

_SPOKEN = {"chief * officer": "chief risk officer"}
FEW_TITLES = (None, "Teacher", "CEO", "head of sales", "director", "sales assistant", "former | CEO")
_WORDS = [_SPOKEN.get(each, each) for each in (*_FINDING, *_VETOING)]

TITLES = (
    None,
    "|",
    "Teacher",
    *_WORDS,
    *(f"{one} {other}" for one, other in permutations(_WORDS, 2)),
    *(f"{one}, {other}" for one, other in permutations(_WORDS, 2)),
)
"""For a fact: all pairs of phrases, in one segment and in two."""

ROWS = tuple(
    (title, company)
    for title in FEW_TITLES
    for company in ((None, "Fabrikam", "Acme", "Contoso Ltd") if title in ("CEO", None) else (None, "Acme"))
)
"""For the rows of a table: fewer titles, with the companies that clauses name and with others."""
