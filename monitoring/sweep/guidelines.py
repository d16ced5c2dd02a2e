"""Guidelines to acknowledge on a school morning: one line for everybody who is asked and has not answered."""

from collections.abc import Iterator

from accounts.models import Person
from accounts.selectors import Holder
from monitoring import letters
from monitoring.selectors import asked_of, how_late
from policies.document import Policy
from policies.models import Campaign
from policies.selectors import open_campaigns, policy_in_force, without_answer

from .morning import Morning

CHUNK = 1000


def collect(morning: Morning) -> None:
    """Put every open campaign into the baskets of those who owe an answer. Nobody acknowledges for anybody else."""
    campaigns = list(open_campaigns(morning.district.pk))
    policy = policy_in_force(morning.district.pk, morning.today) if campaigns else None
    for campaign in campaigns:
        for person in _owing(campaign, policy):
            _put(morning, campaign, person)


def _put(morning: Morning, campaign: Campaign, person: Person) -> None:
    badge, tone = how_late(campaign.due_on, morning.days(person.place_id), today=morning.today)
    morning.put(
        Holder(person, None, ""),
        tone,
        campaign.due_on,
        lambda _holder: letters.to_read(campaign, badge=badge, tone=tone, on=morning.today),
    )


def _owing(campaign: Campaign, policy: Policy | None) -> Iterator[Person]:
    """Those who owe an answer, a thousand at a time: one query each, by keyset."""
    rows = without_answer(asked_of(campaign, policy), campaign).order_by("pk")
    batch = list(rows[:CHUNK])
    yield from batch
    while len(batch) == CHUNK:
        batch = list(rows.filter(pk__gt=batch[-1].pk)[:CHUNK])
        yield from batch
