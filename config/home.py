"""What waits for somebody on their home page: things of every room in one list, whatever is late before all else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from accounts.access import SignedIn
from concerns import selectors as concerns
from monitoring import selectors as monitoring
from records.letters import Item
from requests import selectors as submissions
from requests.models import Submission
from requests.states import RETURNED
from reviews.selectors import Card, cards

SHOWN = 5  # of each kind that can be many
URGENCY = {"late": 0, "due": 1}


@dataclass(frozen=True)
class Waits:
    """The list in its order; how many things wait, also those that are not shown; how many of them are late."""

    items: Sequence[Item]
    count: int
    late: int


def waits_for(request: SignedIn) -> Waits:
    """Everything that waits for whoever reads: red, then amber, then the rest; among equals alarms and calls come first."""
    standing = request.standing
    alarms = [*concerns.concerns_waiting_for(standing), *monitoring.calls_waiting_for(standing)]
    to_read = [_item(row, "Read it") for row in monitoring.to_acknowledge(standing)]
    asked = list(monitoring.mine_to_confirm(standing)[: SHOWN + 1])
    confirm = [_item(row, "Answer") for row in monitoring.asked_lines(asked[:SHOWN], standing)]
    returned = list(submissions.mine(standing).filter(status=RETURNED)[:SHOWN])
    pages = [
        *concerns.complaints_waiting_for(standing),
        *monitoring.pages_waiting_for(standing),
        *monitoring.leaving_waiting_for(standing),
    ]
    items = [
        *alarms,
        *(_item(row, "Check now") for row in monitoring.lines(monitoring.my_check_ins(standing, limit=SHOWN), standing)),
        *(_decision(card) for card in cards(standing, limit=SHOWN)),
        *(_returned(row) for row in returned),
        *to_read,
        *pages,
        *confirm,
    ]
    steps = request.waiting.steps + submissions.my_own_steps(request.user)
    others = [*alarms, *to_read, *pages, *confirm]
    return Waits(
        items=in_order(items),
        count=steps + request.waiting.check_ins + len(returned) + len(others) + (len(asked) > SHOWN),
        late=request.waiting.late + [item.tone for item in others].count("late"),
    )


def in_order(items: Iterable[Item]) -> list[Item]:
    """Red before amber before the rest; what is alike stays as it was."""
    return sorted(items, key=lambda item: URGENCY.get(item.tone, len(URGENCY)))


def _item(row: monitoring.Line | monitoring.AskedLine, action: str) -> Item:
    return Item(row.title, row.meta, row.badge, row.tone, action, row.url)


def _decision(card: Card) -> Item:
    if card.seat.acts == "requester":
        meta = (
            "Create the site now, then paste its address." if submissions.asks_address(card.seat.step) else "Your own submission"
        )
    else:
        place = f", {card.submission.place}" if card.submission.place else ""
        acting = f". You answer for {card.acting_for}" if card.acting_for else ""
        about = f"{card.about}. " if card.about else ""
        meta = f"{about}{card.submission.requester}{place}{acting}"
    url = reverse("decision", args=[card.seat.pk])
    return Item(f"{card.asks}: {card.submission}", meta, card.waiting, card.tone, card.asks, url)


def _returned(row: Submission) -> Item:
    url = reverse("submission-edit", args=[row.pk])
    said = "What was asked for stands above the form."
    return Item(f"Change and submit again: {row}", said, "Returned to you", "due", "Change it", url)
