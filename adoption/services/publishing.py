"""A district shows its policy to the other districts of the installation, and takes that back."""

from datetime import datetime

from django.db import transaction

from accounts.access import standing_of
from accounts.models import District, Person
from policies.models import PolicyVersion
from policies.selectors import document_of, version_in_force
from records.events import record

from .. import rules
from ..models import Publication
from ..selectors import publication_of
from .adopting import doer


@transaction.atomic
def publish_policy(*, version: PolicyVersion, by: Person, at: datetime) -> Publication:
    """Let whoever edits policies in other districts read a version, while it is in force and until this is withdrawn.

    Refused of a version that is not in force, or published already.
    """
    standing = standing_of(by, at=at)
    rules.may_publish(standing, version)
    District.objects.select_for_update().get(pk=version.district_id)
    current = version_in_force(version.district_id, standing.on)
    rules.may_be_published(version, publication_of(version), current=current)
    code = document_of(version).policy.code
    publication = Publication.objects.create(version=version, code=code, published_at=at, published_by=by.name)
    record(
        verb="publish",
        subject=("policy", version.pk),
        sentence=f"published {version} to the other districts of this installation",
        by=doer(standing),
        at=at,
        district_id=version.district_id,
    )
    return publication


@transaction.atomic
def withdraw_policy(*, version: PolicyVersion, by: Person, at: datetime) -> Publication:
    """Let nobody of another district read a version any more. Refused where it is not published."""
    standing = standing_of(by, at=at)
    rules.may_publish(standing, version)
    District.objects.select_for_update().get(pk=version.district_id)
    publication = rules.is_published(publication_of(version))
    publication.withdrawn_at, publication.withdrawn_by = at, by.name
    publication.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record(
        verb="withdraw",
        subject=("policy", version.pk),
        sentence=f"withdrew {version} from the other districts of this installation",
        by=doer(standing),
        at=at,
        district_id=version.district_id,
    )
    return publication
