"""What the judge of free wording learns from."""

from __future__ import annotations

from evals.fitting.statements import FLOOR_SET_ON, TESTED_ON, TUNED_ON, made_statements, statements_of


def test_every_shipped_file_holds_true_and_false_statements_on_passages_of_its_own() -> None:
    names = (*TUNED_ON, FLOOR_SET_ON, *TESTED_ON)
    passages = [{one.passage for one in statements_of([name])} for name in names]
    assert len(frozenset().union(*passages)) == sum(map(len, passages))
    for name in names:
        statements = statements_of([name])
        assert 0.3 < sum(one.borne_out for one in statements) / len(statements) < 0.5
        assert all(one.text.rstrip('"”’').endswith((".", "?", "!")) for one in statements)


def test_sentences_are_made_of_the_same_passages() -> None:
    written = statements_of([FLOOR_SET_ON])
    made = made_statements(written, 40)
    assert sum(one.borne_out for one in made) == sum(not one.borne_out for one in made) == 40
    assert {one.passage for one in made} <= {one.passage for one in written}
    assert any(one.text in one.passage for one in made if one.borne_out)
    assert made == made_statements(written, 40)
