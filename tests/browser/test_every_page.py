"""Every kind of page, as the person it is for: nothing axe objects to, nothing wider than the window, errors included.

At a desk in the light, and then in the narrowest window in the dark.
"""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from accounts.access import actor
from accounts.models import Appointment
from adoption.models import Draft
from adoption.services import begin_draft
from concerns.services import keep_evidence, report_lost
from monitoring.models import CheckIn, Confirmation
from monitoring.services import ask_again
from monitoring.sweep import tick
from policies.selectors import preset_text
from policies.services import add_training
from registry.models import Site
from requests.models import Submission
from tests.browser.conftest import Clock, Visitor, Window
from tests.cast import AT, Cast
from tests.concerns.complaining import filed
from tests.concerns.files import png
from tests.concerns.orders import order
from tests.policies.guiding import SECOND, guideline
from tests.policies.guiding import version as guideline_version
from tests.registry.sites import site
from tests.requests.filing import answer, draft, file, seat

Arrive = Callable[..., Visitor]
NARROW = Window(width=320, dark=True)


def populate(cast: Cast, clock: Clock) -> dict[str, int]:
    """A site that is looked after late, and submissions at several stages; their numbers by name."""
    done = file(cast)
    answer(done, "principal", cast.pat, "approve", check_every="1 school day", posters=[cast.maya.pk, cast.val.pk])
    answer(done, "technology_director", cast.tom, "approve")
    answer(done, "give_address", cast.maya, "provide", address="https://www.instagram.com/birchwoodrobotics/")
    tick(at=AT)
    clock.move_to(AT + timedelta(days=3))
    tick(at=AT + timedelta(days=3))
    made = guideline(cast)
    guideline_version(cast, made)
    guideline_version(cast, made, SECOND, audience="everybody", due_on=(AT + timedelta(days=9)).date())
    training = add_training(district=cast.lakeside, title="Basics", held_on=AT.date(), by=cast.tom, at=AT)
    sites = [(Site.objects.get().pk, ["Comment check: every school day now, every week then."])]
    ask_again(version=cast.policy, sites=sites, due_on=date(2026, 10, 15), by=actor(cast.tom), at=AT)
    returned = file(cast, page_name="Chess Club", activity="Chess")
    answer(returned, "principal", cast.pat, "return", reason="Please say who looks after it in summer.")
    waiting = file(cast, page_name="Choir", visibility="public", public_reason="Families far away listen.")
    robotics = Site.objects.get()
    return {
        **_concerns(cast, robotics),
        "site": robotics.pk,
        "check_in": CheckIn.objects.get().pk,
        "done": done.pk,
        "returned": returned.pk,
        "waiting": waiting.pk,
        "draft": draft(cast, page_name="Half a thought", platform="tiktok").pk,
        "seat": seat(Submission.objects.get(pk=waiting.pk), "principal").pk,
        "held": Appointment.objects.get(person=cast.pat).pk,
        "maya": cast.maya.pk,
        "birchwood": cast.birchwood.pk,
        "calendar": cast.birchwood.pk,
        "guideline": made.pk,
        "training": training.pk,
        "confirmation": Confirmation.objects.get().pk,
        "policy_draft": _draft(cast, 'kind = "ask"').pk,
        "whole_draft": _draft(cast, 'kind = "provide"').pk,
    }


def _concerns(cast: Cast, robotics: Site) -> dict[str, int]:
    """An order about the site with evidence, another page that is not under control, a complaint that names no site."""
    given = order(cast, robotics)
    keep_evidence(directive=given, file=png(), text="Hello.", seen_at=AT, seen_by="Pat Lindqvist", by=cast.pat, at=AT)
    case = report_lost(site=site(cast, "Art Show", platform="youtube"), by=cast.maya, at=AT)
    return {"order": given.pk, "case": case.pk, "complaint": filed(cast).pk}


def _draft(cast: Cast, kind: str) -> Draft:
    """A draft of the next policy, with something to mend where its kind of step is none."""
    text = preset_text("jndc").replace('kind = "provide"', kind)
    return begin_draft(district=cast.lakeside, text=text, begun_from="a preset", by=cast.tom, at=AT)


