from __future__ import annotations

from evals.reports.highlighting import pieces

TEXT = "Mayor Ada Quill opened it on Sunday. It cost 1,250\ncrowns, in all."


def test_proof_and_wording_are_marked_where_they_stand() -> None:
    cut = pieces(TEXT, ["It cost 1,250 crowns"], ["1,250 crowns", "quill"])
    assert "".join(piece.text for piece in cut) == TEXT
    assert [piece.text for piece in cut if piece.proves] == ["It cost ", "1,250\ncrowns"]
    assert [piece.text for piece in cut if piece.wording] == ["Quill", "1,250\ncrowns"]


def test_a_wording_is_marked_as_whole_words_only() -> None:
    assert not any(
        piece.wording for piece in pieces("It cost 11,250 crowns.", [], ["1,250", "cost 11,2", "%"])
    )


def test_a_text_without_either_is_one_piece_and_no_text_none() -> None:
    assert [piece.text for piece in pieces(TEXT, ["not there"], ["nor there"])] == [TEXT]
    assert pieces("", ["a"], ["b"]) == ()
