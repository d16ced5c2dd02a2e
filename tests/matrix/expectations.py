"""Who may read and do what, address by address: what every view is held to.

A row says who may GET (nothing said: the address is not for reading) and who may POST (nothing said: nothing is sent there).
Every other person who is signed in gets a 404, whoever is not is sent to sign in, and any other method is a 405. HEAD is as
GET; OPTIONS is nobody's. Rows of `each` speak of a thing that every school has; who may then has three parts: where it is
Birchwood's, Elm's, or that of Harbor High in the other district.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SCOPES = ("birchwood", "elm", "harbor")
ANONYMOUS = "anonymous"


@dataclass(frozen=True)
class Who:
    """First names, by whose the thing is."""

    birchwood: frozenset[str]
    elm: frozenset[str]
    harbor: frozenset[str]

    def __or__(self, other: "Who") -> "Who":
        return Who(*(getattr(self, scope) | getattr(other, scope) for scope in SCOPES))


@dataclass(frozen=True)
class Row:
    """One address, about one thing or none. A `door` is open without signing in. The thing is named in the path or the query."""

    get: Who | None = None
    post: Who | None = None
    thing: str = ""
    door: bool = False
    query: str = ""
    sends: Mapping[str, str] = field(default_factory=dict)


def who(birchwood: str, elm: str, harbor: str) -> Who:
    """By first names."""
    return Who(*(frozenset(names.split()) for names in (birchwood, elm, harbor)))


def any_of(names: str) -> Who:
    """The same people, whosever it is."""
    return who(names, names, names)


def page(*, get: str | None = None, post: str | None = None, **more: Any) -> Row:
    """An address that names nothing: it is about whoever asks."""
    return Row(None if get is None else any_of(get), None if post is None else any_of(post), **more)


def each(thing: str, *, get: Who | None = None, post: Who | None = None, **more: Any) -> Row:
    """An address that names something which every school has."""
    return Row(get, post, thing, **more)


def asked(thing: str, names: str, query: str) -> Row:
    """A form of somebody's own that names something in its query, where it may be anybody's and then means nothing."""
    return Row(any_of(names), any_of(names), thing, query=query)


def form(thing: str, may: Who, **sends: str) -> Row:
    """A form about something: whoever may read it may send it."""
    return Row(may, may, thing, sends=sends)


# Maya teaches at Birchwood; Pat is principal there, Dee acts for Pat, Sam is Maya's supervisor, Val a volunteer. Ed and Erin
# are teacher and principal at Elm. Tom, Casey and Sue are Lakeside's technology director, community relations and
# superintendent. Hal, Hope and Hugo are teacher, principal and technology director of Harbor. Sol is of no district.
LAKESIDE = "maya pat dee sam casey tom sue val ed erin"
HARBOR = "hal hope hugo"
MEMBERS = f"{LAKESIDE} {HARBOR}"
STAFF = "maya pat dee sam casey tom sue ed erin hal hope hugo"  # everybody but a volunteer
SIGNED_IN = f"{MEMBERS} sol"
ANYBODY = f"{SIGNED_IN} {ANONYMOUS}"
DIRECTORS = "tom hugo"
EDITORS = "tom sue hugo"  # of policies: the superintendent too, where there is one
EMPLOYEES = "maya pat dee sam casey tom sue ed erin hal hope hugo"
SEARCHERS = "sue tom hugo"  # the superintendent, whom the policy names, and whoever audits the register
NONE = ""

#                 Birchwood's                Elm's                 Harbor High's
DISTRICT = who(LAKESIDE, LAKESIDE, HARBOR)
NOBODY = who("", "", "")
TEACHER = who("maya", "ed", "hal")
HEAD = who("pat", "erin", "hope")
HEADING = who("pat dee", "erin", "hope")
DIRECTOR = who("tom", "tom", "hugo")
EDITOR = who("tom sue", "tom sue", "hugo")
ORDERING = who("pat dee tom sue", "erin tom sue", "hope hugo")
READERS = who("pat dee tom sue casey", "erin tom sue casey", "hope hugo")
SUPERVISOR = who("sam", "erin", "hope")
KEEPING = ORDERING | TEACHER
SEARCHING = who("sue tom", "sue tom", "hugo")
POSTER = who("val", "ed", "hal")
READING = READERS | TEACHER | SUPERVISOR | POSTER
TAKING = READERS
RULING = who("tom sue", "tom sue", "hugo")  # roles of the whole district that give orders or audit the register
JOINER = who("sam", "maya", "hope")
# Nobody decides on their own, nor does their designee: the superintendent does instead; Harbor has none.
INSTEAD = who("sue", "sue", "")

HOUSE = {
    "home": [page(get=SIGNED_IN)],
    "site": [each("site", get=DISTRICT)],
    "site-record": [each("site", get=TAKING)],
    "site-record-take": [each("site", post=TAKING), each("site", post=RULING, sends={"copy": "full"})],
    "site-record-part": [each("part of a record", get=TAKING)],
    "site-record-item": [form("item of a record", RULING, verdict="withheld", reason="A threat.")],
    "attention": [page(get=DIRECTORS)],
    "mail-failed": [page(get=DIRECTORS)],
    "hand-over": [
        each("teacher", get=TEACHER | SUPERVISOR | HEADING | DIRECTOR),
        each("director", get=who("tom sue", "tom sue", "hugo hope")),
    ],
    "hand-overs": [page(get="pat dee erin hope tom hugo")],
    "person-replace": [form("teacher", DIRECTOR, successor="", starts_on="2026-10-01"), form("director", DIRECTOR)],
    "guideline-asked": [each("guideline", get=INSTEAD)],
    "snow-day": [page(get=DIRECTORS, post=DIRECTORS, sends={"on": "2026-10-05", "label": "Snow day"})],
    "snow-day-back": [page(post=DIRECTORS, sends={"on": "2026-10-05"})],
    "school-snow-day": [form("school", HEADING | DIRECTOR, on="2026-10-06", label="Snow day")],
    "school-snow-day-back": [each("school", post=HEADING | DIRECTOR, sends={"on": "2026-10-06"})],
    "healthz": [page(get=ANYBODY, door=True)],
    "readyz": [page(get=ANYBODY, door=True)],
    "demo-sign-in": [page(post=NONE, door=True, sends={"email": "maya@lakeside.example"})],
    "demo-mailbox": [page(get=NONE)],
    "demo-mail": [each("mail", get=NOBODY)],
}

DOORS = {
    "sign-in": [page(get=ANYBODY, post=ANYBODY, door=True, sends={"username": "maya@lakeside.example", "password": "a guess"})],
    "sign-out": [page(post=ANYBODY, door=True)],
    "password-reset": [page(get=ANYBODY, post=ANYBODY, door=True, sends={"email": "maya@lakeside.example"})],
    "password-reset-sent": [page(get=ANYBODY, door=True)],
    "set-password": [each("mailed link", get=any_of(ANYBODY), post=any_of(ANYBODY), door=True)],
    "password-set": [page(get=ANYBODY, door=True)],
    "password-change": [page(get=SIGNED_IN, post=SIGNED_IN)],
    "theme": [page(post=SIGNED_IN, sends={"theme": "dark"})],
}

ACCOUNTS = {
    "my-appointments": [page(get=SIGNED_IN)],
    "designee-name": [form("appointment", HEAD), form("designation", who("dee", "", ""))],
    "designee-withdraw": [form("designation", HEAD | DIRECTOR), form("appointment", NOBODY)],
    "people": [page(get=DIRECTORS)],
    "person-add": [page(get=DIRECTORS, post=DIRECTORS), asked("school", DIRECTORS, "place={0}")],
    "person": [each("teacher", get=DIRECTOR)],
    "person-change": [form("teacher", DIRECTOR, name="Robin Hale", email="robin@lakeside.example", kind="employee")],
    "person-invite": [each("teacher", post=DIRECTOR)],
    "person-last-day": [form("teacher", DIRECTOR, ends_on="2026-10-30"), form("director", DIRECTOR)],
    "person-end": [form("teacher", DIRECTOR, reason="Moved away."), form("director", DIRECTOR)],
    "appoint": [page(get=DIRECTORS, post=DIRECTORS), asked("teacher", DIRECTORS, "person={0}")],
    "appointment-end": [form("appointment", DIRECTOR), form("designation", DIRECTOR)],
    "schools": [page(get=SIGNED_IN)],
    "school-add": [page(get=DIRECTORS, post=DIRECTORS, sends={"name": "Maple Middle School", "kind": "school"})],
    "school": [each("school", get=DISTRICT)],
    "school-change": [form("school", DIRECTOR, name="Maple Middle School", kind="school")],
    "school-calendar": [each("school", get=DISTRICT, post=DIRECTOR, sends={"what": "closed", "on": "2026-11-27"})],
    "school-calendar-import": [form("school", DIRECTOR, days="date,label\n2026-11-27,Holiday")],
    "district": [page(get=MEMBERS)],
    "district-change": [page(get=DIRECTORS, post=DIRECTORS)],
    "calendar": [page(get=MEMBERS, post=DIRECTORS, sends={"what": "closed", "on": "2026-11-27"})],
    "calendar-import": [page(get=DIRECTORS, post=DIRECTORS, sends={"days": "date,label\n2026-11-27,Holiday"})],
    "calendar-day-remove": [each("day", post=DIRECTOR), each("day of the district", post=DIRECTOR)],
}

POLICIES = {
    "policy": [page(get=MEMBERS)],
    "policy-version": [each("policy version", get=who(MEMBERS, MEMBERS, HARBOR))],  # Harbor alone has a second one
    "policies": [page(get=EDITORS, post=EDITORS, sends={"preset": "model", "in_force_from": "2026-10-01"})],
    "policy-preset": [each("preset", get=any_of(EDITORS))],
    # The model policy has the superintendent keep the guidelines; Harbor has none.
    "guidelines": [page(get=MEMBERS)],
    "guideline": [each("guideline", get=DISTRICT)],
    "guideline-version": [each("guideline version", get=DISTRICT)],
    "guideline-acknowledge": [each("guideline version", post=DISTRICT)],
    "guideline-add": [page(get="sue", post="sue", sends={"title": "Photographs"})],
    "guideline-write": [form("guideline", INSTEAD, text="Be kind and brief.", note="Shorter.", in_force_from="2026-10-01")],
    "guideline-ask": [form("guideline", INSTEAD, audience="everybody", due_on="2026-10-15")],
    "guideline-asked-end": [form("guideline", INSTEAD, reason="Enough.")],
    "trainings": [page(get=MEMBERS)],
    "training-add": [page(get=DIRECTORS, post=DIRECTORS, sends={"title": "Basics", "held_on": "2026-09-10"})],
    "training": [form("training", DIRECTOR)],
}

REGISTRY = {
    "sites": [page(get=SIGNED_IN), each("school", get=any_of(SIGNED_IN), query="school={0}")],
    "sites-csv": [page(get="pat dee casey tom sue erin hope hugo")],
    "site-suspend": [form("site", ORDERING, reason="Names of students.")],
    "site-reinstate": [form("site", ORDERING, reason="All is well.")],
    "site-close": [form("site", ORDERING | TEACHER, reason="The club has ended.")],
    "site-shut-down": [form("site", ORDERING, reason="Names of students.")],
    "site-posters": [form("site", ORDERING | TEACHER, email="sam@lakeside.example")],
    "site-poster-remove": [form("poster", ORDERING | TEACHER), form("poster of another site", NOBODY)],
    "site-offer": [form("site", ORDERING | TEACHER | SUPERVISOR, answer_by="2026-10-20")],
    "offer": [Row(ORDERING | TEACHER | SUPERVISOR | JOINER | READERS, JOINER, "offer", sends={"answer": "decline"})],
    "offer-withdraw": [each("offer", post=ORDERING | TEACHER | SUPERVISOR)],
    "hand-over-tick": [form("hand-over", ORDERING | TEACHER | SUPERVISOR, what="removed", on="2026-09-28")],
    "season": [form("school", ORDERING)],
    "site-identified": [each("site", post=TEACHER)],
    "site-media-contact": [form("site", ORDERING | TEACHER, email="sam@lakeside.example")],
    "site-parent-access": [form("site", ORDERING | TEACHER | SUPERVISOR, asked_on="2026-09-14", answer="given")],
    "site-consents": [Row(READING, KEEPING, "site", sends={"ground": "student_image.named", "since_on": "2026-09-14"})],
    "site-consent-checked": [each("consent", post=KEEPING)],
    "site-consent-end": [form("consent", KEEPING, ended_as="over", ended_on="2026-09-28")],
    "site-keys": [Row(READING, KEEPING, "site", sends={"email": "sam@lakeside.example", "since_on": "2026-09-14"})],
    "site-keys-change": [form("site", KEEPING, recovery="yes", second_factor="no")],
    "site-keys-confirmed": [each("site", post=KEEPING)],
    "site-admin-remove": [form("administrator", KEEPING)],
    "unofficial-groups": [page(get=MEMBERS)],
    "group-declare": [page(get=EMPLOYEES, post=EMPLOYEES, sends={"address": "facebook.com/groups/chess", "name": "Chess"})],
    "unofficial-group": [each("group", get=DIRECTOR)],
    "group-leave": [each("group", post=TEACHER)],
    "found-pages": [page(get=SEARCHERS)],
    "found-search": [page(get=SEARCHERS, post=SEARCHERS, sends={"note": "Two platforms."})],
    "found-add": [page(get=SEARCHERS, post=SEARCHERS, sends={"address": "facebook.com/chessclub", "seems": "Chess"})],
    "found-page": [each("found page", get=SEARCHING)],
    "found-link": [each("found page", post=SEARCHING)],
    "found-dismiss": [each("found page", post=SEARCHING)],
    "found-ask": [form("found page", SEARCHING, email="sam@lakeside.example", answer_by="2026-10-16")],
    "claims": [page(get=SIGNED_IN)],
    "claim": [
        form("claim", TEACHER | DIRECTOR, email="sam@lakeside.example"),
        Row(TEACHER | DIRECTOR, TEACHER, "claim", sends={"answer": "gone"}),
    ],
    "campaigns": [page(get=DIRECTORS)],
    "campaign-new": [
        page(
            get=DIRECTORS,
            post=DIRECTORS,
            sends={"pages": "instagram.com/art,Art,sam@lakeside.example", "answer_by": "2026-10-16"},
        )
    ],
    "campaign": [each("campaign", get=DIRECTOR)],
    "campaign-end": [form("campaign", DIRECTOR)],
}

REQUESTS = {
    "need-to-ask": [page(get=MEMBERS, query="whose=school&platform=instagram&entity=club")],
    "submissions": [page(get=SIGNED_IN)],
    "submissions-all": [page(get="pat dee tom sue casey erin hope hugo")],
    "submission-new": [page(get=MEMBERS, post=MEMBERS, sends={"activity": "Chess"})],
    "submission": [
        each("draft", get=TEACHER),
        each("sent submission", get=TEACHER | READERS),
        each("returned submission", get=TEACHER | READERS),
        each("listed submission", get=TEACHER | READERS),
        each("head's own submission", get=READERS),
        each("request to join", get=JOINER | TEACHER | READERS),
        each("permission asked for", get=TEACHER | READERS),
        each("private notice", get=TEACHER | HEADING),
    ],
    "other-requests": [page(get=MEMBERS)],
    "other-request": [
        form("permission form", any_of(STAFF), wish="The mascot."),
        form("notice form", any_of(STAFF), what_happened="Between us."),
    ],
    "private-notices": [page(get="pat dee erin hope")],
    "site-permission": [form("permission form of a site", ORDERING | TEACHER, wish="The mascot.")],
    "site-change": [form("site", ORDERING | TEACHER, name="Chess", reason="Shorter.")],
    "submission-edit": [
        form("draft", TEACHER, activity="Chess"),
        form("returned submission", TEACHER, activity="Chess"),
        form("sent submission", TEACHER, activity="Chess"),
        form("request to join", NOBODY, activity="Chess"),
    ],
    "submission-discard": [each("draft", post=TEACHER), each("sent submission", post=TEACHER)],
    "submission-withdraw": [form("draft", TEACHER), form("sent submission", TEACHER), form("request to join", JOINER)],
    "site-join": [form("site", DISTRICT, reason="Pictures of our games.")],
}

REVIEWS = {
    "queue": [page(get=SIGNED_IN)],
    "decision": [
        Row(HEADING, HEADING, "head's seat", query="verdict=approve", sends={"verdict": "decline", "reason": "No."}),
        form("head's seat, answered", HEADING, verdict="approve"),
        form("head's seat on their own submission", INSTEAD, verdict="decline", reason="No."),
        form("director's seat", DIRECTOR, verdict="return", reason="Say more."),
        form("director's seat, not reached", DIRECTOR, verdict="approve"),
        form("requester's seat", TEACHER, address="https://www.instagram.com/chess/"),
        form("seat of whoever answers for the site", TEACHER, verdict="approve"),
    ],
    "letter": [each("listed submission", get=TEACHER | READERS), each("sent submission", get=NOBODY)],
}

MONITORING = {
    "check-in-by-mail": [
        each("link of a check-in", get=any_of(ANYBODY), post=any_of(ANYBODY), door=True, sends={"outcome": "nothing_found"})
    ],
    "mail-sent": [page(get=SIGNED_IN)],
    "mail-read": [each("mail to the head", get=HEAD)],
    "mail-kinds": [page(get=SIGNED_IN, post=SIGNED_IN, sends={"kind": "digest", "off": "1"})],
    "mail-off": [each("link out of a mail", get=any_of(ANYBODY), post=any_of(ANYBODY), door=True)],
    "district-mail": [page(get=DIRECTORS, query="state=failed")],
    "mail-test": [page(post=DIRECTORS)],
    "mail-words": [page(get=DIRECTORS, post=DIRECTORS, sends={"greeting": "Good morning {first_name}!"})],
    "mail-limit": [page(get=DIRECTORS, post=DIRECTORS, sends={"a_day": "5"})],
    "check-ins": [page(get=SIGNED_IN)],
    "check-in": [
        form("teacher's check-in", READERS | TEACHER | SUPERVISOR | POSTER, outcome="nothing_found"),
        form("supervisor's check-in", READERS | TEACHER | SUPERVISOR | POSTER, outcome="nothing_found"),
    ],
    "help-close": [form("call for help", SUPERVISOR, note="Called the family."), form("teacher's check-in", NOBODY, note="No.")],
    "confirmation": [form("confirmation", READERS | TEACHER | SUPERVISOR | POSTER, outcome="right")],
    "duty-look": [form("look of a site", TEACHER, outcome="nothing_found")],
    "duty-rhythm": [form("glance at a site", SUPERVISOR, every="2 weeks")],
    "duty-often": [form("comment check of a site", HEADING, every="2 weeks")],
    "duty-pause": [form("site", ORDERING | SUPERVISOR, reason="Summer.")],
    "duty-resume": [form("site", ORDERING | SUPERVISOR)],
}

CONCERNS = {
    "report": [Row(any_of(ANYBODY), any_of(ANYBODY), "public page", door=True, sends={"text": "It is rude."})],
    "report-about": [Row(any_of(ANYBODY), any_of(ANYBODY), "public form", door=True, sends={"text": "It is rude."})],
    "report-follow": [page(get=ANYBODY, post=ANYBODY, door=True, sends={"receipt": "AAAA-BBBB-CCCC-DDDD"})],
    "complaints": [page(get=SIGNED_IN)],
    "complaint": [each("complaint", get=HEADING)],
    "complaint-contact": [each("complaint", post=HEADING)],
    "complaint-deed": [form("deed about a complaint", HEADING, text="A note."), form("no deed about a complaint", NOBODY)],
    "question": [form("question", TEACHER, text="It was not me.")],
}

ADOPTION = {
    "policy-try": [page(get=EDITORS, post=EDITORS), asked("teacher", EDITORS, "of=in-force&on=&person={0}")],
    "policy-document": [
        page(get=EDITORS),
        each("policy draft", get=EDITOR, query="of=draft-{0}"),
        each("policy version", get=who("tom sue hugo", "tom sue hugo", "hugo"), query="of=version-{0}"),
        each("policy of a district", get=NOBODY, query="of=published-{0}"),  # nobody published one
    ],
    "policy-drafts": [page(get=EDITORS, post=EDITORS, sends={"of": "preset-model"})],
    "policy-draft": [
        form("policy draft", EDITOR, text="schema = 1", edition="1", deed="save"),
        form("policy draft", EDITOR, text="schema = 1", deed="check"),
    ],
    "policy-draft-check": [each("policy draft", post=EDITOR, sends={"text": "schema = 1"})],
    "policy-draft-plain": [form("policy draft", EDITOR, edition="1")],
    "policy-draft-upload": [each("policy draft", post=EDITOR)],
    "policy-draft-discard": [form("policy draft", EDITOR)],
    "policy-draft-impact": [form("policy draft", EDITOR, edition="1", in_force_from="2026-10-01")],
    "policy-compare": [
        page(get=EDITORS, post=EDITORS),
        each("policy draft", get=any_of(EDITORS), post=any_of(EDITORS), query="a=in-force&b=draft-{0}"),
        each("policy of a district", get=any_of(EDITORS), post=any_of(EDITORS), query="a=in-force&b=published-{0}"),
    ],
    "policy-vacancies": [page(get=DIRECTORS)],
    "policy-campaign": [each("policy version", get=who("tom sue hugo", "tom sue hugo", "hugo"))],
    "policy-publish": [
        form("policy version", who("tom sue hugo", "tom sue hugo", "hugo"), deed="publish"),
        form("policy version", who("tom sue hugo", "tom sue hugo", "hugo"), deed="withdraw"),
    ],
    "policy-retire": [
        Row(who("tom sue hugo", "tom sue hugo", "hugo"), who("tom sue hugo", "tom sue hugo", "hugo"), "policy version",
            sends={"from_on": "2026-10-01", "reason": "Repealed."}),
    ],
}  # fmt: skip

# Under the model policy the principal or the superintendent orders a post to be removed; it is carried out by whoever answers
# for the site, who confirms it too. The supervisor reads the order, but not what was kept of the post.
ISSUING = HEADING | INSTEAD
EVIDENCE = TEACHER | READERS
REMOVAL = {
    "form_key": "0e0ee9a2-6b2f-4c31-8a85-1c1b6c1f9f10",
    "ground": "breaks this policy",
    "reason": "A name.",
    "post": "Monday's",
}
ORDERS = {
    "orders": [page(get=SIGNED_IN)],
    "order-choose": [each("site", get=ISSUING)],
    "order-new": [form("order of a site", ISSUING, **REMOVAL, words_of="own")],
    "order": [each("directive", get=TEACHER | READERS | SUPERVISOR)],
    "order-acknowledge": [each("directive", post=TEACHER)],
    "order-done": [form("directive", TEACHER, proof="It is gone.")],
    "order-confirm": [form("directive", HEADING)],
    "order-end": [form("directive", ISSUING, reason="A mistake.")],
    "order-evidence": [
        form("directive", EVIDENCE, text="Hello.", seen_on="2026-09-28", seen_time="09:00", seen_by="Pat Lindqvist")
    ],
    "lost-report": [form("site", TEACHER | POSTER | SUPERVISOR | ORDERING, what="A stranger.")],
    "lost": [form("lost control", TEACHER | READERS | SUPERVISOR, text="Called the platform.")],
    "lost-regain": [form("lost control", TEACHER | SUPERVISOR | ORDERING, admins_checked="on", recovery_checked="on")],
    "lost-give-up": [form("lost control", ORDERING, note="Nobody answers.")],
    "evidence-file": [each("evidence", get=EVIDENCE)],
}

ROOMS = (HOUSE, DOORS, ACCOUNTS, POLICIES, REGISTRY, REQUESTS, REVIEWS, MONITORING, CONCERNS, ORDERS, ADOPTION)
ROWS: dict[str, list[Row]] = {name: rows for room in ROOMS for name, rows in room.items()}
