"""JUnit XML, which every build server reads: one suite for each file, one case for each finding or test."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from ssi_rules.codes import Severity
from ssi_rules.diagnostics import ordered
from ssi_rules.formats.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.text import Source


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a case does not pass.

    Attributes:
        message: One sentence.
        text: As much as there is to tell, over several lines.
        kind: What sort of failure, for a reader that groups them.
    """

    message: str
    text: str = ""
    kind: str = "failure"


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that was tried.

    Attributes:
        name: The same from run to run, so that a server can follow it: a test's title, a code.
        classname: What it belongs to: the ruleset, the file.
        file: Its rule file, as a forge names it.
        line: Where in that; None when it is about all of it.
        failures: Why it does not pass; none when it does.
        note: Something to read that fails nothing; the case counts as skipped.
    """

    name: str
    classname: str
    file: str
    line: int | None = None
    failures: tuple[Failure, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Suite:
    """The cases of one file; one without any is shown as passed, since servers stumble over an empty one."""

    name: str
    cases: tuple[Case, ...] = ()


def render(
    diagnostics: Iterable[Diagnostic],
    files: Sequence[Source] = (),
    *,
    colour: bool = False,  # noqa: ARG001 - machines see no colour
) -> str:
    """The findings as cases: errors and warnings fail, information is skipped, a clean file passes."""
    return render_suites(_suites(ordered(diagnostics), files))


def render_suites(suites: Iterable[Suite]) -> str:
    """The XML of some suites, in the order given, ending in a line end; plain ASCII, so that it is UTF-8 wherever it goes."""
    shown = [each if each.cases else Suite(each.name, (_passed(each.name),)) for each in suites]
    shown = shown or [Suite("ssi", (Case("nothing to check", "ssi", "."),))]
    counts = _counts([case for suite in shown for case in suite.cases])
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<testsuites name="ssi"{counts}>']
    lines += [line for suite in shown for line in _suite(suite)]
    text = "\n".join([*lines, "</testsuites>"]) + "\n"
    return text.encode("ascii", "xmlcharrefreplace").decode()


def _passed(path: str) -> Case:
    return Case("no findings", path, path)


def _suites(found: list[Diagnostic], files: Sequence[Source]) -> Iterator[Suite]:
    by_path: dict[str, list[Diagnostic]] = {each.repository_path: [] for each in files}
    for each in found:
        by_path.setdefault(each.span.source.repository_path, []).append(each)
    return (Suite(path, tuple(_cases(group))) for path, group in sorted(by_path.items()))


def _cases(found: list[Diagnostic]) -> Iterator[Case]:
    """One for each finding; a server takes two of one name for one, so a second is numbered."""
    seen: Counter[str] = Counter()
    for each in found:
        name = f"{each.code.number} {each.code.slug}"
        seen[name] += 1
        yield _case(each, name if seen[name] == 1 else f"{name} ({seen[name]})")


def _case(each: Diagnostic, name: str) -> Case:
    path = each.span.source.repository_path
    text = "\n".join(
        [
            f"{path}:{each.span.line}:{each.span.column}: {each.message}",
            *(f"{one.span.source.repository_path}:{one.span.line}: {one.message}" for one in each.labels),
            *([f"help: {each.help}"] if each.help else []),
        ]
    )
    if each.severity is Severity.INFO:
        return Case(name, path, path, each.span.line, note=each.message)
    return Case(name, path, path, each.span.line, (Failure(each.message, text, each.severity.value),))


def _suite(suite: Suite) -> Iterator[str]:
    yield f'  <testsuite name="{_quoted(suite.name)}"{_counts(suite.cases)}>'
    for case in suite.cases:
        yield from _written(case)
    yield "  </testsuite>"


def _counts(cases: Sequence[Case]) -> str:
    failures = sum(bool(each.failures) for each in cases)
    skipped = sum(each.note is not None and not each.failures for each in cases)
    return f' tests="{len(cases)}" failures="{failures}" errors="0" skipped="{skipped}"'


def _written(case: Case) -> Iterator[str]:
    where = f' file="{_quoted(case.file)}"' + (f' line="{case.line}"' if case.line else "")
    opening = f'    <testcase name="{_quoted(case.name)}" classname="{_quoted(case.classname)}"{where}'
    if not case.failures and case.note is None:
        yield f"{opening}/>"
        return
    yield f"{opening}>"
    yield f"      {_failure(case.failures) if case.failures else _skipped(case.note or '')}"
    yield "    </testcase>"


def _failure(failures: tuple[Failure, ...]) -> str:
    """All failures of a case as one element, since most servers read only the first."""
    first, more = failures[0], len(failures) - 1
    message = first.message + (f" (and {more} more)" if more else "")
    text = "\n\n".join(each.text or each.message for each in failures)
    return f'<failure message="{_quoted(message)}" type="{_quoted(first.kind)}">{_text(text)}</failure>'


def _skipped(note: str) -> str:
    return f'<skipped message="{_quoted(note)}"/>'


def _quoted(text: str) -> str:
    return escape(visible(text), quote=True)


def _text(text: str) -> str:
    return "\n".join(escape(visible(line), quote=False) for line in text.split("\n"))
