"""Two or three submissions in each district beside Lakeside, at the stages that its policy has."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from policies.services import acknowledge, add_guideline, publish
from requests.models import Submission

from .concerned import avoid
from .people import World
from .stories import Ago, again, answer, begin, seats, take

GUIDELINES = """\
Tell the principal where the page is and what it is for, and keep what you told up to date.

Pictures of students need the written consent of a parent, unless they were taken where anybody could see.

Answer as the school would answer, and never in anger."""


def enter(world: World, who: str, *, at: Any, **answers: Any) -> Submission:
    """Somebody submits with every statement accepted."""
    return again(world, begin(world, who, at=at, **answers), at=at + timedelta(minutes=9))


def tell_fernhill(world: World, ago: Ago) -> None:
    """Nobody asks and nobody approves: a draft, an entry that is private, and one that is public without a reason."""
    entry = {
        "entity": "class", "platform": "facebook", "purpose_kind": "instructional", "audience": ["families"],
        "visibility": "private", "identification": True, "identified_on": ago(20).date().isoformat(), "photos_planned": False,
    }  # fmt: skip
    begin(world, "teacher", at=ago(1, 15), **{**entry, "activity": "Book club", "account_email": "books@fernhill.example"})
    enter(
        world, "teacher", at=ago(5), **entry, activity="Grade 7 reading", address="https://www.facebook.com/fernhillreading",
        purpose="What the class reads this month, for the families who want to read along.",
        account_email="reading@fernhill.example",
    )  # fmt: skip
    public = {**entry, "entity": "activity", "platform": "instagram", "purpose_kind": "extracurricular", "visibility": "public"}
    enter(
        world, "supervisor", at=ago(3), **public, activity="Fernhill Band", address="https://www.instagram.com/fernhillband/",
        purpose="Dates of concerts and short recordings of rehearsals.", account_email="band@fernhill.example",
    )  # fmt: skip


def tell_quarry_lake(world: World, ago: Ago) -> None:
    """The principal is told: of a class, and of an activity by a volunteer; a draft; and guidelines that two have read."""
    writer = world.people["superintendent"]
    title = "Guidelines for Policy #401.13: Social Media Networks"
    guideline = add_guideline(district=world.district, title=title, key="guidelines", by=writer, at=ago(9, 9))
    version = publish(
        guideline=guideline, text=GUIDELINES, in_force_from=ago(9).date(), audience="everybody",
        due_on=(ago(0) + timedelta(days=14)).date(), by=writer, at=ago(9, 11),
    )  # fmt: skip
    for who in ("principal", "volunteer"):
        acknowledge(version=version, by=world.people[who], at=ago(8, 9))
    begin(world, "teacher", at=ago(1, 15), entity="class", activity="Local history", platform="facebook")
    enter(
        world, "teacher", at=ago(4), entity="class", activity="World history", platform="instagram", student_images="none",
        address="https://www.instagram.com/quarrylakeworld/", purpose="One map or picture for each week of the course.",
    )  # fmt: skip
    enter(
        world, "volunteer", at=ago(2), entity="activity", activity="Chess afternoon", platform="facebook",
        address="https://www.facebook.com/QuarryLakeChess", purpose="When we meet, and who won.", student_images="public_event",
        responsible=world.people["teacher"].pk,
    )  # fmt: skip


def tell_stonebrook(world: World, ago: Ago) -> None:
    """With the building principal; approved, with the web address to come; and handed over; and a subject to avoid."""
    principal = world.people["principal"]
    enter(
        world, "teacher", at=ago(2), entity="class", activity="Biology 2", platform="facebook",
        purpose="Reminders of readings and laboratory days, and pictures of what we grow, for the students of the class.",
    )  # fmt: skip
    waiting = enter(
        world, "teacher", at=ago(6), entity="sport", activity="Badminton", platform="instagram",
        purpose="Results, changes of practice times, and where the next tournament is, for players and for their parents.",
    )  # fmt: skip
    answer(waiting, "approve", principal, "approve", ago(5, 8))
    done = enter(
        world, "supervisor", at=ago(8), entity="extracurricular", activity="French film evenings", platform="facebook",
        purpose="Which film is shown on which evening, and how to bring a friend or somebody from the family along.",
    )  # fmt: skip
    answer(done, "approve", principal, "approve", ago(7, 8))
    given = {"address": "https://www.facebook.com/StonebrookFilms", "account_email": "films@stonebrook.example"}
    answer(done, "give_address", world.people["supervisor"], "provide", ago(6, 14), **given)
    avoid(world, ago)


def tell_millrace(world: World, ago: Ago) -> None:
    """Duties to be set; an exception to be recorded; and a group on the register whose logo waits for the Board."""
    group = {
        "entity": "club", "platform": "facebook", "container": "group", "exists_already": False, "content_types": ["meetings"],
        "messages": "When and where we meet.", "audience": ["students"], "goals": "Everybody knows when we meet.",
        "upkeep": "Every Monday after school.", "uses_logo": False, "non_electronic": "The notice board beside the library.",
    }  # fmt: skip
    teacher, supervisor = world.people["teacher"], world.people["supervisor"]
    mail = "{}@millrace.example"
    enter(world, "teacher", at=ago(2), **group, activity="Chess", page_name="Millrace Chess", account_email=mail.format("chess"))
    other = {**group, "platform": "x", "container": "account"}
    enter(world, "teacher", at=ago(3), **other, activity="Astronomy", page_name="Stars", account_email=mail.format("stars"))
    held = {**group, "exists_already": True, "uses_logo": True, "address": "https://www.facebook.com/groups/millracegarden"}
    logo = enter(
        world, "teacher", at=ago(7), **held, activity="Gardening", page_name="Millrace Gardeners",
        account_email=mail.format("garden"),
    )  # fmt: skip
    answer(
        logo, "duties", supervisor, "assign", ago(6, 9), responsible=teacher.pk, posters=[teacher.pk, supervisor.pk],
        check_every="1 week", review_every="1 month", complaints_to=supervisor.pk,
    )  # fmt: skip
    answer(logo, "accept", teacher, "acknowledge", ago(6, 14))
    answer(logo, "access", supervisor, "record", ago(5, 9))


def tell_windmere(world: World, ago: Ago) -> None:
    """A draft; approved by one of the two; and on the register, with its logo still to be decided."""
    teacher, supervisor, community = (world.people[key] for key in ("teacher", "supervisor", "community"))
    page = {"entity": "program", "platform": "facebook", "container": "organization_page", "uses_branding": False}
    more = {"posters": [teacher.pk, supervisor.pk], "media_contact": community.pk}
    begin(world, "teacher", at=ago(1, 15), **page, activity="Recorder group")
    half = enter(
        world, "teacher", at=ago(3), **page, **more, activity="After-school art", uses_logo=False,
        purpose="What the children made this week, without their faces and their names.",
    )  # fmt: skip
    decide_as(half, "supervisor", supervisor, ago(2, 9))
    logo = enter(
        world, "supervisor", at=ago(6), **page, **more, activity="Windmere Choir", uses_logo=True,
        purpose="Concerts, rehearsals, and how to join.", address="https://www.facebook.com/WindmereChoir",
    )  # fmt: skip
    decide_as(logo, "community_relations", community, ago(5, 9))
    decide_as(logo, "supervisor", world.people["principal"], ago(5, 11))


def decide_as(submission: Submission, role: str, by: Any, at: Any) -> None:
    """One of the two approves."""
    take(seats(submission, "approve").filter(role=role)[0], by, "approve", at)


STORIES: dict[str, Callable[[World, Ago], None]] = {
    "staffuse": tell_fernhill,
    "policy401": tell_quarry_lake,
    "chsd230": tell_stonebrook,
    "jndc": tell_millrace,
    "crschools": tell_windmere,
}
