"""What keeps the register true, where a policy asks for it: still ours, how much was posted, is it still in use."""

from datetime import date

import pytest

from accounts.rules import Refused
from monitoring.models import Call, CheckIn, Duty
from monitoring.services import renew, report_last_post, report_posts
from monitoring.sweep import tick
from policies.document import PolicyError, parse
from policies.durations import how_often
from policies.durations import parse as duration
from policies.selectors import preset_text
from records.models import Event
from registry.models import Site
from tests.cast import Cast
from tests.monitoring.days import DUE, TUESDAY, build, digests, local, morning
from tests.monitoring.pages import words
from tests.registry.sites import site

pytestmark = pytest.mark.django_db
NINE = local(DUE, 9)


def asked(table: str, on: date = DUE) -> tuple[Cast, Site, CheckIn]:
    """A site under the model policy with one of the tables, and its question on the day it is due."""
    cast = build(adding=table)
    made = site(cast)
    tick(at=local(TUESDAY, 9, 1))
    morning(on)
    return cast, made, CheckIn.objects.select_related("duty").get(duty__key__startswith=":")


def test_a_policy_without_the_tables_asks_nothing_of_it(cast: Cast) -> None:
    site(cast)
    tick(at=local(TUESDAY, 9, 1))
    assert not Duty.objects.filter(key__startswith=":").exists()


# renewal


@pytest.mark.parametrize(
    ("table", "every", "due_on"),
    [
        ('on = "08-15"', "yearly on 08-15", date(2027, 8, 16)),  # the 15th is a Sunday
        ('on = "09-20"', "yearly on 09-20", date(2027, 9, 20)),  # not five days after it was listed
        ('every = "6 months"', "6 months", date(2027, 3, 15)),
        ("", "1 year", date(2027, 9, 15)),
    ],
)
def test_a_site_is_renewed_on_a_day_of_the_year_or_every_so_often(table: str, every: str, due_on: date) -> None:
    cast = build(adding=f"[renewal]\n{table}\n")
    site(cast)
    tick(at=local(TUESDAY, 9, 1))
    assert Duty.objects.values_list("key", "role", "every", "next_due_on").get() == (":renewal", "responsible", every, due_on)


WEEKLY = '[renewal]\nevery = "1 week"\nconfirm = ["responsible", "posters", "visibility", "address", "two_factor"]\n'


def test_the_question_shows_what_is_confirmed_and_a_yes_is_written_down(monkeypatch: pytest.MonkeyPatch) -> None:
    cast, _made, check_in = asked(WEEKLY)
    monkeypatch.setattr("config.middleware.timezone.now", lambda: NINE)
    assert set(digests(DUE)) == {"Maya Ortega"}
    client, path = cast.client(cast.maya), f"/check-ins/{check_in.pk}/"
    seen = words(client.get(path))
    for line in ("Responsible employee: Maya Ortega", "Who may post: Maya Ortega", "Visibility: public", "Two factor"):
        assert line in seen
    assert client.post(path, {"outcome": "right"}).status_code == 302
    check_in.refresh_from_db()
    assert (check_in.state, check_in.outcome) == ("answered", "nothing_found")
    event = Event.objects.latest("id")
    assert (event.verb, event.sentence) == ("renew", "said that Robotics on Instagram is still ours and still right")
    assert Duty.objects.get().next_due_on == date(2026, 9, 29)


def test_a_change_is_a_call_for_help_and_closing_closes() -> None:
    cast, made, check_in = asked(WEEKLY)
    with pytest.raises(Refused, match="Write what has to change"):
        renew(check_in=check_in, outcome="change", note="", by=cast.maya, at=NINE)
    renew(check_in=check_in, outcome="change", note="Val has left.", by=cast.maya, at=NINE)
    assert [call.person for call in Call.objects.select_related("person")] == [cast.sam]
    after = date(2026, 9, 29)
    morning(after)
    last = CheckIn.objects.get(state="open")
    renew(check_in=last, outcome="close", note="The club ended.", by=cast.maya, at=local(after, 9))
    made.refresh_from_db()
    assert made.status == "closed"
    assert Event.objects.latest("id").verb == "close"


def test_nobody_else_renews_and_late_it_reaches_the_supervisor() -> None:
    cast, _made, check_in = asked(WEEKLY)
    with pytest.raises(Refused, match="not yours to answer"):
        renew(check_in=check_in, outcome="right", note="", by=cast.pat, at=NINE)
    assert [level["to"] for level in Duty.objects.get().ladder] == [["responsible"], ["supervisor"]]


# posts


