"""One world for the whole matrix: everything an address can name, once at Birchwood, once at Elm and once at Harbor High.

Birchwood and Elm are two schools of Lakeside; Harbor High belongs to another district. What is found at each has the same
names everywhere, so that a row of the matrix can say "the site of a school" and mean three of them.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from accounts.access import actor
from accounts.models import Appointment, CalendarDay, Person, School
from accounts.services import close_day, name_designee
from accounts.tokens import password_link
from adoption.models import Draft
from adoption.services import begin_draft
from concerns.selectors import address_of, address_of_district
from concerns.services import keep_evidence, report_lost
from concerns.services.complaints import Filing, ask_question, file_complaint
from concerns.tokens import Ticket
from monitoring.models import CheckIn, Confirmation, Duty
from monitoring.services import answer_check_in, ask_again
from monitoring.sweep import tick
from monitoring.sweep.links import Links
from policies.models import PolicyVersion
from policies.selectors import preset_text
from policies.services import add_guideline, add_training, load_policy, publish
from records.events import OPERATOR
from records.models import Message
from records.tokens import way_out
from registry.models import HandOver, Offer, Poster, Site
from registry.services import add_admin, offer_site, record_consent
from requests.models import Submission
from requests.services import ask_for, ask_to_join
from reviews.services import decide
from tests.cast import AT, Cast, appoint, build
from tests.concerns.files import png
from tests.concerns.orders import order
from tests.registry.sites import site as registered
from tests.registry.unofficial import UNOFFICIAL, campaign, declared, found
from tests.requests.filing import answer, draft, file, seat

NOW = datetime(2026, 9, 29, 13, 0, tzinfo=UTC)  # Tuesday, 8:00 a.m. in Chicago: two weeks after everything was registered
SWEPT = (datetime(2026, 9, 15, 14, 1, tzinfo=UTC), datetime(2026, 9, 22, 12, 0, tzinfo=UTC), NOW)
LATER = date(2026, 10, 15)  # the first day of designations that do not count yet

Things = dict[str, tuple[Any, ...]]  # what is there, as the arguments of an address


@dataclass(frozen=True)
class Crew:
    """A school and who does what there. `number` tells it from the others."""

    key: str
    school: School
    version: PolicyVersion
    teacher: Person
    head: Person
    director: Person
    poster: Person
    joiner: Person
    number: int


@dataclass(frozen=True)
class World:
    """The things of each school, and everybody's session by first name."""

    things: dict[str, Things]
    sessions: dict[str, str]


def build_world() -> World:
    """Everything, by the real deeds. NOW is the present: the caller sees to that."""
    cast = build("model+matrix/more.toml", adding=UNOFFICIAL)
    crews = (
        Crew("birchwood", cast.birchwood, cast.policy, cast.maya, cast.pat, cast.tom, cast.val, cast.sam, 1),
        Crew("elm", cast.elm, cast.policy, cast.ed, cast.erin, cast.tom, cast.ed, cast.maya, 2),
        Crew("harbor", cast.harbor_high, cast.harbor_policy, cast.hal, cast.hope, cast.hugo, cast.hal, cast.hope, 3),
    )
    things = {
        crew.key: _people_and_days(crew) | _submissions(cast, crew) | _to_know(cast, crew) | _not_registered(cast, crew)
        for crew in crews
    }
    for moment in SWEPT:
        tick(at=moment)
        if moment == SWEPT[1]:
            for crew in crews:
                things[crew.key] |= _called_for_help(things[crew.key]["site"][0], crew)
    for number, crew in enumerate(crews, 1):
        things[crew.key] |= _complained(things[crew.key]["site"][0], crew, number)
        things[crew.key] |= _ordered(cast, Site.objects.get(pk=things[crew.key]["site"][0]), crew)
    sessions = _sessions(cast)  # before the links: signing in makes a mailed link void
    for crew in crews:
        things[crew.key] |= _links(crew) | _check_ins(things[crew.key]["site"][0])
        things[crew.key]["link of a check-in"] = (_by_mail(things[crew.key]["teacher's check-in"][0], crew),)
    for crew in crews:
        things[crew.key]["hand-over"] = (_gave_up_posting(things[crew.key]["site"][0], crew).pk,)
        things[crew.key]["offer"] = (_offered(things[crew.key]["site"][0], crew).pk,)
        things[crew.key]["confirmation"] = (_asked_again(things[crew.key]["site"][0], crew).pk,)
    _only_in_harbor(cast, things)
    _crossed(things)
    return World(things, sessions)


