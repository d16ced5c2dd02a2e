"""The deeds of a submission: edited, submitted, decided, withdrawn, run out, its address given."""

from typing import Any
from uuid import uuid4

from accounts.models import Person
from policies.selectors import document_of
from requests import services
from requests.models import Seat, Step, Submission
from tests.life.deeds import Deed, anybody, refuse_unless
from tests.life.model import Model, Thing
from tests.requests.filing import ROBOTICS

AT_PRINCIPAL, AT_DIRECTOR, AT_ADDRESS = "open:principal", "open:technology_director", "open:give_address"
ON_ITS_WAY = (AT_PRINCIPAL, AT_DIRECTOR, AT_ADDRESS)
OUTCOMES = {"return": "returned", "decline": "declined"}


def found(thing: Thing) -> Submission:
    """The submission as it is stored."""
    return Submission.objects.select_related("requester", "place", "policy_version", "district").get(pk=thing.pk)


def begin(life: Any, by: Person, number: int) -> Submission:
    """A draft."""
    answers = {**ROBOTICS, "page_name": f"Page {number}"}
    version = life.cast.policy
    return services.start(requester=by, version=version, place=by.place, answers=answers, key=uuid4(), at=life.model.at)


def submit(life: Any, thing: Thing, by: Person) -> None:
    """Submit a draft, or what was returned."""
    draft = found(thing)
    accepted = {row.key: row.text for row in document_of(draft.policy_version).statements_at("request")}
    services.submit(submission=draft, place=draft.place, answers=draft.answers, accepted=accepted, by=by, at=life.model.at)


def edit(life: Any, thing: Thing, by: Person) -> None:
    """Change a word."""
    draft = found(thing)
    services.save_draft(
        submission=draft, place=draft.place, answers={**draft.answers, "activity": "Chess"}, by=by, at=life.model.at
    )


def seat(thing: Thing, step: str) -> Seat:
    """The seat of a step in the last round."""
    rows = Seat.objects.select_related("step__submission").filter(step__submission=thing.pk, step__key=step)
    return rows.order_by("-step__round").first() or Seat(pk=0, step=Step(pk=0, submission=found(thing)))


def decide(step: str, outcome: str) -> Any:
    """One answer to one step."""

    def run(life: Any, thing: Thing, by: Person) -> None:
        known, values = Submission.objects.get(pk=thing.pk), {}
        if outcome == "approve" and step == "principal":
            who, casey = known.requester_id, life.cast.casey.pk
            values = {
                "responsible": who, "posters": [who], "complaints_to": casey, "check_every": "1 week", "review_every": "1 month",
            }  # fmt: skip
        if outcome == "provide":
            values = {"address": f"https://www.instagram.com/page{thing.pk}/"}
        services.close_step(seat=seat(thing, step), outcome=outcome, by=by, at=life.model.at, reason="Because.", values=values)

    return run


def expire(life: Any, thing: Thing, _by: Person) -> None:
    """The clock ends it."""
    waiting = seat(thing, thing.state.partition(":")[2] or "principal")
    refuse_unless(waiting.pk and services.expire(step=waiting.step, at=life.model.at))


def own(_model: Model, thing: Thing) -> set[str]:
    """The one who asks."""
    return {thing.owner}


def principals(model: Model, thing: Thing) -> set[str]:
    """Nobody decides on their own, nor through a stand-in: the superintendent does."""
    return {"sue"} if thing.owner == "pat" else model.heads(thing.school) - {thing.owner}


def opened(life: Any, thing: Thing, _by: str) -> tuple[str, ...]:
    """The next step is open from today on."""
    thing.since = life.model.today
    return ()


def forget(life: Any, thing: Thing, _by: str) -> tuple[str, ...]:
    """A draft that is discarded is nobody's record."""
    life.model.things.remove(thing)
    return ()


def listed(life: Any, thing: Thing, _by: str) -> tuple[str, ...]:
    """The site stands on the register."""
    pk = Submission.objects.values_list("site_id", flat=True).get(pk=thing.pk)
    life.add(Thing("site", pk, "active", thing.owner, thing.school, people=frozenset({thing.owner})))
    return ("register",)


def _steps() -> list[Deed]:
    found_ = list[Deed]()
    for state, onward, who in (
        (AT_PRINCIPAL, AT_DIRECTOR, principals),
        (AT_DIRECTOR, AT_ADDRESS, lambda _model, _thing: {"tom"}),
    ):
        step = state.partition(":")[2]
        for outcome, target in (("approve", onward), *OUTCOMES.items()):
            run = decide(step, outcome)
            move = "" if outcome == "approve" else outcome
            found_.append(
                Deed("submission", f"{outcome} as {step}", (state,), target, run, who, (outcome,), then=opened, move=move)
            )
    return found_


DEEDS = [
    Deed("submission", "edit", ("draft", "returned"), "", edit, own),
    Deed("submission", "discard", ("draft",), "", lambda life, thing, by: services.discard(
        submission=found(thing), by=by, at=life.model.at), own, then=forget),
    Deed("submission", "submit", ("draft", "returned"), AT_PRINCIPAL, submit, own, ("submit",), then=opened, move="submit"),
    *_steps(),
    Deed("submission", "give address", (AT_ADDRESS,), "done", decide("give_address", "provide"), own, ("provide",),
         then=listed, move="finish"),
    Deed("submission", "withdraw", (*ON_ITS_WAY, "returned"), "withdrawn", lambda life, thing, by: services.withdraw(
        submission=found(thing), by=by, at=life.model.at), own, ("withdraw",), move="withdraw"),
    Deed("submission", "expire", ON_ITS_WAY, "expired", expire, anybody, ("expire",), move="expire"),
]  # fmt: skip
