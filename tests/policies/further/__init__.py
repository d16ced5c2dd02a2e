"""Fourteen further districts' policies as documents, with what each must ask and whom each must lead to. Invented names.

Shapes of chains that the policies of the product do not have: no code of the product knows any of them.
"""

from pathlib import Path
from typing import Any, NamedTuple

from policies.document import Policy, parse

FOLDER = Path(__file__).parent
WORDS = "What we do, for whom, and why it helps them."


class Case(NamedTuple):
    """Some answers, the route they must take, who acts in which order, and what steps are given instead of the usual."""

    answers: dict[str, Any]
    route: str
    walk: str = ""
    gives: dict[str, str] = {}


class Further(NamedTuple):
    """One policy: its document, who holds which role (first names), its form, the usual answers, and its cases."""

    file: str
    holders: dict[str, str]
    form: str
    usual: dict[str, Any]
    cases: list[Case]

    @property
    def path(self) -> str:
        """Where the document is."""
        return str(FOLDER / f"{self.file}.toml")

    @property
    def policy(self) -> Policy:
        """The document, read."""
        return parse((FOLDER / f"{self.file}.toml").read_bytes())


FURTHER = [
    Further(
        "a_office_creates",
        {"communications": "casey"},
        "place entity activity platform platform_detail page_name goals launch_on statement_moderation",
        {"entity": "club", "activity": "Chess", "platform": "facebook_page", "page_name": "Chess", "goals": WORDS},
        [
            Case(
                {},
                "approve:communications -> provide:communications -> approve:principal",
                "plan Casey, open_page Casey, editors Pat",
            ),
            Case(
                {"entity": "campus", "activity": "", "platform": "youtube"},
                "approve:communications -> provide:requester -> notify:communications -> approve:principal",
                "plan Casey, give_address Maya, editors Pat",
            ),
            Case({"platform": "other", "platform_detail": "Mastodon"}, "refuse:platform_not_listed"),
        ],
    ),
    Further(
        "b_by_level",
        {},
        "place level entity platform students_over_13 title account_email",
        {
            "level": "building", "entity": "class", "platform": "facebook", "students_over_13": "yes", "title": "Grade 11",
            "account_email": "grade11@lakeside.example",
        },
        [
            Case({}, "approve:principal -> record:technology_director", "building Pat, unblock Tom"),
            Case(
                {"level": "district", "entity": "department"},
                "approve:superintendent -> record:technology_director",
                "district Sue, unblock Tom",
            ),
            Case({"students_over_13": "no"}, "refuse:no_facebook_for_classes"),
            Case({"platform": "youtube"}, "refuse:youtube"),
            Case(
                {"platform": "youtube", "entity": "team"},
                "approve:principal -> record:technology_director",
                "building Pat, unblock Tom",
            ),
            Case({"platform": "snapchat"}, "refuse:snapchat"),
            Case({"platform": "classroom"}, "exempt:classroom"),
        ],
    ),
    Further(
        "c_board_vote",
        {"board_clerk": "dee"},
        "place account_name platform uses_seal age_checked",
        {"account_name": "Chess", "platform": "facebook", "uses_seal": "no", "age_checked": "13"},
        [
            Case(
                {},
                "record:superintendent -> approve:board -> provide:requester",
                "recommend Sue, vote Dee, give_address Maya",
            ),
            Case(
                {"uses_seal": "yes", "platform": "x"},
                "record:superintendent -> approve:board -> approve:board + provide:requester",
                "recommend Sue, vote Dee, seal Dee, give_address Maya",
            ),
        ],
    ),
    Further(
        "d_parents_first",
        {"registrar": "dee", "communications_specialist": "casey"},
        "place activity platform student_images other_channel statement_no_names",
        {"activity": "Grade 3", "platform": "instagram", "student_images": "faces", "other_channel": "A letter."},
        [
            Case(
                {},
                "record:requester + record:registrar -> record:requester & principal -> provide:requester"
                " -> notify:communications_specialist",
                "parents Maya, objections Dee, signed Maya, signed Pat, give_address Maya",
            ),
            Case(
                {"student_images": "none"},
                "record:requester -> record:requester & principal -> provide:requester -> notify:communications_specialist",
                "parents Maya, signed Maya, signed Pat, give_address Maya",
            ),
        ],
    ),
    Further(
        "e_after_creation",
        {"department_head": "sam", "communications": "casey"},
        "place platform container address name responsible backup comments_open",
        {
            "platform": "facebook", "container": "group", "address": "https://www.facebook.com/BirchwoodChess", "name": "Chess",
            "responsible": "maya", "backup": "sam", "comments_open": "moderated",
        },
        [
            Case(
                {},
                "notify:principal | department_head -> notify:communications -> record:communications -> acknowledge:responsible",
                "archive Casey, confirm Maya",
            ),
            Case(
                {"responsible": "dee", "platform": "x", "container": "account", "address": "https://x.com/BirchwoodChess"},
                "notify:principal | department_head -> notify:communications -> record:communications -> acknowledge:responsible",
                "archive Casey, confirm Dee",
            ),
        ],
    ),
    Further(
        "f_either_decides",
        {"information_officer": "casey"},
        "place account_class platform user_name visibility public_because uses_logo audience student_data",
        {
            "account_class": "school", "platform": "instagram", "user_name": "birchwood", "visibility": "followers",
            "uses_logo": "yes", "audience": ["families"],
        },
        [
            Case({}, "approve:principal | information_officer -> approve:superintendent", "either Pat, logo Sue"),
            Case({"account_class": "professional"}, "approve:principal | information_officer", "either Pat"),
            Case(
                {"platform": "tiktok", "visibility": "everybody", "audience": ["alumni"], "student_data": "It never does."},
                "approve:principal | information_officer -> approve:superintendent",
                "either Pat, logo Sue",
            ),
            Case({"account_class": "professional", "platform": "tiktok"}, "refuse:tiktok_is_the_schools"),
            Case({"account_class": "personal"}, "refuse:own_profile"),
        ],
    ),
    Further(
        "g_platform_first",
        {},
        "place platform platform_detail privacy_terms account_name administrators",
        {"platform": "facebook", "account_name": "Chess", "administrators": ["maya", "sam"]},
        [
            Case(
                {},
                "approve:superintendent & technology_director + approve:principal",
                "page Sue, page Tom, people Pat",
            ),
            Case(
                {"platform": "other", "platform_detail": "Mastodon, for its archive.", "privacy_terms": "On its first page."},
                "approve:technology_director -> approve:superintendent & technology_director + approve:principal",
                "platform Tom, page Sue, page Tom, people Pat, list Tom",
            ),
            Case(
                {"platform": "other", "platform_detail": "Mastodon, for its archive.", "privacy_terms": "On its first page."},
                "approve:technology_director -> approve:superintendent & technology_director + approve:principal",
                "platform Tom, page Sue, page Tom, people Pat",
                {"on_the_list": "no"},
            ),
        ],
    ),
    Further(
        "h_papers_after",
        {"technology_services": "tom"},
        "place entity platform name begins_on students_write",
        {"entity": "class", "platform": "blog", "name": "Grade 9", "begins_on": "2026-10-01", "students_write": "yes"},
        [
            Case(
                {},
                "approve:supervisor -> approve:technology_services -> record:requester + record:requester"
                " -> record:technology_services",
                "ask Sam, technology Tom, certificate Maya, forms Maya, access Tom",
            ),
            Case(
                {"entity": "library", "platform": "wiki"},
                "approve:supervisor -> approve:technology_services -> record:requester -> record:technology_services",
                "ask Sam, technology Tom, certificate Maya, access Tom",
            ),
        ],
    ),
    Further(
        "i_second_office",
        {"department_supervisor": "sam", "assistant_superintendent": "sue"},
        "place entity activity platform address contact",
        {"entity": "team", "activity": "Swimming", "platform": "facebook", "contact": "maya"},
        [
            Case(
                {},
                "approve:principal | department_supervisor -> acknowledge:community_relations + record:technology_director"
                " -> notify:supervisor & assistant_superintendent",
                "authorise Pat, take_note Casey, administrator Tom",
            ),
            Case(
                {"entity": "department", "address": "https://www.facebook.com/BirchwoodScience"},
                "approve:principal | department_supervisor -> acknowledge:community_relations + record:technology_director"
                " + record:department_supervisor -> notify:supervisor & assistant_superintendent",
                "authorise Pat, take_note Casey, administrator Tom, listed Sam",
            ),
        ],
    ),
    Further(
        "j_by_what_was_found",
        {},
        "place activity platform container messages statement_tone statement_minors",
        {"activity": "Homework", "platform": "facebook", "container": "group", "messages": "no"},
        [
            Case({}, "assign:supervisor -> acknowledge:responsible", "tier Sam, accept Maya"),
            Case(
                {},
                "assign:supervisor -> acknowledge:responsible",
                "tier Sam, second Casey, third Sue, accept Maya",
                {"tier": "3"},
            ),
            Case(
                {"platform": "discord", "container": "server", "messages": "yes"},
                "assign:supervisor -> approve:superintendent -> acknowledge:responsible",
                "tier Sam, second Casey, third Sue, accept Dee",
                {"tier": "2", "responsible": "dee"},
            ),
        ],
    ),
    Further(
        "k_committee",
        {"site_administrator": "pat", "communications_officer": "casey", "it_director": "tom"},
        "place entity platform account_name languages archive_plan term_ends statement_accessible",
        {
            "entity": "site", "platform": "bluesky", "account_name": "SVUSD Birchwood", "languages": ["en", "es"],
            "archive_plan": "The district archives every post and comment.",
        },
        [
            Case(
                {},
                "approve:site_administrator | it_director -> approve:committee -> provide:requester"
                " -> record:it_director | communications_officer",
                "either Pat, vote Casey, open_it Maya, secured Tom",
                {"votes_for": "4"},
            ),
            Case(
                {"entity": "foundation", "term_ends": "2027-06-30", "platform": "other"},
                "approve:site_administrator | it_director -> approve:committee + record:communications_officer"
                " -> provide:requester -> record:it_director | communications_officer",
                "either Pat, vote Casey, booster Casey, open_it Maya, secured Tom",
                {"votes_for": "3"},
            ),
            Case({"platform": "discord"}, "refuse:discord"),
            Case({"platform": "parentsquare"}, "exempt:parentsquare"),
        ],
    ),
    Further(
        "l_designee",
        {"campus_principal": "pat", "designee": "casey", "parent_liaison": "dee"},
        "place entity platform texting parents_copied activity season second_person",
        {
            "entity": "team", "platform": "hudl", "texting": "yes", "parents_copied": "yes", "activity": "Cross Country",
            "season": ["fall"], "second_person": "sam",
        },
        [
            Case({}, "approve:designee -> notify:parent_liaison + provide:requester", "athletics Casey, give Maya"),
            Case(
                {"entity": "fine_arts", "platform": "x", "texting": "no"},
                "approve:campus_principal -> provide:requester",
                "campus Pat, give Maya",
            ),
            Case({"parents_copied": "no"}, "refuse:no_private_texts"),
            Case({"entity": "campus"}, "refuse:hudl"),
        ],
    ),
    Further(
        "m_regional",
        {"assistant_superintendent": "casey"},
        "place purpose_of_page service who_sees why_open name_of_page releases statement_procedures",
        {
            "purpose_of_page": "classroom", "service": "seesaw", "who_sees": "families", "name_of_page": "Grade 3",
            "releases": "yes",
        },
        [
            Case(
                {},
                "approve:principal -> provide:requester -> notify:principal & supervisor",
                "building Pat, link Maya",
            ),
            Case(
                {"purpose_of_page": "club", "who_sees": "everyone", "why_open": "Alumni read it.", "service": "podcast"},
                "approve:principal -> approve:assistant_superintendent & regional_office -> record:solicitor"
                " -> provide:requester -> notify:principal & supervisor",
                "building Pat, central Casey, central Casey, legal Casey, link Maya",
            ),
            Case({"service": "google_sites"}, "exempt:google_sites"),
        ],
    ),
    Further(
        "n_told",
        {"head_of_school": "pat", "webmaster": "tom"},
        "place where url backup_person",
        {"where": "Substack", "url": "https://birchwood.substack.com", "backup_person": "sam"},
        [
            Case({}, "notify:head_of_school & webmaster -> acknowledge:responsible", "accept Maya"),
            Case({"where": "A forum"}, "notify:head_of_school & webmaster -> acknowledge:responsible", "accept Maya"),
        ],
    ),
]  # fmt: skip
