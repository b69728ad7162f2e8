"""What ``ssi check`` does: find, mend or write down, and tell."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ssi_rules.cli import exits
from ssi_rules.cli.counts import several
from ssi_rules.cli.findings import for_people, write_findings
from ssi_rules.cli.streams import Colour, say, wants_colour
from ssi_rules.cli.trouble import Trouble
from ssi_rules.codes import Severity
from ssi_rules.diagnostics import ordered
from ssi_rules.formats.tally import tally
from ssi_rules.formats.visible import visible
from ssi_rules.workspace.baseline import Baselines, Known, written
from ssi_rules.workspace.errors import RunError
from ssi_rules.workspace.inspect import Inspected, inspect_paths

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.workspace.targets import Options

_ORDER = tuple(Severity)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asked for, besides what to look for.

    Attributes:
        fix: Whether to carry out safe fixes.
        unsafe: Whether to carry out the others too.
        diff: Whether to show what fixes would change, and to write nothing.
        add_ignores: The reason that comments are to give for leaving out what is found.
        write_baseline: Where to write down what is found.
    """

    formats: Sequence[str]
    colour: Colour
    fix: bool = False
    unsafe: bool = False
    diff: bool = False
    add_ignores: str | None = None
    write_baseline: Path | None = None
    statistics: bool = False
    use_cache: bool = True
    allow_empty: bool = False
    exit_zero: bool = False
    verbose: bool = False
    quiet: bool = False


def run_check(paths: Sequence[Path], options: Options, asked: Asked) -> int:
    """Check, and do with the findings what is asked.

    Returns:
        The exit code.

    Raises:
        Trouble: Something that was asked for cannot be done.
    """
    try:
        return _Check(paths, options, asked).run()
    except RunError as error:
        raise Trouble(error.message, error.help) from error


@dataclass(frozen=True, slots=True)
class _Check:
    paths: Sequence[Path]
    options: Options
    asked: Asked

    def run(self) -> int:
        files = self._inspected(tell=True)
        if not files and not self.asked.allow_empty:
            raise Trouble(f"There is no rule file in {named(self.paths)}.", WAY_OUT)
        if self.asked.write_baseline is not None:
            return self._write_baseline(files, self.asked.write_baseline)
        files, gone = _without_known(files)
        if self.asked.diff:
            return self._show_difference(files)
        code = exits.CLEAN
        if self.asked.fix or self.asked.add_ignores is not None:
            code = self._mend(files)
            files, gone = _without_known(self._inspected())
        self._tell(files, gone)
        return code or self._code(files)

    def _inspected(self, *, tell: bool = False) -> Sequence[Inspected]:
        inspection = inspect_paths(self.paths, self.options, use_cache=self.asked.use_cache)
        if tell and self.asked.verbose:
            for each in inspection.configurations or ("none",):
                say(f"configuration: {visible(each)}")
        return inspection.files

    def _code(self, files: Iterable[Inspected]) -> int:
        return exits.CLEAN if self.asked.exit_zero or not any(map(fails, files)) else exits.FINDINGS

    def _tell(self, files: Sequence[Inspected], gone: Counter[Known]) -> None:
        found = ordered(each for file in files for each in file.found)
        if self.asked.statistics and not self.asked.formats:
            sys.stdout.write(_statistics(found))
        else:
            sources = [each.source for each in files]
            write_findings(found, sources, self.asked.formats, self.asked.colour)
        if self.asked.statistics and self.asked.formats:
            sys.stderr.write(_statistics(found))
        if self.asked.quiet:
            return
        for each in sorted(gone):
            say(f"no longer found: {each.code} in {visible(each.path)}: {visible(each.line)}")
        if gone:
            say("help: write the baseline anew with --write-baseline, so that these cannot come back unseen")
        if for_people(self.asked.formats):
            say(f"{several(len(files), 'file')}: {tally(found)}")

    def _write_baseline(self, files: Sequence[Inspected], path: Path) -> int:
        from ssi_rules.cli.writing import destination

        text, count = written(files, path.parent.absolute())
        with destination(path) as stream:
            stream.write(text)
        errors = [_only_errors(each) for each in files]
        self._tell(errors, Counter())
        if not self.asked.quiet:
            say(f"{several(count, 'finding is', 'findings are')} known from now on; errors never are")
        return self._code(errors)

    def _show_difference(self, files: Sequence[Inspected]) -> int:
        from ssi_rules.cli.differences import difference
        from ssi_rules.workspace.fixes import mend

        colour, changed = wants_colour(self.asked.colour, sys.stdout), 0
        for each in mend(files, self.options, unsafe=self.asked.unsafe):
            shown = each.target.home.shown(each.target.real)
            sys.stdout.write(difference(each.before, each.after, shown, colour=colour))
            changed += each.before != each.after
        if not self.asked.quiet:
            say(f"{changed} of {several(len(files), 'file')} would change")
        return exits.FINDINGS if changed and not self.asked.exit_zero else exits.CLEAN

    def _mend(self, files: Sequence[Inspected]) -> int:
        """Write what is mended, or comments; trouble where a fix would have done more than it says."""
        from ssi_rules.cli.mending import add_ignores, carry_out

        if self.asked.add_ignores is not None:
            return add_ignores(files, self.asked.add_ignores, quiet=self.asked.quiet)
        return carry_out(files, self.options, unsafe=self.asked.unsafe, quiet=self.asked.quiet)


def fails(file: Inspected) -> bool:
    """Whether a file has a finding at the level from which its project wants a run to fail, or above."""
    limit = _ORDER.index(file.target.settings.fail_level)
    return any(_ORDER.index(each.severity) <= limit for each in file.found)


def _without_known(files: Sequence[Inspected]) -> tuple[list[Inspected], Counter[Known]]:
    """The files without findings that their baselines know, and what baselines know and nobody found."""
    baselines = Baselines()
    split = [baselines.split(each) for each in files]
    return [left for left, _ in split], sum((gone for _, gone in split), Counter[Known]())


def _only_errors(file: Inspected) -> Inspected:
    return replace(file, found=tuple(each for each in file.found if each.code.severity is Severity.ERROR))


def _statistics(found: Sequence[Diagnostic]) -> str:
    """How often each code was found, the most frequent first."""
    counts = Counter(each.code for each in found)
    width = len(str(max(counts.values(), default=0)))
    ranked = sorted(counts.items(), key=lambda each: (-each[1], each[0].number))
    return "".join(f"{count:{width}}  {code.number}  {code.slug}\n" for code, count in ranked)


def named(paths: Sequence[Path]) -> str:
    """Paths as messages quote them."""
    return ", ".join(f"`{visible(str(each))}`" for each in paths)


WAY_OUT = "Name .ssi files, or folders that hold some; --allow-empty accepts that there are none."
