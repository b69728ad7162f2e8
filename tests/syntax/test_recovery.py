"""What is kept of a file in which something is wrong."""

from __future__ import annotations

import pytest

from ssi_rules.syntax import ast
from tests.syntax.reading import codes, read

PILLAR = """pillar one "One" worth 10 {{
  criterion a "A" worth 5 {{
    measure x
    {part}
    basis chosen
  }}
  criterion b "B" worth 5 {{
    measure y
    earns 5 when yes
  }}
}}
let after = 1
"""


def _pillar(text: str) -> ast.Pillar:
    return next(node for node in read(text)[0].declarations if isinstance(node, ast.Pillar))


def test_bad_part_leaves_the_others_of_its_criterion() -> None:
    pillar = _pillar(PILLAR.format(part="earns five when yes"))
    first, second = pillar.items
    assert isinstance(first, ast.Criterion)
    assert isinstance(second, ast.Criterion)
    assert (first.partial, second.partial, pillar.partial) == (True, False, False)
    assert [type(part) for part in first.parts] == [ast.Measure, ast.BasisNote]


def test_award_with_a_bad_line_is_left_out_whole() -> None:
    part = "bands {\n      from 1 earns 2\n      from 2 ears 5\n    }"
    criterion = _pillar(PILLAR.format(part=part)).items[0]
    assert isinstance(criterion, ast.Criterion)
    assert [type(each) for each in criterion.parts] == [ast.Measure, ast.BasisNote]
    assert codes(PILLAR.format(part=part)) == ["SSI101"]


def test_every_bad_line_is_told() -> None:
    found = read(PILLAR.format(part="neads 5\n    earns 5 wen yes").replace("measure y", "mesure y"))[1]
    assert [each.span.text for each in found] == ["neads", "wen", "mesure"]


def test_bad_header_hides_nothing_inside() -> None:
    found = read(PILLAR.format(part="earns 5 wen yes").replace('"One"', ""))[1]
    assert [each.span.text for each in found] == ["worth", "wen"]


def test_only_what_could_not_be_read_makes_a_file_partial() -> None:
    assert not read(PILLAR.format(part="earns five when yes"))[0].partial
    assert read("let a =\nlet b = 1")[0].partial


def test_a_test_that_cannot_be_read_loses_no_name() -> None:
    file, found = read('test "t" { expect }\nlet b = 1')
    assert (len(found), file.partial, len(file.declarations)) == (1, False, 1)


def test_facts_keep_the_facts_that_read() -> None:
    file, found = read("facts {\n  a : count\n  b : cuont\n  table t {\n    c : text\n  }\n}")
    (facts,) = file.declarations
    assert isinstance(facts, ast.Facts)
    assert [item.name.text for item in facts.items] == ["a", "t"]
    assert file.partial
    assert len(found) == 1


def test_header_keeps_the_lines_that_read() -> None:
    file, _ = read('ruleset r "R" {\n  version 1\n  worth 50\n  missing redistribute\n}')
    (header,) = file.declarations
    assert isinstance(header, ast.RulesetHeader)
    assert header.worth is not None
    assert (header.version, header.worth.hundredths, file.partial) == (None, 5000, True)


def test_unclosed_criterion_is_closed_where_the_next_begins() -> None:
    text = PILLAR.format(part="earns 5 when yes").replace("  }\n  criterion b", "  criterion b")
    (found,) = read(text)[1]
    assert (found.code.number, found.span.line) == ("SSI102", 2)
    assert "criterion a" in found.message
    assert len(_pillar(text).items) == 2
    assert isinstance(read(text)[0].declarations[-1], ast.Let)


def test_unclosed_pillar_is_closed_where_the_next_declaration_begins() -> None:
    text = PILLAR.format(part="earns 5 when yes").replace("}\nlet", "let")
    (found,) = read(text)[1]
    assert (found.code.number, found.span.line) == ("SSI102", 1)
    assert len(read(text)[0].declarations) == 2


def test_unclosed_block_at_the_end_of_the_file() -> None:
    assert codes("facts {\n  a : count\n") == ["SSI102"]
    assert len(read("facts {\n  a : count\n")[0].declarations) == 1


def test_unindented_unclosed_block() -> None:
    assert codes("facts {\na : count\nb : count\n") == ["SSI102"]
    assert codes('pillar a "A" worth 1 {\ncriterion b "B" worth 1 {\nmeasure c\n}\n') == ["SSI102"]


