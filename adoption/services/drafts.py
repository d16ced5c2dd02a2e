"""Drafts of a policy: begun, saved, discarded.

A draft is nobody's rule, so none of this leaves a line in the trail; who began it and who saved it last stands on it. The
trail begins when it is adopted.
"""

import tomllib
from datetime import datetime

from django.db import transaction
from django.db.models import F

from accounts.access import standing_of
from accounts.models import District, Person

from .. import rules
from ..models import Draft

UNTITLED = "A policy without a title"
LONGEST_TITLE = 300


@transaction.atomic
def begin_draft(*, district: District, text: str, begun_from: str, by: Person, at: datetime) -> Draft:
    """Begin a draft with a text: a preset's, a version's, or a file's. It need not be whole."""
    rules.may_draft(standing_of(by, at=at))
    return Draft.objects.create(
        district=district,
        title=title_of(text) or UNTITLED,
        text=text,
        begun_from=begun_from[:400],
        begun_by=by.name,
        begun_at=at,
        saved_by=by.name,
        saved_at=at,
    )


@transaction.atomic
def save_draft(*, draft: Draft, text: str, edition: int, by: Person, at: datetime) -> Draft:
    """Keep a text as it was typed, right or wrong. Refused where somebody else saved after `edition` was read."""
    rules.may_draft(standing_of(by, at=at), draft)
    mine = Draft.objects.filter(pk=draft.pk, edition=edition, adopted_as__isnull=True, discarded_at__isnull=True)
    changed = mine.update(text=text, title=title_of(text) or draft.title, edition=F("edition") + 1, saved_by=by.name, saved_at=at)
    draft.refresh_from_db()
    if not changed:
        rules.is_open(draft)
        rules.is_the_last_edition(draft, edition)
    return draft


@transaction.atomic
def discard_draft(*, draft: Draft, by: Person, at: datetime) -> Draft:
    """Put a draft away. What was adopted stays, as the history of its version."""
    rules.may_draft(standing_of(by, at=at), draft)
    changed = Draft.objects.filter(pk=draft.pk, adopted_as__isnull=True, discarded_at__isnull=True).update(discarded_at=at)
    draft.refresh_from_db()
    if not changed:
        rules.is_open(draft)
    return draft


def title_of(text: str) -> str:
    """The title a text gives itself; blank where it does not read so far."""
    try:
        title = tomllib.loads(text)["policy"]["title"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""
    return " ".join(title.split())[:LONGEST_TITLE] if isinstance(title, str) else ""
