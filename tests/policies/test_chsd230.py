"""Policy 002: protected speech, and what the superintendent decides."""

import pytest

from .public import CHSD230


@pytest.mark.clause("002:4")
def test_230_defines_its_words() -> None:
    assert [row.term for row in CHSD230.definitions] == [
        "Includes",
        "Electronic communication",
        "Personal technology",
        "Social media",
        "Web posts",
    ]


@pytest.mark.clause("002:13", "002:21", "002:22")
def test_230_has_an_outcome_for_protected_speech_and_keeps_no_discipline() -> None:
    (complaint,) = CHSD230.complaints
    assert "copyrighted without permission" in complaint.categories
    assert {"about a personal page or protected speech: no action", "referred"} < set(complaint.outcomes)
    assert not any("disciplin" in each or "terminat" in each for each in complaint.outcomes)


@pytest.mark.clause("002:3")
def test_230_leaves_the_guidelines_to_the_superintendent() -> None:
    (guideline,) = CHSD230.guidelines
    assert (guideline.edited_by, guideline.accept_again) == (("superintendent",), True)


@pytest.mark.clause("002:18")
def test_230_leaves_the_logo_on_personal_posts_to_the_superintendent() -> None:
    (permission,) = CHSD230.permissions
    assert (permission.about, permission.decided_by) == ("personal_post", ("superintendent",))
