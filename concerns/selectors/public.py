"""What people without an account come to: the page of one site, or of a district, and what became of what they said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from accounts.access import local_day
from accounts.models import District, School
from policies.document import Policy
from policies.document.clauses import PassageSpec
from policies.document.orders import ComplaintSpec
from policies.models import PolicyVersion
from policies.selectors import document_of, version_in_force
from registry.addresses import BadAddress, recognise
from registry.models import Site
from registry.selectors import live_at
from registry.states import LIVE, UNOFFICIAL

from .. import states, tokens
from ..models import Complaint, ComplaintLine


@dataclass(frozen=True)
class Door:
    """A public page: whose it is, of which site if of one, and what the policy in force says of complaints."""

    address: str
    district: District
    site: Site | None
    version: PolicyVersion
    policy: Policy

    @property
    def categories(self) -> tuple[str, ...]:
        """What a complaint can be about, in the order of the document."""
        return tuple(dict.fromkeys(each for spec in self.policy.complaints for each in spec.categories))

    @property
    def mandated(self) -> tuple[str, ...]:
        """How to report what the law wants reported, in the policy's words."""
        return mandated(self.policy)

    @property
    def passages(self) -> tuple[PassageSpec, ...]:
        """What the policy says to whoever is about to complain."""
        return self.policy.passages_at("complaint")

    @property
    def is_live(self) -> bool:
        """Whether the site is still a page of the district."""
        return self.site is not None and self.site.status in LIVE

    @property
    def gives_access(self) -> bool:
        """Whether a parent may ask to see the site."""
        return self.is_live and self.policy.site.parent_access

    @property
    def claims_official(self) -> str:
        """The category that means impersonation; empty where the policy has none."""
        return next((spec.claims_official for spec in self.policy.complaints if spec.claims_official), "")

    def places(self) -> list[School]:
        """The schools and offices of the district."""
        return list(School.objects.filter(district=self.district).order_by("name", "pk"))


def address_of(site: Site) -> str:
    """The last part of the address of a site's public page."""
    return tokens.address_of(tokens.SITE, site.pk)


def address_of_district(district: District) -> str:
    """The last part of the address of a district's public page."""
    return tokens.address_of(tokens.DISTRICT, district.pk)


def public_address(site: Site) -> str:
    """Where anybody reports something about a site, while it is one."""
    return reverse("report", args=[address_of(site)]) if site.status in LIVE else ""


def door_at(address: str, *, at: datetime) -> Door | None:
    """The public page at an address; None where we made none, or where the policy in force takes no complaints."""
    read = tokens.read_address(address)
    if read is None:
        return None
    kind, pk = read
    site = _site(pk) if kind == tokens.SITE else None
    district = site.district if site else District.objects.filter(pk=pk).first() if kind == tokens.DISTRICT else None
    if district is None:
        return None
    version = version_in_force(district.pk, local_day(at, district.time_zone))
    policy = document_of(version) if version else None
    return Door(address, district, site, version, policy) if version and policy and policy.complaints else None


def _site(pk: int) -> Site | None:
    rows = Site.objects.exclude(status=UNOFFICIAL).select_related(
        "district", "school", "complaints_to", "responsible__supervisor"
    )
    return rows.filter(pk=pk).first()


def mandated(policy: Policy) -> tuple[str, ...]:
    """How to report what the law wants reported, in the policy's words."""
    return tuple(dict.fromkeys(spec.mandated_report for spec in policy.complaints if spec.mandated_report))


def spec_for(policy: Policy, category: str) -> ComplaintSpec:
    """The block about complaints that has a category; else the first. Refuses (ValueError) a policy without one."""
    if not policy.complaints:
        raise ValueError("This policy says nothing about complaints.")
    return next((spec for spec in policy.complaints if category in spec.categories), policy.complaints[0])


@dataclass(frozen=True)
class Followed:
    """What a receipt shows: where the complaint is, by when it is answered, what was said, and how it ended."""

    complaint: Complaint
    about: str
    filed_on: date
    answer_by: date | None
    lines: Sequence[tuple[ComplaintLine, date]]
    ending: str
    can_reply: bool


def by_receipt(typed: str) -> Complaint | None:
    """The complaint of a receipt."""
    rows = Complaint.objects.select_related("district", "site", "policy_version")
    return rows.filter(receipt=tokens.hash_of_receipt(typed)).first()


def followed(complaint: Complaint) -> Followed:
    """The same as its receipt shows it: nothing of what the receivers write among themselves. One query."""
    zone = complaint.district.time_zone
    spec = spec_for(document_of(complaint.policy_version), complaint.category)
    ending = (spec.ending(complaint.outcome).told or complaint.outcome) if complaint.outcome else ""
    if complaint.kind == states.ACCESS:
        ending = complaint.outcome
    return Followed(
        complaint=complaint,
        about=str(complaint.site) if complaint.site else "",
        filed_on=local_day(complaint.filed_at, zone),
        answer_by=complaint.answer_by,
        lines=[(line, local_day(line.at, zone)) for line in complaint.lines.exclude(kind=states.NOTE).order_by("id")],
        ending=ending,
        can_reply=complaint.state != states.CONCLUDED,
    )


def site_meant(district: District, typed: str) -> Site | None:
    """The live site of a district at an address that was typed; None where it is none, or no address at all."""
    try:
        address = recognise(typed)
    except BadAddress:
        return None
    return live_at(district_id=district.pk, canonical=address.canonical)
