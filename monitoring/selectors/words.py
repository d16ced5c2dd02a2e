"""What a district says in the letter of a school morning in its own words, and how that looks. Nothing here writes."""

from datetime import date

from accounts.models import District, Person
from monitoring import letters
from monitoring.models import MorningWords
from records.letters import Item, Letter

SAMPLE = Item("Comment check: Robotics", "Instagram. A page that is made up.", "Due today", "due", "Check now", "/check-ins/")


def words_of(district_id: int) -> tuple[str, str]:
    """The greeting and the closing of a district; both empty where it has none of its own."""
    found = MorningWords.objects.filter(district_id=district_id).values_list("greeting", "closing").first()
    return found or ("", "")


def preview(district: District, reader: Person, greeting: str, closing: str, *, today: date) -> Letter:
    """The letter as this reader would get it with these words, about a site that is made up."""
    return letters.digest(
        district=district, person=reader, today=today, items=[SAMPLE], count=1, late=0, questions=reader.email,
        words=(greeting, closing),
    )  # fmt: skip
