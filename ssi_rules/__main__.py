"""``python -m ssi_rules`` is ``ssi``."""

from ssi_rules.cli.main import run

run()
