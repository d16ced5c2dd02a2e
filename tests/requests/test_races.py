"""Two people at once: one wins, the other reads who was faster; one event, one answer. On a real database, by threads."""

import pytest

from accounts.rules import Refused
from records.models import Event
from requests import services
from requests.models import Answer, Submission
from tests.cast import AT, Cast, build
from tests.racing import race
from tests.requests.filing import answer, draft, file, seat

RACES = 100


@pytest.fixture
def committed(transactional_db: None) -> Cast:
    return build()


def decisions(submission: Submission) -> int:
    found = Event.objects.filter(subject_kind="submission", subject_id=submission.pk)
    return found.exclude(verb="submit").count()


def test_of_two_deciders_one_wins_in_each_of_a_hundred_races(committed: Cast) -> None:
    losers = set()
    for at in range(RACES):
        filed = file(committed, page_name=f"Page {at}")
        waiting = seat(filed, "principal")
        said = race(
            lambda waiting=waiting: services.close_step(seat=waiting, outcome="approve", by=committed.pat, at=AT),
            lambda waiting=waiting: services.close_step(
                seat=waiting, outcome="decline", by=committed.dee, at=AT, reason="There is one."
            ),
        )
        assert said.count("won") == 1
        assert decisions(filed) == 1
        losers |= set(said) - {"won"}
    assert Answer.objects.count() == RACES
    assert losers <= {
        "This was already decided by Pat Lindqvist: approved.",
        "This was already decided by Dee Okafor for Pat Lindqvist: declined.",
    }


def test_a_withdrawal_and_a_decision_do_not_both_happen(committed: Cast) -> None:
    for at in range(20):
        filed = file(committed, page_name=f"Page {at}")
        waiting = seat(filed, "principal")
        said = race(
            lambda waiting=waiting: services.close_step(seat=waiting, outcome="decline", by=committed.pat, at=AT, reason="No."),
            lambda filed=filed: services.withdraw(submission=filed, by=committed.maya, at=AT),
        )
        assert said.count("won") == 1
        assert decisions(filed) == 1


def test_two_steps_that_close_at_once_still_list_the_site_once(committed: Cast) -> None:
    for at in range(10):
        filed = file(committed, page_name=f"Page {at}")
        answer(filed, "principal", committed.pat, "approve")
        answer(filed, "technology_director", committed.tom, "approve")
        waiting = seat(filed, "give_address")
        address = f"https://www.instagram.com/page{at}/"
        give = lambda: services.close_step(  # noqa: E731 -- the same deed twice
            seat=waiting,  # noqa: B023 -- run before the next round of the loop
            outcome="provide",
            by=committed.maya,
            at=AT,
            values={"address": address},  # noqa: B023
        )
        assert race(give, give).count("won") == 1
        filed.refresh_from_db()
        assert filed.site is not None


def test_a_double_submit_is_one_submission(committed: Cast) -> None:
    for _ in range(20):
        begun = draft(committed)
        send = lambda: services.submit(  # noqa: E731
            submission=begun,  # noqa: B023
            place=begun.place,  # noqa: B023
            answers=begun.answers,  # noqa: B023
            accepted={},
            by=committed.maya,
            at=AT,
        )
        assert race(send, send).count("won") == 1
        assert begun.rounds.count() == 1


def test_a_draft_that_was_discarded_in_another_window_is_neither_saved_nor_submitted_nor_discarded_again(cast: Cast) -> None:
    begun = draft(cast)
    services.discard(submission=Submission.objects.get(pk=begun.pk), by=cast.maya, at=AT)
    typed = {"submission": begun, "place": begun.place, "answers": begun.answers, "by": cast.maya, "at": AT}
    for again in (
        lambda: services.save_draft(**typed),
        lambda: services.submit(**typed, accepted={}),
        lambda: services.discard(submission=begun, by=cast.maya, at=AT),
    ):
        with pytest.raises(Refused, match="discarded in the meantime"):
            again()
