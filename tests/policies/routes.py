"""Shapes of approval chains, each with the routes that answers must take: 29 policies, 37 routes."""

from typing import Any, NamedTuple

from policies.document import Policy

from .making import policy_of

Answers = dict[str, Any]


class Shape(NamedTuple):
    """One policy: what is special about it, its steps, its routes by answers, and the rules that end a request early."""

    about: str
    lines: str
    routes: list[tuple[Answers, str]]
    rules: tuple[tuple[str, str, str], ...] = ()

    @property
    def policy(self) -> Policy:
        """The document of this shape."""
        return policy_of(self.lines, self.rules)


SHAPES = [
    Shape("nobody is asked", "", [({"entity": "class"}, "(nothing to decide)")]),
    # one step
    Shape("the principal is told", "tell: notify principal", [({"entity": "class"}, "notify:principal")]),
    Shape(
        "one of two decides",
        "ok: approve site_administrator | content_owner",
        [({}, "approve:site_administrator | content_owner")],
    ),
    Shape("an office is made administrator", "join: record public_relations", [({}, "record:public_relations")]),
    Shape("an office decides", "ok: approve communications", [({}, "approve:communications")]),
    Shape("the superintendent decides", "ok: approve superintendent", [({}, "approve:superintendent")]),
    Shape("the board votes", "vote: approve board", [({}, "approve:board")]),
    Shape("somebody else creates the page", "create: provide building_social_admin", [({}, "provide:building_social_admin")]),
    # one after the other
    Shape(
        "approved, then the address, then two are told; the learning platform is exempt",
        """
        written: approve principal
        address: provide requester after written
        delivered: notify principal & technology_director after address
        """,
        [
            ({"platform": "facebook"}, "approve:principal -> provide:requester -> notify:principal & technology_director"),
            ({"platform": "canvas"}, "exempt:lms"),
        ],
        rules=(("lms", "exempt", "platform is canvas"),),
    ),
    Shape(
        "the technology director is told afterwards",
        "ok: approve principal\ncopy: notify technology_director after ok",
        [({}, "approve:principal -> notify:technology_director")],
    ),
    Shape(
        "the coordinator is told afterwards",
        "ok: approve principal\ncopy: notify communications_coordinator after ok",
        [({}, "approve:principal -> notify:communications_coordinator")],
    ),
    Shape(
        "either head, then the office, then the address, then the archive",
        """
        head: notify building_administrator | department_head
        office: notify communications after head
        address: provide requester after office
        archive: record communications after address
        """,
        [
            (
                {},
                "notify:building_administrator | department_head -> notify:communications -> provide:requester"
                " -> record:communications",
            )
        ],
    ),
    Shape(
        "two approvals, then a paper of the requester",
        """
        head: approve principal
        technology: approve technology_services after head
        forms: record requester after technology
        """,
        [({}, "approve:principal -> approve:technology_services -> record:requester")],
    ),
    Shape(
        "an approval, then training, then access",
        """
        ask: approve supervisor
        certificate: record requester after ask
        access: record technology after certificate
        """,
        [({}, "approve:supervisor -> record:requester -> record:technology")],
    ),
    Shape(
        "who approves becomes administrator",
        "ok: approve public_affairs\njoin: record public_affairs after ok",
        [({}, "approve:public_affairs -> record:public_affairs")],
    ),
    Shape(
        "the page is created first and approved after",
        "create: provide public_relations\nmay_add: approve principal after create",
        [({}, "provide:public_relations -> approve:principal")],
    ),
    # at the same time
    Shape(
        "either approves, then two things happen together",
        """
        authorise: approve principal | department_supervisor
        copy: notify technology after authorise
        join: record technology_director after authorise
        """,
        [({}, "approve:principal | department_supervisor -> notify:technology + record:technology_director")],
    ),
    Shape(
        "two records at once, then one, then the address, then an office is told",
        """
        parents: record requester
        opted_out: record registrar
        signed: record requester after parents, opted_out
        address: provide requester after signed
        copy: notify communications_specialist after address
        """,
        [
            (
                {},
                "record:requester + record:registrar -> record:requester -> provide:requester"
                " -> notify:communications_specialist",
            )
        ],
    ),
    Shape(
        "both offices, and beside them the principal",
        "page: approve superintendent & ict_services\npeople: approve principal",
        [({}, "approve:superintendent & ict_services + approve:principal")],
    ),
    Shape(
        "approved, then put on a list while another becomes administrator",
        """
        ok: approve supervisor
        listed: record supervisor after ok
        join: record principal after ok
        """,
        [({}, "approve:supervisor -> record:supervisor + record:principal")],
    ),
    # by the answers
    Shape(
        "the supervisor assigns, the responsible employee accepts; the board decides on the logo",
        """
        told: notify supervisor
        assigned: assign supervisor after told
        accepted: acknowledge responsible after assigned
        address: provide requester after accepted unless existing
        opened: record supervisor after accepted, address
        consent: approve board if uses_logo
        """,
        [
            (
                {"entity": "club", "existing": True},
                "notify:supervisor -> assign:supervisor -> acknowledge:responsible -> record:supervisor",
            ),
            (
                {"entity": "club", "uses_logo": True},
                "notify:supervisor + approve:board -> assign:supervisor -> acknowledge:responsible -> provide:requester"
                " -> record:supervisor",
            ),
        ],
    ),
    Shape(
        "supervisor and office decide together; branding later and only where it is used",
        """
        both: approve supervisor & community_relations
        brand: approve community_relations after both if uses_logo or uses_branding
        """,
        [
            ({"entity": "class"}, "approve:supervisor & community_relations"),
            (
                {"entity": "attendance_center", "uses_logo": True},
                "approve:supervisor & community_relations -> approve:community_relations",
            ),
        ],
    ),
    Shape(
        "the level says who decides, and what follows waits for either",
        """
        school: approve principal if level is building
        district: approve superintendent if level is district
        unblock: record technology after school, district
        """,
        [
            ({"level": "building"}, "approve:principal -> record:technology"),
            ({"level": "district"}, "approve:superintendent -> record:technology"),
        ],
    ),
    Shape(
        "who opens the page depends on the platform; others are refused",
        """
        ok: approve communications
        by_office: provide communications after ok if platform is facebook_page
        by_owner: provide requester after ok unless platform is facebook_page
        copy: notify communications after by_owner unless platform is facebook_page
        """,
        [
            ({"platform": "facebook_page"}, "approve:communications -> provide:communications"),
            ({"platform": "youtube"}, "approve:communications -> provide:requester -> notify:communications"),
            ({"platform": "snapchat"}, "refuse:platform_not_listed"),
        ],
        rules=(("platform_not_listed", "refuse", "not platform in youtube vimeo facebook_group facebook_page"),),
    ),
    Shape(
        "classes and teams stay in the school",
        """
        school: approve principal if entity in class team
        official: approve superintendent unless entity in class team
        """,
        [({"entity": "team"}, "approve:principal"), ({"entity": "school"}, "approve:superintendent")],
    ),
    Shape(
        "a platform is closed to some entities",
        "ok: approve principal | public_information_officer",
        [
            ({"platform": "twitter", "entity": "club"}, "approve:principal | public_information_officer"),
            ({"platform": "facebook", "entity": "school"}, "refuse:schools_have_no_facebook"),
        ],
        rules=(("schools_have_no_facebook", "refuse", "platform is facebook and entity in school club team class"),),
    ),
    Shape(
        "either decides; the logo goes to the superintendent afterwards",
        "ok: approve superintendent | principal\nbrand: approve superintendent after ok if uses_logo",
        [({"uses_logo": True}, "approve:superintendent | principal -> approve:superintendent")],
    ),
    Shape(
        "an office is told; the logo is decided beside it",
        "told: notify communications\nbrand: approve communications_director if uses_logo",
        [({"uses_logo": True}, "notify:communications + approve:communications_director")],
    ),
    Shape(
        "some platforms are refused at once",
        "ok: approve administration",
        [({"platform": "tiktok"}, "refuse:not_approved_channel")],
        rules=(("not_approved_channel", "refuse", "platform in tiktok lemon8 bereal snapchat"),),
    ),
]