PAGES = {
    "maya": [
        "/", "/need-to-ask/", "/submissions/", "/submissions/new/", "/submissions/{draft}/edit/", "/submissions/{returned}/edit/",
        "/submissions/{returned}/", "/submissions/{done}/", "/submissions/{waiting}/withdraw/", "/submissions/{done}/letter/",
        "/check-ins/", "/check-ins/{check_in}/", "/confirmations/{confirmation}/",
        "/sites/", "/sites/{site}/", "/sites/{site}/posters/", "/sites/{site}/consents/", "/sites/{site}/keys/",
        "/sites/{site}/keys/change/", "/sites/{site}/close/",
        "/mail/", "/mail/kinds/", "/my-appointments/", "/password/", "/policy/", "/schools/", "/schools/{birchwood}/",
        "/calendar/",
        "/guidelines/", "/guidelines/{guideline}/", "/guidelines/{guideline}/1/", "/guidelines/{guideline}/2/", "/trainings/",
        "/orders/", "/orders/{order}/", "/sites/{site}/lost/",
    ],
    "pat": [
        "/", "/queue/", "/queue/{seat}/", "/queue/{seat}/?verdict=approve", "/queue/{seat}/?verdict=return", "/sites/{site}/",
        "/sites/{site}/suspend/", "/sites/{site}/shut-down/", "/sites/{site}/pause/", "/my-appointments/",
        "/my-appointments/{held}/designee/", "/submissions/999999/", "/sites/{site}/orders/new/", "/orders/{order}/confirm/",
        "/sites/{site}/often/comments/",
        "/my-appointments/{held}/designee/", "/submissions/999999/", "/sites/{site}/offer/", "/schools/{birchwood}/season/",
    ],
    "tom": [
        "/", "/sites/?status=overdue", "/sites/?few_admins=1", "/sites/{site}/record/", "/sites/{site}/record/history/",
        "/sites/{site}/record/entry/{site}:name/", "/people/", "/people/add/", "/people/{maya}/", "/people/{maya}/change/",
        "/people/{maya}/end/", "/appointments/add/", "/schools/add/", "/district/", "/district/change/", "/calendar/import/",
        "/snow-day/",
    ],
    "tom, of policies and people": [
        "/schools/{birchwood}/calendar/", "/policies/", "/policies/presets/jndc/", "/trainings/", "/trainings/add/",
        "/trainings/{training}/", "/trainings/{training}/?words=nobody", "/policy/try/?of=in-force&on=&person={maya}",
        "/policy/drafts/", "/policy/drafts/{policy_draft}/", "/policy/drafts/{policy_draft}/impact/",
        "/policy/drafts/{policy_draft}/discard/", "/policy/drafts/{whole_draft}/plain/", "/policy/drafts/{whole_draft}/impact/",
        "/mail/district/", "/mail/district/limit/", "/mail/district/words/",
        "/attention/", "/people/leaving/", "/people/{maya}/hand-over/", "/people/{maya}/last-day/", "/people/{maya}/replace/",
        "/policy/vacancies/", "/policy/1/campaign/", "/policy/compare/?a=in-force&b=preset-jndc", "/policy/1/retire/",
        "/policy/1/publish/",
        "/lost/{case}/", "/orders/?show=standing", "/complaints/{complaint}/",
    ],
    "sue": [
        "/", "/guidelines/", "/guidelines/add/", "/guidelines/{guideline}/", "/guidelines/{guideline}/write/",
        "/guidelines/{guideline}/ask/", "/guidelines/{guideline}/asked/", "/guidelines/{guideline}/asked/end/",
    ],
    "ed": ["/", "/sites/{site}/", "/sites/{site}/join/", "/queue/"],
}  # fmt: skip
WITH_ERRORS = {
    "maya": {
        "/submissions/new/": "Submit the request",
        "/check-ins/{check_in}/": "Save",
        "/sites/{site}/consents/": "Record it",
        "/confirmations/{confirmation}/": "Save",
        "/password/": "Change the password",
        "/orders/{order}/done/": "It is done",
        "/orders/{order}/evidence/": "Keep it",
    },
    "pat": {
        "/queue/{seat}/?verdict=decline": "Decline and open the next",
        "/sites/{site}/suspend/": "Suspend",
        "/my-appointments/{held}/designee/": "Name",
        "/sites/{site}/orders/new/remove_post/": "Remove post",
        "/orders/{order}/end/": "Withdraw it",
    },
    "sue": {
        "/guidelines/add/": "Add it",
        "/guidelines/{guideline}/write/": "Look at it first",
        "/guidelines/{guideline}/ask/": "Ask them",
    },
    "tom": {
        "/sites/{site}/record/entry/{site}:name/": "Decide so",
        "/trainings/add/": "Record it",
        "/people/add/": "Add",
        "/appointments/add/": "Appoint",
        "/policies/": "Load",
        "/policy/1/retire/": "Retire",
        "/complaints/{complaint}/site/": "Save",
        "/lost/{case}/regained/": "Back under control",
        "/lost/{case}/gone/": "Lost for good",
    },
}


@pytest.mark.parametrize("who", PAGES)
def test_every_page_can_be_used_by_everybody(live_cast: Cast, visitor: Arrive, clock: Clock, who: str) -> None:
    numbers = populate(live_cast, clock)
    somebody = visitor(also=[NARROW]).come_back(f"{who.split(',')[0]}@lakeside.example")
    somebody.leaf_through(path.format(**numbers) for path in PAGES[who])
    for path, button in WITH_ERRORS.get(who, {}).items():
        somebody.open(path.format(**numbers))
        somebody.press(button)


def test_the_doors_can_be_used_by_everybody(live_cast: Cast, visitor: Arrive) -> None:
    stranger = visitor(also=[NARROW])
    stranger.leaf_through(("/sign-in/", "/password-reset/", "/password-reset/sent/", "/set-password/nobody/nothing/"))
    stranger.open("/sign-in/")
    stranger.press("Sign in")
