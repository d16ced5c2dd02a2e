"""Who may post on a site: added and removed."""

from datetime import datetime

from django.db import transaction

from accounts.access import local_day
from accounts.models import Person
from accounts.rules import Refused
from records.events import Actor

from .. import rules
from ..models import HandOver, Poster, Site
from .handing import note_passed
from .kept import policy_of_site, record_of_site


@transaction.atomic
def add_poster(*, site: Site, person: Person, by: Actor, at: datetime) -> Poster:
    """Let somebody post on a site. Somebody who may already stays as they are, without a second event."""
    rules.may_post([person], site.district_id, policy_of_site(site.policy_version))
    on = local_day(at, site.district.time_zone)
    poster, is_new = Poster.objects.get_or_create(site=site, person=person, defaults={"since": on})
    if is_new:
        record_of_site("add_poster", site, f"added {person} as poster of {site}", by=by, at=at)
    return poster


@transaction.atomic
def remove_poster(*, site: Site, person: Person, by: Actor, at: datetime) -> None:
    """End somebody's posting on a site. Refuses somebody who does not post there."""
    gone, _rows = Poster.objects.filter(site=site, person=person).delete()
    if not gone:
        raise Refused(f"{person} does not post on {site}.")
    if person.pk != site.responsible_id and (person.ends_on or not person.is_active):
        note_passed(site=site, person=person, at=at, was=HandOver.Was.POSTER)
    record_of_site("remove_poster", site, f"removed {person} as poster of {site}", by=by, at=at)
