"""Two texts side by side: what is the same, what is gone, what is new."""

import time

from hypothesis import given
from hypothesis import strategies as st

from policies.differences import Pair, Piece, lines, side_by_side

TEXTS = st.text(alphabet="ab \n.", max_size=60)


def said(pairs: list[Pair]) -> list[tuple[str, str]]:
    """Both sides, with [gone] and {new} marked."""
    marks = {"same": "{}", "gone": "[{}]", "new": "<{}>"}
    return [tuple("".join(marks[p.kind].format(p.text) for p in side) for side in (pair.before, pair.after)) for pair in pairs]


def test_words_that_changed_are_marked_in_their_line() -> None:
    old, new = "Be kind.\n\nAnswer within two days.", "Be kind and brief.\n\nAnswer within two days."
    assert said(side_by_side(old, new)) == [
        ("Be kind.", "Be kind< and brief>."),
        ("Answer within two days.", "Answer within two days."),
    ]
    assert [pair.is_changed for pair in side_by_side(old, new)] == [True, False]


def test_a_line_that_is_only_on_one_side_stands_beside_nothing() -> None:
    assert said(side_by_side("One.\nTwo.", "One.\nTwo.\nThree.")) == [("One.", "One."), ("Two.", "Two."), ("", "<Three.>")]
    assert said(side_by_side("One.\nTwo.", "Two.")) == [("[One.]", ""), ("Two.", "Two.")]
    assert said(side_by_side("", "One.")) == [("", "<One.>")]


def test_empty_lines_and_spaces_at_the_ends_are_no_difference() -> None:
    assert said(side_by_side("One. \r\n\r\n\r\nTwo.", " One.\nTwo.")) == [("One.", "One."), ("Two.", "Two.")]


def test_lines_that_have_nothing_in_common_stand_beside_each_other() -> None:
    assert said(side_by_side("alpha", "beta")) == [("[alpha]", "<beta>")]


@given(TEXTS, TEXTS)
def test_each_side_is_its_own_text_and_what_is_the_same_is_on_both(old: str, new: str) -> None:
    pairs = side_by_side(old, new)
    before = ["".join(piece.text for piece in pair.before) for pair in pairs]
    after = ["".join(piece.text for piece in pair.after) for pair in pairs]
    assert [line for line in before if line] == lines(old)
    assert [line for line in after if line] == lines(new)
    for pair in pairs:
        kept = [[piece.text for piece in side if piece.kind == "same"] for side in (pair.before, pair.after)]
        assert "".join(kept[0]) == "".join(kept[1])
        assert all(piece.kind != "new" for piece in pair.before)
        assert all(piece.kind != "gone" for piece in pair.after)


def test_texts_without_end_count_as_changed_as_a_whole_and_take_no_time() -> None:
    old, new = "a b " * 12_000, "b a " * 12_000
    began = time.perf_counter()
    assert side_by_side(old, new) == [Pair((Piece("gone", old.strip()),), (Piece("new", new.strip()),))]
    assert time.perf_counter() - began < 2