def _people_and_days(crew: Crew) -> Things:
    """The school, somebody of it, who heads it and who acts for them, days without school."""
    held = Appointment.objects.get(person=crew.head, designee_of=None)
    acting = Appointment.objects.filter(designee_of=held).first() or name_designee(
        appointment=held, person=crew.teacher, starts_on=LATER, ends_on=date(2026, 12, 18), by=crew.head, at=AT
    )
    off, closed = date(2026, 11, 2 + crew.number), date(2026, 12, 1 + crew.number)
    close_day(district=crew.school.district, school=crew.school, on=off, by=crew.director, at=AT)
    close_day(district=crew.school.district, on=closed, by=crew.director, at=AT)
    return {
        "school": (crew.school.pk,),
        "teacher": (crew.teacher.pk,),
        "director": (crew.director.pk,),
        "appointment": (held.pk,),
        "designation": (acting.pk,),
        "day": (CalendarDay.objects.get(on=off).pk,),
        "day of the district": (CalendarDay.objects.get(on=closed).pk,),
        "policy version": (crew.version.number,),
        "policy of a district": (crew.version.pk,),
        "preset": ("model",),
        "policy draft": (_drafted(crew).pk,),
    }


def _asked_again(site_id: int, crew: Crew) -> Confirmation:
    """The question whether the site is still right, put to whoever answers for it."""
    sites = [(site_id, ["The policy has changed."])]
    ask_again(version=crew.version, sites=sites, due_on=date(2026, 10, 15), by=actor(crew.director), at=NOW)
    return Confirmation.objects.get(site=site_id)


def _gave_up_posting(site_id: int, crew: Crew) -> HandOver:
    """Something left to tick on the platform, after somebody who is not there any more stopped posting."""
    site = Site.objects.get(pk=site_id)
    gone = Person.objects.create(
        name=f"Robin {crew.number}", email=f"robin{crew.number}@gone.example", district=site.district, is_active=False
    )
    return HandOver.objects.create(site=site, person=gone, was=HandOver.Was.POSTER, passed_at=AT)


def _offered(site_id: int, crew: Crew) -> Offer:
    """The site, offered by whoever answers for it to somebody who does not read all of it."""
    return offer_site(site=Site.objects.get(pk=site_id), person=crew.joiner, answer_by=LATER, by=crew.teacher, at=NOW)


def _drafted(crew: Crew) -> Draft:
    """A draft of the district's next policy, with a title of its own, so that one of another district may be known by it."""
    district = crew.school.district
    text = preset_text("chsd230").replace('title = "', f'title = "{district}: ', 1)
    return begin_draft(district=district, text=text, begun_from="a preset", by=crew.director, at=AT)


def _submissions(cast: Cast, crew: Crew) -> Things:
    """A submission at every stage with the seats it reached, the site that came of one, and somebody who asks to join it."""
    sent, approved, decided, returned, listed = (_filed(cast, crew, crew.teacher) for _ in range(5))
    for submission in (approved, decided, listed):
        _approve(submission, "principal", crew.head, _conditions(crew))
    for submission in (decided, listed):
        _approve(submission, "technology_director", crew.director, {})
    answer(returned, "principal", crew.head, "return", "Say more.")
    answer(listed, "give_address", crew.teacher, "provide", address=f"https://www.instagram.com/robotics{crew.number}/")
    site = Site.objects.get(school=crew.school)
    consent = record_consent(site=site, ground="student_image.named", since_on=AT.date(), by=crew.teacher, at=AT)
    joining = ask_to_join(site=site, reason="Ours.", requester=crew.joiner, version=crew.version, key=uuid4(), at=AT)
    own = _filed(cast, crew, crew.head)
    return {
        "site": (site.pk,),
        "consent": (site.pk, consent.pk),
        "part of a record": (site.pk, "consents"),
        "item of a record": (site.pk, "consents", str(consent.pk)),
        "administrator": (site.pk, add_admin(site=site, person=crew.teacher, since_on=AT.date(), by=crew.teacher, at=AT).pk),
        "poster": (site.pk, Poster.objects.get(site=site).pk),
        "draft": (draft(cast, by=crew.teacher, version=crew.version, **_of(crew)).pk,),
        "sent submission": (sent.pk,),
        "returned submission": (returned.pk,),
        "listed submission": (listed.pk,),
        "request to join": (joining.pk,),
        "permission form": ("permission.logo",),
        "notice form": ("notice.relationship",),
        "permission form of a site": (site.pk, "permission.logo_on_site"),
        "look of a site": (site.pk, "settings"),
        "glance at a site": (site.pk, "glance"),
        "comment check of a site": (site.pk, "comments"),
        "private notice": (_asked(crew, "notice.relationship", what_happened="Between us.").pk,),
        "permission asked for": (_asked(crew, "permission.logo", wish="The mascot.").pk,),
        "head's own submission": (own.pk,),
        "head's seat": (seat(sent, "principal").pk,),
        "head's seat, answered": (seat(approved, "principal").pk,),
        "head's seat on their own submission": (seat(own, "principal").pk,),
        "director's seat": (seat(approved, "technology_director").pk,),
        "director's seat, not reached": (seat(sent, "technology_director").pk,),
        "requester's seat": (seat(decided, "give_address").pk,),
        "seat of whoever answers for the site": (seat(joining, "join").pk,),
    }