def test_posts_are_counted_by_whoever_answers_and_too_few_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    cast, made, check_in = asked('[posting]\nminimum = 3\nper = "1 week"\n')
    monkeypatch.setattr("config.middleware.timezone.now", lambda: NINE)
    client, path = cast.client(cast.maya), f"/check-ins/{check_in.pk}/"
    assert "The policy asks for at least 3 posts every week." in words(client.get(path))
    assert "Write how many posts there were" in words(client.post(path, {"posts": ""}))
    assert client.post(path, {"posts": "2"}).status_code == 302
    assert CheckIn.objects.values_list("state", "posts").get() == ("answered", 2)
    assert Event.objects.latest("id").sentence == (
        "reported 2 posts on Robotics on Instagram, fewer than the 3 that the policy asks for"
    )
    assert "2 posts, fewer than 3" in words(client.get(f"/sites/{made.pk}/"))


@pytest.mark.parametrize("posts", [-1, 10_001])
def test_a_number_of_posts_nobody_means_is_refused(posts: int) -> None:
    cast, _made, check_in = asked('[posting]\nminimum = 3\nper = "1 week"\n')
    with pytest.raises(Refused, match="Write how many posts there were"):
        report_posts(check_in=check_in, posts=posts, note="", by=cast.maya, at=NINE)
    with pytest.raises(Refused, match="asks something else"):
        renew(check_in=check_in, outcome="right", note="", by=cast.maya, at=NINE)


# in use


def last_post(cast: Cast, check_in: CheckIn, on: date, *, keep: bool = True, note: str = "") -> CheckIn:
    return report_last_post(check_in=check_in, last_post_on=on, keep=keep, note=note, by=cast.maya, at=NINE)


def test_a_site_in_use_is_asked_again_when_the_time_since_its_last_post_is_up() -> None:
    cast, _made, check_in = asked('[inactivity]\nafter = "1 week"\n')
    last_post(cast, check_in, date(2026, 9, 18))
    assert Duty.objects.get().next_due_on == date(2026, 9, 25)
    assert Event.objects.latest("id").sentence == "said that the last post on Robotics on Instagram was on September 18, 2026"


def test_a_site_at_rest_is_kept_for_a_reason_or_closed() -> None:
    cast, made, check_in = asked('[inactivity]\nafter = "1 week"\n')
    with pytest.raises(Refused, match="Write why the site is kept"):
        last_post(cast, check_in, TUESDAY)
    last_post(cast, check_in, TUESDAY, note="The season begins in November.")
    assert Duty.objects.get().next_due_on == date(2026, 9, 29)
    made.refresh_from_db()
    assert made.status == "active"


@pytest.mark.parametrize(("then", "keep"), [("ask", False), ("close", True)])
def test_a_site_at_rest_is_closed_where_somebody_says_so_or_the_policy_does(then: str, keep: bool) -> None:
    cast, made, check_in = asked(f'[inactivity]\nafter = "1 week"\nthen = "{then}"\n')
    last_post(cast, check_in, TUESDAY, keep=keep)
    made.refresh_from_db()
    assert (made.status, made.status_reason) == ("closed", "No post since September 15, 2026.")


def test_a_post_of_a_day_to_come_is_refused() -> None:
    cast, _made, check_in = asked('[inactivity]\nafter = "1 week"\n')
    with pytest.raises(Refused, match="has not come yet"):
        last_post(cast, check_in, date(2026, 9, 23))


def test_the_screen_of_a_policy_that_closes_leaves_nothing_to_choose(monkeypatch: pytest.MonkeyPatch) -> None:
    cast, _made, check_in = asked('[inactivity]\nafter = "1 week"\nthen = "close"\n')
    monkeypatch.setattr("config.middleware.timezone.now", lambda: NINE)
    client, path = cast.client(cast.maya), f"/check-ins/{check_in.pk}/"
    page = client.get(path)
    assert "Without a post for 1 week: it is closed when you save." in words(page)
    assert "keep" not in page.context["form"].fields
    assert client.post(path, {"last_post_on": "2026-09-21"}).status_code == 302
    assert CheckIn.objects.values_list("state", "last_post_on").get() == ("answered", date(2026, 9, 21))


# the words of a document


def test_a_day_of_the_year_is_a_rhythm_of_its_own_and_no_length_of_time() -> None:
    assert how_often(duration("yearly on 08-15")) == "Every year on August 15"
    with pytest.raises(PolicyError, match="every"):
        parse(preset_text("model").replace('every = "field:check_every"', 'every = "yearly on 08-15"'))
    with pytest.raises(PolicyError, match="after"):
        parse(preset_text("model") + '[inactivity]\nafter = "yearly on 08-15"\n')
