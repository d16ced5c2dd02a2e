"""Who may answer a check-in and who may pause a site's duties. Each refusal is a sentence the person reads."""

from collections.abc import Sequence
from datetime import date

from accounts import roles
from accounts.access import Standing
from accounts.models import Role
from accounts.rules import Refused
from records.mails import OPTIONAL
from registry.models import Site

from . import states
from .models import CheckIn, Confirmation, MailLink
from .wording import PLACES, unknown_places

LONGEST_NOTE = 2000  # characters
RHYTHMS = ("1 week", "2 weeks", "1 month", "3 months")  # in which somebody may want to be reminded of their own accord
MOST_POSTS = 10_000
LONGEST_GREETING, LONGEST_CLOSING = 200, 500  # characters
MOST_A_DAY = 100  # mails to one person, beside what is urgent
NEEDS_NOTE = (states.ACTED, states.NEED_HELP)


def acting(standing: Standing, check_in: CheckIn) -> str | None:
    """In whose name this person may answer: "" for their own, a name for whom they stand in, None if not at all."""
    return owing(standing, check_in.site, check_in.role, check_in.fallback)


def owing(standing: Standing, site: Site, role: str, fallback: str) -> str | None:
    """The same of what a role owes on a site, or has fallen to another.

    It is the one who owes the duty, or their designee of that day; where nobody owes it, the fallback. Posting on a
    site gives no right to answer for it.
    """
    if site.district_id != standing.person.district_id:
        return None
    found = _holds(standing, role, site)
    if found is None and fallback:
        found = _holds(standing, fallback, site)
    return found


def looking(standing: Standing, site: Site, who: Sequence[str]) -> str | None:
    """In whose name this person may record a look that nobody asked for; None if not at all."""
    names = (owing(standing, site, role, "") for role in who)
    return next((name for name in names if name is not None), None)


def looks_as(standing: Standing, site: Site, who: Sequence[str]) -> tuple[str, str] | None:
    """The role by which this person may look at a site, and whom they act for; None if not at all."""
    names = ((role, owing(standing, site, role, "")) for role in who)
    return next(((role, name) for role, name in names if name is not None), None)


def is_rhythm(every: str) -> None:
    """A rhythm of one's own is one of those that are offered; empty: none."""
    if every and every not in RHYTHMS:
        raise Refused("Choose one of the rhythms offered.")


def chooses(standing: Standing, site: Site, who: Sequence[str]) -> str | None:
    """In whose name this person says how often a duty of a site is due: by one of these roles, never whoever answers for it."""
    if standing.person.pk == site.responsible_id:
        return None
    found = looks_as(standing, site, who)
    return None if found is None else found[1]


def is_another_rhythm(every: str, before: str, choices: Sequence[str]) -> None:
    """A rhythm is one that the policy offers, and another one than now."""
    if every not in choices:
        raise Refused("Choose one of the rhythms that the policy offers.")
    if every == before:
        raise Refused("It is so already. Choose another rhythm, or leave it as it is.")


def _holds(standing: Standing, role: str, site: Site) -> str | None:
    if role in (roles.RESPONSIBLE, roles.REQUESTER):
        return _stands_for(standing, site.responsible_id) if site.responsible and site.responsible.is_active else None
    if role == roles.SUPERVISOR:
        return _as_supervisor(standing, site)
    names = [
        held.acting_for
        for held in standing.held
        if held.role == role and (held.scope == Role.Scope.DISTRICT or held.school_id == site.school_id)
    ]
    return min(names, key=bool) if names else None


def _stands_for(standing: Standing, person_id: int | None) -> str | None:
    if person_id == standing.person.pk:
        return ""
    return standing.acts_for.get(person_id or 0)


def _as_supervisor(standing: Standing, site: Site) -> str | None:
    """As who answers for the responsible employee: their own supervisor, else the head of their place, never themselves."""
    person = site.responsible
    if person is not None and person.pk == standing.person.pk:
        return None
    own = person.supervisor if person else None
    if person and own and own.is_active and own.pk != person.pk:
        return _stands_for(standing, own.pk)
    if person is not None and person.pk in standing.acts_for:
        return None
    place = person.place_id if person else site.school_id
    names = [held.acting_for for held in standing.held if roles.HEADS in held.capabilities and held.school_id == place and place]
    return min(names, key=bool) if names else None


def may_answer(standing: Standing, check_in: CheckIn) -> str:
    """The one who owes the check-in, or their designee of that day. Returns the name of whom they act for, or ""."""
    name = acting(standing, check_in)
    if name is None:
        raise Refused("This check-in is not yours to answer: somebody else owes it.")
    return name


def is_open(check_in: CheckIn) -> None:
    """It still waits for an answer."""
    if check_in.state != states.OPEN:
        raise Refused(f"This check-in is closed: {states.LABELS[check_in.state].lower()}.")


def is_answer(outcome: str, note: str) -> None:
    """One of the three outcomes, with a note where something was found."""
    if outcome not in states.OUTCOMES:
        raise Refused("Choose what you found.")
    if outcome in NEEDS_NOTE and not note.strip():
        raise Refused("Write what happened. One sentence is enough.")
    if len(note) > LONGEST_NOTE:
        raise Refused(f"Write at most {LONGEST_NOTE} characters. You have {len(note)}.")


