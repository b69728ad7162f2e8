"""``ssi translate``."""

from pathlib import Path
from typing import Annotated

import typer

from ssi_rules.cli.options import RulesetArgument


def translate(
    ruleset: RulesetArgument,
    lang: Annotated[str, typer.Option(help="Language to translate into: de, fr, es, or en.")],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="Write here instead of beside the rule file.", show_default=False
        ),
    ] = None,
) -> None:
    """Write a rule file's texts for translation.

    Titles, advice and reasons stand in RULESET.LANG.po beside the rule file, where reports find their translations.
    Run it again after a change: what is translated is kept, what is new is empty.
    """
    from ssi_rules.cli.streams import say
    from ssi_rules.cli.translating import write_draft

    say(write_draft(ruleset, lang, output))
