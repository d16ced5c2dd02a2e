"""Keeping what is to be removed."""

from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import F

from accounts.models import Person
from accounts.rules import Refused

from .. import rules, states, store
from ..models import Directive, Evidence
from ..pictures import BadFile, read
from .orders import fresh_for
from .telling import doer, record


@transaction.atomic
def keep_evidence(
    *,
    directive: Directive,
    seen_at: datetime,
    seen_by: str,
    by: Person,
    at: datetime,
    text: str = "",
    address: str = "",
    file: bytes | None = None,
) -> Evidence:
    """Keep the text of a post or a file that shows it, before it goes. A picture is drawn anew; the hashes of both are kept.

    Refuses what is neither text nor PNG, JPEG or PDF, more than 10 MB, a time to come, and whom the order does not concern.
    A file that was written for a deed that then failed is left behind and means nothing.
    """
    fresh, standing = fresh_for(directive, by, at)
    who = doer(by, rules.may_keep(standing, fresh))
    rules.is_evidence(text=text, has_file=file is not None, seen_at=seen_at, seen_by=seen_by, at=at)
    if address and not address.startswith("https://"):
        raise Refused("The address of a post begins with https://.")
    kept = Evidence(
        directive=fresh, text=text.strip(), address=address, seen_at=seen_at, seen_by=seen_by.strip(), kept_at=at, kept_by=by,
        kept_name=by.name,
    )  # fmt: skip
    if file is not None:
        _put_away(kept, file)
    kept.save(force_insert=True)
    counted = Directive.objects.filter(pk=fresh.pk).exclude(state__in=(states.WITHDRAWN, states.LIFTED))
    if not counted.update(evidence_count=F("evidence_count") + 1):
        raise Refused("Somebody was faster: the order was taken back.")
    what = "a picture or document" if file is not None else "the text"
    record(
        "keep_evidence", fresh, f"kept {what} as evidence about {fresh.site}", by=who, at=at, evidence=kept.pk, sha256=kept.sha256
    )
    return kept


def _put_away(kept: Evidence, content: bytes) -> None:
    try:
        found = read(content)
    except BadFile as bad:
        raise Refused(str(bad)) from bad
    kept.media_type, kept.size = found.media_type, len(found.content)
    kept.sha256, kept.sha256_given = sha256(found.content).hexdigest(), sha256(content).hexdigest()
    kept.stored = store.keep(found.content, sha256=kept.sha256, extension=found.extension)
