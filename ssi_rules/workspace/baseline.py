"""Findings that a project knows of: kept in a file, and not reported again until they change.

A finding is known by its file, its code, the blocks it stands in and the text of its line, so that lines may move. Errors are
never known.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from ssi_rules.codes import CATALOGUE
from ssi_rules.workspace.errors import BaselineError
from ssi_rules.workspace.selectors import is_open_to_choice

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.text import Span
    from ssi_rules.workspace.inspect import Inspected

SCHEMA = "ssi.baseline/1"
_SIGN = re.compile(r'"(?:[^"\\\n]|\\.)*"|#[^\n]*|(?P<brace>[{}])')
_HEAD = re.compile(r'[^"{\n]*')


class Known(NamedTuple):
    """What a finding is known by.

    Attributes:
        path: Its file, relative to the baseline's folder.
        code: Its slug.
        within: The heads of the blocks around it, outermost first: ``pillar engage > criterion shares``.
        line: The text of its line.
    """

    path: str
    code: str
    within: str
    line: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """Known findings, each with how often it is known.

    Attributes:
        folder: What its paths are relative to.
    """

    folder: Path
    known: Counter[Known]

    def split(self, file: Inspected) -> tuple[tuple[Diagnostic, ...], Counter[Known]]:
        """What of a file's findings is new, and what is known of the file and was not found again."""
        path = _path(file.target.real, self.folder)
        gone = Counter({known: count for known, count in self.known.items() if known.path == path})
        new = []
        for each in file.found:
            known = known_by(each, path)
            if is_open_to_choice(each.code) and gone[known] > 0:
                gone[known] -= 1
            else:
                new.append(each)
        if not all(is_open_to_choice(each.code) for each in file.found):
            # No advice is sought beside an error.
            return tuple(new), Counter()
        wanted = {each for each in gone if file.target.settings.level(CATALOGUE[each.code], file.target.real)}
        return tuple(new), Counter(
            {each: count for each, count in gone.items() if count > 0 and each in wanted}
        )


@dataclass(slots=True)
class Baselines:
    """The baselines of a run, each read once."""

    _read: dict[Path, Baseline] = field(default_factory=dict)

    def split(self, file: Inspected) -> tuple[Inspected, Counter[Known]]:
        """A file without the findings that its baseline knows, and what the baseline knows and nobody found again.

        Raises:
            BaselineError: The baseline cannot be read, or is none.
        """
        path = file.target.settings.baseline
        if path is None:
            return file, Counter()
        if path not in self._read:
            self._read[path] = read_baseline(path)
        new, gone = self._read[path].split(file)
        return replace(file, found=new), gone


def known_by(diagnostic: Diagnostic, path: str) -> Known:
    """What a finding is known by, its file being called ``path``."""
    span = diagnostic.span
    line = " ".join(span.source.line(span.line).split())
    return Known(path, diagnostic.code.slug, " > ".join(_heads(span)), line)


def _heads(span: Span) -> list[str]:
    """The first words of the blocks that are open where a line begins."""
    text, start = span.source.text, span.source.line_starts[span.line - 1]
    heads: list[str] = []
    for sign in _SIGN.finditer(text, 0, start):
        if sign["brace"] == "{":
            begins = text.rfind("\n", 0, sign.start()) + 1
            found = _HEAD.match(text, begins)
            heads.append(" ".join(found[0].split()) if found else "")
        elif sign["brace"] and heads:
            heads.pop()
    return heads


def written(files: Iterable[Inspected], folder: Path) -> tuple[str, int]:
    """The text of a baseline in a folder that knows what was found now, and how many findings that are."""
    known: Counter[Known] = Counter()
    for file in files:
        path = _path(file.target.real, folder)
        known.update(known_by(each, path) for each in file.found if is_open_to_choice(each.code))
    findings = [{**each._asdict(), "count": known[each]} for each in sorted(known)]
    return json.dumps({"schema": SCHEMA, "findings": findings}, indent=2) + "\n", known.total()


def read_baseline(file: Path) -> Baseline:
    """The findings that a file knows.

    Raises:
        BaselineError: It cannot be read, or is no baseline.
    """
    way_out = f"write it with --write-baseline {file.name}"
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
        if document["schema"] != SCHEMA:
            raise BaselineError(f"{file.name} is a baseline of another form.", way_out)
        known = Counter({_known(each): int(each["count"]) for each in document["findings"]})
    except OSError as error:
        raise BaselineError(f"{file.name}: {error.strerror}.", way_out) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BaselineError(f"{file.name} is no baseline.", way_out) from error
    return Baseline(file.parent.absolute(), known)


def _known(entry: dict[str, str]) -> Known:
    known = Known(*(entry[name] for name in Known._fields))
    if known.code not in CATALOGUE or not all(isinstance(each, str) for each in known):
        raise ValueError
    return known


def _path(real: Path, folder: Path) -> str:
    return os.path.relpath(real, os.path.realpath(folder)).replace(os.sep, "/")
