"""Drafts for the translators of a rule file, written beside it."""

from __future__ import annotations

from pathlib import Path

from ssi_rules.cli.trouble import Trouble
from ssi_rules.cli.writing import destination
from ssi_rules.report.languages.catalogues import known_tag
from ssi_rules.report.languages.drafting import drafted
from ssi_rules.report.languages.rules import beside, catalogue
from ssi_rules.resources import rulesets_folder
from ssi_rules.workspace import ruleset_files, wordings


def write_draft(ruleset: str, lang: str, output: Path | None) -> str:
    """Write a rule file's texts with the translations they have, and tell what is missing.

    Args:
        ruleset: The rule file, or a shipped ruleset by its name.
        lang: The language.
        output: Where to, instead of beside the rule file.

    Returns:
        What was done, one sentence.

    Raises:
        Trouble: There is nothing to translate, or no place to write to.
        LanguageError: There is no such language, or the catalogue there is cannot be read.
        RulesetError: The rule file cannot be read.
    """
    tag, words = known_tag(lang), wordings(ruleset)
    if not words:
        raise Trouble(f"{ruleset} holds no texts that members read.", "Name a ruleset, or a file of facts.")
    path = output or _beside(ruleset, tag)
    draft = drafted(words, tag, catalogue(path))
    with destination(path) as stream:
        stream.write(draft.text)
    missing = "all are translated" if not draft.missing else f"{draft.missing} wait for a translation"
    return f"{path}: {draft.count} texts, {missing}."


def _beside(ruleset: str, tag: str) -> Path:
    real = ruleset_files(ruleset)[0]
    if real.is_relative_to(rulesets_folder().resolve()):
        raise Trouble(f"{ruleset} came with the program.", "Name a file of your own with --output.")
    return beside(Path(ruleset), tag)
