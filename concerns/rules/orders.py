"""Who gives an order, who carries it out, who confirms it, and what it has to say."""

from dataclasses import dataclass
from typing import NamedTuple

from accounts import roles
from accounts.access import Standing
from accounts.models import Person
from accounts.rules import Refused
from monitoring.rules import owing
from policies.document import DirectiveSpec, Policy
from registry import rules as registry
from registry import states as sites
from registry.models import Site

from .. import states
from ..models import Directive

LONGEST_REASON = 4000  # characters
LONGEST_PROOF = 2000
STOP = (
    "A page on which the public may speak can be a public forum, and what people say there is protected. Without a ground that "
    "would hold for every opinion alike, nothing of it is removed. Leave it, answer it, or ask the district’s lawyer."
)


class Right(NamedTuple):
    """The role under which somebody gives an order, and the name of whom they act for."""

    role: str
    acting_for: str


@dataclass(frozen=True)
class Facts:
    """What was asked before a post is removed: whose words, whether the page invites the public, on which neutral ground, and
    whether the same words would go if they had been friendly."""

    words_of: str = ""
    invites_public: bool | None = None
    neutral_ground: str = ""
    same_if_friendly: bool | None = None

    def answers(self) -> list[list[str]]:
        """Questions and answers as they are kept with the order; those that were not asked are left out."""
        if self.words_of != states.PUBLIC:
            return [["Whose words are these?", states.WORDS_OF[self.words_of]]] if self.words_of else []
        said = {True: "Yes", False: "No", None: "Not answered"}
        return [
            ["Whose words are these?", states.WORDS_OF[self.words_of]],
            ["Does the page let the public comment or post?", said[self.invites_public]],
            ["Which rule do they break, whatever the opinion?", self.neutral_ground],
            ["Would the same words be removed if they praised the district?", said[self.same_if_friendly]],
        ]


def neutral_grounds(spec: DirectiveSpec) -> tuple[str, ...]:
    """The closed list of grounds on which words of the public are removed: the policy's, else those that hold everywhere."""
    return spec.neutral_grounds or states.NEUTRAL_GROUNDS


# giving an order ------------------------------------------------------------------------------------------------------


def issues(standing: Standing, site: Site, spec: DirectiveSpec) -> Right | None:
    """Under which of the order's roles this person may give it about a site; None if under none of them."""
    if site.district_id != standing.district_id or site.responsible_id == standing.person.pk:
        return None
    found = [Right(role, name) for role in spec.issued_by if (name := owing(standing, site, role, "")) is not None]
    return min(found, key=lambda right: bool(right.acting_for), default=None)


def may_issue(standing: Standing, site: Site, spec: DirectiveSpec, policy: Policy) -> Right:
    """The policy names who gives an order. Nobody orders anything of themselves."""
    registry.same_district(standing, site)
    if site.responsible_id == standing.person.pk:
        raise Refused(f"You answer for {site} yourself: do it, or ask whoever answers for you to order it.")
    right = issues(standing, site, spec)
    if right is None:
        who = " or ".join(policy.role_label(key) for key in spec.issued_by)
        raise Refused(f"“{spec.label}” is ordered by: {who}. You do not hold that role for {site}.")
    return right


def fits(site: Site, spec: DirectiveSpec) -> None:
    """An order about sponsored sites is about a site of the register that has not ended; and it must lead somewhere."""
    if spec.on == "sponsored_sites" and site.status not in sites.LIVE:
        raise Refused(f"{site} is {site.get_status_display().lower()}. The policy orders this on sponsored sites only.")
    if spec.ordered in (states.SUSPEND, states.SHUT_DOWN):
        registry.possible(site, spec.ordered)


def is_on_a_ground(spec: DirectiveSpec, ground: str, reason: str) -> None:
    """One of the policy's grounds; and a reason where the policy wants one, or where it takes effect at once."""
    if ground not in spec.grounds:
        raise Refused("Choose one of the grounds that the policy has.")
    if (spec.reason_required or spec.ordered in states.AT_ONCE) and not reason.strip():
        raise Refused("Give a reason. It stays with the order.")
    if len(reason) > LONGEST_REASON:
        raise Refused(f"Give the reason in at most {LONGEST_REASON} characters. Yours has {len(reason)}.")


def names_what(spec: DirectiveSpec, *, post: str, post_address: str, subject: str, poster: Person | None, site: Site) -> None:
    """The exact post, the subject, or the poster: an order says what it is about."""
    if spec.ordered == states.REMOVE_POST and not post.strip():
        raise Refused("Say exactly which post: its day, its first words, or its address.")
    if post_address and not post_address.startswith("https://"):
        raise Refused("The address of a post begins with https://.")
    if spec.ordered == states.AVOID_SUBJECT and not subject.strip():
        raise Refused("Say which subject is to be avoided.")
    if poster is not None and not site.posters.filter(person=poster).exists():
        raise Refused(f"{poster} does not post on {site}.")


def may_remove_words(spec: DirectiveSpec, facts: Facts) -> None:
    """Before a post goes: whose words it is; words of the public go on a neutral ground alone."""
    if spec.ordered != states.REMOVE_POST:
        return
    if facts.words_of not in states.WORDS_OF:
        raise Refused("Say whose words they are: ours, or the public’s.")
    if facts.words_of == states.OWN:
        return
    if facts.invites_public is None:
        raise Refused("Say whether the page lets the public comment or post.")
    if facts.neutral_ground not in neutral_grounds(spec) or facts.same_if_friendly is not True:
        raise Refused(STOP)