# The policies that come with the product: (key, answers, route).
GROUP = {"container": "group", "exists_already": False, "uses_logo": False}
PAGE = {"entity": "class", "platform": "facebook", "container": "organization_page"}
TOLD = "notify:supervisor -> assign:supervisor -> acknowledge:responsible"
PRESETS: list[tuple[str, Answers, str]] = [
    (
        "model",
        {},
        "approve:principal -> approve:technology_director -> provide:requester -> notify:principal & technology_director",
    ),
    ("model", {"platform": "learning_platform"}, "exempt:learning_platform"),
    ("model", {"platform": "tiktok"}, "refuse:tiktok"),
    ("staffuse", {"entity": "class"}, "(nothing to decide)"),
    ("staffuse", {"entity": "office", "visibility": "public", "photos_planned": True}, "(nothing to decide)"),
    ("policy401", {"entity": "class"}, "notify:principal"),
    ("policy401", {"entity": "activity", "platform": "virtual_world", "student_images": "public_event"}, "notify:principal"),
    ("chsd230", {"platform": "x"}, "approve:principal -> provide:requester -> notify:principal & technology_director"),
    ("chsd230", {"platform": "canvas"}, "exempt:canvas"),
    ("jndc", GROUP, f"{TOLD} -> provide:requester -> record:supervisor"),
    ("jndc", {**GROUP, "exists_already": True}, f"{TOLD} -> record:supervisor"),
    (
        "jndc",
        {**GROUP, "platform": "x", "container": "account", "uses_logo": True},
        "notify:supervisor + approve:supervisor + approve:board -> assign:supervisor -> acknowledge:responsible"
        " -> provide:requester -> record:supervisor",
    ),
    ("crschools", PAGE, "approve:supervisor & community_relations"),
    (
        "crschools",
        {**PAGE, "entity": "attendance_center", "uses_logo": True},
        "approve:supervisor & community_relations -> approve:community_relations",
    ),
    (
        "crschools",
        {**PAGE, "uses_branding": True},
        "approve:supervisor & community_relations -> approve:community_relations",
    ),
    ("crschools", {**PAGE, "container": "personal_account"}, "refuse:no_personal_account"),
]
