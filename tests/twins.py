"""A district in which names repeat: two schools of one name, and people of one name and title."""

import re
from html import unescape
from typing import Any

from accounts.models import Person, School
from tests.cast import Cast, person

SCHOOL = "Central Elementary School"


def schools(cast: Cast) -> tuple[School, School]:
    """Two of one name, in two towns."""
    made = [School.objects.create(district=cast.lakeside, name=SCHOOL, city=town) for town in ("Ames", "Boone")]
    return made[0], made[1]


def teachers(cast: Cast, *places: School) -> list[Person]:
    """One Ann Lee, teacher, at each of these places."""
    made = []
    for number, place in enumerate(places, start=1):
        one = person("Ann Lee", cast.lakeside, place, title="teacher", is_active=False)
        Person.objects.filter(pk=one.pk).update(email=f"ann{number}@lakeside.example", is_active=True)
        made.append(Person.objects.get(pk=one.pk))
    return made


def offered(page: Any, name: str) -> list[str]:
    """What the list called `name` offers on a page."""
    drawn = page.content.decode().split(f'<select name="{name}"')[1].split("</select>")[0]
    return [unescape(label) for label in re.findall(r"<option[^>]*>([^<]*)<", drawn)]


def called(options: list[str], begins: str) -> list[str]:
    """Those of the options that begin with a name."""
    return [label for label in options if label.startswith(begins)]
