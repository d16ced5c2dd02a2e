"""Adding, changing, inviting and ending people."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction

from accounts import rules, services
from accounts.access import addressee
from accounts.models import Appointment, Person
from accounts.rules import Refused
from accounts.selectors import heads, supervisor_of
from records import outbox
from records.events import OPERATOR
from records.letters import Letter
from records.models import Message
from tests.cast import AT, TODAY, Cast

from .trail import last_event, link_in, mails, told


def add(cast: Cast, **more) -> Person:
    return services.add_person(
        **{"district": cast.lakeside, "name": "Rosa Tanaka", "email": "rosa@lakeside.example", "by": cast.tom, "at": AT, **more}
    )


def change(cast: Cast, person: Person, **more) -> list[str]:
    known = {field: getattr(person, field) for field in ("name", "email", "title", "kind", "place", "supervisor", "ends_on")}
    return services.change_person(**{"person": person, **known, "by": cast.tom, "at": AT, **more})


def test_a_director_adds_a_person_who_cannot_sign_in_yet(cast: Cast):
    rosa = add(cast, title="coach", place=cast.birchwood, supervisor=cast.sam)
    assert (rosa.name, rosa.email, rosa.title, rosa.place, rosa.supervisor) == (
        "Rosa Tanaka", "rosa@lakeside.example", "coach", cast.birchwood, cast.sam,
    )  # fmt: skip
    assert not rosa.has_usable_password()
    assert told() == [("Tom Adeyemi", "add", "added Rosa Tanaka")]
    assert mails() == []


def test_an_invitation_may_go_out_with_it_and_that_is_one_event(cast: Cast):
    rosa = add(cast, invite=True)
    assert rosa.invited_at == AT
    assert told() == [("Tom Adeyemi", "add", "added Rosa Tanaka and mailed an invitation")]
    assert mails() == [("invitation", "rosa@lakeside.example", "waiting")]
    message = Message.objects.get()
    assert message.reply_to == "tom@lakeside.example"
    assert link_in(message).startswith("/set-password/")


def test_an_address_is_kept_in_lower_case(cast: Cast):
    assert add(cast, email="  Rosa@Lakeside.Example ").email == "rosa@lakeside.example"


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("MAYA@lakeside.example", "This e-mail address is in use already."),
        ("hal@harbor.example", "This e-mail address is in use already."),
        ("a@lakeside.example,b@lakeside.example", "Write one e-mail address, without commas or line breaks."),
        ("a@lakeside.example\r\nBcc: b@lakeside.example", "Write one e-mail address, without commas or line breaks."),
        ("a@lakeside.example\x00", "Write one e-mail address, without commas or line breaks."),
        ("rosa at lakeside", "Write an e-mail address like name@district.org."),
        ("", "Write an e-mail address like name@district.org."),
    ],
)
def test_an_address_is_one_mailbox_of_one_person(cast: Cast, email, sentence):
    with pytest.raises(Refused, match=sentence):
        add(cast, email=email)
    assert told() == []


def test_the_database_refuses_an_address_in_other_letters(cast: Cast):
    for email in ("maya@lakeside.example", "New@lakeside.example"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Person.objects.create(name="Somebody", email=email, district=cast.lakeside)


@pytest.mark.clause("001:1")
def test_a_volunteer_needs_a_last_day_that_lies_ahead(cast: Cast):
    with pytest.raises(Refused, match="A volunteer needs a last day"):
        add(cast, kind="volunteer")
    with pytest.raises(Refused, match="The last day lies in the past"):
        add(cast, kind="volunteer", ends_on=date(2026, 9, 14))
    assert add(cast, kind="volunteer", ends_on=TODAY).ends_on == TODAY


def test_place_and_supervisor_are_of_the_same_district_and_there(cast: Cast):
    services.end_person(person=cast.sam, by=cast.tom, at=AT)
    for more, sentence in [
        ({"place": cast.harbor_high}, "This place belongs to another district"),
        ({"supervisor": cast.hope}, "The supervisor belongs to another district"),
        ({"supervisor": Person.objects.get(pk=cast.sam.pk)}, "Sam Whitfield has ended"),
    ]:
        with pytest.raises(Refused, match=sentence):
            add(cast, **more)


@pytest.mark.parametrize("who", ["maya", "pat", "dee", "casey", "sue", "val", "hugo"])
def test_only_who_manages_people_may_change_anything_about_them(cast: Cast, who):
    by = getattr(cast, who)
    role = Appointment.objects.get(person=cast.erin).role
    appointment = Appointment.objects.get(person=cast.erin)
    for deed in (
        lambda: add(cast, by=by),
        lambda: change(cast, cast.ed, by=by, title="gone"),
        lambda: services.invite(person=cast.ed, by=by, at=AT),
        lambda: services.end_person(person=cast.ed, by=by, at=AT),
        lambda: services.appoint(person=cast.ed, role=role, school=cast.elm, by=by, at=AT),
        lambda: services.end_appointment(appointment=appointment, by=by, at=AT),
        lambda: services.add_place(district=cast.lakeside, name="Annex", kind="school", by=by, at=AT),
        lambda: services.change_place(place=cast.elm, name="Annex", kind="school", by=by, at=AT),
    ):
        with pytest.raises(Refused, match="Only somebody who manages the people of this district may do that"):
            deed()
    assert told() == []


def test_a_change_tells_what_was_before(cast: Cast):
    assert change(cast, cast.ed, title="librarian", place=cast.birchwood, supervisor=cast.sam) == ["title", "place", "supervisor"]
    ed = Person.objects.get(pk=cast.ed.pk)
    assert (ed.title, ed.place, ed.supervisor) == ("librarian", cast.birchwood, cast.sam)
    assert told() == [("Tom Adeyemi", "change", "changed title, place and supervisor of Ed Castell")]
    assert last_event().details == {
        "changed": {
            "title": ["teacher", "librarian"],
            "place": ["Elm Street Elementary", "Birchwood High School"],
            "supervisor": ["", "Sam Whitfield"],
        }
    }


def test_a_change_of_nothing_is_not_recorded(cast: Cast):
    assert change(cast, cast.ed) == []
    assert told() == []


def test_nobody_is_their_own_supervisor(cast: Cast):
    with pytest.raises(Refused, match="Nobody is their own supervisor"):
        change(cast, cast.ed, supervisor=cast.ed)


def test_somebody_who_has_ended_is_not_changed_or_invited(cast: Cast):
    services.end_person(person=cast.ed, by=cast.tom, at=AT)
    for deed in (lambda: change(cast, cast.ed, title="x"), lambda: services.invite(person=cast.ed, by=cast.tom, at=AT)):
        with pytest.raises(Refused, match="Ed Castell has ended"):
            deed()


def test_an_invitation_is_mailed_once_a_minute_at_most(cast: Cast):
    services.invite(person=cast.ed, by=cast.tom, at=AT)
    with pytest.raises(Refused, match="Ed Castell was invited a moment ago"):
        services.invite(person=cast.ed, by=cast.tom, at=AT + timedelta(seconds=59))
    services.invite(person=cast.ed, by=OPERATOR, at=AT + timedelta(seconds=60))
    assert told() == [
        ("Tom Adeyemi", "invite", "mailed an invitation to Ed Castell"),
        ("The operator", "invite", "mailed an invitation to Ed Castell"),
    ]


def test_ending_takes_effect_at_once_and_everywhere(cast: Cast, at_work):
    browser = cast.client(cast.pat)
    other = cast.client(cast.maya)
    outbox.post(
        to=addressee(cast.pat),
        letter=Letter("Due", "Due", "Due"),
        kind="digest",
        key="waits",
        at=AT,
        district_id=cast.lakeside.pk,
    )
    services.end_person(person=cast.pat, by=cast.tom, at=AT, reason="Retired")
    pat = Person.objects.get(pk=cast.pat.pk)
    assert (pat.is_active, pat.ended_at, pat.ends_on, pat.has_usable_password()) == (False, AT, TODAY, False)
    assert browser.get("/my-appointments/").status_code == 302
    assert other.get("/my-appointments/").status_code == 200
    assert Session.objects.count() == 1
    assert list(Appointment.objects.filter(ended_at=AT).order_by("id").values_list("person__name", "ends_on")) == [
        ("Pat Lindqvist", TODAY),
        ("Dee Okafor", TODAY),
    ]
    assert cast.standing(cast.dee).held == ()
    assert heads(school_id=cast.birchwood.pk, on=TODAY) == []
    assert mails() == [
        ("digest", "pat@lakeside.example", "cancelled"),
        ("designee-withdrawn", "dee@lakeside.example", "waiting"),
    ]
    assert told() == [("Tom Adeyemi", "end", "ended Pat Lindqvist")]
    assert last_event().reason == "Retired"
    assert last_event().details["messages_cancelled"] == 1


def test_ending_a_designee_leaves_whom_they_acted_for(cast: Cast):
    services.end_person(person=cast.dee, by=cast.tom, at=AT)
    assert [holder.person for holder in heads(school_id=cast.birchwood.pk, on=TODAY)] == [cast.pat]
    assert mails() == []


def test_for_those_they_supervised_the_head_of_the_place_answers(cast: Cast):
    services.end_person(person=cast.sam, by=cast.tom, at=AT)
    assert supervisor_of(Person.objects.get(pk=cast.maya.pk), on=TODAY) == cast.pat


def test_nobody_ends_themself_or_anybody_twice(cast: Cast):
    with pytest.raises(Refused, match="You cannot end yourself"):
        services.end_person(person=cast.tom, by=cast.tom, at=AT)
    stale = Person.objects.get(pk=cast.ed.pk)
    services.end_person(person=cast.ed, by=cast.tom, at=AT)
    with pytest.raises(Refused, match="Ed Castell has ended"):
        services.end_person(person=stale, by=cast.tom, at=AT)
    assert [verb for _, verb, _ in told()] == ["end"]


def test_the_yes_or_no_form_of_the_rule_says_the_same(cast: Cast):
    tom, pat = cast.standing(cast.tom), cast.standing(cast.pat)
    assert rules.allows(rules.may_end, tom, cast.ed)
    assert not rules.allows(rules.may_end, tom, cast.tom)
    assert not rules.allows(rules.may_end, tom, cast.hal)
    assert not rules.allows(rules.may_end, pat, cast.ed)


def test_somebody_who_ends_loses_what_they_manage(cast: Cast):
    services.end_person(person=cast.tom, by=OPERATOR, at=AT)
    with pytest.raises(Refused):
        add(cast, by=Person.objects.get(pk=cast.tom.pk))


def test_an_event_that_cannot_be_written_undoes_the_deed(cast: Cast, monkeypatch):
    def broken(**_):
        raise RuntimeError

    monkeypatch.setattr("accounts.services.doors.events.record", broken)
    with pytest.raises(RuntimeError):
        services.end_person(person=cast.pat, by=cast.tom, at=AT)
    assert Person.objects.get(pk=cast.pat.pk).is_active
    assert Appointment.objects.filter(ended_at__isnull=False).count() == 0
    assert mails() == []


def test_a_look_is_chosen_and_recorded(cast: Cast):
    services.choose_theme(person=cast.maya, theme="dark", at=AT)
    assert Person.objects.get(pk=cast.maya.pk).theme == "dark"
    assert told() == [("Maya Ortega", "choose-theme", "chose the look “Dark”")]
    with pytest.raises(Refused, match="Choose light, dark or as your device"):
        services.choose_theme(person=cast.maya, theme="pink", at=AT)


def test_the_hour_of_the_deed_is_the_district_s_day(cast: Cast):
    late_evening = datetime(2026, 9, 16, 3, 0, tzinfo=UTC)  # still Tuesday in Chicago
    services.end_person(person=cast.ed, by=cast.tom, at=late_evening)
    assert Person.objects.get(pk=cast.ed.pk).ends_on == TODAY