def _to_know(cast: Cast, crew: Crew) -> Things:
    """A guideline that everybody is asked to acknowledge, and a training; Harbor has somebody to write it for a moment only."""
    district = crew.school.district
    for_now = appoint(cast.hugo, "superintendent") if district == cast.harbor else None
    writer = cast.hugo if for_now else cast.sue
    guideline = add_guideline(district=district, title=f"Guideline {crew.number}", by=writer, at=AT)
    publish(
        guideline=guideline, text="Be kind.", in_force_from=AT.date(), audience="everybody", due_on=LATER, by=writer, at=AT
    )  # fmt: skip
    if for_now:
        for_now.delete()
    training = add_training(district=district, title=f"Training {crew.number}", held_on=AT.date(), by=crew.director, at=AT)
    return {"guideline": (guideline.pk,), "guideline version": (guideline.pk, 1), "training": (training.pk,)}


def _not_registered(cast: Cast, crew: Crew) -> Things:
    """A group the teacher is in, a page that was found, and a campaign that asks the teacher whose page it is."""
    number = crew.number
    member = declared(crew.teacher, name=f"{crew.school} Parents", address=f"https://www.facebook.com/groups/parents{number}")
    page = found(crew.director, f"https://www.facebook.com/boosters{number}", seems=f"{crew.school} boosters")
    begun = campaign(cast, f"https://www.instagram.com/drama{number}/,{crew.school} Drama,{crew.teacher.email}", by=crew.director)
    return {
        "group": (member.group_id,),
        "found page": (page.pk,),
        "campaign": (begun.pk,),
        "claim": (begun.claims.get().pk,),
    }


def _filed(cast: Cast, crew: Crew, by: Person) -> Submission:
    return file(cast, by=by, version=crew.version, **_of(crew))


def _asked(crew: Crew, form: str, **answers: str) -> Submission:
    return ask_for(form_key=form, answers=answers, requester=crew.teacher, version=crew.version, key=uuid4(), at=AT)


def _of(crew: Crew) -> dict[str, str]:
    """The answers that say of which school a submission is, so that a page of another district may be known by them."""
    return {"page_name": f"{crew.school} Robotics", "account_email": f"robotics@{crew.school.district.email_domains[0]}"}


def _conditions(crew: Crew) -> dict[str, Any]:
    people = {"responsible": crew.teacher.pk, "posters": [crew.poster.pk]}
    return {**people, "check_every": "1 week", "review_every": "2 weeks"}


def _approve(submission: Submission, step: str, by: Person, values: dict[str, Any]) -> None:
    decide(seat=seat(submission, step), outcome="approve", by=by, at=AT, values=values)


def _sessions(cast: Cast) -> dict[str, str]:
    """Everybody signed in, and Sol, who is of no district: only a command makes such people."""
    people = {name: who for name, who in vars(cast).items() if isinstance(who, Person)}
    people["sol"] = Person.objects.create(name="Sol Arden", email="sol@nowhere.example")
    return {name: cast.client(who).cookies[settings.SESSION_COOKIE_NAME].value for name, who in people.items()}


