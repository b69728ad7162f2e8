"""An explanation as GitHub-flavoured Markdown; what people wrote stays text and becomes no markup, link or mention."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ssi_rules.formats.visible import visible

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from ssi_rules.report.member.view import (
        Changes,
        CriterionView,
        Explanation,
        Headings,
        Line,
        PillarView,
        Reason,
        StepView,
        SumLine,
        Trend,
    )

_JOINER = "\N{WORD JOINER}"
"""Shows nothing and keeps apart what sites would turn into mentions, links, references and emoji after rendering."""

_TICKS = re.compile("`+")
_MARKUP = re.compile(r"[\\`*_\[\]<>|~&$]")
_OPENS = re.compile(r"^(?=[#=]|[+-](?!\d))|^(\d+)(?=[.)](?:\s|$))")
_CLOSES = re.compile(r"(?<=\s)(?=#+$)")  # the end of a heading
_LINKS = re.compile(r"@|:(?=//)|:(?=[\w+-]+:)|#(?=\w)|(?i:\bwww)(?=\.)|(?i:\bgh-)(?=\d)")


def markdown(explanation: Explanation) -> str:
    """One member's explanation.

    Args:
        explanation: Its words and numbers.

    Returns:
        Whole blocks, each followed by an empty line but the last; the same explanation gives the same text.
    """
    return "\n\n".join(_blocks(explanation)) + "\n"


def plain(text: str) -> str:
    """A text as Markdown that shows it and does nothing else."""
    joined = _LINKS.sub(lambda found: found[0] + _JOINER, " ".join(text.split()))
    marked = _CLOSES.sub(r"\\", _MARKUP.sub(r"\\\g<0>", joined))
    return _OPENS.sub(lambda found: f"{found[1] or ''}\\", marked)


def _blocks(view: Explanation) -> Iterator[str]:
    words = view.headings
    yield f"# {plain(view.headline)}"
    yield from map(plain, (*view.story, view.claim))
    yield from _section(words.pillars, [_bars(words, view.pillars)])
    if view.lifts:
        rows = [(each.text, each.points) for each in view.lifts]
        rows += [(each.text, each.points) for each in view.sums if each.is_result]
        yield from _section(words.lifts, [_table(("", words.points), rows)])
    yield from _section(words.reasons, _reasons(view.reasons))
    yield from _section(words.unseen, _reasons(view.unseen))
    yield from _section(words.plan, _plan(view))
    yield f"## {plain(words.criteria)}"
    for pillar in view.pillars:
        yield from _pillar(pillar, words)
    yield from _section(words.sums, [_sums(view.sums, words)])
    yield from _section(words.unknown, _lines(view.unknown))
    yield from _section(words.data, _listed(map(plain, view.notices)))
    if view.trend is not None:
        yield from _section(words.trend, _trend(view.trend))
    if view.changes is not None:
        yield from _section(words.changes, _changes(view.changes))
    yield from _section(words.provenance, _lines(view.provenance))


def strong(text: str) -> str:
    """The same in bold; nothing of nothing."""
    shown = plain(text)
    return f"**{shown}**" if shown else ""


def fenced(lines: Iterable[str]) -> str:
    """Lines of a rule file as a block of code, which nothing that stands in them ends."""
    text = "\n".join(map(visible, lines))
    fence = "`" * max(3, 1 + max(map(len, _TICKS.findall(text)), default=0))
    return f"{fence}\n{text}\n{fence}"


def _section(heading: str, blocks: Iterable[str]) -> Iterator[str]:
    """A heading and what stands under it; nothing where nothing does."""
    found = list(blocks)
    if found:
        yield f"## {plain(heading)}"
    yield from found


def _bars(words: Headings, pillars: Sequence[PillarView]) -> str:
    rows = [
        (each.title, each.points, each.range or "", each.last or "", each.peers or "") for each in pillars
    ]
    columns = (words.pillars, words.points, words.range, words.last, words.peers)
    kept = [at for at in range(len(columns)) if at <= 1 or any(row[at] for row in rows)]
    return _table([columns[at] for at in kept], [[row[at] for at in kept] for row in rows])


def _reasons(reasons: Iterable[Reason]) -> Iterator[str]:
    return _numbered(f"{strong(each.points)} {plain(each.text)}" for each in reasons)


def _plan(view: Explanation) -> Iterator[str]:
    if view.together is not None:
        yield f"### {plain(view.together.heading)}"
        yield plain(view.together.lead)
        yield from _listed(f"{strong(each.action)} ({plain(each.effort)})" for each in view.together.works)
        if view.together.note:
            yield plain(view.together.note)
    if view.plan:
        yield f"### {plain(view.headings.alone)}"
        yield plain(view.headings.alone_told)
    yield from _numbered(
        f"{strong(each.action)} ({plain(each.effort)}): {plain(each.brings)}. {plain(each.text)}"
        for each in view.plan
    )


def _pillar(pillar: PillarView, words: Headings) -> Iterator[str]:
    yield f"### {plain(pillar.title)}: {plain(pillar.points)}"
    for each in pillar.criteria:
        yield from _criterion(each, words)
    yield _sums(pillar.sums, words)


def _criterion(criterion: CriterionView, words: Headings) -> Iterator[str]:
    yield f"#### {plain(criterion.title)}: {plain(criterion.state)}, {plain(criterion.points)}"
    if criterion.steps:
        yield _steps(criterion.steps, words)
    yield from _lines(criterion.lines)


def _steps(steps: Sequence[StepView], words: Headings) -> str:
    """Cut-points across, with what each earns below it."""
    head = _row([plain(words.at), *(plain(each.at) for each in steps)])
    earns = [
        f"{strong(each.earns)} ({plain(words.here)})" if each.here else plain(each.earns) for each in steps
    ]
    return "\n".join((head, _row([":--", *["--:"] * len(steps)]), _row([plain(words.earns), *earns])))


def _sums(sums: Iterable[SumLine], words: Headings) -> str:
    rows = [
        [strong(each.text), strong(each.points)] if each.is_result else [plain(each.text), plain(each.points)]
        for each in sums
    ]
    return ruled(["", plain(words.points)], rows)


def _trend(trend: Trend) -> Iterator[str]:
    for series in trend.series:
        yield f"{strong(series.title)}: {plain(series.note)}"
        yield _table(
            trend.columns, [(each.day, each.points, each.level, each.note) for each in series.readings]
        )


def _changes(changes: Changes) -> Iterator[str]:
    yield strong(changes.headline)
    yield plain(changes.told)
    rows = [
        (each.title, each.you, each.rules, each.together, each.text)
        for each in (*changes.lines, changes.total)
    ]
    kept = range(5) if changes.split else (0, 3, 4)
    columns = (*changes.columns, "")
    yield _table([columns[at] for at in kept], [[row[at] for at in kept] for row in rows])


def _lines(lines: Iterable[Line]) -> Iterator[str]:
    return _listed(f"{strong(each.label)}: {plain(each.text)}" for each in lines)


def _listed(items: Iterable[str]) -> Iterator[str]:
    found = [f"- {each}" for each in items]
    if found:
        yield "\n".join(found)


def _numbered(items: Iterable[str]) -> Iterator[str]:
    found = [f"{number}. {each}" for number, each in enumerate(items, 1)]
    if found:
        yield "\n".join(found)


def _table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    return ruled(list(map(plain, columns)), [list(map(plain, row)) for row in rows])


def ruled(
    columns: Sequence[str], rows: Iterable[Sequence[str]], figures: Collection[int] = frozenset()
) -> str:
    """A table of cells that are Markdown already; the columns at some places hold figures, which stand at the right."""
    rules = ["--:" if place in figures else ":--" for place in range(len(columns))]
    return "\n".join([_row(columns), _row(rules), *map(_row, rows)])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
