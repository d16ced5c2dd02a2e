"""What is to be looked at in a site's settings stands with its renewal, where a district has one."""

import pytest

from monitoring.models import CheckIn
from monitoring.sweep import tick
from policies.selectors import document_of
from tests.monitoring.days import DUE, TUESDAY, build, local, morning
from tests.monitoring.pages import words
from tests.registry.sites import site

RENEWAL = '[renewal]\nevery = "1 week"\nconfirm = ["address"]\n'


@pytest.mark.django_db
@pytest.mark.clause("004:6")
def test_whoever_renews_a_site_reads_the_list_of_its_settings() -> None:
    cast = build("crschools", adding=RENEWAL)
    made = site(cast)
    tick(at=local(TUESDAY, 9, 1))
    morning(DUE)
    asked = CheckIn.objects.get(site=made, duty__key=":renewal")
    said = words(cast.client(cast.maya).get(f"/check-ins/{asked.pk}/"))
    (settings,) = [spec for spec in document_of(cast.policy).duties if spec.checklist]
    for point in settings.checklist:
        assert f"{settings.label}: {point[:1].lower()}{point[1:]}" in said
