"""The district's guidelines in two versions, the second to be acknowledged by everybody; and a training that was held."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from accounts.schooldays import SchoolDays
from policies.services import acknowledge, add_guideline, add_training, publish, record_attendance

from .people import World

TITLE = "Guidelines for social media"
FIRST = """\
Speak as the district would. What you post on a page of the school is read as what the school says.

Answer questions within two school days. Hide advertisements and insults; keep a note of what you hid.

Ask before you show a picture of a student. A picture of a game or a concert that anybody could see needs no asking.

Use your account of the district, never your own."""
SECOND = """\
Speak as the district would. What you post on a page of the school is read as what the school says.

Answer questions within one school day. Hide advertisements and insults; keep a note of what you hid.

Ask before you show a picture of a student, and never write a name beside it. A picture of a game or a concert that anybody \
could see needs no asking.

Use your account of the district, never your own. A volunteer posts from the account that the district gave them.

If a student writes to you about something that worries you, do not answer online. Speak to your supervisor the same day."""
NOTE = "Answers within one school day, no names beside pictures, and what to do when a student writes to you."
HAVE_READ = ("principal", "designee", "counselor", "elm.principal", "river.track", "community")
WERE_THERE = ("teacher", "drama", "soccer", "music", "supervisor", "elm.library", "river.art")
PATIENCE = timedelta(days=14)


def guide(world: World, *, last: date, days: SchoolDays) -> None:
    """The first version a while ago; the second and who has read it by the evening before the last school morning."""
    before = days.on_or_before(last - timedelta(days=1))

    def at(on: date, hour: int, minute: int = 0) -> datetime:
        return datetime.combine(on, time(hour, minute), tzinfo=ZoneInfo(world.district.time_zone))

    writer, director = world.people["superintendent"], world.people["director"]
    begun = last - timedelta(days=60)
    guideline = add_guideline(district=world.district, title=TITLE, by=writer, at=at(begun, 9))
    publish(guideline=guideline, text=FIRST, in_force_from=begun, by=writer, at=at(begun, 10))
    version = publish(
        guideline=guideline, text=SECOND, note=NOTE, in_force_from=before, audience="everybody",
        due_on=days.on_or_after(last + PATIENCE), by=writer, at=at(before, 14),
    )  # fmt: skip
    for minute, who in enumerate(HAVE_READ):
        acknowledge(version=version, by=world.people[who], at=at(before, 15, 7 * minute))
    training = add_training(
        district=world.district, title="Looking after a page", held_on=last - timedelta(days=20), by=director,
        note="In the library of Birchwood High School.", at=at(last - timedelta(days=20), 16),
    )  # fmt: skip
    there = [world.people[who] for who in WERE_THERE]
    record_attendance(training=training, present=there, among=there, by=director, at=at(last - timedelta(days=20), 17))
