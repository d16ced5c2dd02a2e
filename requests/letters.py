"""The words of the mails about submissions. None repeats what somebody wrote in confidence."""

from collections.abc import Sequence

from accounts import wording
from policies.derived import OtherForm
from policies.document import Policy
from records.letters import Item, Letter, absolute, compose
from registry.models import Site

from .models import Answer, Submission

VERDICTS = {
    "approve": ("Approved", "approved"),
    "return": ("Returned to you", "returned"),
    "decline": ("Declined", "declined"),
}


def _path(submission: Submission) -> str:
    return absolute(f"/submissions/{submission.pk}/")


def were_told(names: Sequence[str]) -> str:
    """Who a notify step told, as a sentence for the route."""
    if not names:
        return "Nobody could be told: the role is vacant"
    return f"{wording.listing(list(names))} {'was' if len(names) == 1 else 'were'} told"


def verdict(submission: Submission, policy: Policy, answer: Answer) -> Letter:
    """To the requester: what somebody decided, why, and what happens next.

    Who decided stands in the subject: where several approve, their mails can be told apart.
    """
    if submission.kind == Submission.Kind.JOIN:
        return _admission(submission, policy, answer)
    head, did = VERDICTS[answer.outcome]
    following = {
        "approve": "Open it to see what happens next.",
        "return": "Change what was asked for and submit it again. Everything you wrote is kept.",
        "decline": "The submission has ended. The reason stays on its page.",
    }[answer.outcome]
    return compose(
        subject=f"{head} by {answer.person_name}: {submission}" if answer.outcome == "approve" else f"{head}: {submission}",
        opening=f"{_decider(answer)} {did} {submission}.",
        purpose=following,
        items=[Item(title=str(submission), meta=answer.seat.step.clause, action="Open it", url=_path(submission))],
        paragraphs=_reason(answer),
        closing=_closing(policy),
        sender=submission.district.name,
    )


def _admission(submission: Submission, policy: Policy, answer: Answer) -> Letter:
    """To whoever asked to post on a site that exists: yes or no. There is no step after it."""
    yes = answer.outcome == "approve"
    site = f"/sites/{submission.site_id}/" if yes else _path(submission)
    return compose(
        subject=f"You may post on {submission}" if yes else f"Not agreed: posting on {submission}",
        opening=f"{_decider(answer)} {'agreed that you post' if yes else 'did not agree that you post'} on {submission}.",
        purpose="You are one of its posters now. Whoever answers for the site can tell you how to sign in to it."
        if yes
        else "Your request has ended. The reason stays on its page.",
        items=[Item(title=str(submission), action="Open its page" if yes else "Read it", url=absolute(site))],
        paragraphs=_reason(answer),
        closing=_closing(policy),
        sender=submission.district.name,
    )


def _decider(answer: Answer) -> str:
    return f"{answer.person_name} for {answer.acting_for}" if answer.acting_for else answer.person_name


def _reason(answer: Answer) -> list[str]:
    return [f"Reason: {answer.reason}"] if answer.reason else []


def told(submission: Submission, policy: Policy, note: str = "") -> Letter:
    """To everybody a notify step names: for information, nothing to decide; `note` is what stands out about it."""
    where = f" at {submission.place}" if submission.place else ""
    address = str(submission.answers.get(policy.key_of("address")) or (submission.site.address if submission.site else "")) or ""
    return compose(
        subject=f"For your information: {submission}",
        opening=f"{submission.requester.name} asks for {submission}{where}.",
        purpose=" ".join(part for part in (note, "The policy asks that you are told. Nothing is expected of you.") if part),
        items=[Item(title=str(submission), meta=address, action="Read it", url=_path(submission))],
        closing=_closing(policy),
        sender=submission.district.name,
    )


def registered(submission: Submission, site: Site) -> Letter:
    """To the responsible employee: the site stands in the registry, and what that asks of them."""
    return compose(
        subject=f"You answer for {site}",
        opening=f"{site} is in the registry, and you are its responsible employee.",
        purpose="Its page shows your duties and when each is due. One mail on a school morning reminds you.",
        items=[Item(title=str(site), meta=site.address, action="Open its page", url=absolute(f"/sites/{site.pk}/"))],
        sender=submission.district.name,
    )


def expired(submission: Submission, policy: Policy) -> Letter:
    """To the requester: the time to follow up has passed."""
    return compose(
        subject=f"Ended: {submission}",
        opening=f"{submission} has ended, because it was not followed up in time.",
        purpose="If you still want the site, file a new request; what you wrote can be read on the old one.",
        items=[Item(title=str(submission), action="Read it", url=_path(submission))],
        closing=_closing(policy),
        sender=submission.district.name,
    )


def recalled(submission: Submission, policy: Policy, form: OtherForm) -> Letter:
    """To whoever noted something for themselves: the policy's advice, on the day that it names. Nothing of the note is told."""
    return compose(
        subject="What you noted for yourself",
        opening="On an earlier day you noted something that nobody else reads.",
        purpose=form.advice,
        items=[Item(title="Your note", meta=form.clause, action="Read it", url=_path(submission))],
        closing=_closing(policy),
        sender=submission.district.name,
    )


def _closing(policy: Policy) -> str:
    code = f"Policy {policy.policy.code}, " if policy.policy.code else ""
    return f"{code}{policy.policy.title}."
