"""What did not go the straight way: pages that rest or have ended, one whose teacher moved away, requests that ended early."""

from datetime import timedelta

from accounts.services import end_person
from registry import services as registry
from requests import services as requests
from requests.models import Step

from .leaving import known
from .people import World
from .stories import CONDITIONS, Ago, answer, file

NAMES = "Two pictures of Saturday’s meet name students without a release. The page rests until they are gone."
OUTSIDE = "The account was opened with a private e-mail address, and people who left the school still know its password."
OVER = "The fair is over. Its videos are on the school’s own channel now."
MOVED = "Moved away."
CHANGES = "Please name a second person who answers during the holidays, and say how pictures of field trips are chosen."


def end_pages(world: World, ago: Ago) -> None:
    """One suspended, one closed, one shut down, and one whose employee left without anybody taking it over."""
    people = world.people
    registry.close(site=known("Grade 4 Science Fair"), reason=OVER, by=people["elm.grade4"], at=ago(5, 15))
    registry.shut_down(site=known("Elm Street on X"), reason=OUTSIDE, by=people["elm.principal"], at=ago(3, 16))
    end_person(person=people["elm.chorus"], reason=MOVED, by=people["director"], at=ago(2, 16))
    registry.suspend(site=known("Cross Country"), reason=NAMES, by=people["river.principal"], at=ago(1, 15))


def end_requests(world: World, ago: Ago) -> None:
    """One returned to Maya Ortega, who has to change it; one withdrawn; one that was approved and never got its address."""
    people = world.people
    forgotten = file(
        world, "elm.library", at=ago(53), activity="Book of the week", platform="facebook", page_name="Elm Book of the Week",
        purpose="One book each week, and what the classes that read it say about it, for families who read along.",
    )  # fmt: skip
    answer(forgotten, "principal", people["elm.principal"], "approve", ago(52), **CONDITIONS)
    answer(forgotten, "technology_director", people["director"], "approve", ago(51))
    # The model policy waits sixty days for the address, then the clock ends it.
    for step in Step.objects.select_related("submission").filter(submission=forgotten, key="give_address"):
        requests.expire(step=step, at=ago(6, 7) + timedelta(minutes=1))
    quiz = file(
        world, "counselor", at=ago(6), entity="office", activity="Career quiz", platform="instagram", page_name="Career Quiz",
        purpose="One question a day about jobs and colleges, with the answer the next morning.",
    )  # fmt: skip
    requests.withdraw(submission=quiz, by=people["counselor"], at=ago(4, 14))
    ecology = file(
        world, "teacher", at=ago(4, 15), activity="Ecology Club", platform="instagram", page_name="Birchwood Ecology",
        purpose="What the club plants, counts and measures along the creek, with pictures of its field trips.",
    )  # fmt: skip
    answer(ecology, "principal", people["principal"], "return", ago(3, 8), CHANGES)
