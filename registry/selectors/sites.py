"""Which site is meant, who may read how much of it, and which ones resemble it."""

import re
from collections.abc import Collection, Iterable
from functools import cache, reduce
from operator import or_

from django.db.models import Q, QuerySet

from accounts.access import Standing
from accounts.models import Person, School
from records.statements import Given, Objects

from .. import states
from ..models import Poster, Site

CONSIDERED = 200  # sites of one school and platform that are compared by their words
WORD = re.compile(r"[^\W_]+")
COMMON = frozenset(
    WORD.findall("a an and at by for from in of on or our the to with school high middle elementary page site class club")
)


def of_district(district_id: int) -> QuerySet[Site]:
    """Every site of a district, with the people and the place that a line about it names."""
    return Site.objects.filter(district_id=district_id).select_related("school", "responsible")


def site_seen_by(standing: Standing, pk: int) -> Site:
    """A site of this person's own district; any other raises Site.DoesNotExist. How much of it: `may_read_all_of`."""
    person = standing.person
    site = SEEN.first(pk=pk, district=standing.district_id)
    if person.district is None or site is None:
        raise Site.DoesNotExist
    site.district = person.district
    return site


NAMED = ("name", "email", "kind", "district_id", "place_id", "is_active", "ends_on")  # what a page says or asks of a person
PEOPLE = ("responsible", "responsible__supervisor", "complaints_to", "media_contact")
SEEN: Objects[Site] = Objects(
    lambda: (
        Site.objects.filter(pk=Given("pk"), district_id=Given("district"))
        .order_by()
        .select_related("school", "responsible__supervisor", "complaints_to", "media_contact", "policy_version")
        .only(
            *(field.name for field in Site._meta.concrete_fields if not field.generated),
            *("school__name", "school__kind", "school__district_id", "policy_version__sha256"),
            *(f"{person}__{field}" for person in PEOPLE for field in NAMED),
            "responsible__supervisor_id",
        )
    )
)


def posters_of(site: Site) -> list[Poster]:
    """Who may post on a site, in the order in which they were named. One query."""
    return POSTERS.all(site=site.pk)


POSTERS: Objects[Poster] = Objects(
    lambda: (
        Poster.objects.filter(site_id=Given("site"))
        .order_by("id")
        .select_related("person")
        .only("site_id", "since", *(f"person__{field}" for field in NAMED))
    )
)


def may_read_all_of(standing: Standing, site: Site, posters: Collection[Poster] | None = None) -> bool:
    """Whether more than the directory entry is theirs to read: by role, or because they look after the site.

    `posters` where they were read already.
    """
    person = standing.person
    if person.district_id != site.district_id:
        return False
    if standing.reads_place(school_id=site.school_id) or person.pk in (site.responsible_id, site.complaints_to_id):
        return True
    if site.responsible is not None and site.responsible.supervisor_id == person.pk:
        return True
    if posters is not None:
        return any(poster.person_id == person.pk for poster in posters)
    return Poster.objects.filter(site=site, person=person).exists()


def live_at(*, district_id: int, canonical: str) -> Site | None:
    """The live site of a district at this canonical web address."""
    if not canonical:
        return None
    return of_district(district_id).filter(address=canonical, status__in=states.LIVE).first()


def sites_of(person: Person, *, limit: int | None = None) -> list[Site]:
    """The live sites this person answers for, by name; the first of them."""
    rows = Site.objects.filter(responsible=person, status__in=states.LIVE).select_related("school", "responsible")
    return list(rows.order_by("name", "id")[:limit])


def how_many_sites(person: Person) -> int:
    """How many live sites this person answers for. One query."""
    return Site.objects.filter(responsible=person, status__in=states.LIVE).count()


def posts_on(person: Person) -> list[Site]:
    """The live sites this person may post on, by name."""
    rows = Site.objects.filter(posters__person=person, status__in=states.LIVE).select_related("school", "responsible")
    return list(rows.order_by("name", "id"))


def words_of(text: str | Iterable[str]) -> frozenset[str]:
    """The words that tell one site from another, without those that every site has."""
    whole = text if isinstance(text, str) else " ".join(text)
    return frozenset(WORD.findall(whole.casefold())) - COMMON


def telling(text: str, place: School | None) -> frozenset[str]:
    """The words of a name that tell it from its neighbours: not those that every site has, nor those of its place."""
    return words_of(text) - frozenset(WORD.findall(place.name.casefold() if place else ""))


def similar_sites(
    *, district_id: int, school_id: int | None, platform: str, words: str | Iterable[str], limit: int = 5
) -> list[Site]:
    """Live sites of the same school and platform whose names share a word, the closest first. One query.

    Without words: those of that school and platform, by name.
    """
    return Neighbours(district_id, {school_id} - {None}).of(school_id, platform, words, limit=limit)


class Neighbours:
    """The live sites of a few schools, read once, for asking of several submissions which sites resemble them."""

    def __init__(self, district_id: int, school_ids: Iterable[int | None]) -> None:
        """Read them: one query, none where no school is asked about."""
        schools = {f"school_{at}": pk for at, pk in enumerate({pk for pk in school_ids if pk is not None})}
        self._live = live_at_schools(len(schools))
        self._rows = self._live.rows(district=district_id, **schools) if schools else []
        self._words: dict[str, frozenset[str]] = {}

    def of(self, school_id: int | None, platform: str, words: str | Iterable[str], *, limit: int = 5) -> list[Site]:
        """Those of a school and platform whose names share a word, the closest first; without words, by name."""
        rows = [row for row in self._rows if row[SCHOOL] == school_id and platform in ("", row[PLATFORM])]
        asked = words_of(words)
        if asked:
            shared = [(len(asked & self._words_of(row[NAME])), row) for row in rows]
            rows = [row for count, row in sorted(shared, key=lambda pair: -pair[0]) if count]
        return self._live.made(rows[:limit]) if rows else []

    def _words_of(self, name: str) -> frozenset[str]:
        if name not in self._words:
            self._words[name] = words_of(name)
        return self._words[name]


_ID, SCHOOL, NAME, PLATFORM = range(4)  # the first columns, in the order of the model's fields


@cache
def live_at_schools(count: int) -> Objects[Site]:
    """The live sites at so many schools, by name: of each what a line about it says, of all what tells them apart."""

    def query() -> QuerySet[Site]:
        at = reduce(or_, (Q(school_id=Given(f"school_{number}")) for number in range(count)))
        rows = Site.objects.filter(at, district_id=Given("district"), status__in=states.LIVE).order_by("name", "id")
        return rows.select_related("school", "responsible").only(*LINE)[: CONSIDERED * count]

    return Objects(query)


LINE = ("school_id", "name", "platform", "platform_label", "address", "status", "school__name", "responsible__name")
