"""The deeds about an order: given, acknowledged, carried out, confirmed, sent back, taken back."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.access import Standing, local_day, standing_of
from accounts.models import Person
from accounts.rules import Refused
from accounts.selectors import Holder, calendar_of, heads
from monitoring.selectors import roster_of, unique
from policies.document import DirectiveSpec
from policies.selectors import document_of
from records.events import Actor
from registry import services as registry
from registry import states as sites
from registry.models import Site

from .. import rules, states
from ..models import Directive
from ..rules import Facts
from ..selectors import directive_seen_by, heard_of, policy_for, spec_of
from ..selectors.clocks import days_of_order
from ..selectors.orders import RELATED
from ..selectors.reach import confirmers, doers, watchers
from .telling import doer, record, tell


@transaction.atomic
def issue(
    *,
    site: Site,
    key: str,
    ground: str,
    form_key: UUID,
    by: Person,
    at: datetime,
    reason: str = "",
    post: str = "",
    post_address: str = "",
    subject: str = "",
    poster: Person | None = None,
    facts: Facts | None = None,
) -> Directive:
    """Give one of the orders that the policy over a site has. Whoever answers for the site and the head of its place hear it.

    To suspend, to disable and to shut down change the register in the same transaction. Refuses who is not named by the policy, a
    ground it does not list, a post or subject that is not named, and words of the public without a neutral ground. The same form
    sent twice is one order.
    """
    standing = standing_of(by, at=at)
    over = policy_for(site, standing)
    spec = spec_of(over.policy, key) if over else None
    if over is None or spec is None:
        raise Refused("The policy of this site has no such order.")
    given = Directive.objects.filter(form_key=form_key, issued_by=by).first()
    if given is not None:
        return given
    right = rules.may_issue(standing, site, spec, over.policy)
    facts = facts or Facts()
    rules.fits(site, spec)
    rules.is_on_a_ground(spec, ground, reason)
    rules.names_what(spec, post=post, post_address=post_address, subject=subject, poster=poster, site=site)
    rules.may_remove_words(spec, facts)
    directive = Directive(
        district_id=site.district_id, site=site, policy_version=over.version, form_key=form_key, key=spec.key, label=spec.label,
        kind=spec.ordered, ground=ground, reason=reason.strip(), post=post.strip(), post_address=post_address,
        subject=subject.strip(), poster=poster, words_of=facts.words_of, neutral_ground=_neutral(facts), facts=facts.answers(),
        issued_by=by, issued_name=by.name, acting_for=right.acting_for, issued_role=right.role,
        issuers=list(spec.issued_by), issued_at=at, confirm_by=spec.confirm_by or "", **_clock(site, spec, standing.on),
    )  # fmt: skip
    try:
        with transaction.atomic():
            directive.save(force_insert=True)
    except IntegrityError:
        twin = Directive.objects.filter(form_key=form_key, issued_by=by).first()
        if twin is None:
            raise Refused("Open the form once more: this one was sent already.") from None
        return twin
    who = doer(by, right.acting_for)
    _at_once(directive, by=who, at=at)
    record("order", directive, _sentence(directive), by=who, at=at, reason=directive.reason, ground=ground)
    told = heard_of(directive, besides=by, on=standing.on)
    tell(directive, "issued", told, by=who, at=at, reply_to=by.email)
    if poster is not None and poster.pk not in {holder.person.pk for holder in told}:
        tell(directive, "removed", [Holder(poster, None, "")], by=who, at=at, reply_to=by.email)
    return directive


def _neutral(facts: Facts) -> str:
    return facts.neutral_ground if facts.words_of == states.PUBLIC else ""


def _clock(site: Site, spec: DirectiveSpec, today: date) -> dict[str, date | None]:
    """By when it is to be done, and from which day on the site is suspended while it is not."""
    if spec.due is None and spec.suspend_after is None:
        return {}
    days = calendar_of(district=site.district, school_id=site.school_id)
    due_on, suspend_on = days_of_order(spec, issued_on=today, days=days)
    return {"due_on": due_on, "suspend_on": suspend_on}


def _at_once(directive: Directive, *, by: Actor, at: datetime) -> None:
    """What an order changes in the register in the moment it is given."""
    site, why = directive.site, because(directive)
    if directive.poster is not None:
        registry.remove_poster(site=site, person=directive.poster, by=by, at=at)
    elif directive.kind in (states.SUSPEND, states.SHUT_DOWN):
        registry.carry_out(deed=directive.kind, site=site, reason=why, by=by, at=at)
    elif directive.kind == states.DISABLE_PAGE and site.status == sites.ACTIVE:
        registry.carry_out(deed=states.SUSPEND, site=site, reason=why, by=by, at=at)


def because(directive: Directive) -> str:
    """The reason as the register keeps it: the order, its ground and its reason."""
    return f"{directive.label}: {directive.ground}. {directive.reason}".strip()


def _sentence(directive: Directive) -> str:
    whom = f" of {directive.poster}" if directive.poster else ""
    return f"ordered about {directive.site}: {directive.label}{whom}, on the ground “{directive.ground}”"


@transaction.atomic
def acknowledge(*, directive: Directive, by: Person, at: datetime) -> Directive:
    """Whoever answers for the site says that they have read the order and follow it. Refuses anybody else, and twice."""
    fresh, standing = fresh_for(directive, by, at)
    acting_for = rules.may_acknowledge(standing, fresh)
    who = doer(by, acting_for)
    _move("acknowledge", fresh, acknowledged_at=at, acknowledged_name=_named(who))
    record("acknowledge", fresh, f"acknowledged the order about {fresh.site}: {fresh.label}", by=who, at=at)
    return fresh


@transaction.atomic
def finish(*, directive: Directive, proof: str, by: Person, at: datetime) -> Directive:
    """Whoever answers for the site says that it was done, and how one sees it; it is acknowledged with it.

    Where the policy lets them confirm it themselves it is carried out, else it waits for who confirms. Refused for a post that is
    to be removed until evidence of it was kept.
    """
    proof = proof.strip()
    fresh, standing = fresh_for(directive, by, at)
    acting_for = rules.may_acknowledge(standing, fresh)
    rules.possible(fresh, "finish")
    rules.evidence_is_kept(fresh)
    rules.is_carried_out(proof)
    who = doer(by, acting_for)
    is_own = rules.word_is_enough(fresh)
    more: dict[str, Any] = {"confirmed_at": at, "confirmed_name": _named(who)} if is_own else {}
    _move("finish", fresh, done_at=at, done_name=_named(who), done_by=by, proof=proof, **more)
    Directive.objects.filter(pk=fresh.pk, acknowledged_at__isnull=True).update(acknowledged_at=at, acknowledged_name=_named(who))
    _back_to_normal(fresh, by=who, at=at) if is_own else None
    record("finish", fresh, f"carried out the order about {fresh.site}: {fresh.label}", by=who, at=at, reason=proof)
    roster = roster_of(fresh.site, standing.on)
    tell(
        fresh, "finished", watchers(fresh, roster) if is_own else confirmers(fresh, roster), by=who, at=at, reply_to=by.email,
        action="See the order" if is_own else "Confirm it",
    )  # fmt: skip
    return fresh


@transaction.atomic
def confirm(*, directive: Directive, by: Person, at: datetime) -> Directive:
    """Whoever the policy names, else whoever gave the order, looked and says that it was done."""
    fresh, standing = fresh_for(directive, by, at)
    who = doer(by, rules.may_confirm(standing, fresh))
    _move("confirm", fresh, confirmed_at=at, confirmed_name=_named(who))
    _back_to_normal(fresh, by=who, at=at)
    record("confirm", fresh, f"confirmed that the order about {fresh.site} was carried out: {fresh.label}", by=who, at=at)
    tell(fresh, "confirmed", doers(fresh.site, roster_of(fresh.site, standing.on)), by=who, at=at, reply_to=by.email)
    return fresh


@transaction.atomic
def send_back(*, directive: Directive, reason: str, by: Person, at: datetime) -> Directive:
    """The same person looked and says that it is not done yet, and what is missing. The clock of the order goes on."""
    reason = reason.strip()
    fresh, standing = fresh_for(directive, by, at)
    who = doer(by, rules.may_confirm(standing, fresh))
    if not reason:
        raise Refused("Say what is missing.")
    _move("send_back", fresh, done_at=None, done_name="", done_by=None, proof="")
    record("send_back", fresh, f"says that it is not done yet on {fresh.site}: {fresh.label}", by=who, at=at, reason=reason)
    people = doers(fresh.site, roster_of(fresh.site, standing.on))
    tell(fresh, "sent_back", people, by=who, at=at, reply_to=by.email)
    return fresh


def withdraw(*, directive: Directive, reason: str, by: Person, at: datetime) -> Directive:
    """Take an order back, with a reason; what it suspended is reinstated, and a poster it removed is not."""
    return _end("withdraw", "withdrew", directive=directive, reason=reason, by=by, at=at)


def lift(*, directive: Directive, reason: str, by: Person, at: datetime) -> Directive:
    """End a standing order to avoid a subject, with a reason."""
    return _end("lift", "lifted", directive=directive, reason=reason, by=by, at=at)


@transaction.atomic
def _end(deed: str, verb: str, *, directive: Directive, reason: str, by: Person, at: datetime) -> Directive:
    reason = reason.strip()
    fresh, standing = fresh_for(directive, by, at)
    who = doer(by, rules.may_take_back(standing, fresh, reason))
    _move(deed, fresh, ended_at=at, ended_name=_named(who), end_reason=reason)
    registry.release(site=fresh.site, reason=because(fresh), by=who, at=at)
    _back_to_normal(fresh, by=who, at=at)
    record(deed, fresh, f"{verb} the order about {fresh.site}: {fresh.label}", by=who, at=at, reason=reason)
    what = {"withdraw": "withdrawn", "lift": "lifted"}[deed]
    tell(fresh, what, heard_of(fresh, besides=by, on=standing.on), by=who, at=at, reply_to=by.email)
    return fresh


@transaction.atomic
def pass_order_on(*, directive: Directive, to: Person | None, role: str, by: Actor, at: datetime) -> bool:
    """Give an order that waits for nobody any more to a person or to a role, once; whether it was. The mail of that morning tells
    them."""
    untouched = Directive.objects.filter(pk=directive.pk, state__in=states.OPEN_ORDERS, passed_at=directive.passed_at)
    if not untouched.update(passed_at=at, passed_to=to, passed_role=role):
        return False
    directive.passed_at, directive.passed_to, directive.passed_role = at, to, role
    whom = to.name if to else document_of(directive.policy_version).role_label(role)
    why = "Nobody is left who can speak for whoever gave it, or confirm it."
    record("pass_order_on", directive, f"passed the order about {directive.site} on to {whom}", by=by, at=at, reason=why)
    return True


@transaction.atomic
def suspend_for(*, directive_id: int, by: Actor, at: datetime) -> bool:
    """Suspend a site because an order was not carried out in time, once; whether it was. Those whom it concerns are told.

    A site that rests already stays as it is, and is not reinstated by this order.
    """
    claimed = Directive.objects.filter(pk=directive_id, state__in=states.TO_DO, suspended_at__isnull=True).update(suspended_at=at)
    if not claimed:
        return False
    directive = Directive.objects.select_related(*RELATED).get(pk=directive_id)
    site = directive.site
    registry.hold(site=site, reason=too_late(directive), by=by, at=at)
    record("suspend_for", directive, f"suspended {site}: the order was not carried out in time", by=by, at=at)
    on = local_day(at, site.district.time_zone)
    roster = roster_of(site, on)
    people = unique([*doers(site, roster), *watchers(directive, roster), *heads(school_id=site.school_id, on=on)])
    tell(directive, "suspended", people, by=by, at=at)
    return True


def too_late(directive: Directive) -> str:
    """The reason with which the clock suspends a site, and by which the suspension is known again."""
    return f"{directive.label}: {directive.ground}. Ordered and not carried out in time (order {directive.pk})."


def _back_to_normal(directive: Directive, *, by: Actor, at: datetime) -> None:
    """What the clock suspended because of this order goes on."""
    if directive.suspended_at is not None:
        registry.release(site=directive.site, reason=too_late(directive), by=by, at=at)


def fresh_for(directive: Directive, by: Person, at: datetime) -> tuple[Directive, Standing]:
    """An order as it is now, and what the doer holds; refused as absent where they may not even read it."""
    standing = standing_of(Person.objects.select_related("district").get(pk=by.pk), at=at)
    try:
        return directive_seen_by(standing, directive.pk), standing
    except Directive.DoesNotExist:
        raise Refused("There is no such order.") from None


def _named(who: Actor) -> str:
    return f"{who.name} for {who.acting_for}" if who.acting_for else who.name


def _move(deed: str, directive: Directive, **columns: Any) -> None:
    """Change the state by one conditional update; whoever comes second reads what it says already."""
    target = states.after(deed, directive.state, directive.kind, is_own_word=rules.word_is_enough(directive))
    changed = target and Directive.objects.filter(pk=directive.pk, state=directive.state).update(state=target, **columns)
    if changed:
        directive.refresh_from_db(fields=["state", "suspended_at", *columns])
        return
    directive.refresh_from_db(fields=["state"])
    raise Refused(f"Somebody was faster: this order says “{directive.get_state_display().lower()}”.")
