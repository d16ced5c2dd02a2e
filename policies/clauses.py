"""The text of a policy as people read it: its passages, its words, and what it regulates beyond the form. Pure."""

from collections.abc import Mapping

from accounts.wording import listing

from . import durations
from .document import PassageSpec, Policy, in_words
from .document.blocks import block
from .wording import Line

STRENGTHS = {"must": "Must", "should": "Should", "may": "May", "local": "Local addition", "says": ""}
KINDS = {
    "field": "the question",
    "statement": "the statement",
    "step": "the step",
    "platform": "the platform",
    "entity": "the choice",
    "rule": "the rule",
    "duty": "the duty",
    "directive": "the order",
    "disclosure": "the private notice",
    "permission": "the permission",
    "role": "the role",
    "consent": "consent to",
    "exception": "the exception",
    "training": "the training",
    "guideline": "the guidelines",
    "site": "for every site:",
}
# blocks that are no rows with a label of their own
ALONE = {
    "complaint": "complaints, with what they can be about",
    "definition": "the words this policy defines",
    "directory.columns": "the list of sites",
    "directory.official": "the official accounts",
    "intake.before_creation": "asking before the page exists",
    "intake.existing_pages": "pages that exist already",
    "intake.mode": "how one begins",
    "intake.written_decision": "the written decision",
    "policy.applies_to": "to whom it applies",
    "policy.code": "the code",
    "policy.covers": "what it covers",
    "policy.date": "the dates",
    "policy.guidelines_edited_by": "who keeps the guidelines",
    "policy.leaves_out": "what it does not cover",
    "policy.note": "the note above",
    "policy.reference": "what else to read",
    "policy.section": "the section",
    "policy.series": "the series",
    "records.exemptions": "exemptions from public record",
    "records.export": "the records that can be taken out",
    "records.public_record": "public record",
    "unofficial.found_pages": "pages that somebody finds",
    "unofficial.groups": "groups that others made",
    "unofficial.search_every": "how often somebody searches",
    "unofficial.searched_by": "who searches",
}
PLACES = {"activity": "class, activity or office", "school": "school", "district": "district"}
BASES = {
    "written": "In writing",
    "given": "In any form",
    "on_file": "A release on file",
    "opt_out": "Unless somebody objected",
    "not_recommended": "Such pictures are not recommended",
}
JOINS = {"open": "Anybody may join.", "request": "Who wants to join asks.", "invitation": "One joins by invitation only."}
COMMENTS = {"on": "Comments are open.", "off": "Comments are off.", "moderated": "Comments are moderated."}
VOLUNTEERS = {"post": "post", "answer_for": "answer for a site"}


def sections(policy: Policy) -> list[tuple[str, list[Line]]]:
    """What the page of a policy shows beyond form, route, duties and platforms: (heading, lines), empty ones left out."""
    found = [
        ("What holds for every site", site_rules(policy)),
        ("Orders about a site", directives(policy)),
        ("Pictures and names of people", consents(policy)),
        ("Training and guidelines", trainings(policy)),
        ("The words of this policy", words(policy)),
        ("The text, passage by passage", passages(policy)),
    ]
    return [(heading, lines) for heading, lines in found if lines]


def passages(policy: Policy) -> list[Line]:
    """Every passage: what it says, how strongly, where it stands in the text, and what carries it out here."""
    return [Line(f"{row.number}. {row.says}", _carried_out(policy, row), row, STRENGTHS[row.level]) for row in policy.passages]


def words(policy: Policy) -> list[Line]:
    """The words the district uses for things, and those it defines."""
    own = [Line(f"{in_words(key)}: {word}", "As the district calls it.", None) for key, word in policy.terms.items()]
    return [*own, *(Line(f"{row.term}: {row.means}", "", row) for row in policy.definitions)]


def directives(policy: Policy) -> list[Line]:
    """Which orders there are, who may give them, and on which grounds."""
    return [
        Line(
            f"{row.label}: {listing([policy.role_label(key) for key in row.issued_by], 'or')}",
            f"Grounds: {'; '.join(row.grounds)}.{' A reason is needed.' if row.reason_required else ''}",
            row,
            STRENGTHS[row.level],
        )
        for row in policy.directives
    ]