# carrying it out ------------------------------------------------------------------------------------------------------


def carries_out(standing: Standing, directive: Directive) -> str | None:
    """In whose name this person carries an order out; None if not at all: whoever answers for the site, else for them."""
    person = directive.site.responsible
    return owing(standing, directive.site, roles.RESPONSIBLE, "" if person and person.is_active else roles.SUPERVISOR)


def may_acknowledge(standing: Standing, directive: Directive) -> str:
    """Whoever answers for the site, or their designee of that day. Returns the name of whom they act for, or ""."""
    name = carries_out(standing, directive)
    if name is None:
        raise Refused(f"This order is for whoever answers for {directive.site}.")
    return name


def possible(directive: Directive, deed: str) -> None:
    """The deed must lead somewhere from where the order is."""
    if states.after(deed, directive.state, directive.kind) is None:
        raise Refused(f"This order says “{directive.get_state_display().lower()}” already.")


def evidence_is_kept(directive: Directive) -> None:
    """Nothing is removed before it was kept."""
    if directive.kind == states.REMOVE_POST and not directive.evidence_count:
        raise Refused("Keep the evidence first: the text or a picture of the post, with its address and when it was seen.")


def is_carried_out(proof: str) -> None:
    """How one sees that it was done."""
    if not proof:
        raise Refused("Write how one sees that it was done. One sentence is enough.")
    if len(proof) > LONGEST_PROOF:
        raise Refused(f"Write at most {LONGEST_PROOF} characters. You have {len(proof)}.")


def word_is_enough(directive: Directive) -> bool:
    """Whether under this policy whoever carries the order out confirms it too."""
    return directive.confirm_by == roles.RESPONSIBLE


# confirming and ending ------------------------------------------------------------------------------------------------


def in_the_issuers_name(standing: Standing, directive: Directive) -> str | None:
    """In whose name this person speaks as the one who gave the order: they, their designee, and who holds the role after them,
    or to whom it passed on because nobody does."""
    if directive.issued_by_id == standing.person.pk:
        return ""
    if directive.issued_by_id in standing.acts_for:
        return standing.acts_for[directive.issued_by_id]
    if not directive.issued_by.is_active:
        name = owing(standing, directive.site, directive.issued_role, "")
        return _as_the_next(standing, directive) if name is None else name
    return None


def _as_the_next(standing: Standing, directive: Directive) -> str | None:
    """The same of whom the order passed on to."""
    if directive.passed_role:
        return owing(standing, directive.site, directive.passed_role, "")
    if directive.passed_to_id == standing.person.pk:
        return ""
    return standing.acts_for.get(directive.passed_to_id or 0)


def confirming(standing: Standing, directive: Directive) -> str | None:
    """In whose name this person confirms that an order was carried out; None if not at all. Nobody confirms their own deed."""
    if directive.site.district_id != standing.district_id or directive.done_by_id == standing.person.pk:
        return None
    if directive.confirm_by and not word_is_enough(directive):
        name = owing(standing, directive.site, directive.confirm_by, "")
        return _as_the_next(standing, directive) if name is None else name
    return in_the_issuers_name(standing, directive)


def confirms(standing: Standing, directive: Directive) -> bool:
    """Whether it waits for this person to confirm it."""
    return directive.state == states.DONE and confirming(standing, directive) is not None


def may_confirm(standing: Standing, directive: Directive) -> str:
    """The role of the policy, else whoever gave the order. Returns the name of whom they act for, or ""."""
    name = confirming(standing, directive)
    if name is None:
        raise Refused("Whether this was done is confirmed by somebody else.")
    return name


def ending(standing: Standing, directive: Directive) -> str | None:
    """In whose name this person withdraws or lifts an order: as the one who gave it, or in a role that may give it."""
    own = in_the_issuers_name(standing, directive)
    if own is not None or directive.site.responsible_id == standing.person.pk:
        return own
    names = (owing(standing, directive.site, role, "") for role in directive.issuers)
    return min((name for name in names if name is not None), key=bool, default=None)


def may_take_back(standing: Standing, directive: Directive, reason: str) -> str:
    """An order is taken back by the role that gives it, with a reason; a site that was shut down stays so."""
    name = ending(standing, directive)
    if name is None:
        raise Refused("An order is taken back by whoever may give it.")
    if directive.kind == states.SHUT_DOWN:
        raise Refused("A site that was shut down stays so, and so does the order. Register it again if it is needed.")
    if not reason:
        raise Refused("Give a reason. It stays with the order.")
    if len(reason) > LONGEST_REASON:
        raise Refused(f"Give the reason in at most {LONGEST_REASON} characters. Yours has {len(reason)}.")
    return name


def reads(standing: Standing, directive: Directive) -> bool:
    """An order is read by who reads the place by role, who carries it out, gave it or confirms it, and whom it is about."""
    site = directive.site
    if site.district_id != standing.district_id:
        return False
    mine = {standing.person.pk, *standing.acts_for}
    people = {site.responsible_id, directive.issued_by_id, directive.poster_id, directive.passed_to_id}
    if site.responsible is not None:
        people.add(site.responsible.supervisor_id)
    return bool(
        standing.reads_place(school_id=site.school_id)
        or mine & (people - {None})
        or carries_out(standing, directive) is not None
        or _as_the_next(standing, directive) is not None
        or (directive.confirm_by and owing(standing, site, directive.confirm_by, "") is not None)
    )
