"""A season or a school year ends: each site is kept, handed over or closed, each by a deed of its own."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from accounts.access import actor, standing_of
from accounts.models import Person
from accounts.rules import Refused
from records import events

from .. import passing, rules
from ..models import SeasonChoice, Site
from .offers import offer_site
from .orders import close

TO_ANSWER = timedelta(days=14)


@transaction.atomic
def choose_for_season(
    *, site: Site, outcome: str, by: Person, at: datetime, person: Person | None = None, reason: str = ""
) -> None:
    """Keep a site, offer it to somebody, who accepts or declines within two weeks, or close it for a reason.

    One event: that of the offer or of the closing, or that it is kept. By a role that gives orders about the site. Refuses what
    these deeds refuse, and a second choice on the same day.
    """
    standing = standing_of(by, at=at)
    passing.may_choose(standing, site)
    doing = actor(by, acting_for=rules.in_whose_name(standing, site))
    try:
        with transaction.atomic():
            SeasonChoice.objects.create(
                site=site, outcome=outcome, chosen_on=standing.on, chosen_at=at, chosen_by=by, chosen_name=by.name
            )
    except IntegrityError:
        raise Refused("Somebody chose for this site today already.") from None
    if outcome == SeasonChoice.Outcome.CLOSE:
        close(site=site, reason=reason, by=by, at=at)
    elif outcome == SeasonChoice.Outcome.HAND_OVER:
        if person is None:
            raise Refused("Say who is to answer for it.")
        offer_site(site=site, person=person, answer_by=standing.on + TO_ANSWER, by=by, at=at)
    elif outcome == SeasonChoice.Outcome.KEEP:
        events.record(
            verb="keep", subject=("site", site.pk), sentence=f"kept {site} for the next season", by=doing, at=at,
            district_id=site.district_id,
        )  # fmt: skip
    else:
        raise Refused("Choose keep, hand over or close.")
