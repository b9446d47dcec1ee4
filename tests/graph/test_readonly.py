"""What counts as a word of a statement and what does not; the servers' side is in tests/conformance."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import ReadOnlyViolation
from graph.readonly import PROCEDURES, check

CLAUSES = ["CREATE", "MERGE", "SET", "DELETE", "REMOVE", "DROP", "FOREACH", "LOAD", "SHOW", "TERMINATE", "USE"]
BLANKS = st.lists(st.sampled_from([" ", "\n", "\r", "\t", "/* x */", "// x\n", "// x\r", "\u3000"]), min_size=1).map(
    "".join
)
CASES = st.sampled_from([str.lower, str.upper, str.title, str.swapcase])


@given(st.text())
def test_a_string_never_counts(text: str) -> None:
    quoted = text.replace("\\", "\\\\").replace("'", "\\'")
    check(f"MATCH (n) WHERE n.name = '{quoted}' RETURN n")


@given(st.text().filter(lambda text: "`" not in text and "\\u" not in text))
def test_a_quoted_name_never_counts(text: str) -> None:
    check(f"MATCH (n:`{text}`) RETURN n.`{text}` AS `{text}`")


@given(st.text().filter(lambda text: "*/" not in text and "\\u" not in text))
def test_a_comment_never_counts(text: str) -> None:
    check(f"MATCH (n) /* {text} */ RETURN n")


@given(st.sampled_from(CLAUSES), CASES, BLANKS, BLANKS)
def test_a_clause_counts_however_it_is_written(clause: str, case: object, before: str, after: str) -> None:
    assert callable(case)
    with pytest.raises(ReadOnlyViolation) as refused:
        check(f"MATCH (n){before}{case(clause)}{after}n.name = 'x'")
    assert refused.value.details["word"] == clause


@given(st.sampled_from(CLAUSES), st.data())
def test_a_clause_counts_with_its_letters_written_as_codes(clause: str, data: st.DataObject) -> None:
    coded = data.draw(st.sets(st.integers(0, len(clause) - 1), min_size=1))
    text = "".join(f"\\u{ord(letter):04x}" if at in coded else letter for at, letter in enumerate(clause))
    with pytest.raises(ReadOnlyViolation):
        check(f"MATCH (n) {text} n.name = 'x'")


@given(st.text(alphabet="'\"`\\u0027/*\n; SETn.=", max_size=30))
def test_a_string_that_one_engine_ends_earlier_hides_nothing(text: str) -> None:
    for quote in "'\"":
        code = f"\\u{ord(quote):04x}"
        with pytest.raises(ReadOnlyViolation):
            check(f"RETURN {quote}{code} + {quote} SET n.name = 'x' //{quote} {text}")


@pytest.mark.parametrize("procedure", sorted(PROCEDURES))
def test_reading_procedures_may_be_called(procedure: str) -> None:
    check(f"CALL {procedure}() YIELD label RETURN label")
    check(f"call `{procedure.upper().replace('.', '`.`')}`()")


@pytest.mark.parametrize(
    "statement",
    [
        "MATCH (n) RETURN n.set, n.delete AS drop",
        "MATCH (n:Set)-[r:LOAD|CREATE]->(m:!Drop&Merge) RETURN r",
        "MATCH (create:Person)-->(b) RETURN create.name",
        "RETURN {set: 1}.set AS set, [x IN [1] | x] AS load",
        "MATCH (start)-->(stop) RETURN start, stop",
        "RETURN $set, $create AS x",
        "RETURN n.name IN (1 + 2), duration.inDays(a, b)",
        "RETURN 1;  // CREATE\n",
        "CYPHER 5 MATCH (n) RETURN n",
    ],
)
def test_names_that_look_like_clauses_pass(statement: str) -> None:
    check(statement)


@pytest.mark.parametrize(
    ("statement", "word"),
    [
        ("MATCH (n) WITH n AS as SET as.name = 'x'", "SET"),
        ("RETURN 1; RETURN 2", ";"),
        ("RETURN 'unterminated", "'"),
        ("CALL apoc . load . json ('x')", "CALL apoc.load.json"),
        ("RETURN apoc.text.join(['a'], '')", "apoc.text.join()"),
        ("CALL { RETURN 1 AS x } IN 3 CONCURRENT TRANSACTIONS RETURN x", "IN TRANSACTIONS"),
        ("STOP DATABASE neo4j", "STOP"),
    ],
)
def test_a_refusal_names_the_word(statement: str, word: str) -> None:
    with pytest.raises(ReadOnlyViolation) as refused:
        check(statement)
    assert refused.value.details["word"] == word
    assert word in refused.value.message("zh")
    assert word in refused.value.message("en")