def consents(policy: Policy) -> list[Line]:
    """Whose consent a picture or a name needs, and where it does not."""
    lines = []
    for row in policy.consents:
        from_whom = listing([in_words(key).lower() for key in row.needs])
        of_adults = listing([in_words(key).lower() for key in row.adult_student])
        meta = [
            f"{BASES[row.basis]}{f', from the {from_whom}' if from_whom else ''}.",
            f"Of an adult or emancipated student, from the {of_adults} alone." if of_adults else "",
            f"Not needed where {listing(list(row.exceptions), 'or')}." if row.exceptions else "",
            f"Kept: {row.kept_where}." if row.kept_where else "",
        ]
        lines.append(Line(in_words(row.subject), " ".join(part for part in meta if part), row, STRENGTHS[row.level]))
    return lines


def trainings(policy: Policy) -> list[Line]:
    """Training that goes with the policy, and the documents to be read with it."""
    lines = []
    for row in policy.trainings:
        by = listing([policy.role_label(key) for key in row.given_by])
        meta = [
            row.about,
            f"Given by {by}." if by else "",
            f"Counts for {durations.said(durations.parse(row.valid_for))}." if row.valid_for else "",
            "Nobody answers for a site without it." if row.gate else "",
        ]
        lines.append(Line(row.label, " ".join(part for part in meta if part), row, STRENGTHS[row.level]))
    for guideline in policy.guidelines:
        by = listing([policy.role_label(key) for key in guideline.edited_by])
        again = "Accepted again whenever it changes." if guideline.accept_again else ""
        meta = [f"Kept by {by}." if by else "", again]
        lines.append(Line(guideline.title, " ".join(part for part in meta if part), guideline, STRENGTHS[guideline.level]))
    return lines


def site_rules(policy: Policy) -> list[Line]:
    """Visibility, kind of page, who joins, who has access, wording and volunteers; what is not said is left out."""
    site, lines = policy.site, []
    if site.visibility.quote:
        label = dict(policy.options(field)).get(site.visibility.default) if (field := policy.field_of("site.visibility")) else ""
        title = f"Visibility: {(label or in_words(site.visibility.default)).lower()}, where there is no reason for another"
        lines.append(Line(title, "", site.visibility, STRENGTHS[site.visibility.level]))
    if site.container.required:
        exception = site.container_exception
        by = listing([policy.role_label(key) for key in exception.decided_by], "or") if exception else ""
        meta = f"{by} may record an exception." if by else ""
        lines.append(Line(f"It is a page of this kind: {in_words(site.container.required).lower()}", meta, site.container))
    if site.identification:
        lines.append(Line(f"Wording on the page: “{blank(site.identification)}”", "", None))
    said = [
        JOINS.get(site.join or "", ""),
        COMMENTS.get(site.comments or "", ""),
        "Parents may see what their child was invited to." if site.parent_access else "",
        "The supervisor has access." if site.supervisor_access else "",
        f"Volunteers may {listing([VOLUNTEERS[each] for each in site.volunteers_may])}." if site.volunteers_may else "",
        site.naming,
        *site.page_statements,
    ]
    return [*lines, *(Line(sentence, "", None) for sentence in said if sentence)]


def identification(policy: Policy, *, activity: str, school: str, district: str) -> str:
    """The wording that says whose page it is, filled in; empty where the policy has none."""
    return filled(policy.site.identification, {"activity": activity, "school": school, "district": district})


def blank(template: str) -> str:
    """A wording with its places named instead of filled in: [school]."""
    return filled(template, {key: f"[{words}]" for key, words in PLACES.items()})


def filled(template: str, values: Mapping[str, str]) -> str:
    """A wording with its places filled in; what is filled in is never read as a place itself."""
    parts = template.replace("}", "{").split("{")
    return "".join(values.get(part, "") if at % 2 else part for at, part in enumerate(parts))


def _carried_out(policy: Policy, passage: PassageSpec) -> str:
    where = listing([_named(policy, path) for path in passage.blocks])
    return f"Here: {where}." if where else "It is said here, and nothing is asked."


def _named(policy: Policy, path: str) -> str:
    if path in ALONE:
        return ALONE[path]
    kind, _, key = path.partition(".")
    row = block(policy, path)
    keyed = row if hasattr(row, "clause") else None  # a block of its own, not the text or the list at one key of another
    label = next((found for name in ("text", "title", "label") if (found := getattr(keyed, name, ""))), "")
    return f"{KINDS.get(kind, kind)} {f'“{label}”' if label else in_words(key).lower()}"
