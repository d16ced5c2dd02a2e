"""What two do about a complaint at once: each takes effect once, and nothing is written after it was erased."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from accounts.rules import Refused
from concerns import states, tokens
from concerns.models import Complaint, ComplaintLine
from concerns.services import complaints as services
from records.models import Event, Message
from tests.cast import AT, build

from .complaining import filed, hold, site, ticket

RACES = 6
SPEECH = "about a personal page or protected speech: no action"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_wins_and_a_form_sent_twice_is_filed_once() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: SQLite has one writer at a time")
    cast = build("chsd230")
    hold(cast.casey, "administration")
    hold(cast.erin, "administration")
    made = site(cast)
    start = Barrier(2)

    def race(*deeds: Callable[[], Any]) -> int:
        """How many of them took effect."""

        def run(deed: Callable[[], Any]) -> bool:
            try:
                start.wait()
                deed()
            except Refused:
                return False
            finally:
                connection.close()
            return True

        with ThreadPoolExecutor(2) as pool:
            return sum(pool.map(run, deeds))

    for number in range(1, RACES + 1):
        filing = services.Filing(district=cast.lakeside, version=cast.policy, kind=states.SITE, site=made, text="It is theirs.")
        read = tokens.read_ticket(ticket(number))
        given = {"filing": filing, "ticket": read, "trap": "", "visitor": f"203.0.113.{number}", "at": AT}
        assert race(*[partial(services.file_complaint, **given)] * 2) == 2
        of: dict[str, Any] = {"complaint": Complaint.objects.get(key=read.key if read else None), "at": AT}
        both = (cast.casey, cast.erin)
        assert race(*(partial(services.acknowledge, message="Read.", by=by, **of) for by in both)) == 1
        race(
            partial(services.conclude, outcome=SPEECH, reason="x", by=cast.casey, **of),
            partial(services.write_note, text="Late.", by=cast.erin, **of),
        )
    assert Complaint.objects.filter(state=states.CONCLUDED).count() == RACES
    assert ComplaintLine.objects.count() == 0
    counted = Event.objects.filter(subject_kind="complaint").values_list("verb", flat=True)
    assert [list(counted).count(verb) for verb in ("file_complaint", "acknowledge_complaint", "conclude_complaint")] == [
        RACES
    ] * 3
    assert Message.objects.filter(kind="complaint").count() == 2 * RACES


@pytest.mark.django_db
def test_after_it_was_erased_nothing_is_written_about_it() -> None:
    cast = build("crschools")
    complaint = filed(cast, site(cast))
    asked = services.ask_question(complaint=complaint, person=cast.maya, text="Who?", by=cast.sue, at=AT)
    services.conclude(complaint=complaint, outcome=SPEECH, reason="x", by=cast.casey, at=AT)
    with pytest.raises(Refused, match="Casey Moreno has concluded it already"):
        services.write_note(complaint=complaint, text="Late.", by=cast.sue, at=AT)
    with pytest.raises(Refused, match="nobody asks any more"):
        services.answer_question(question=asked, text="I did.", by=cast.maya, at=AT)
