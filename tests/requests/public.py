"""A form of each of the five public policies as somebody fills it in, and sends it."""

from datetime import UTC, datetime
from typing import Any

from accounts.models import Person
from policies.selectors import document_of
from requests import services
from requests.fields import Asking
from requests.forms import RequestForm
from requests.models import Submission
from tests.cast import Cast
from tests.requests.filing import draft

LATER = datetime(2026, 9, 16, 14, 0, tzinfo=UTC)
WORDS = "We show what the class reads and announce what it will read next, for the families who want to read along."
STAFFUSE: dict[str, Any] = {
    "entity": "class", "activity": "Grade 7 reading", "platform": "facebook", "address": "https://www.facebook.com/GradeSeven",
    "purpose_kind": "instructional", "purpose": WORDS, "audience": ["families"], "visibility": "private",
    "identification": "yes", "identified_on": "2026-09-01", "photos_planned": "no", "account_email": "reading@lakeside.example",
}  # fmt: skip
POLICY401: dict[str, Any] = {
    "entity": "class", "activity": "Grade 7 reading", "platform": "facebook", "address": "https://www.facebook.com/GradeSeven",
    "purpose": WORDS, "student_images": "none",
}  # fmt: skip
CHSD230: dict[str, Any] = {"activity": "Biology 2", "platform": "facebook", "purpose": WORDS}
JNDC: dict[str, Any] = {
    "entity": "club", "activity": "Chess", "platform": "facebook", "container": "group", "exists_already": "no",
    "content_types": ["meetings"], "uses_logo": "no", "non_electronic": "The notice board.",
    "account_email": "chess@lakeside.example",
}  # fmt: skip
CRSCHOOLS: dict[str, Any] = {
    "entity": "program", "activity": "Band", "platform": "facebook", "container": "organization_page", "purpose": WORDS,
    "uses_logo": "no", "uses_branding": "no",
}  # fmt: skip


def form(cast: Cast, typed: dict[str, Any], **more: Any) -> RequestForm:
    """The form as somebody sends it, every statement accepted."""
    policy = document_of(cast.policy)
    accepted = {f"statement_{row.key}": "on" for row in policy.statements_at("request")}
    place = more.pop("place", cast.birchwood)
    return RequestForm({"place": place.pk, **accepted, **typed, **more}, asking=Asking(cast.lakeside, place, policy))


def errors(cast: Cast, typed: dict[str, Any], **more: Any) -> dict[str, str]:
    """What is wrong with it, by field."""
    return {key: str(found[0]) for key, found in form(cast, typed, **more).errors.items()}


def file(cast: Cast, typed: dict[str, Any], by: Person | None = None, **more: Any) -> Submission:
    """Send it in."""
    sent = form(cast, typed, **more)
    assert sent.is_valid(), sent.errors
    begun = draft(cast, by=by)
    return services.submit(
        submission=begun, place=sent.cleaned_data["place"], answers=sent.answers(), accepted=sent.accepted(),
        by=by or cast.maya, at=LATER,
    )  # fmt: skip


def route(submission: Submission) -> dict[str, str]:
    """The state of each step."""
    return dict(submission.steps.values_list("key", "state"))


def ask(cast: Cast, **more: Any) -> Submission:
    """A request under the policy of two approvals."""
    return file(cast, CRSCHOOLS, posters=[cast.maya.pk, cast.sam.pk], **more)
