"""What went wrong, told on stderr, and the exit code that stands for it."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback

from ssi_rules.cli import exits
from ssi_rules.cli.streams import say
from ssi_rules.cli.trouble import Trouble
from ssi_rules.formats.visible import visible, width


def exit_code_of(error: Exception) -> int | None:
    """Tell a person about a failure that is theirs to mend; None for a fault of our own."""
    match error:
        case Trouble(message=message, help=help_, place=place):
            _tell(message, help_, place)
            return exits.TROUBLE
        case BrokenPipeError():
            return exits.BROKEN_PIPE
        case OSError(filename=str() as filename):
            _tell(f"{filename}: {error.strerror or error}.", None)
            return exits.TROUBLE
        case OSError(errno=int(), strerror=str() as said):  # a full disk has no name
            _tell(f"{said}.", None)
            return exits.TROUBLE
        case _:
            return _of_lower_floors(error)


def _of_lower_floors(error: Exception) -> int | None:
    # Loaded only now: most runs do not fail, and need none of it.
    from ssi_rules.cli.findings import show_findings
    from ssi_rules.engines.score import AsOfNeeded
    from ssi_rules.report.languages.errors import LanguageError
    from ssi_rules.sources.dataset import DataError
    from ssi_rules.workspace import RulesetError

    match error:
        case DataError():
            _tell(str(error), error.help)
            return exits.TROUBLE
        case LanguageError(message=message, help=help_):
            _tell(message, help_)
            return exits.TROUBLE
        case AsOfNeeded():
            _tell(str(error), None)
            return exits.TROUBLE
        case RulesetError():
            show_findings(error.diagnostics, "full", "auto", sys.stderr)
            # What has no text was never read: a wrong name on the command line is no finding about a rule.
            return (
                exits.FINDINGS if any(each.span.source.text for each in error.diagnostics) else exits.TROUBLE
            )
        case _:
            return None


def _tell(message: str, help_: str | None, place: tuple[str, int, int] | None = None) -> None:
    # Messages quote what stood in files and on the command line.
    say(f"error: {visible(message)}")
    if place is not None:
        text, start, end = place
        before, marked = visible(text[:start]), visible(text[start:end])
        say(f"  {before}{marked}{visible(text[end:])}")
        say(f"  {' ' * width(before)}{'^' * max(1, width(marked))}")
    if help_:
        say(f"help: {visible(help_)}")


def report_crash(error: Exception) -> int:
    """Say that the fault is ours, and where its details are.

    Args:
        error: What nobody caught.

    Returns:
        The exit code for it.
    """
    say(f"error: ssi {_version()} failed on its own account: {type(error).__name__}.")
    say(f"help: please report it, with the details in {_written_traceback(error)}")
    return exits.TROUBLE


def _written_traceback(error: Exception) -> str:
    handle, name = tempfile.mkstemp(prefix="ssi-crash-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(f"ssi {_version()}, Python {sys.version}\n")
        file.writelines(traceback.format_exception(error))
    return name


def _version() -> str:
    from ssi_rules import __version__

    return __version__
