"""What was answered when a site was asked for: the room of requests keeps it, the page of the site is the roof's."""

from collections.abc import Collection, Mapping
from typing import Any

from registry.models import Site
from requests.models import Submission


def given_with_request(site: Site, keys: Collection[str]) -> Mapping[str, Any]:
    """Answers of the request that a site was registered by. One query; none where no answer is wanted."""
    if not keys:
        return {}
    asked = Submission.objects.filter(site=site, kind=Submission.Kind.SITE)
    answers = asked.order_by("id").values_list("answers", flat=True).first() or {}
    return {key: answers[key] for key in keys if key in answers}
