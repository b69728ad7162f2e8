"""Many generated rule files, each held to what formatting promises."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from ssi_rules.syntax.printer import print_file
from tests.formatting.promises import Fingerprints, keeps_its_promises, shipped, tree
from tests.formatting.scramble import scrambled
from tests.fuzz import mutate, rule_texts
from tests.syntax import trees

if TYPE_CHECKING:
    from ssi_rules.syntax import ast

_LONGEST = 20_000
"""Characters of a shipped file that is still quick to compile ten thousand times."""


@dataclass
class Campaign:
    """What was tried.

    Attributes:
        files: Files that were formatted and kept every promise.
        rulesets: Those of them that have a fingerprint, which stayed.
        unreadable: Files that came out as something the language does not read, and were left aside.
    """

    files: int = 0
    rulesets: int = 0
    unreadable: int = 0
    _fingerprints: Fingerprints = field(default_factory=Fingerprints)

    def try_trees(self, count: int, seed: int) -> None:
        """Any tree there is, in any layout."""
        quiet = settings(
            max_examples=count,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )

        @quiet
        @given(trees.files, st.integers(0, 2**32))
        def one(file: ast.File, number: int) -> None:
            text = scrambled(print_file(file), Random(seed + number))
            self.unreadable += tree(text) is None
            assume(tree(text) is not None)
            keeps_its_promises(text)
            self.files += 1

        one()

    def try_rulesets(self, count: int, seed: int) -> None:
        """Rulesets that are shipped, with other numbers, operators and words, in any layout."""
        files = {name: path for name, path in shipped().items() if path.stat().st_size < _LONGEST}
        done = 0
        while done < count:
            rng = Random(seed)
            path = files[rng.choice((*files, "tour.ssi", "wholesale.ssi"))]
            changed = mutate.spoil(rng, path.read_text(encoding="utf-8"), rule_texts.GENTLE)
            text = scrambled(changed, rng)
            seed += 1
            if tree(text) is None:
                self.unreadable += 1
                continue
            before = self._fingerprints.of(path, text)
            assert self._fingerprints.of(path, keeps_its_promises(text)) == before
            self.rulesets += before is not None
            self.files += 1
            done += 1
