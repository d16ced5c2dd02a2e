"""What comes back is not overlooked, says why, and loses nothing."""

from requests.models import Submission
from requests.selectors import accepted_before, returned_because
from tests.cast import Cast
from tests.requests.filing import answer, file


def returned(cast: Cast) -> Submission:
    filed = file(cast)
    answer(filed, "principal", cast.dee, "return", reason="Who looks after it in summer?")
    return Submission.objects.get(pk=filed.pk)


def test_it_waits_on_the_first_page_of_whoever_asked(cast: Cast) -> None:
    returned(cast)
    page = cast.client(cast.maya).get("/").content.decode()
    assert "One thing waits for you." in page
    assert "Change and submit again: Birchwood Robotics on Instagram" in page


def test_the_form_shows_who_returned_it_and_why(cast: Cast) -> None:
    back = returned(cast)
    because = returned_because(back)
    assert because is not None
    assert (because.person_name, because.reason) == ("Dee Okafor", "Who looks after it in summer?")
    page = cast.client(cast.maya).get(f"/submissions/{back.pk}/edit/").content.decode()
    assert "Dee Okafor for Pat Lindqvist returned it" in page
    assert "Who looks after it in summer?" in page


def test_statements_that_were_accepted_stand_as_accepted(cast: Cast) -> None:
    back = returned(cast)
    assert sorted(accepted_before(back)) == ["confidential", "consent", "handover", "separate"]
    page = cast.client(cast.maya).get(f"/submissions/{back.pk}/edit/")
    assert page.context["form"]["statement_separate"].value() is True


def test_a_volunteer_reads_first_that_the_policy_is_not_about_them(cast: Cast) -> None:
    client = cast.client(cast.val)
    for path in ("/need-to-ask/", "/submissions/new/"):
        assert "covers employees only" in client.get(path).content.decode()


def test_the_route_ahead_names_the_fallback_of_a_vacant_role(cast: Cast) -> None:
    page = cast.client(cast.casey).get("/submissions/new/").content.decode()
    assert "Sue Brandt, superintendent, decides" in page
