"""Appointing, ending appointments, naming and withdrawing designees."""

from datetime import date, timedelta

import pytest

from accounts import services
from accounts.models import Appointment, Role
from accounts.rules import Refused
from accounts.selectors import designees_of, holders
from records.models import Message
from tests.cast import AT, TODAY, Cast

from .trail import last_event, mails, told


def role(cast: Cast, key: str) -> Role:
    return Role.objects.get(district=cast.lakeside, key=key)


def held_by(person, **more) -> Appointment:
    return Appointment.objects.select_related("role", "person", "district", "school").get(person=person, **more)


def principals(cast: Cast, on=TODAY) -> list[str]:
    return [str(holder) for holder in holders(role="principal", district_id=cast.lakeside.pk, school_id=cast.birchwood.pk, on=on)]


@pytest.mark.clause("001:2")
def test_a_director_appoints_from_today_on(cast: Cast):
    made = services.appoint(person=cast.sam, role=role(cast, "principal"), school=cast.birchwood, by=cast.tom, at=AT)
    assert (made.starts_on, made.ends_on, made.appointed_by) == (TODAY, None, "Tom Adeyemi")
    assert principals(cast) == ["Pat Lindqvist", "Sam Whitfield", "Dee Okafor for Pat Lindqvist"]
    assert told() == [
        ("Tom Adeyemi", "appoint", "appointed Sam Whitfield Principal at Birchwood High School, from September 15, 2026")
    ]
    assert (last_event().subject_kind, last_event().subject_id) == ("appointment", made.pk)


def test_an_appointment_counts_from_its_first_day_to_its_last(cast: Cast):
    services.appoint(
        person=cast.ed, role=role(cast, "principal"), school=cast.birchwood, by=cast.tom, at=AT,
        starts_on=date(2026, 10, 1), ends_on=date(2026, 10, 31),
    )  # fmt: skip
    days = (date(2026, 9, 30), date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 1))
    assert ["Ed Castell" in principals(cast, on) for on in days] == [False, True, True, False]


@pytest.mark.parametrize(
    ("person", "key", "school", "sentence"),
    [
        ("hal", "principal", "birchwood", "Hal Jensen belongs to another district"),
        ("ed", "principal", None, "Principal is a role at a school. Say at which"),
        ("ed", "principal", "harbor_high", "Principal is a role at a school. Say at which"),
        ("ed", "technology_director", "birchwood", "is a role for the whole district"),
        ("erin", "principal", "elm", "Erin Voss holds this role there already"),
    ],
)
def test_a_role_is_held_where_it_belongs_by_somebody_of_the_district(cast: Cast, person, key, school, sentence):
    with pytest.raises(Refused, match=sentence):
        services.appoint(
            person=getattr(cast, person),
            role=role(cast, key),
            school=getattr(cast, school) if school else None,
            by=cast.tom,
            at=AT,
        )


def test_nobody_is_appointed_to_what_follows_from_the_person_or_sits_outside(cast: Cast):
    for scope, sentence in [("person", "it follows from the submission"), ("external", "a body outside Rollcall")]:
        board = Role.objects.create(district=cast.lakeside, key=scope, label="The board", scope=scope)
        with pytest.raises(Refused, match=sentence):
            services.appoint(person=cast.ed, role=board, by=cast.tom, at=AT)


def test_an_appointment_does_not_end_before_it_starts(cast: Cast):
    with pytest.raises(Refused, match="The last day lies before the first"):
        services.appoint(
            person=cast.ed, role=role(cast, "principal"), school=cast.elm, by=cast.tom, at=AT, ends_on=TODAY - timedelta(days=1)
        )


def test_an_appointment_ends_at_once_with_its_designees(cast: Cast):
    services.end_appointment(appointment=held_by(cast.pat), by=cast.tom, at=AT)
    assert principals(cast) == []
    assert told() == [
        ("Tom Adeyemi", "end-appointment", "ended the appointment of Pat Lindqvist as Principal at Birchwood High School")
    ]
    assert mails() == [("designee-withdrawn", "dee@lakeside.example", "waiting")]
    with pytest.raises(Refused, match="This appointment has ended already"):
        services.end_appointment(appointment=held_by(cast.pat), by=cast.tom, at=AT)


def test_what_ended_today_can_be_given_again_today(cast: Cast):
    services.end_appointment(appointment=held_by(cast.erin), by=cast.tom, at=AT)
    services.appoint(person=cast.erin, role=role(cast, "principal"), school=cast.elm, by=cast.tom, at=AT)
    assert Appointment.objects.filter(person=cast.erin).count() == 2


def test_an_appointment_may_end_on_a_day_ahead(cast: Cast):
    services.end_appointment(appointment=held_by(cast.pat), by=cast.tom, at=AT, on=date(2026, 10, 30))
    assert [bool(principals(cast, on)) for on in (date(2026, 10, 30), date(2026, 10, 31))] == [True, False]
    assert held_by(cast.dee).ends_on == date(2026, 10, 30)
    assert mails() == []
    for on, sentence in [(TODAY - timedelta(days=1), "before today"), (date(2026, 10, 31), "ends on October 30, 2026 already")]:
        with pytest.raises(Refused, match=sentence):
            services.end_appointment(appointment=held_by(cast.pat), by=cast.tom, at=AT, on=on)


