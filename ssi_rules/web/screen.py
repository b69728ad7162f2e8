"""What the browser is sent: one page, and pieces of it when something changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from ssi_rules.codes import Severity
from ssi_rules.report.html import drawing
from ssi_rules.report.html.page import Pages
from ssi_rules.report.html.palette import DARK, LIGHT
from ssi_rules.report.inert import inert
from ssi_rules.report.member.explain import explain
from ssi_rules.web import words
from ssi_rules.web.bench import name_of
from ssi_rules.web.controls import controls, effort_controls
from ssi_rules.web.findings import Finding, finding
from ssi_rules.web.labels import Labels, labels
from ssi_rules.workspace.rulesets import shipped_rulesets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssi_rules.report.languages.language import Language
    from ssi_rules.web.bench import Answer, Asked, Bench, Kept, Person, Tab
    from ssi_rules.web.checker import Checked
    from ssi_rules.web.movers import Movement, Standing
    from ssi_rules.web.refusals import Refused

_MOST_MOVERS = 12
_GRAVEST = (Severity.ERROR, Severity.WARNING, Severity.INFO)


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One way to look at the member's score: as saved, as edited, what if."""

    title: str
    points: str
    change: str
    level: str
    is_now: bool = False
    is_what_if: bool = False


@dataclass(frozen=True, slots=True)
class MoveLine:
    """One member who moves."""

    id: str
    name: str
    before: str
    after: str
    change: str
    levels: str


class Screen:
    """Lays out what the bench answers."""

    def __init__(self, bench: Bench) -> None:
        """Compile the templates.

        Args:
            bench: Whose answers are laid out, in its language.
        """
        self._bench = bench
        self._language = bench.language
        self._labels: Labels = labels(bench.language)
        self._templates = _templates()
        self._templates.globals |= {"words": self._labels, "language": bench.language.tag}

    def front(self, tab: Tab) -> str:
        """The whole bench with a text on it; scores follow with the first answer."""
        return self._render(
            "bench.html.j2",
            tab=tab,
            has_data=self._bench.people.data is not None,
            **self._files(),
        )

    def problem(self, refused: Refused) -> str:
        """A page that says why a text could not be opened."""
        return self._render("problem.html.j2", message=words.refusal(refused, self._language))

    def refused(self, refused: Refused) -> str:
        """The same as a piece, on the bench."""
        return self._render("notice.html.j2", message=words.refusal(refused, self._language), is_fault=True)

    def saved(self, tab: Tab) -> str:
        """That a text was saved, and where."""
        message = self._language.text("Saved as {name}", name=inert(tab.opened.name))
        return self._render("saved.html.j2", message=message, tab=tab, **self._files())

    def answer(self, tab: Tab, answer: Answer, asked: Asked) -> str:
        """Every piece of the bench that an answer may change."""
        person, rules = answer.person, tab.voice.language
        card = None if person is None else person.card
        return self._render(
            "answer.html.j2",
            tab=tab,
            answer=answer,
            has_data=self._bench.people.data is not None,
            hues=len(LIGHT.pillars),
            findings=self._findings(answer.checked),
            summary=words.findings_summary(answer.checked.findings, self._language),
            notes=[*words.voice_notes(tab.voice), *words.crowd_notes(answer.crowd, self._language)],
            asked_member=asked.member,
            members=[(each.id, name_of(each)) for each, _ in answer.crowd.members],
            person=person,
            scores=[] if person is None else self._scores(tab, answer, person),
            view=None if card is None else explain(card, rules),
            faults=[] if person is None else [words.untrue(each, rules) for each in person.what_if.faults],
            dials=[] if person is None else controls(person.dials, person.given, rules),
            efforts=[] if person is None else effort_controls(person.efforts, person.tried, rules),
            fresh_dials=person is None or asked.signature != person.signature or not asked.whom,
            movement=answer.movement,
            moving=self._moving(answer.movement),
            movers=self._movers(rules, answer),
            movers_left=""
            if answer.movement is None
            else words.movers_left(answer.movement, _MOST_MOVERS, rules),
        )

    def _findings(self, checked: Checked) -> list[Finding]:
        """The findings, what stops scoring first."""
        gravest = sorted(checked.findings, key=lambda each: _GRAVEST.index(each.severity))
        return [finding(each, checked.source, self._language) for each in gravest]

    def page(self, kept: Kept) -> str:
        """A member's page, with what is worth doing."""
        return self._pages.member(explain(kept.whole(), kept.language), {})

    def style(self) -> str:
        """The style sheet."""
        return self._templates.get_template("bench.css.j2").render(light=LIGHT, dark=DARK)

    @cached_property
    def _pages(self) -> Pages:
        return Pages()

    def _files(self) -> dict[str, object]:
        """What the list of files takes."""
        shipped = [name for name, _ in shipped_rulesets()]
        return {"files": self._bench.project.files(), "shipped": shipped}

    def _render(self, name: str, **values: object) -> str:
        return self._templates.get_template(name).render(**values)

    def _scores(self, tab: Tab, answer: Answer, person: Person) -> list[ScoreLine]:
        """The score as saved, as edited and, where something was typed, what if; each beside the one before."""
        steps = [(self._labels.as_edited, person.read)]
        if person.saved is not None:
            first = self._labels.as_opened if tab.opened.digest is None else self._labels.as_saved
            steps.insert(0, (first, person.saved))
        if person.what_if:
            steps.append((self._labels.what_if, person.now))
        before = [None, *(standing for _, standing in steps)]
        levels = _levels(tab.voice.language, answer)
        lines = [self._score(levels, *each) for each in zip(before, steps, strict=False)]
        lines[-1] = replace(lines[-1], is_now=True, is_what_if=bool(person.what_if))
        return lines

    def _score(
        self, levels: Mapping[str, str], before: Standing | None, step: tuple[str, Standing]
    ) -> ScoreLine:
        title, standing = step
        change = "" if before is None else words.change(before, standing, self._language)
        points = words.points(standing.points, self._language)
        return ScoreLine(title, points, change, _level(levels, standing))

    def _moving(self, movement: Movement | None) -> str:
        if movement is None:
            return ""
        summary = words.movers_summary(movement, self._language)
        details = list(words.movers_details(movement, self._language))
        return f"{summary}: {self._language.listed(details)}" if details else summary

    def _movers(self, rules: Language, answer: Answer) -> list[MoveLine]:
        levels = _levels(rules, answer)
        moves = () if answer.movement is None else answer.movement.moves[:_MOST_MOVERS]
        return [
            MoveLine(
                each.member,
                each.name,
                words.points(each.before.points, self._language),
                words.points(each.after.points, self._language),
                words.change(each.before, each.after, self._language),
                _level(levels, each.after) if each.before.level != each.after.level else "",
            )
            for each in moves
        ]


def _levels(rules: Language, answer: Answer) -> dict[str, str]:
    """What the levels are called."""
    levels = () if answer.ruleset is None else answer.ruleset.levels
    return {each.id: inert(rules.rule(each.title)) for each in levels}


def _level(titles: Mapping[str, str], standing: Standing) -> str:
    """The title of a level; of one that only the saved rules have, its name."""
    return titles.get(standing.level, inert(standing.level)) if standing.level else ""


def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("ssi_rules.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"across": drawing.across}
    return made
