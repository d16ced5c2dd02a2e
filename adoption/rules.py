"""Who may try out, draft and adopt a policy, and when."""

from datetime import date

from accounts.access import Standing
from accounts.rules import Refused
from policies.models import PolicyVersion
from policies.rules import may_edit

from .models import Draft, Publication


def may_draft(standing: Standing, draft: Draft | None = None) -> None:
    """Whoever edits policies drafts them, in their own district; a draft is the district's, not one person's."""
    may_edit(standing)
    if draft is not None and draft.district_id != standing.district_id:
        raise Refused("This draft belongs to another district.")


def is_open(draft: Draft) -> None:
    """What was adopted or discarded is not worked on any more."""
    if draft.adopted_as_id is not None:
        raise Refused("This draft was adopted. Begin a new one from the version it became.")
    if draft.discarded_at is not None:
        raise Refused("This draft was discarded. Begin a new one.")


def is_the_last_edition(draft: Draft, edition: int) -> None:
    """Nobody overwrites what somebody else saved meanwhile."""
    if draft.edition != edition:
        raise Refused(
            f"{draft.saved_by} saved this draft while you were writing. Nothing of yours is lost: it is below. "
            "Copy what you need, open the draft again and put it in."
        )


def leaves_time(ask_by: date | None, *, on: date) -> None:
    """Whoever is asked something has at least until tomorrow."""
    if ask_by is not None and ask_by <= on:
        raise Refused("Choose a day to come, by which they answer.")


def may_publish(standing: Standing, version: PolicyVersion) -> None:
    """Whoever edits policies publishes and withdraws those of their own district."""
    may_edit(standing)
    if version.district_id != standing.district_id:
        raise Refused("This policy belongs to another district.")


def may_be_published(version: PolicyVersion, known: Publication | None, *, current: PolicyVersion | None) -> None:
    """The version in force, once at a time: what others read as a district's policy is what applies there."""
    if current is None or current.pk != version.pk:
        raise Refused("Only the version in force can be published. This one is not in force today.")
    if known is not None:
        raise Refused(f"It is published already, by {known.published_by}.")


def is_published(known: Publication | None) -> Publication:
    """Only what is published can be withdrawn; this is it."""
    if known is None:
        raise Refused("It is not published: nobody of another district reads it.")
    return known
