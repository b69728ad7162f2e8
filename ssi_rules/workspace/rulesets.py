"""Rulesets and markets by the path or name that a person gives."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ssi_rules.checking.lower import lower_catalogue
from ssi_rules.checking.lower_markets import lower_markets
from ssi_rules.pipeline import Outcome, compile_unit
from ssi_rules.workspace import problems as say
from ssi_rules.workspace.load import Loader
from ssi_rules.workspace.places import shipped_home

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ssi_rules import model
    from ssi_rules.checking.flat import Flat
    from ssi_rules.diagnostics import Diagnostic


class RulesetError(Exception):
    """A ruleset or market cannot be had.

    Attributes:
        diagnostics: Why, in the order of output; errors and whatever else was found.
    """

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Keep the findings; the message is that of the first."""
        self.diagnostics = tuple(diagnostics)
        super().__init__(self.diagnostics[0].message if self.diagnostics else "the ruleset has errors")


def load_ruleset(path: str | Path) -> model.Ruleset:
    """The ruleset of a file, or a shipped one by its name (``linkedin-ssi-2015``, with or without ``.ssi``).

    Raises:
        RulesetError: It does not exist, has errors or holds no ruleset.
    """
    outcome = _outcome(located(path))
    if outcome.ruleset is None:
        raise RulesetError([say.not_a_ruleset(outcome.file.source.path)])
    return outcome.ruleset


def load_flat(path: str | Path) -> Flat:
    """The same ruleset as its authors wrote it, with everything it extends and changes worked off.

    Raises:
        RulesetError: It does not exist, has errors or holds no ruleset.
    """
    outcome = _outcome(located(path))
    if outcome.flat is None:
        raise RulesetError([say.not_a_ruleset(outcome.file.source.path)])
    return outcome.flat


def located(path: str | Path) -> Path:
    """The file of that path, else the shipped one of that name.

    Raises:
        RulesetError: There is neither.
    """
    name, known = Path(path).as_posix(), dict(shipped_rulesets())
    if Path(path).is_file() or (Path(path).exists() and name not in known):
        return Path(path)
    shipped = known.get(name) or known.get(name.removesuffix(".ssi"))
    if shipped is None:
        raise RulesetError([say.no_such_ruleset(name, known, rule_files_in(Path(path).parent))])
    return shipped


def rule_files_in(folder: Path) -> list[str]:
    """Rule files of a folder, as they would be named; none of one that cannot be listed."""
    return sorted(each.as_posix() for each in folder.glob("*.ssi"))


def shipped_rulesets() -> Iterator[tuple[str, Path]]:
    """Names and files of the rulesets that came with the program, without facts, markets and tests."""
    folder = shipped_home().folder
    for file in sorted(folder.glob("*.ssi")):
        if not file.name.endswith("_test.ssi"):
            yield file.stem, file


def load_markets(path: str | Path | None = None) -> Mapping[str, model.Market]:
    """The markets that stand in a rule file, used and inherited ones included; those of the shipped titles without one.

    Raises:
        RulesetError: The file does not exist or has errors.
    """
    outcome = _outcome(shipped_home().folder / "markets" / "titles.ssi" if path is None else located(path))
    return lower_markets(outcome.draft.markets)


def load_market(name: str, path: str | Path | None = None) -> model.Market:
    """One market of a rule file, or of the shipped titles.

    Raises:
        RulesetError: The file does not exist or has errors, or there is no such market.
    """
    markets = load_markets(path)
    if name not in markets:
        raise RulesetError(
            [say.no_such_market(name, "markets/titles.ssi" if path is None else str(path), markets)]
        )
    return markets[name]


def load_catalogue() -> model.Catalogue:
    """The facts and tables of the shipped catalogue.

    Raises:
        RulesetError: The installation is broken.
    """
    draft = _outcome(shipped_home().folder / "facts" / "linkedin.ssi").draft
    return lower_catalogue(draft.facts, draft.tables)


def _outcome(file: Path) -> Outcome:
    outcome = compile_unit(Loader().load(file), {})
    if outcome.problems.has_errors:
        raise RulesetError(outcome.problems)
    return outcome
