"""What the page of a site reads of several rooms at once, for whoever reads all of the site."""

from collections.abc import Sequence
from typing import NamedTuple

from accounts.schooldays import SchoolDays
from accounts.selectors import DAYS, calendar_from
from concerns.models import Directive
from concerns.selectors import OPEN_CASE, ORDERS
from records.statements import Together
from registry.models import Consent, PlatformAdmin, Site
from registry.selectors import ADMINS, CONSENTS

TOGETHER = Together(admins=ADMINS, consents=CONSENTS, orders=ORDERS, cases=OPEN_CASE, days=DAYS)


class Beside(NamedTuple):
    """What is kept beside a site: few rows each."""

    admins: list[PlatformAdmin]
    consents: list[Consent]
    orders: list[Directive]
    cases: list[Sequence[int]]
    days: SchoolDays


def beside(site: Site) -> Beside:
    """The administrators, consents, orders, the open case of lost control and the school days of a site. One query."""
    rows = TOGETHER.rows(site=site.pk, district=site.district_id, school=site.school_id)
    return Beside(
        admins=ADMINS.made(rows["admins"]),
        consents=CONSENTS.made(rows["consents"]),
        orders=ORDERS.made(rows["orders"]),
        cases=rows["cases"],
        days=calendar_from(rows["days"], site.district),
    )
