"""The letters of this room. None of them says what a complaint says, nor who complained."""

from django.urls import reverse

from accounts.selectors import Holder
from accounts.wording import full_day
from records.letters import Item, Letter, compose

from .. import states
from ..models import Complaint, Question

SUBJECTS = {
    states.SITE: "A complaint about {site}",
    states.PAGE: "A complaint about a page",
    states.IMPERSONATION: "A page that may claim to be official",
    states.PERSONAL: "A complaint about a personal page",
    states.ACCESS: "A parent asks to see {site}",
}
WHY = {
    states.BY_POLICY: "You receive it by the policy of your district.",
    states.NEXT: "You receive it because nobody whom the policy names can.",
    states.LATE: "You receive it because nobody has acknowledged it in time.",
    states.BROUGHT_IN: "Somebody who receives it brought you in.",
}
CLOSING = "What was written, and by whom, is read behind the sign-in only. Please do not forward it."


def title_of(complaint: Complaint) -> str:
    """What a complaint is about, in words that say nothing of what it says."""
    return SUBJECTS[complaint.kind].format(site=complaint.site or "a site")


def received(complaint: Complaint, holder: Holder, why: str) -> Letter:
    """To somebody who receives it, at once."""
    mine = f" You answer for {holder.acting_for.name}." if holder.acting_for else ""
    by = f"Acknowledge it by {full_day(complaint.answer_by)}." if complaint.answer_by else "Acknowledge it when you have read it."
    return _letter(complaint, f"{title_of(complaint)} waits for you.", f"{WHY[why]}{mine}", by, "Read it")


def answered_back(complaint: Complaint, holder: Holder) -> Letter:
    """To somebody who receives it: whoever complained has added something."""
    mine = f"You answer for {holder.acting_for.name}." if holder.acting_for else ""
    return _letter(complaint, f"{title_of(complaint)}: whoever sent it has added something.", mine, "", "Read it")


def question_answered(complaint: Complaint, holder: Holder) -> Letter:
    """To somebody who receives it: the question they put was answered."""
    mine = f"You answer for {holder.acting_for.name}." if holder.acting_for else ""
    return _letter(complaint, f"{title_of(complaint)}: your question was answered.", mine, "", "Read it")


def _letter(complaint: Complaint, opening: str, purpose: str, meta: str, action: str) -> Letter:
    place = complaint.place.name if complaint.place else ""
    return compose(
        subject=title_of(complaint),
        opening=opening,
        purpose=purpose,
        items=[
            Item(
                title=title_of(complaint),
                meta=" ".join(filter(None, [f"{place}." if place else "", meta])),
                action=action,
                url=reverse("complaint", args=[complaint.pk]),
            )
        ],
        closing=CLOSING,
        sender=complaint.district.name,
        colour=complaint.district.colour,
    )


def question(asked: Question) -> Letter:
    """To an employee who is asked something; what is asked stands behind the sign-in."""
    complaint = asked.complaint
    about = str(complaint.site) if complaint.site else "a page"
    return compose(
        subject=f"A question about {about}",
        opening=f"{asked.asked_name} asks you something about {about}.",
        items=[Item(title=f"A question about {about}", action="Read and answer", url=reverse("question", args=[asked.pk]))],
        closing="What is asked is read behind the sign-in only.",
        sender=complaint.district.name,
        colour=complaint.district.colour,
    )