def test_a_designation_that_would_begin_after_the_end_never_begins(cast: Cast):
    later = services.name_designee(
        appointment=held_by(cast.pat), person=cast.sam, starts_on=date(2026, 11, 2), ends_on=date(2026, 11, 6), by=cast.pat, at=AT
    )
    services.end_appointment(appointment=held_by(cast.pat), by=cast.tom, at=AT, on=date(2026, 10, 30))
    later.refresh_from_db()
    assert later.ended_at == AT
    assert mails()[-1] == ("designee-withdrawn", "sam@lakeside.example", "waiting")


# designees


def name(cast: Cast, **more) -> Appointment:
    return services.name_designee(
        **{"appointment": held_by(cast.erin), "person": cast.ed, "ends_on": date(2026, 9, 25), "by": cast.erin, "at": AT, **more}
    )


def test_a_principal_names_a_designee_who_is_told(cast: Cast):
    made = name(cast)
    assert (made.role.key, made.school, made.starts_on, made.ends_on, made.designee_of) == (
        "principal", cast.elm, TODAY, date(2026, 9, 25), held_by(cast.erin),
    )  # fmt: skip
    assert designees_of(cast.erin, on=TODAY) == [cast.ed]
    assert cast.standing(cast.ed).acts_for == {cast.erin.pk: "Erin Voss"}
    assert told() == [
        (
            "Erin Voss",
            "name-designee",
            "named Ed Castell designee as Principal at Elm Street Elementary, from September 15, 2026 to September 25, 2026",
        )
    ]
    message = Message.objects.get()
    assert (message.kind, message.to_address, message.reply_to) == ("designee", "ed@lakeside.example", "erin@lakeside.example")
    assert message.subject == "You are the designee of Erin Voss"
    assert "From September 15, 2026 to September 25, 2026" in " ".join(message.text.split())


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"person": "erin"}, "You cannot be your own designee"),
        ({"person": "hal"}, "A designee belongs to your own district"),
        ({"ends_on": date(2026, 9, 14)}, "The last day lies before the first"),
        ({"starts_on": date(2026, 9, 14)}, "A designee begins today or later"),
        ({"by": "pat"}, "only under an appointment that you hold today"),
        ({"by": "tom"}, "only under an appointment that you hold today"),
        ({"person": "val", "ends_on": date(2027, 6, 12)}, "Val Novak ends on June 11, 2027"),
    ],
)
def test_a_designee_is_another_of_the_district_for_a_time(cast: Cast, more, sentence):
    more = {key: getattr(cast, value) if isinstance(value, str) else value for key, value in more.items()}
    with pytest.raises(Refused, match=sentence):
        name(cast, **more)
    assert mails() == []


def test_a_designee_does_not_outlast_the_appointment(cast: Cast):
    services.end_appointment(appointment=held_by(cast.erin), by=cast.tom, at=AT, on=date(2026, 9, 24))
    with pytest.raises(Refused, match="Your own appointment ends on September 24, 2026"):
        name(cast)
    assert name(cast, ends_on=date(2026, 9, 24)).ends_on == date(2026, 9, 24)


def test_a_designee_does_not_pass_the_role_on(cast: Cast):
    with pytest.raises(Refused, match="A designee cannot pass the role on"):
        name(cast, appointment=held_by(cast.dee), by=cast.dee)


def test_a_role_that_may_not_be_passed_on_has_no_designee(cast: Cast):
    Role.objects.filter(key="principal").update(delegable=False)
    with pytest.raises(Refused, match="does not let a designee act as Principal"):
        name(cast)


def test_nobody_is_named_twice_for_the_same_days(cast: Cast):
    name(cast)
    with pytest.raises(Refused, match="Ed Castell holds this role there already"):
        name(cast, starts_on=date(2026, 9, 25), ends_on=date(2026, 9, 30))
    name(cast, starts_on=date(2026, 9, 26), ends_on=date(2026, 9, 30))


def test_a_designee_is_withdrawn_at_once_and_told(cast: Cast):
    designation = held_by(cast.dee)
    services.withdraw_designee(designation=designation, by=cast.pat, at=AT)
    assert cast.standing(cast.dee).held == ()
    assert told() == [
        ("Pat Lindqvist", "withdraw-designee", "withdrew Dee Okafor as designee for Principal at Birchwood High School")
    ]
    assert mails() == [("designee-withdrawn", "dee@lakeside.example", "waiting")]
    for again in (designation, held_by(cast.dee)):
        with pytest.raises(Refused, match="ended already"):
            services.withdraw_designee(designation=again, by=cast.pat, at=AT)


def test_who_manages_people_may_withdraw_a_designee_and_nobody_else(cast: Cast):
    for by in (cast.erin, cast.dee, cast.hugo):
        with pytest.raises(Refused, match="Only somebody who manages"):
            services.withdraw_designee(designation=held_by(cast.dee), by=by, at=AT)
    services.withdraw_designee(designation=held_by(cast.dee), by=cast.tom, at=AT)
    assert principals(cast) == ["Pat Lindqvist"]