def test_brace_too_many() -> None:
    text = PILLAR.format(part="earns 5 when yes") + "}\nlet last = 2\n"
    assert codes(text) == ["SSI111"]
    assert len(read(text)[0].declarations) == 3


def test_continued_lines_do_not_begin_anything() -> None:
    file, found = read("let a = b and\nlevel\nlet c = d\nand e # because\nlet f =\n# why\nin")
    assert found == []
    assert len(file.declarations) == 3


def test_text_and_comments_hold_no_braces() -> None:
    assert codes('let a = "{" # {\nlet b = "}" # }\n') == []


def test_end_of_a_piece_is_behind_its_last_word() -> None:
    (found,) = read('level a "A" from   # what?\nlet b = 1')[1]
    assert (found.span.line, found.span.column) == (1, 17)


@pytest.mark.parametrize(
    "text", ["a\n" * 3_000, ";\n" * 3_000, "}" * 3_000, "facts {\n" + "a\n" * 3_000 + "}"]
)
def test_thousand_faults_are_enough_and_it_says_so(text: str) -> None:
    file, found = read(text)
    assert len(found) == 1_001
    assert [each.code.slug for each in found].count("too-many-faults") == 1
    assert file.partial


def test_fault_inside_a_line_is_not_told_twice() -> None:
    assert codes("let a = seat == yes && “x”\n") == ["SSI101", "SSI101", "SSI101"]


IN_ONE_LINE = (
    'pillar p "P" worth 10 { criterion c "C" worth 10 { measure a bands { from 5 earns 10 } basis chosen } }'
)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("measure a", "measure a + 0.0000001"),
        ("earns 10 }", "earns 10.125 }"),
        ("from 5 earns 10", "from 5 earns 9.125 from 6 earns 10"),
        ("basis chosen", "needs a > 1000000000001 basis chosen"),
    ],
)
def test_bad_literal_hides_nothing_and_blames_nothing_of_its_line(right: str, wrong: str) -> None:
    assert codes(IN_ONE_LINE.replace(right, wrong)) == ["SSI107"]


def test_every_fault_of_a_line_with_many_parts_is_told() -> None:
    text = IN_ONE_LINE.replace("measure a", "measure a + 0.0000001").replace("earns 10 }", "earns 10.125 }")
    file, found = read(text)
    assert [each.span.text for each in found] == ["0.0000001", "10.125"]
    (pillar,) = file.declarations
    assert isinstance(pillar, ast.Pillar)
    (criterion,) = pillar.items
    assert isinstance(criterion, ast.Criterion)
    assert [type(part) for part in criterion.parts] == [ast.BasisNote]


def test_declarations_may_stand_in_one_line() -> None:
    file, found = read('let a = 1 let b = 2 level one "One" from 0 remove p.c')
    assert not found
    assert [type(each) for each in file.declarations] == [ast.Let, ast.Let, ast.Level, ast.Remove]


def test_word_that_goes_nowhere_stays_where_it_cannot_stand() -> None:
    assert codes("let a = 1 2 3") == ["SSI101"]


def test_pillar_is_whole_unless_an_item_is_lost() -> None:
    assert not _pillar(PILLAR.format(part="earns five when yes")).partial
    assert _pillar(PILLAR.format(part="").replace('"B"', "")).partial


def test_table_keeps_the_columns_that_read() -> None:
    file, found = read("facts {\n  table t dated on {\n    on : date\n    x : numbr\n    c : text\n  }\n}")
    (facts,) = file.declarations
    assert isinstance(facts, ast.Facts)
    (table,) = facts.items
    assert isinstance(table, ast.TableDeclaration)
    assert [column.name.text for column in table.columns] == ["on", "c"]
    assert (len(found), file.partial, file.sums_unsure) == (1, True, False)


@pytest.mark.parametrize(
    ("lost", "unsure"),
    [
        ('level l "L" from', False),
        ("let a =", False),
        ("pillar p { }", True),
        ("remove", True),
        ("lte a = 1", True),
    ],
)
def test_only_what_bears_on_points_makes_sums_unsure(lost: str, *, unsure: bool) -> None:
    file, _ = read(lost + "\nlet b = 1\n")
    assert (file.partial, file.sums_unsure) == (True, unsure)


def test_text_that_is_not_closed_leaves_the_brace_behind_it() -> None:
    found = read(PILLAR.format(part="earns five when yes").replace('"One"', '"One'))[1]
    assert [each.code.slug for each in found] == ["unclosed-text", "syntax"]
