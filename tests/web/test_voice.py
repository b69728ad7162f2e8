"""The rules' own texts in the reader's language: each text's own catalogues, whatever the bench was started with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.report.languages.catalogues import language
from ssi_rules.web.bench import Bench
from ssi_rules.web.people import People
from ssi_rules.web.project import Project
from tests.web.benches import RULES, make_browser

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.benches import Browser

_GERMAN = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
_POSTS = 'msgid "Posts in 90 days"\nmsgstr "Beiträge in 90 Tagen"\n\n'
_PILLAR = 'msgid "Activity"\nmsgstr "Regsamkeit"\n\nmsgid "Going"\nmsgstr "Unterwegs"\n'


def _german(project: Path) -> Browser:
    bench = Bench(Project.around(project), People(project / "members.csv"), language("de"))
    return make_browser(bench, project / "team.ssi")


def test_titles_come_from_the_catalogue_beside_the_file(project: Path) -> None:
    (project / "team.de.po").write_text(_GERMAN + _POSTS + _PILLAR, encoding="utf-8")
    german = _german(project)
    german.open()
    answer = german.evaluate(RULES)
    for told in ("Beiträge in 90 Tagen", "Regsamkeit", "Unterwegs"):
        assert told in answer
    assert "Activity" not in answer
    page = answer.partition('<a href="page/')[2].partition('"')[0]
    assert "Regsamkeit" in german.get(f"page/{page}").text


def test_another_file_brings_its_own_and_that_of_what_it_extends(project: Path) -> None:
    (project / "team.de.po").write_text(_GERMAN + _POSTS + _PILLAR, encoding="utf-8")
    other = 'ruleset ours "Ours" {\n  extends "team.ssi"\n  version "1.0.0"\n}\n'
    (project / "ours.ssi").write_text(other, encoding="utf-8")
    (project / "ours.de.po").write_text(_GERMAN + 'msgid "Activity"\nmsgstr "Fleiß"\n', encoding="utf-8")
    german = _german(project)
    german.open("?file=ours.ssi")
    answer = german.evaluate(other)
    assert "Fleiß" in answer  # the nearest counts
    assert "Beiträge in 90 Tagen" in answer


def test_a_copy_of_a_shipped_ruleset_speaks_as_that_does_and_so_it_does_when_saved(project: Path) -> None:
    german = _german(project)
    text = german.open("?shipped=linkedin-ssi-2013")
    assert text.status_code == 200
    rules = (Project.around(project).copy_of("linkedin-ssi-2013")).text
    assert "Find the right people" in rules
    assert "Find the right people" not in german.evaluate(rules)
    german.save("mine.ssi", rules)
    assert "Find the right people" not in german.evaluate(rules)


def test_a_catalogue_that_cannot_be_read_is_told_and_scores_stay(project: Path) -> None:
    (project / "team.de.po").write_text('msgid "unclosed\n', encoding="utf-8")
    german = _german(project)
    german.open()
    answer = german.evaluate(RULES)
    assert "team.de.po:1" in answer
    assert "Activity" in answer


def test_a_text_not_saved_yet_is_compared_with_what_was_opened(project: Path) -> None:
    plain = make_browser(Bench(Project.around(project), People(project / "members.csv")))
    plain.open("?shipped=linkedin-ssi-2013")
    rules = Project.around(project).copy_of("linkedin-ssi-2013").text
    answer = plain.evaluate(rules)
    assert "As opened" in answer
    assert "As saved" not in answer
    plain.save("mine.ssi", rules)
    assert "As saved" in plain.evaluate(rules)
