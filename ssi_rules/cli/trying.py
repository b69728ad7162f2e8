"""Edits of a command line, tried on one member."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TextIO

from ssi_rules.cli.members import find_member
from ssi_rules.cli.trouble import Trouble, sentence
from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.planning.edit_cursor import EditError
from ssi_rules.planning.edit_text import read_edit
from ssi_rules.planning.editing import CannotEdit
from ssi_rules.planning.edits import written
from ssi_rules.planning.whatif import what_if
from ssi_rules.sources.open import resolve_as_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ssi_rules.cli.scoring import Run
    from ssi_rules.cli.streams import Colour
    from ssi_rules.model import Ruleset
    from ssi_rules.planning.edits import Edit
    from ssi_rules.planning.whatif import WhatIf


def read_edits(texts: Iterable[str], ruleset: Ruleset) -> tuple[Edit, ...]:
    """The edits that arguments write.

    Raises:
        Trouble: There is none, or one cannot be read; says where in it and what to write.
    """
    edits = tuple(_read(each, ruleset) for each in texts)
    if not edits:
        raise Trouble("There is nothing to try.", "Say what would be otherwise, as in referrals=12.")
    return edits


def _read(text: str, ruleset: Ruleset) -> Edit:
    try:
        return read_edit(text, ruleset.catalogue, ruleset.actions)
    except EditError as error:
        place = (error.text, error.start, error.end)
        raise Trouble(sentence(error.message), sentence(error.help), place) from error


def tried(run: Run, member: str | None, edits: Sequence[Edit]) -> WhatIf:
    """One member's score as read and as edited.

    Raises:
        Trouble: There is no such member, no telling which, or no place in the data for an edit.
        DataError: The data cannot be read.
        AsOfNeeded: The ruleset reads dates and there is no day.
    """
    found = find_member(run.dataset.members(), member)
    day = resolve_as_of(found, run.as_of, run.ruleset.catalogue)
    try:
        done = what_if(Evaluator(run.ruleset), found, edits, day)
    except CannotEdit as error:
        raise Trouble(f"{written(error.edit)}: {error.message}.", sentence(error.help)) from error
    next(run.counted([done.before]))
    return done


def write(done: WhatIf, format_: Literal["text", "json", "md"], colour: Colour, stream: TextIO) -> None:
    """Write a what-if to a stream as asked for."""
    match format_:
        case "json":
            from ssi_rules.report.whatif.document import document

            stream.write(document(done).model_dump_json(by_alias=True, indent=2) + "\n")
        case "md":
            from ssi_rules.report.whatif import view
            from ssi_rules.report.whatif.markdown import markdown

            stream.write(markdown(view(done)))
        case "text":
            from ssi_rules.cli.streams import console
            from ssi_rules.report.whatif import view
            from ssi_rules.report.whatif.terminal import print_what_if

            print_what_if(view(done), console(colour, stream))
