"""What ``ssi fmt`` does: lay out, write or compare, and tell."""

from __future__ import annotations

import errno
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ssi_rules.cli import exits
from ssi_rules.cli.counts import several
from ssi_rules.cli.differences import difference
from ssi_rules.cli.findings import show_findings
from ssi_rules.cli.streams import Colour, say, wants_colour
from ssi_rules.cli.trouble import Trouble
from ssi_rules.cli.writing import destination
from ssi_rules.diagnostics import Diagnostic, Problems
from ssi_rules.formats.visible import visible
from ssi_rules.formatting import SyntaxFaults, format_bytes
from ssi_rules.syntax.decode import LARGEST_FILE, read_bytes
from ssi_rules.workspace import problems as about_files
from ssi_rules.workspace.places import home_of, real_path, rule_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

STDIN = Path("-")


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asked for.

    Attributes:
        writes: Whether files are replaced; else it is only told which would be.
        diff: Whether to show what would change.
        colour: Whether that is coloured.
    """

    writes: bool
    diff: bool
    colour: Colour


@dataclass(frozen=True, slots=True)
class Laid:
    """What came of one file.

    Attributes:
        shown: How it is named to people.
        data: Its bytes.
        text: The same in the one layout; None where it cannot be read.
        faults: Why not.
    """

    shown: str
    data: bytes
    text: str | None
    faults: tuple[Diagnostic, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether the file is laid out otherwise."""
        return self.text is not None and self.text.encode() != self.data


def format_stdin(paths: Sequence[Path], name: Path | None, options: Options) -> int:
    """Lay out what comes in, and write it to stdout; see ``format_paths``."""
    if list(paths) != [STDIN]:
        raise Trouble("`-` is stdin, which is laid out by itself.", "Name either - or files.")
    shown = "<stdin>" if name is None else name.as_posix()
    laid = _laid(sys.stdin.buffer.read(LARGEST_FILE + 1), shown)
    if options.writes and laid.text is not None:
        _emit(laid.text)
    elif not options.writes:
        _compare(laid, options)
    return _reported([laid], options, failed=0)


def format_paths(paths: Sequence[Path], options: Options) -> int:
    """Lay out files, and all rule files of folders.

    Returns:
        The exit code: findings where a file cannot be read, or would change and may not; trouble where one cannot be
        written, which keeps no other from it.

    Raises:
        Trouble: There is nothing to lay out.
    """
    laid, failed = [], 0
    for path in _files(paths):
        each = _read(path)
        laid.append(each)
        if not options.writes:
            _compare(each, options)
        elif each.changes and not _written(path, each):
            failed += 1
    if not laid:
        raise Trouble(f"There is no rule file in {_named(paths)}.", _WAY_OUT)
    code = _reported(laid, options, failed)
    say(_summary(laid, options, failed))
    return code


def _files(paths: Sequence[Path]) -> list[Path]:
    """Every file once."""
    absent = [each for each in paths if not each.exists()]
    if absent:
        raise Trouble(f"There is no {_named(absent)}.", _WAY_OUT)
    found = (file for path in paths for file in (_searched(path) if path.is_dir() else [path]))
    return list({real_path(file): file for file in found}.values())


def _searched(folder: Path) -> list[Path]:
    """The rule files of a folder, but for those that their configuration passes over."""
    from ssi_rules.workspace.configuration import Configurations
    from ssi_rules.workspace.errors import ConfigurationError

    configurations = Configurations()
    real = {each: real_path(each) for each in rule_files(folder)}
    try:
        return [
            each for each in real if not configurations.of_folder(real[each].parent).passes_over(real[each])
        ]
    except ConfigurationError as error:
        raise Trouble(error.message, error.help) from error


def _named(paths: Iterable[Path]) -> str:
    return ", ".join(f"`{visible(str(each))}`" for each in paths)


_WAY_OUT = "Name .ssi files, or folders that hold some."


def _read(path: Path) -> Laid:
    home, real, problems = home_of(path), real_path(path), Problems()
    shown = home.inside + home.shown(real)
    if not home.holds(real):
        shown = home.shown(path)
        return Laid(home.inside + shown, b"", None, (about_files.link_outside(shown, home.inside),))
    data = read_bytes(real, shown, problems)
    return Laid(shown, b"", None, tuple(problems)) if data is None else _laid(data, shown)


def _laid(data: bytes, shown: str) -> Laid:
    try:
        return Laid(shown, data, format_bytes(data, shown))
    except SyntaxFaults as found:
        return Laid(shown, data, None, found.diagnostics)


def _compare(laid: Laid, options: Options) -> None:
    """Show what would be done."""
    if not laid.changes or laid.text is None:
        return
    if options.diff:
        before = laid.data.decode("utf-8")
        _emit(difference(before, laid.text, laid.shown, colour=wants_colour(options.colour, sys.stdout)))
    else:
        _emit(f"would format {visible(laid.shown)}\n")


def _written(path: Path, laid: Laid) -> bool:
    """Whether a file could be replaced."""
    try:
        _replace(real_path(path), laid.text or "")
    except (OSError, Trouble) as error:
        reason = (
            error.message
            if isinstance(error, Trouble)
            else f"{laid.shown} cannot be written: {error.strerror}."
        )
        say(f"error: {visible(reason)}")
        return False
    say(f"formatted {visible(laid.shown)}")
    return True


def _replace(real: Path, text: str) -> None:
    if not real.stat().st_mode & 0o222:  # another file in its place would pass over what its owner wants
        raise PermissionError(errno.EACCES, "it is read-only", str(real))
    with destination(real) as stream:
        stream.write(text)


def _emit(text: str) -> None:
    """Write UTF-8 with line feeds to stdout, whatever the terminal's encoding and line ends are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())


def _reported(laid: Sequence[Laid], options: Options, failed: int) -> int:
    faults = [fault for each in laid for fault in each.faults]
    if faults:
        show_findings(faults, "full", options.colour, sys.stderr)
    if failed:
        return exits.TROUBLE
    unwelcome = not options.writes and any(each.changes for each in laid)
    return exits.FINDINGS if faults or unwelcome else exits.CLEAN


def _summary(laid: Sequence[Laid], options: Options, failed: int) -> str:
    changes = sum(each.changes for each in laid)
    unread = sum(each.text is None for each in laid)
    counts = {
        "formatted" if options.writes else "would be formatted": changes - failed,
        "as it should be": len(laid) - changes - unread,
        "not readable": unread,
        "not written": failed,
    }
    told = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    return f"{several(len(laid), 'file')}: {told}"