def _links(crew: Crew) -> Things:
    teacher = Person.objects.get(pk=crew.teacher.pk)
    uid = urlsafe_base64_encode(force_bytes(teacher.pk))
    told = Message.objects.filter(person_id=crew.head.pk, kind="notify").order_by("pk")
    return {
        "mailed link": (uid, password_link.make_token(teacher)),
        "mail to the head": (told[0].pk,),
        "link out of a mail": (way_out(teacher.pk, "digest").split("/")[3],),
    }


def _by_mail(check_in: int, crew: Crew) -> str:
    """The token of a link that answers a check-in, as the letter of this morning would carry it."""
    Duty.objects.filter(pk=CheckIn.objects.get(pk=check_in).duty_id).update(from_mail=True)
    links = Links(NOW)
    path = links.make(check_in, crew.teacher.pk)
    links.keep()
    return path.split("/")[2]


def _check_ins(site_id: int) -> Things:
    """The check-ins that the sweeps opened, and a mail they wrote."""
    owed = {row.duty.key: row.pk for row in CheckIn.objects.filter(site=site_id, state="open").select_related("duty")}
    return {
        "teacher's check-in": (owed["comments"],),
        "supervisor's check-in": (owed["supervisor_look"],),
        "mail": (Message.objects.values_list("pk", flat=True).order_by("pk")[0],),
    }


def _called_for_help(site_id: int, crew: Crew) -> Things:
    """A comment check that the teacher answered with a call for help; the next one falls due before NOW."""
    owed = CheckIn.objects.get(site=site_id, state="open", duty__key="comments")
    answer_check_in(check_in=owed, outcome="need_help", note="A threat.", by=crew.teacher, at=SWEPT[1])
    return {"call for help": (owed.pk,)}


def _complained(site_id: int, crew: Crew, number: int) -> Things:
    """A complaint about the site, with a contact, about which the teacher is asked something; and the pages it is typed into."""
    site = Site.objects.select_related("district", "school", "responsible").get(pk=site_id)
    district = site.district
    text = f"Somebody at {crew.school} is called names."
    filing = Filing(
        district=district, version=crew.version, kind="site", site=site, text=text, contact_name=f"A parent of {crew.school}"
    )
    key, shown = UUID(int=number), NOW - timedelta(minutes=5)
    made, _receipt = file_complaint(filing=filing, ticket=Ticket(key, shown), trap="", visitor="203.0.113.7", at=NOW)
    asked = ask_question(complaint=made, person=crew.teacher, text=f"Is it yours, {crew.school}?", by=crew.head, at=NOW)
    return {
        "public page": (address_of(site),),
        "public form": (address_of_district(district), "page"),
        "complaint": (made.pk,),
        "deed about a complaint": (made.pk, "note"),
        "no deed about a complaint": (made.pk, "nothing"),
        "question": (asked.pk,),
    }


def _ordered(cast: Cast, site: Site, crew: Crew) -> Things:
    """A post that the head of the school ordered to be removed, and a picture of it that was kept."""
    given = order(cast, site, by=crew.head, at=NOW)
    kept = keep_evidence(directive=given, file=png(), seen_at=NOW, seen_by=crew.head.name, by=crew.head, at=NOW)
    other = registered(cast, "Lost", responsible=crew.teacher, policy_version=crew.version)
    case = report_lost(site=other, by=crew.teacher, at=NOW)
    return {
        "directive": (given.pk,),
        "evidence": (kept.pk,),
        "order of a site": (site.pk, "remove_post"),
        "lost control": (case.pk,),
    }


def _only_in_harbor(cast: Cast, things: dict[str, Things]) -> None:
    """A second version of the policy, a number that Lakeside does not have."""
    text = preset_text("model").replace('code = "M-1"', 'code = "M-2"')
    version = load_policy(district=cast.harbor, text=text, in_force_from=date(2027, 1, 1), by=OPERATOR, at=AT)
    things["harbor"]["policy version"] = (version.number,)


def _crossed(things: dict[str, Things]) -> None:
    """A site named together with a poster of another one: there is no such thing."""
    for own, other in (("birchwood", "elm"), ("elm", "harbor"), ("harbor", "birchwood")):
        things[own]["poster of another site"] = (things[own]["site"][0], things[other]["poster"][1])
