"""Who has to do with sites at all."""

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Person

from .. import states
from ..models import Poster, Site


def people_of_sites(district_id: int) -> QuerySet[Person]:
    """The active people of a district who answer for a live site of it or may post on one."""
    answers = Site.objects.filter(responsible=OuterRef("pk"), district=district_id, status__in=states.LIVE)
    posts = Poster.objects.filter(person=OuterRef("pk"), site__district=district_id, site__status__in=states.LIVE)
    return Person.objects.filter(Exists(answers) | Exists(posts), district=district_id, is_active=True)
