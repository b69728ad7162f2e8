"""Score LinkedIn activity by rules you can read, check and change.

The whole of the public interface; each name is loaded when it is first used::

    import ssi_rules

    findings = ssi_rules.check(["team.ssi"])
    ruleset = ssi_rules.load_ruleset("linkedin-ssi-2015")
    dataset = ssi_rules.open_dataset("export.zip", ruleset.catalogue)
    for scorecard in ssi_rules.score(ruleset, dataset):
        print(scorecard.member, scorecard.total.points)
        print(ssi_rules.explain(scorecard).headline)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ssi_rules.api import check, explain, load_ruleset, open_dataset, score, score_population

    __version__: str

__all__ = ["__version__", "check", "explain", "load_ruleset", "open_dataset", "score", "score_population"]


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415 - it opens the package's metadata

        return version("ssi-rules")
    if name in __all__:
        from ssi_rules import api  # noqa: PLC0415 - importing the package costs nothing

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
