"""What people read at once about a page that is not under control. Nothing that somebody wrote about it is in a mail."""

from django.urls import reverse

from records.letters import Item, Letter, compose

from ..models import LostControl

OPENINGS = {
    "lost": "{who} lost control of {site}. Nobody can say that what stands there is the school’s.",
    "regained": "{site} is back under control. {who} looked through its administrators and its recovery address.",
    "gone": "{site} is lost for good. {who} had it shut down in the register; the page itself may still be there.",
}
SUBJECTS = {"lost": "Not under control: {name}", "regained": "Back under control: {name}", "gone": "Lost for good: {name}"}


def about(case: LostControl, what: str, *, who: str, for_whom: str = "") -> Letter:
    """One letter; `what` is a state of the case."""
    site = case.site
    return compose(
        subject=SUBJECTS[what].format(name=site.name),
        opening=OPENINGS[what].format(who=who, site=site),
        purpose=f"You hear of it for {for_whom}." if for_whom else "",
        items=[
            Item(
                title=str(site),
                meta=f"{site.school.name}. What was noticed and what is done about it is read behind the sign-in.",
                badge="Not verified" if what == "lost" else "",
                tone="late" if what == "lost" else "",
                action="See what to do" if what == "lost" else "See what happened",
                url=reverse("lost", args=[case.pk]),
            )
        ],
        sender=site.district.name,
        colour=site.district.colour,
    )
