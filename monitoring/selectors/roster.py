"""Who holds what in a district on a day, read once and asked often."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import DateField

from accounts import roles
from accounts.access import appointments_in_force
from accounts.models import Appointment, Person, Role
from accounts.selectors import Holder, appointments_around
from records.statements import Given, Objects

EVERYBODY: Objects[Appointment] = Objects(
    lambda: appointments_in_force(Given("on", DateField())).filter(district_id=Given("district"))
)


class Roster:
    """The appointments of a district in force on a day: one query, however many sites are asked about.

    `schools` and `people` narrow it to what concerns these places and the designees of these people.
    """

    def __init__(
        self, district_id: int, on: date, *, schools: Collection[int] | None = None, people: Collection[int] | None = None
    ) -> None:
        """Read the appointments and sort them by role, place and person."""
        rows: Iterable[Appointment] = (
            EVERYBODY.all(on=on, district=district_id)
            if schools is None
            else appointments_around(district_id=district_id, on=on, schools=schools, people=people or ())
        )
        self._by_role: dict[tuple[str, int | None], list[Holder]] = defaultdict(list)
        self._heads: dict[int, list[Holder]] = defaultdict(list)
        self._designees: dict[int, list[Holder]] = defaultdict(list)
        self._auditors: dict[str, list[Holder]] = defaultdict(list)
        for row in sorted(rows, key=lambda row: row.designee_of_id is not None):
            self._sort(row)

    def _sort(self, row: Appointment) -> None:
        holder = Holder(row.person, row.designee_of.person if row.designee_of else None, row.role.label)
        is_district_wide = row.role.scope == Role.Scope.DISTRICT
        self._by_role[row.role.key, None if is_district_wide else row.school_id].append(holder)
        if roles.HEADS in row.role.capabilities and row.school_id:
            self._heads[row.school_id].append(holder)
        if is_district_wide and roles.AUDITS in row.role.capabilities:
            self._auditors[row.role.key].append(holder)
        if row.designee_of is not None:
            self._designees[row.designee_of.person_id].append(holder)

    def names(self) -> dict[int, str]:
        """Everybody who holds something today, by id."""
        return {holder.person.pk: holder.person.name for each in self._by_role.values() for holder in each}

    def holders(self, role: str, *, school_id: int | None, of: Person | None) -> list[Holder]:
        """Who holds a role today, designees last: looked up from the person `of`, at the school, or for the district."""
        if role in (roles.RESPONSIBLE, roles.REQUESTER):
            return self.standing_for(of)
        if role == roles.SUPERVISOR:
            return self.supervisors(of, school_id=school_id)
        found = self._by_role.get((role, None), []) + (self._by_role.get((role, school_id), []) if school_id else [])
        return unique(found)

    def standing_for(self, person: Person | None) -> list[Holder]:
        """A person who has not ended, and who stands in for them today."""
        if person is None or not person.is_active:
            return []
        return unique([Holder(person, None, ""), *self._designees.get(person.pk, [])])

    def supervisors(self, person: Person | None, *, school_id: int | None) -> list[Holder]:
        """Who answers for a person: their own supervisor, else the head of their place, never themselves.

        Where there is no person the head of the school answers.
        """
        if person is None:
            return unique(self._heads.get(school_id or 0, []))
        own = person.supervisor
        if own is not None and own.is_active and own.pk != person.pk:
            return [holder for holder in self.standing_for(own) if holder.person.pk != person.pk]
        return unique(holder for holder in self._heads.get(person.place_id or 0, []) if person.pk not in ids([holder]))

    def heads_of(self, school_id: int) -> list[Holder]:
        """Who heads a place today, and who stands in for them."""
        return unique(self._heads.get(school_id, []))

    def last_resort(self) -> tuple[tuple[str, ...], list[Holder]]:
        """The role that audits the registry of the district, with its holders: hears of what nobody else can act on."""
        for role, found in self._auditors.items():
            return (role,), unique(found)
        return (), []

    def first_held(
        self, ladder: Iterable[tuple[str, ...]], *, school_id: int | None, of: Person | None
    ) -> tuple[tuple[str, ...], list[Holder]]:
        """The first group of roles that anybody holds, with its holders; a vacant one passes to the next."""
        for group in ladder:
            found = unique(holder for role in group for holder in self.holders(role, school_id=school_id, of=of))
            if found:
                return group, found
        return self.last_resort()


def unique(holders: Iterable[Holder]) -> list[Holder]:
    """Each person once, in their own right where they have one."""
    found: dict[int, Holder] = {}
    for holder in sorted(holders, key=lambda holder: holder.acting_for is not None):
        found.setdefault(holder.person.pk, holder)
    return list(found.values())


def ids(holders: Iterable[Holder]) -> set[int]:
    """The people, and those they stand in for, by id."""
    return {person.pk for holder in holders for person in (holder.person, holder.acting_for) if person is not None}
