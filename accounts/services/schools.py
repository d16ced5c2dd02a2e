"""Taking over a district's schools from the federal directory."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts.models import District, School
from accounts.rows import BadRows, Outcome, Problem, SchoolRow
from accounts.wording import count
from records import events
from records.events import Actor

KEPT = ("name", "city", "state", "lowest_grade", "highest_grade")


@transaction.atomic
def import_schools(*, district: District, rows: Sequence[SchoolRow], by: Actor, at: datetime, leaid: str = "") -> Outcome:
    """Add and update a district's schools; the ncessch says which is which, so several may have one name.

    With a `leaid`, or once the district's own is known, schools of other districts in the file are passed over; where neither
    is known, a file of several districts is refused, because nothing would say whose schools are meant. A place
    that was added by hand under the same name, where only one is, becomes the directory's. Schools that the file does
    not have stay. Running it again changes nothing and records nothing. Refuses (BadRows) also a file without any school of
    the district.
    """
    own = _own(district, rows, leaid)
    places = list(School.objects.filter(district=district))
    known = _known(places, own)
    new = [School(district=district, federal_id=row.federal_id, **_said(row)) for row in own if row.federal_id not in known]
    changed = [school for row in own if (school := known.get(row.federal_id)) and _differs(school, row)]
    School.objects.bulk_create(new, batch_size=500)
    School.objects.bulk_update(changed, ["federal_id", *KEPT], batch_size=200)
    outcome = Outcome(len(new), len(changed), len(own) - len(new) - len(changed), len(rows) - len(own))
    if new or changed:
        _note_leaid(district, own)
        events.record(
            verb="import-schools",
            subject=("district", district.pk),
            sentence=f"imported {count(len(own), 'school')} of {district.name}: {outcome}",
            by=by,
            at=at,
            district_id=district.pk,
            details={"new": outcome.new, "changed": outcome.changed},
        )
    return outcome


def _own(district: District, rows: Sequence[SchoolRow], leaid: str) -> list[SchoolRow]:
    wanted = leaid or district.federal_id
    listed = list(dict.fromkeys(row.district_id for row in rows))
    if len(listed) > 1 and not wanted:
        said = f"The file has schools of {len(listed):,} districts. Name the one that is meant: --leaid {listed[0]}, for example."
        raise BadRows([Problem(0, said)])
    own = [row for row in rows if row.district_id == wanted or not wanted]
    if not own:
        raise BadRows([Problem(0, f"The file has no school of the district {wanted}." if rows else "The file has no schools.")])
    return own


def _known(places: list[School], rows: Sequence[SchoolRow]) -> dict[str, School]:
    """Places by the id they have or, added by hand and alone in their name, are about to get."""
    known = {place.federal_id: place for place in places if place.federal_id}
    names, by_hand = Counter(row.name for row in rows), Counter(place.name for place in places)
    nameless = {place.name: place for place in places if not place.federal_id and by_hand[place.name] == 1}
    for row in rows:
        if row.federal_id not in known and names[row.name] == 1 and row.name in nameless:
            known[row.federal_id] = nameless[row.name]
    return known


def _said(row: SchoolRow) -> dict[str, str]:
    return {field: getattr(row, field) for field in KEPT}


def _differs(school: School, row: SchoolRow) -> bool:
    """Whether a school is not as the row says; it is afterwards."""
    said = {"federal_id": row.federal_id, **_said(row)}
    changed = [field for field, value in said.items() if getattr(school, field) != value]
    for field in changed:
        setattr(school, field, said[field])
    return bool(changed)


def _note_leaid(district: District, rows: Sequence[SchoolRow]) -> None:
    """From now on the district's own id is known, where all its schools have one."""
    ids = {row.district_id for row in rows}
    if not district.federal_id and len(ids) == 1:
        district.federal_id = ids.pop()
        district.save(update_fields=["federal_id"])
