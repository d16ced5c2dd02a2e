"""Pictures and names of people on a site: what its policy says, what was answered, and the consents it has on record."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from accounts import wording
from accounts.access import Standing
from accounts.rules import allows
from accounts.selectors import Cursor, Page, page_of
from accounts.wording import full_day
from policies.document import FieldSpec, Policy, in_words
from policies.document.orders import ConsentSpec
from policies.regulations import consents
from policies.selectors import document_of
from policies.wording import Line
from records.statements import Given, Objects

from .. import rules, states
from ..models import Consent, Site
from .panel import Fact

SHOWN = 5  # consents on the page of a site


@dataclass(frozen=True)
class Ground:
    """What a consent can rest on under a policy: a basis with whoever signs, or an exception. `label` is offered to choose."""

    key: str
    subject: str
    subject_label: str
    basis: str
    signed_by: str
    exception: str
    label: str


@dataclass(frozen=True)
class ConsentLine:
    """One consent in words, and what may be done with it: `url` is its page, empty for whoever only reads."""

    pk: int
    title: str
    meta: str
    papers: str
    tone: str
    icon: str
    status: str
    counts: bool


@dataclass(frozen=True)
class Pictures:
    """What a site's page says of pictures and names of people; `lines` are the last consents that count.

    `keeps`: the policy wants consents. Where it only advises against pictures there is nothing to record.
    """

    facts: Sequence[Fact]
    says: Sequence[Line]
    lines: Sequence[ConsentLine]
    more: bool
    keeps: bool
    url: str
    may_record: bool


def grounds(policy: Policy) -> list[Ground]:
    """Everything a consent can rest on under a policy, in its order; nothing where pictures are only not recommended."""
    return [ground for spec in policy.consents if spec.basis in states.BASES for ground in _grounds(spec)]


def ground_of(site: Site, key: str) -> Ground | None:
    """One of them by its key, under the policy of a site."""
    if site.policy_version is None:
        return None
    return next((ground for ground in grounds(document_of(site.policy_version)) if ground.key == key), None)


def _grounds(spec: ConsentSpec) -> Iterator[Ground]:
    subject = in_words(spec.subject)
    basis = states.BASES[spec.basis]
    named, adult = (wording.listing([in_words(key).lower() for key in keys]) for keys in (spec.needs, spec.adult_student))
    signed = [("named", named)] if named or not adult else []
    signed += [("adult", f"{adult} alone, adult or emancipated")] if adult else []
    for key, who in signed:
        label = f"{subject}: {basis.lower()}{f', from the {who}' if who else ''}"
        yield Ground(f"{spec.subject}.{key}", spec.subject, subject, spec.basis, who, "", label)
    for at, exception in enumerate(spec.exceptions):
        label = f"{subject}: no consent needed, {exception}"
        yield Ground(f"{spec.subject}.exception{at}", spec.subject, subject, states.EXCEPTION, "", exception, label)


def pictures(site: Site, standing: Standing, said: Mapping[str, Any], found: Sequence[Consent] | None = None) -> Pictures | None:
    """All of it in words, for whoever reads all of the site; None where its policy says nothing of pictures or names.

    `said` are answers of the request. One query; none where the policy wants no consents, or `CONSENTS` found them already.
    """
    policy = document_of(site.policy_version) if site.policy_version else None
    if policy is None or not policy.consents:
        return None
    keeps = bool(grounds(policy))
    rows = (CONSENTS.all(site=site.pk) if found is None else found) if keeps else []
    return Pictures(
        facts=_answers(policy, said),
        says=consents(policy),
        lines=[consent_line(row, standing.on) for row in rows[:SHOWN]],
        more=len(rows) > SHOWN,
        keeps=keeps,
        url=reverse("site-consents", args=[site.pk]),
        may_record=allows(rules.may_record_consent, standing, site),
    )


CONSENTS: Objects[Consent] = Objects(
    lambda: Consent.objects.filter(site_id=Given("site"), ended_on__isnull=True).order_by("-since_on", "-id")[: SHOWN + 1]
)


def _answers(policy: Policy, said: Mapping[str, Any]) -> list[Fact]:
    """What was answered about pictures when the site was asked for."""
    asked = dict.fromkeys(consent.asked for consent in policy.consents if consent.asked)
    fields = [field for key in asked if (field := policy.field(key))]
    return [Fact(field.label, _answer(policy, field, said.get(field.key))) for field in fields]


def _answer(policy: Policy, field: FieldSpec, value: Any) -> str:
    if value in (None, "", []):
        return "Not answered"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return dict(policy.options(field)).get(str(value), str(value))


def consents_page(site: Site, cursor: Cursor, today: date) -> Page[ConsentLine]:
    """Every consent of a site, the last first. Three queries."""
    rows = Consent.objects.filter(site=site)
    return page_of(
        rows, by="since_on", cursor=cursor, newest_first=True, say=lambda found: [consent_line(row, today) for row in found]
    )


def consent_of(site: Site, pk: int) -> Consent:
    """One of them; otherwise Consent.DoesNotExist."""
    consent = Consent.objects.get(pk=pk, site=site)
    consent.site = site
    return consent


def kept_where(site: Site) -> str:
    """Where the papers are, as the policy of a site says; empty where it does not."""
    policy = document_of(site.policy_version) if site.policy_version else None
    return next((spec.kept_where for spec in policy.consents if spec.kept_where), "") if policy else ""


def consent_line(row: Consent, today: date) -> ConsentLine:
    """A consent in words: on what it rests, about what, since when, where the papers are and when somebody looked at them."""
    rests = row.exception or f"{row.get_basis_display()}{f', from the {row.signed_by}' if row.signed_by else ''}"
    people = wording.count(row.people, "person", "people") if row.people else ""
    until = f" until {full_day(row.until_on)}" if row.until_on else ""
    meta = [f"{rests[:1].upper()}{rests[1:]}", row.occasion, people, f"Since {full_day(row.since_on)}{until}"]
    looked = f"{row.checked_name} looked at them on {full_day(row.checked_on)}" if row.checked_on else "Nobody has looked at them"
    kept = f"Papers: {row.kept_where}. {looked}." if row.kept_where else f"Papers: not said where. {looked}."
    tone, icon, status = _state(row, today)
    counts = row.ended_on is None
    papers = "" if row.basis == states.EXCEPTION and not row.kept_where else kept
    return ConsentLine(row.pk, row.subject_label, f"{'. '.join(filter(None, meta))}.", papers, tone, icon, status, counts)


def _state(row: Consent, today: date) -> tuple[str, str, str]:
    if row.ended_on is not None:
        how = "Withdrawn" if row.ended_as == "withdrawn" else "Over"
        return "off", "minus", f"{how} on {full_day(row.ended_on)}"
    if row.until_on is not None and row.until_on < today:
        return "due", "clock", f"Ran out on {full_day(row.until_on)}"
    return "done", "check-circle", "Counts"
