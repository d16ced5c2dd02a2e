"""Which policies can be tried out, compared and begun from: versions, drafts, those that come with the product, and those that
other districts published."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import QuerySet

from accounts.access import Standing, whole_number
from accounts.wording import full_day
from policies.document import Policy, parse
from policies.models import PolicyVersion
from policies.selectors import document_of, hash_of, numbered, preset, preset_text, presets, version_in_force

from ..models import Draft
from .publishing import published, published_elsewhere

LAST = 20  # versions and drafts offered; older versions are reached from their own page
IN_FORCE = "in-force"


@dataclass(frozen=True)
class Source:
    """One policy text, wherever it stands. `name` is what a link calls it: version-3, preset-jndc, draft-7, published-12."""

    name: str
    label: str
    text: str
    version: PolicyVersion | None = None
    draft: Draft | None = None

    @property
    def policy(self) -> Policy:
        """The document; PolicyError with every problem where the text is none."""
        return document_of(self.version) if self.version else read(self.text)


@lru_cache(maxsize=1)
def _came() -> dict[str, str]:
    """The policies that come with the product: key by the hash of the text."""
    return {hash_of(preset_text(key)): key for key in presets()}


@lru_cache(maxsize=32)
def read(text: str) -> Policy:
    """A text as a document, read once; PolicyError with every problem where it is none."""
    return parse(text)


def drafts_of(standing: Standing) -> QuerySet[Draft]:
    """The drafts a district works on, the last one begun first."""
    return Draft.objects.filter(district_id=standing.district_id, adopted_as__isnull=True, discarded_at__isnull=True)


def draft_seen_by(standing: Standing, pk: int) -> Draft:
    """A draft of one's own district, also one that was adopted; Draft.DoesNotExist otherwise."""
    return Draft.objects.select_related("district", "adopted_as").get(
        pk=pk, district_id=standing.district_id, discarded_at__isnull=True
    )


def offered(standing: Standing) -> list[tuple[str, str]]:
    """What can be chosen, as (name, label) pairs: the version in force, drafts, other versions, presets, and what other districts
    published. Five queries, four where none did.

    One that came with the product and is in force to the letter stands there once, as what is in force.
    """
    current = version_in_force(standing.district_id, standing.on)
    rows = PolicyVersion.objects.filter(district_id=standing.district_id).defer("text").order_by("-number")[:LAST]
    versions = [(f"version-{row.number}", label_of(row)) for row in rows if current is None or row.pk != current.pk]
    drafts = [(f"draft-{row.pk}", f"Draft: {row.title}") for row in drafts_of(standing).defer("text")[:LAST]]
    same = _came().get(current.sha256) if current else None
    came = [(f"preset-{key}", f"Comes with Rollcall: {preset(key).policy.title}") for key in presets() if key != same]
    first = [(IN_FORCE, f"In force today: {current}{', as it comes with Rollcall' if same else ''}")] if current else []
    elsewhere = [(each.name, each.label) for each in published_elsewhere(standing)]
    return [*first, *drafts, *versions, *came, *elsewhere]


def source_of(standing: Standing, name: str, *, on: date | None = None) -> Source | None:
    """The policy that a name means to this person; None where it means nothing. One query, none for a preset."""
    kind, _, key = name.partition("-")
    if name == IN_FORCE:
        version = version_in_force(standing.district_id, on or standing.on)
        return _of_version(version) if version else None
    if kind == "preset" and key in presets():
        return Source(name, f"Comes with Rollcall: {preset(key).policy.title}", preset_text(key))
    number = whole_number(key)
    if number is None:
        return None
    return {"version": _version, "draft": _draft, "published": _published}.get(kind, _nothing)(standing, number)


def _version(standing: Standing, number: int) -> Source | None:
    try:
        return _of_version(numbered(standing.district_id, number))
    except PolicyVersion.DoesNotExist:
        return None


def _draft(standing: Standing, pk: int) -> Source | None:
    try:
        draft = draft_seen_by(standing, pk)
    except Draft.DoesNotExist:
        return None
    return Source(f"draft-{draft.pk}", f"Draft: {draft.title}", draft.text, draft=draft)


def _published(standing: Standing, pk: int) -> Source | None:
    found = published(standing, pk)
    return Source(found.name, found.label, found.version.text, version=found.version) if found else None


def _nothing(_standing: Standing, _number: int) -> Source | None:
    return None


def _of_version(version: PolicyVersion) -> Source:
    return Source(f"version-{version.number}", label_of(version), version.text, version=version)


def label_of(version: PolicyVersion) -> str:
    """A version as it is chosen: its title, number and first day."""
    return f"{version}, from {full_day(version.in_force_from)}"