def is_about(check_in: CheckIn, key: str) -> None:
    """It asks what is answered."""
    if check_in.duty.key != key:
        raise Refused("This check-in asks something else. Open it again.")


def is_count(posts: int) -> None:
    """A number of posts that somebody may mean."""
    if not 0 <= posts <= MOST_POSTS:
        raise Refused(f"Write how many posts there were, from 0 to {MOST_POSTS:,}.")


def was_posted(last_post_on: date, today: date) -> None:
    """The last post is not of a day to come."""
    if last_post_on > today:
        raise Refused("The day of the last post has not come yet. Write when it was.")


def is_kept_for(note: str) -> None:
    """A site without posts is kept for a reason."""
    if not note:
        raise Refused("Write why the site is kept. One sentence is enough.")
    if len(note) > LONGEST_NOTE:
        raise Refused(f"Write at most {LONGEST_NOTE} characters. You have {len(note)}.")


def help_is_said(note: str) -> None:
    """A call for help is closed with a note on what was done."""
    if not note:
        raise Refused("Write what was done. One sentence is enough.")
    if len(note) > LONGEST_NOTE:
        raise Refused(f"Write at most {LONGEST_NOTE} characters. You have {len(note)}.")


def confirming(standing: Standing, confirmation: Confirmation) -> str | None:
    """In whose name this person may say whether a site is still right; None if not at all: whoever answers for it."""
    site = confirmation.site
    return _holds(standing, roles.RESPONSIBLE, site) if site.district_id == standing.person.district_id else None


def may_confirm(standing: Standing, confirmation: Confirmation) -> str:
    """Whoever answers for the site, or their designee of that day. Returns the name of whom they act for, or ""."""
    name = confirming(standing, confirmation)
    if name is None:
        raise Refused("This is not yours to answer: somebody else answers for the site.")
    return name


def is_confirmation(outcome: str, note: str) -> None:
    """One of the three answers, with a note where it is not a plain yes."""
    if outcome not in states.CONFIRMATIONS:
        raise Refused("Choose an answer.")
    if outcome != states.RIGHT and not note.strip():
        raise Refused("Write what has to change, or why it is closed. One sentence is enough.")
    if len(note) > LONGEST_NOTE:
        raise Refused(f"Write at most {LONGEST_NOTE} characters. You have {len(note)}.")


def may_pause(standing: Standing, site: Site) -> str:
    """A role that gives orders at the site's school or district, or the supervisor of whoever answers for it.

    Returns the name of whom they act for, or "". Nobody pauses the duties of their own site by being responsible.
    """
    if site.district_id == standing.person.district_id:
        orders = [
            held.acting_for
            for held in standing.held
            if roles.ORDERS in held.capabilities and (held.scope == Role.Scope.DISTRICT or held.school_id == site.school_id)
        ]
        if orders:
            return min(orders, key=bool)
        name = _as_supervisor(standing, site)
        if name is not None:
            return name
    raise Refused("Duties are paused by a supervisor, or by a role that gives orders about the site.")


def reason_given(reason: str) -> None:
    """Duties rest, and go on, only for a reason."""
    if not reason.strip():
        raise Refused("Give a reason. It stays in the site's history.")
    if len(reason) > LONGEST_NOTE:
        raise Refused(f"Give the reason in at most {LONGEST_NOTE} characters. Yours has {len(reason)}.")


def ends_later(until: date | None, today: date) -> None:
    """A pause ends on a day to come, or when somebody resumes the duties."""
    if until is not None and until <= today:
        raise Refused("Choose a day to come for the duties to begin again.")


def may_read_district_mail(standing: Standing) -> None:
    """Whoever audits the register reads what became of the district's mail, and says how much of it is enough."""
    if not standing.can(roles.AUDITS):
        raise Refused("Only whoever audits the register looks at the mail of the district.")


def is_limit(a_day: int) -> None:
    """From one mail a day to a hundred."""
    if not 1 <= a_day <= MOST_A_DAY:
        raise Refused(f"Choose a number from 1 to {MOST_A_DAY}.")


def may_use_link(link: MailLink) -> None:
    """A link answers for somebody who has not ended, on a duty whose policy allows it."""
    if not link.person.is_active or not link.check_in.duty.from_mail:
        raise Refused("This link is over. Sign in to see what waits for you.")


def may_switch(kind: str, allowed: Sequence[str], *, off: bool) -> None:
    """A kind is switched off where the policy says that it may be; on again always."""
    if kind not in OPTIONAL:
        raise Refused("This kind of mail cannot be switched off.")
    if off and kind not in allowed:
        raise Refused("The policy of your district does not let this kind of mail be switched off.")


def are_words(text: str, longest: int) -> None:
    """Words of a district's own: so long at most, with places that stand for something."""
    if len(text) > longest:
        raise Refused(f"Write at most {longest} characters. You have {len(text)}.")
    unknown = unknown_places(text)
    if unknown:
        known = ", ".join(f"{{{place}}}" for place in PLACES)
        raise Refused(f"{unknown[0][:40]} stands for nothing. You can write {known}.")
