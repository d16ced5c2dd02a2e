"""A step by which something is given that is no web address: nobody reads that an address was given."""

import pytest

from monitoring.letters import asks_of
from policies.services import load_policy
from records.events import OPERATOR, trail
from requests.models import Submission
from requests.selectors import asked_at, asks_address, policy_of, route_lines
from reviews.selectors import asks_of as button
from reviews.selectors import closed_by, done
from tests.cast import AT, TODAY, Cast
from tests.policies.making import text
from tests.requests.filing import answer, file, seat

pytestmark = pytest.mark.django_db
GIVE = {"key": "give", "kind": "provide", "who": ["requester"], "fields": ["given"]}


def filed(cast: Cast, kind: str) -> Submission:
    """A request whose one step asks for something of a kind."""
    written = text(field=[{"key": "given", "label": "The plan", "type": kind, "stage": "provide"}], step=[GIVE])
    version = load_policy(district=cast.lakeside, text=written, in_force_from=TODAY, by=OPERATOR, at=AT)
    return file(cast, version=version)


def said(submission: Submission) -> list[str]:
    """The lines of its route."""
    return [line.title for line in route_lines(submission, policy_of(submission), on=TODAY)]


def test_it_reads_as_what_was_asked(cast: Cast) -> None:
    sent = filed(cast, "text")
    waiting = seat(sent, "give")
    assert not asks_address(waiting.step)
    assert "Maya Ortega gives what is asked" in said(sent)
    assert (asked_at(waiting), button(waiting)) == (f"Give what is asked about {sent}", "Give what is asked")
    assert asks_of(waiting.step, policy_of(sent)) == ("Give what is asked about {}", "Give what is asked")
    assert "give what is asked" in cast.client(cast.maya).get("/submissions/").content.decode()
    answer(sent, "give", cast.maya, "provide", given="A club page")
    assert trail("submission", sent.pk)[-1].sentence == f"gave what was asked about {sent}"
    assert "Maya Ortega gave what was asked" in said(sent)
    assert done(waiting, "provide") == f"Saved: what was asked about {sent}."
    assert closed_by(waiting) == "Maya Ortega gave what was asked before you. Your answer was not stored."


def test_an_address_reads_as_before(cast: Cast) -> None:
    sent = filed(cast, "address")
    waiting = seat(sent, "give")
    assert asks_address(waiting.step)
    assert "Maya Ortega gives the web address" in said(sent)
    assert (asked_at(waiting), button(waiting)) == (f"Give the web address of {sent}", "Give the web address")
    assert done(waiting, "provide") == f"Saved: the web address of {sent}."
