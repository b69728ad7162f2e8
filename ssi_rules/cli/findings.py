"""Findings about rule files, shown in the forms asked for."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from ssi_rules.cli.streams import Colour, as_bytes_for_machines, wants_colour
from ssi_rules.cli.summary import summarise
from ssi_rules.cli.writing import destination
from ssi_rules.formats import RENDERERS
from ssi_rules.formats.junit import render_suites

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ssi_rules.cli.options import FindingsFormat
    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.formats.junit import Suite
    from ssi_rules.text import Source

_FOR_PEOPLE = ("full", "concise")


def show_findings(
    diagnostics: Iterable[Diagnostic], format_: FindingsFormat, colour: Colour, stream: TextIO
) -> None:
    """Write findings to a stream; machine formats are never coloured."""
    stream.write(RENDERERS[format_](diagnostics, colour=wants_colour(colour, stream)))


def write_findings(
    diagnostics: Sequence[Diagnostic],
    files: Sequence[Source],
    formats: Sequence[str] | None,
    colour: Colour,
    suites: Sequence[Suite] | None = None,
) -> None:
    """Write findings in every form that ``--format`` asked for.

    A command takes ``formats: FormatsOption = None``, which refuses what cannot be done as wrong use (exit code 2), hands
    it on here, and then says its last line on stderr where ``for_people(formats)``.

    Args:
        diagnostics: What was found, in any order.
        files: Every file that was looked at, clean ones too; of these only the names are read, so that a file whose
            findings are kept from before can be given as ``Source(path, "", inside)``.
        formats: ``FORMAT`` for stdout, ``FORMAT=FILE`` for a file, which is replaced whole or not at all. Where
            nothing goes to stdout, that gets ``full``.
        colour: What ``--color`` said.
        suites: What ``junit`` shows, for a command that ran tests; None shows the findings.

    Raises:
        Trouble: A file cannot be written.
    """
    asked = [each.partition("=") for each in formats or ()]
    to_files = {file: name for name, _, file in asked if file not in _STDOUT}
    on_stdout = next((name for name, _, file in asked if file in _STDOUT), "full")
    for file, name in to_files.items():  # before stdout, whose reader may leave
        with destination(Path(file)) as stream:
            stream.write(_rendered(name, diagnostics, files, suites, colour=colour == "always"))
    if "github" in (on_stdout, *to_files.values()):
        summarise(diagnostics, files)
    shown = _rendered(on_stdout, diagnostics, files, suites, colour=wants_colour(colour, sys.stdout))
    if on_stdout not in _FOR_PEOPLE:
        as_bytes_for_machines(sys.stdout)
    sys.stdout.write(shown)


_STDOUT = ("", "-")


def for_people(formats: Sequence[str] | None) -> bool:
    """Whether it is a person who reads stdout, so that a last line may tell how many findings there are."""
    on_stdout = [each for each in formats or () if each.partition("=")[2] in _STDOUT]
    return all(each.partition("=")[0] in _FOR_PEOPLE for each in on_stdout)


def _rendered(
    name: str,
    diagnostics: Sequence[Diagnostic],
    files: Sequence[Source],
    suites: Sequence[Suite] | None,
    *,
    colour: bool,
) -> str:
    if name == "junit" and suites is not None:
        return render_suites(suites)
    return RENDERERS[name](diagnostics, files, colour=colour)
