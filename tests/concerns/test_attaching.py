"""A complaint that named no site turns out to be about one: who receives it then, who no longer does, and what is refused."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from accounts.rules import Refused
from accounts.services import close_day
from concerns import states
from concerns.models import Complaint
from concerns.services import complaints as services
from records.models import Event, Message
from registry.models import Site
from tests.cast import AT, Cast
from tests.concerns.complaining import SECRET, filed, page, readers, said, site, told
from tests.monitoring.pages import words

pytestmark = pytest.mark.django_db
WHICH = "https://www.instagram.com/birchwoodrobotics/"


@pytest.fixture
def complaint(cast: Cast) -> Complaint:
    """About a page that was not named: nobody is principal of no school, so whoever audits the register receives it."""
    return filed(cast, seen_at=WHICH)


def attach(cast: Cast, complaint: Complaint, typed: str, **more: Any) -> Any:
    return cast.client(cast.tom).post(reverse("complaint-deed", args=[complaint.pk, "site"]), {"site": typed}, **more)


def test_from_then_on_those_of_that_site_receive_it_and_are_told_once(cast: Cast, complaint: Complaint) -> None:
    made = site(cast, typed=WHICH, complaints_to=cast.casey)
    close_day(district=cast.lakeside, school=cast.birchwood, on=date(2026, 9, 16), by=cast.tom, at=AT)
    assert (readers(cast, complaint), complaint.answer_by) == ({"tom"}, date(2026, 9, 17))
    form = cast.client(cast.tom).get(reverse("complaint-deed", args=[complaint.pk, "site"]))
    assert WHICH in form.content.decode()
    before = Message.objects.count()
    assert "It is said which site this is about." in words(attach(cast, complaint, WHICH, follow=True))
    complaint.refresh_from_db()
    assert (complaint.site, complaint.place, complaint.kind) == (made, cast.birchwood, states.SITE)
    assert (readers(cast, complaint), complaint.answer_by) == ({"tom", "casey", "pat", "dee"}, date(2026, 9, 18))
    assert [name for name, _subject in told()] == ["Casey Moreno", "Dee Okafor", "Pat Lindqvist", "Tom Adeyemi"]
    assert Message.objects.count() == before + 3
    assert said(complaint)[-1] == ("attach_site", "Tom Adeyemi", "said which site it is about")
    assert not [row for row in Message.objects.all() if SECRET in row.text]
    assert "Robotics" not in str(Event.objects.filter(verb="attach_site").values())
    assert "Say which site" not in words(page(cast, cast.tom, complaint))


def test_who_looks_after_the_page_reads_it_no_more(cast: Cast, complaint: Complaint) -> None:
    site(cast, typed=WHICH, responsible=cast.maya, posters=[cast.tom])
    shown = attach(cast, complaint, "Robotics", follow=True)
    assert shown.redirect_chain == [(reverse("complaints"), 302)]
    assert readers(cast, complaint) == {"pat", "dee"}
    assert page(cast, cast.maya, complaint).status_code == 404


@pytest.mark.parametrize("typed", ["https://www.instagram.com/someoneelse/", "Nothing of the kind", "Harbor Band", "Chess"])
def test_what_is_no_site_of_the_district_is_said_and_nothing_is_lost(cast: Cast, complaint: Complaint, typed: str) -> None:
    site(cast, "Harbor Band", responsible=cast.hal, district=cast.harbor, school=cast.harbor_high)
    for _twice in range(2):
        site(cast, "Chess")
    shown = attach(cast, complaint, typed)
    assert shown.status_code == 422
    assert typed in shown.content.decode()
    assert ("More than one site" if typed == "Chess" else "No site of your district") in words(shown)


def test_it_is_said_once_of_what_named_no_site_and_by_its_receivers_alone(cast: Cast, complaint: Complaint) -> None:
    made = site(cast, typed=WHICH)
    for who in (cast.pat, cast.maya, cast.hugo):
        with pytest.raises(Refused, match="not yours"):
            services.attach_site(complaint=complaint, site=made, by=who, at=AT)
        assert cast.client(who).get(reverse("complaint-deed", args=[complaint.pk, "site"])).status_code == 404
    services.attach_site(complaint=complaint, site=made, by=cast.tom, at=AT)
    with pytest.raises(Refused, match="said already"):
        services.attach_site(complaint=complaint, site=made, by=cast.pat, at=AT)
    personal = filed(cast, number=2, kind=states.PERSONAL)
    with pytest.raises(Refused, match="about no site"):
        services.attach_site(complaint=personal, site=made, by=cast.tom, at=AT)
    Site.objects.update(status="closed")
    with pytest.raises(Refused, match="Choose a site"):
        services.attach_site(complaint=filed(cast, number=3), site=made, by=cast.tom, at=AT)
