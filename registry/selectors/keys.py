"""The keys of a site: who is administrator on the platform, who holds the sealed credential, what the policy wants of both."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from accounts import wording
from accounts.access import Standing
from accounts.models import Role
from accounts.rules import allows
from accounts.wording import full_day
from policies.document import Policy
from policies.selectors import document_of
from records.statements import Given, Objects

from .. import rules, states
from ..models import PlatformAdmin, Site
from .panel import Fact, named

OFFICES = (Role.Scope.SCHOOL, Role.Scope.DISTRICT)  # roles that somebody of the district holds
ADVICE = "Two administrators are better than one: with a single one a page is lost with the person. The policy sets no number."


@dataclass(frozen=True)
class AdminLine:
    """One administrator: who, since when, when that was confirmed, and whether they are there at all."""

    pk: int
    title: str
    meta: str
    tone: str
    status: str


@dataclass(frozen=True)
class Keys:
    """What is known of the keys of a site. `missing` is what the policy wants and is not there; `advice` binds nobody."""

    lines: Sequence[AdminLine]
    facts: Sequence[Fact]
    missing: Sequence[str]
    advice: str
    url: str
    may_keep: bool


def offices(district_id: int) -> QuerySet[Role]:
    """The offices of a district: its roles that are held by appointment."""
    return Role.objects.filter(district_id=district_id, scope__in=OFFICES).order_by("label", "id")


def is_office(site: Site, role: Role) -> bool:
    """Whether a role is an office of the site's district."""
    return role.district_id == site.district_id and role.scope in OFFICES


def holders_of_the_seal(site: Site) -> list[Role]:
    """Who may hold the sealed credential: those the policy of a site names, otherwise any office. One query."""
    policy = _policy(site)
    keys = policy.site.credentials_held_by if policy else ()
    rows = offices(site.district_id)
    return list(rows.filter(key__in=keys) if keys else rows)


def _policy(site: Site) -> Policy | None:
    return document_of(site.policy_version) if site.policy_version else None


def keys_of(site: Site, standing: Standing, found: Sequence[PlatformAdmin] | None = None) -> Keys:
    """All of it in words, for whoever reads all of the site. One query; none with what `ADMINS` found already."""
    rows = ADMINS.all(site=site.pk) if found is None else found
    policy = _policy(site)
    lives = site.status in states.LIVE
    may_keep = allows(rules.may_keep_keys, standing, site)
    there = [row for row in rows if row.person is None or row.person.is_active]
    silent = policy is None or not policy.site.minimum_admins
    return Keys(
        lines=[_line(row) for row in rows],
        facts=_facts(site, may_keep=may_keep),
        missing=_missing(site, policy, there) if lives and policy else (),
        advice=ADVICE if lives and silent and len(there) < states.ADMINISTRATORS_ADVISED else "",
        url=reverse("site-keys", args=[site.pk]),
        may_keep=may_keep,
    )


ADMINS: Objects[PlatformAdmin] = Objects(
    lambda: (
        PlatformAdmin.objects.filter(site_id=Given("site"), ended_on__isnull=True)
        .order_by("id")
        .select_related("person")
        .only(*(field.name for field in PlatformAdmin._meta.concrete_fields), "person__name", "person__is_active")
    )
)


def admin_of(site: Site, pk: int) -> PlatformAdmin:
    """One administrator who is listed; otherwise PlatformAdmin.DoesNotExist."""
    row = PlatformAdmin.objects.select_related("person").get(pk=pk, site=site, ended_on__isnull=True)
    row.site = site
    return row


def _line(row: PlatformAdmin) -> AdminLine:
    confirmed = f"{row.confirmed_name} confirmed it on {full_day(row.confirmed_on)}" if row.confirmed_on else "Never confirmed"
    gone = row.person is not None and not row.person.is_active
    meta = f"{'Office. ' if row.person is None else ''}Since {full_day(row.since_on)}. {confirmed}."
    return AdminLine(row.pk, named(row.person) or row.office_label, meta, "late" if gone else "", "Has left" if gone else "")


def _facts(site: Site, *, may_keep: bool) -> list[Fact]:
    """What is known; where the credential lies only for whoever keeps the list."""
    sealed = f"{site.sealed_label}, since {full_day(site.sealed_since)}" if site.sealed_since else "Nobody is recorded"
    return [
        Fact("Sealed credential held by", sealed, meta=site.sealed_where if may_keep else ""),
        Fact("Recovery address is a mailbox of the district", site.get_recovery_display()),
        Fact("Second factor is on", site.get_second_factor_display()),
    ]


def _missing(site: Site, policy: Policy, there: Sequence[PlatformAdmin]) -> list[str]:
    """What the policy wants of the keys and is not on record, one sentence each."""
    spec, found = policy.site, []
    if len(there) < spec.minimum_admins:
        wanted = wording.count(spec.minimum_admins, "administrator")
        found.append(f"The policy wants at least {wanted}; {_how_many(len(there))} on record.")
    offices_there = {row.office for row in there}
    absent = [policy.role_label(key) for key in spec.admin_offices if key not in offices_there]
    if absent:
        found.append(f"The policy wants {wording.listing(absent)} as administrator.")
    if spec.credentials_held_by and site.sealed_with not in spec.credentials_held_by:
        who = wording.listing([policy.role_label(key) for key in spec.credentials_held_by], "or")
        found.append(f"The policy has the sealed credential held by {who}.")
    return found


def _how_many(count: int) -> str:
    return {0: "none is", 1: "one is"}.get(count) or f"{wording.number(count).lower()} are"
