"""Files that use each other: what may be reached, what is said where it may not, and that nothing depends on the place."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ssi_rules.model import NamedMarket, PhraseMarket
from ssi_rules.workspace import (
    ONLY_FAULTS,
    RulesetError,
    check_paths,
    load_catalogue,
    load_flat,
    load_market,
    load_ruleset,
    shipped_rulesets,
)

if TYPE_CHECKING:
    from ssi_rules.diagnostics import Diagnostic

FACTS = 'facts {\n  calls : count "Calls"\n}\n'
RULES = """
ruleset case "A case" {
  version "1.0.0"
  worth   5
}

pillar engage "Engage" worth 5 {
  criterion calling "Calling" worth 5 {
    measure calls
    bands {
      from 3 earns 5
    }
  }
}
"""
TOP = 'ruleset top "On top" {\n  extends "base.ssi"\n  version "1.0.0"\n}\n\nremove nothing\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    root.mkdir()
    (root / "ssi.toml").touch()
    return root


def write(root: Path, **files: str) -> None:
    for name, text in files.items():
        path = root / f"{name.replace('__', '/')}.ssi"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def found(*paths: Path) -> list[Diagnostic]:
    return list(check_paths(paths, ONLY_FAULTS).problems)


def slugs(*paths: Path) -> list[str]:
    return [each.code.slug for each in found(*paths)]


def only(path: Path) -> Diagnostic:
    diagnostics = found(path)
    assert len(diagnostics) == 1, [each.message for each in diagnostics]
    return diagnostics[0]


def test_a_used_file_is_found_beside_the_one_that_uses_it(project: Path) -> None:
    write(project, rules__main='use "../shared/facts.ssi"\n' + RULES, shared__facts=FACTS)
    assert slugs(project / "rules" / "main.ssi") == []


def test_else_among_the_shipped_rulesets(project: Path) -> None:
    write(project, main='use "facts/linkedin.ssi"\n' + RULES.replace("calls", "count of shares"))
    assert slugs(project / "main.ssi") == []


def test_its_own_file_comes_before_a_shipped_one(project: Path) -> None:
    write(project, main='use "facts/linkedin.ssi"\n' + RULES, facts__linkedin=FACTS)
    assert slugs(project / "main.ssi") == []


@pytest.mark.parametrize(
    ("path", "slug", "helps"),
    [
        ("fact.ssi", "use-not-found", 'did you mean "facts.ssi"?'),
        ("facts/linkedn.ssi", "use-not-found", 'did you mean "facts/linkedin.ssi"?'),
        ("nowhere_at_all.ssi", "use-not-found", "paths are relative to the file that names them"),
        ("", "use-not-found", "name one rule file in it"),
        ("folder", "use-not-found", "name one rule file in it"),
        ("shared\\\\facts.ssi", "use-not-found", 'write "shared/facts.ssi"'),
        ("../outside.ssi", "outside-project", "copy the file into the project"),
        ("folder/../../outside.ssi", "outside-project", "copy the file into the project"),
        ("../not/there.ssi", "outside-project", "copy the file into the project"),
        ("/etc/hosts", "absolute-path", "write it relative to this file"),
        ("C:/rules/facts.ssi", "absolute-path", "write it relative to this file"),
        ("\\\\\\\\server\\\\facts.ssi", "absolute-path", "write it relative to this file"),
        ("x" * 5000, "use-not-found", "paths are relative to the file that names them"),
    ],
)
def test_a_path_that_cannot_be_followed(project: Path, path: str, slug: str, helps: str) -> None:
    (project / "folder").mkdir()
    write(project, main=f'use "{path}"\n{RULES}', facts=FACTS)
    write(project.parent, outside=FACTS)
    diagnostic = only(project / "main.ssi")
    assert diagnostic.code.slug == slug
    assert diagnostic.span.text == f'"{path}"'
    assert diagnostic.help is not None
    assert helps in diagnostic.help


def test_a_symbolic_link_is_followed_inside_the_project_only(project: Path) -> None:
    write(project, main='use "link.ssi"\n' + RULES, facts=FACTS)
    write(project.parent, outside=FACTS)
    link = project / "link.ssi"
    link.symlink_to(project / "facts.ssi")
    assert slugs(project / "main.ssi") == []
    link.unlink()
    link.symlink_to(project.parent / "outside.ssi")
    assert slugs(project / "main.ssi") == ["outside-project"]
    assert slugs(link) == ["outside-project"]


def test_symbolic_links_in_a_circle(project: Path) -> None:
    write(project, main='use "a.ssi"\n' + RULES)
    (project / "a.ssi").symlink_to(project / "b.ssi")
    (project / "b.ssi").symlink_to(project / "a.ssi")
    assert slugs(project / "main.ssi") == ["use-not-found"]
    assert slugs(project / "a.ssi") == ["unreadable-file"]


def test_files_in_a_circle(project: Path) -> None:
    write(project, a='use "b.ssi"\n', b='use "c.ssi"\n', c='use "a.ssi"\n')
    diagnostic = only(project / "a.ssi")
    assert diagnostic.code.slug == "use-cycle"
    assert diagnostic.message == "These files use each other in a circle: a.ssi → b.ssi → c.ssi → a.ssi."
    assert diagnostic.span.origin == "c.ssi:1"


def test_a_file_that_uses_itself(project: Path) -> None:
    write(project, a='use "a.ssi"\n')
    assert slugs(project / "a.ssi") == ["use-cycle"]


def test_rulesets_that_extend_each_other(project: Path) -> None:
    header = 'ruleset r "R" {{\n  extends "{}.ssi"\n  version "1"\n}}\n'
    write(project, a=header.format("b"), b=header.format("a"))
    assert slugs(project / "a.ssi") == ["use-cycle"]


def test_a_very_long_row_of_files(project: Path) -> None:
    write(project, **{f"f{n}": f'use "f{n + 1}.ssi"\n' for n in range(400)}, f400=FACTS)
    assert "use-too-deep" in slugs(project / "f0.ssi")


def test_a_ruleset_cannot_be_used(project: Path) -> None:
    write(project, main='use "base.ssi"\n' + RULES, base=FACTS + RULES)
    diagnostic = only(project / "main.ssi")
    assert diagnostic.code.slug == "uses-ruleset"
    assert diagnostic.labels[0].span.origin == "base.ssi:5"


def test_only_a_ruleset_can_be_extended(project: Path) -> None:
    write(project, main=TOP, base=FACTS)
    assert slugs(project / "main.ssi")[0] == "extends-no-ruleset"


def test_a_fault_of_a_used_file_is_told_at_its_own_place(project: Path) -> None:
    write(project, main='use "facts.ssi"\n' + RULES, facts=FACTS + "let double = 2 * cals\n")
    diagnostic = only(project / "main.ssi")
    assert (diagnostic.code.slug, diagnostic.span.origin) == ("unknown-name", "facts.ssi:4")


def test_a_warning_of_a_used_file_is_for_who_checks_that_file(project: Path) -> None:
    base = FACTS + "let idle = 1\n" + RULES
    write(project, main='ruleset top "Top" {\n  extends "base.ssi"\n  version "1"\n}\n', base=base)
    assert slugs(project / "main.ssi") == []
    assert slugs(project / "base.ssi") == ["unused-let"]


def test_an_unreadable_used_file_is_told_once_and_its_names_are_not_missed(project: Path) -> None:
    write(project, main='use "facts.ssi"\n' + RULES)
    (project / "facts.ssi").write_bytes(b"\xff\xfe\x00")
    assert slugs(project / "main.ssi", project) == ["not-utf-8"]


def test_what_a_used_file_cannot_find_is_no_excuse_for_the_one_that_uses_it(project: Path) -> None:
    write(
        project, main='use "facts.ssi"\n' + RULES.replace("calls", "cals"), facts='use "gone.ssi"\n' + FACTS
    )
    assert sorted(slugs(project / "main.ssi")) == ["unknown-name", "use-not-found"]


def test_a_use_that_cannot_be_read_leaves_names_unjudged(project: Path) -> None:
    write(project, main="use facts.ssi\n" + RULES, facts=FACTS)
    assert "unknown-name" not in slugs(project / "main.ssi")


def test_names_of_a_declaration_that_cannot_be_read_are_not_missed(project: Path) -> None:
    write(project, main=FACTS + "let odd = * 3\n" + RULES.replace("measure calls", "measure odd + calsl"))
    assert slugs(project / "main.ssi")[1:] == ["unknown-name"]


def test_results_do_not_depend_on_the_working_directory(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(project, rules__main=TOP, rules__base=FACTS + RULES + "let idle = 1\n")
    absolute = [(each.key, each.help, each.labels) for each in found(project / "rules" / "main.ssi")]
    monkeypatch.chdir(project / "rules")
    relative = [(each.key, each.help, each.labels) for each in found(Path("main.ssi"))]
    assert [key for key, _, _ in absolute] == [key for key, _, _ in relative]
    assert absolute[0][0][0] == "rules/main.ssi"


def test_without_a_mark_a_files_own_folder_is_its_project(tmp_path: Path) -> None:
    write(tmp_path, inner__main='use "../facts.ssi"\n' + RULES, facts=FACTS)
    diagnostic = only(tmp_path / "inner" / "main.ssi")
    assert (diagnostic.code.slug, diagnostic.span.source.path) == ("outside-project", "main.ssi")


def test_a_folder_means_every_rule_file_in_it(project: Path) -> None:
    write(project, b=FACTS, a__z=FACTS, a__y=FACTS)
    for passed_over in (".venv", ".hidden", "_data", "node_modules"):
        (project / passed_over).mkdir()
        (project / passed_over / "bad.ssi").write_text("nonsense", encoding="utf-8")
    (project / "notes.txt").write_text("nonsense", encoding="utf-8")
    checked = check_paths([project, project / "b.ssi"], ONLY_FAULTS)
    assert [each.file.source.path for each in checked.compiled] == ["a/y.ssi", "a/z.ssi", "b.ssi"]
    assert len(checked.problems) == 0


def test_an_empty_folder_has_nothing_to_check(project: Path) -> None:
    assert check_paths([project], ONLY_FAULTS).compiled == ()


def test_a_file_that_is_not_there(project: Path) -> None:
    assert slugs(project / "none.ssi") == ["unreadable-file"]


def test_a_test_file_tests_the_ruleset_that_it_uses(project: Path) -> None:
    tests = (
        'use "rules/main.ssi"\n\ntest "three calls" {\n  given calls = 3\n  expect engage.calling = 5\n}\n'
    )
    write(project, rules__main=FACTS + RULES, other_test=tests)
    compiled = check_paths([project / "other_test.ssi"], ONLY_FAULTS).compiled[0]
    assert slugs(project / "other_test.ssi") == []
    assert compiled.ruleset is not None
    assert (compiled.ruleset.id, compiled.ruleset.path) == ("case", "rules/main.ssi")
    assert [each.title for each in compiled.ruleset.tests] == ["three calls"]


def test_a_test_file_that_uses_nothing_tests_its_namesake(project: Path) -> None:
    write(project, main=FACTS + RULES, main_test='test "t" {\n  given cals = 3\n  expect total = 5\n}\n')
    diagnostic = only(project / "main_test.ssi")
    assert (diagnostic.code.slug, diagnostic.help) == ("unknown-name", "did you mean `calls`?")


def test_a_test_file_without_a_ruleset(project: Path) -> None:
    write(project, main_test='test "t" {\n  expect total = 5\n}\n')
    diagnostic = only(project / "main_test.ssi")
    assert (diagnostic.code.slug, diagnostic.help) == (
        "test-without-ruleset",
        'begin it with `use "main.ssi"`',
    )


def test_a_test_file_holds_no_rules_and_tests_one_ruleset(project: Path) -> None:
    tests = 'use "a.ssi"\nuse "b.ssi"\nlet floor = 3\ntest "t" {\n  expect total = 5\n}\n'
    write(project, a=FACTS + RULES, b=FACTS + RULES, a_test=tests)
    assert slugs(project / "a_test.ssi") == ["test-without-ruleset", "rules-in-test-file"]


def test_every_shipped_file_checks_clean() -> None:
    folder = Path(__file__).parents[2] / "rulesets"
    checked = check_paths([folder], ONLY_FAULTS)
    assert [f"{each.span.origin} {each.message}" for each in checked.problems] == []
    assert {path.name for path in folder.glob("*.ssi")} <= {each.path.name for each in checked.compiled}


def test_shipped_rulesets_have_names() -> None:
    names = [name for name, _ in shipped_rulesets()]
    assert "linkedin-ssi-2015" in names
    assert load_ruleset("linkedin-ssi-2015") == load_ruleset("linkedin-ssi-2015.ssi")


def test_a_ruleset_that_is_not_there_is_guessed() -> None:
    with pytest.raises(RulesetError, match="no file and no shipped ruleset") as caught:
        load_ruleset("linkedin-ssi-2105")
    assert caught.value.diagnostics[0].help == "did you mean `linkedin-ssi-2015`?"


def test_a_ruleset_with_errors_is_not_had(project: Path) -> None:
    write(project, main=RULES, facts=FACTS)
    with pytest.raises(RulesetError) as caught:
        load_ruleset(project / "main.ssi")
    assert [each.code.slug for each in caught.value.diagnostics] == ["unknown-name"]
    with pytest.raises(RulesetError, match="no ruleset"):
        load_ruleset(project / "facts.ssi")


def test_a_ruleset_as_written_keeps_its_places(project: Path) -> None:
    write(project, main=TOP.replace("remove nothing", 'change engage {\n  title "E"\n}'), base=FACTS + RULES)
    flat = load_flat(project / "main.ssi")
    assert flat.pillars[0].title.span.origin == "main.ssi:7"
    assert flat.pillars[0].criteria[0].span.origin == "base.ssi:11"


def test_markets_of_the_shipped_titles_and_of_a_file(project: Path) -> None:
    write(project, main='market a {\n  title has "buyer"\n}\nmarket b = not a\n')
    assert isinstance(load_market("senior_executive"), PhraseMarket | NamedMarket)
    assert isinstance(load_market("a", project / "main.ssi"), PhraseMarket)
    assert isinstance(load_market("b", project / "main.ssi"), NamedMarket)
    with pytest.raises(RulesetError, match="no market `senior_exec`"):
        load_market("senior_exec")


def test_the_shipped_catalogue_names_every_table() -> None:
    catalogue = load_catalogue()
    assert {name: table.dated for name, table in catalogue.tables.items()} == {
        "connections": "connected_on",
        "invitations": "sent_on",
        "inmails": "sent_on",
        "messages": "sent_on",
        "shares": "shared_on",
        "comments": "commented_on",
        "reactions": "reacted_on",
        "searches": "searched_on",
        "logins": "logged_in_on",
    }
    assert len(catalogue.facts) == 27


@pytest.mark.skipif(os.name == "nt", reason="the name is legal on POSIX only")
def test_a_folder_that_cannot_be_a_rule_file(project: Path) -> None:
    (project / "odd.ssi").mkdir()
    write(project, main='use "odd.ssi"\n' + RULES)
    assert slugs(project / "main.ssi") == ["use-not-found"]
