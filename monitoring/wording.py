"""How duties, check-ins and rungs are said to people. Pure: days, names and numbers come from outside."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from accounts.wording import day, listing, number

NEAR = ("yesterday", "today", "tomorrow")
PLACES = ("first_name", "name", "district")  # what a district's own words may name
AT_MOST = 3  # names said one by one; more are counted


def stands_for(name: str, acting_for: str) -> str:
    """Who did something, and for whom: Dee Okafor for Pat Lindqvist."""
    return f"{name} for {acting_for}" if acting_for else name


def answered_by(name: str, acting_for: str, *, by_mail_link: bool) -> str:
    """Who answered, for whom, and whether from the mail: Dee Okafor for Pat Lindqvist, by mail link."""
    return stands_for(name, acting_for) + (", by mail link" if by_mail_link else "")


def names(people: Sequence[str], nobody: str = "nobody") -> str:
    """People in a sentence: Sam Whitfield; Pat Lindqvist and Erin Voss; four people."""
    if len(people) > AT_MOST:
        return f"{number(len(people)).lower()} people"
    return listing(list(people)) or nobody


def hears(people: Sequence[str]) -> str:
    """The verb that fits so many people."""
    return "hears" if len(people) == 1 else "hear"


def day_said(on: date, *, today: date) -> str:
    """A day in a sentence: tomorrow; on Friday."""
    word = day(on, today=today)
    return word if word in NEAR else f"on {word}"


def days_said(dates: Sequence[date], *, today: date) -> str:
    """Several days in a sentence: on Friday and yesterday."""
    return listing([day_said(on, today=today) for on in dict.fromkeys(dates)])


def small(label: str) -> str:
    """A label inside a sentence: Comment check becomes comment check; abbreviations stay."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def capital(sentence: str) -> str:
    """A sentence with a capital first letter."""
    return sentence[:1].upper() + sentence[1:]


def things(count: int, late: int, soon: int = 0) -> str:
    """What waits, after a name and a comma: three things wait for you; one is late. Where nothing does, what is due soon."""
    if not count and soon:
        return f"nothing waits for you today; {number(soon).lower()} {'thing is' if soon == 1 else 'things are'} due soon"
    waits = "one thing waits for you" if count == 1 else f"{number(count).lower()} things wait for you"
    if not late:
        return waits
    if count == 1:
        return f"{waits}; it is late"
    if count == late:
        return f"{waits}; all are late"
    return f"{waits}; {number(late).lower()} {'is' if late == 1 else 'are'} late"


def counted(count: int, late: int, soon: int = 0) -> str:
    """The same for the line of a mail: 3 things for you today, 1 late."""
    if not count and soon:
        return f"Nothing today, {soon} {'thing' if soon == 1 else 'things'} due soon"
    waits = f"{count} {'thing' if count == 1 else 'things'} for you today"
    return f"{waits}, {late} late" if late else waits


def unknown_places(text: str) -> list[str]:
    """The places of a wording that stand for nothing, as they are written; a brace alone is one too."""
    found = [f"{{{place}}}" for place in re.findall(r"{([^{}]*)}", text) if place not in PLACES]
    return found + re.findall(r"[{}]", re.sub(r"{[^{}]*}", "", text))


def filled(text: str, given: Mapping[str, str]) -> str:
    """A wording with its places filled in: read once, so that what is filled in is never read as a place."""
    return re.sub(r"{([^{}]*)}", lambda place: given.get(place[1], place[0]), text)
