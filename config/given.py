"""What was answered when a site was asked for: the room of requests keeps it, the page of the site is the roof's."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import BigIntegerField, OuterRef, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from accounts.models import Person
from registry.models import Site
from registry.selectors import policy_over
from requests.models import Submission


def given_with_request(site: Site, keys: Collection[str]) -> Mapping[str, Any]:
    """Answers of the request that a site was registered by, people by name. One query; none where no answer is wanted."""
    policy = policy_over(site)
    if not keys or policy is None:
        return {}
    people = [key for key in sorted(keys) if (field := policy.field(key)) and field.type == "person"]
    asked = Submission.objects.filter(site=site, kind=Submission.Kind.SITE).order_by("id")
    names = {f"name_of_{key}": _name(key, site.district_id) for key in people}
    found = asked.annotate(**names).values("answers", *names).first()
    if found is None:
        return {}
    answers = {key: found["answers"][key] for key in keys if key in found["answers"]}
    return answers | {key: found[f"name_of_{key}"] or "" for key in people}


def _name(key: str, district_id: int) -> Subquery:
    """The name of whom an answer means, read with the answers."""
    person = Cast(KeyTextTransform(key, OuterRef("answers")), BigIntegerField())
    return Subquery(Person.objects.filter(pk=person, district_id=district_id).values("name")[:1])
