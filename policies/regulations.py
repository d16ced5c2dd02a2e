"""What a policy regulates beyond form, route and duties, as people read it; and its wordings filled in. Pure."""

from collections.abc import Iterable, Mapping, Sequence

from accounts.wording import listing

from . import durations
from .document import Policy, in_words
from .wording import Line

STRENGTHS = {"must": "Must", "should": "Should", "may": "May", "local": "Local addition", "says": ""}
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
    """What the page of a policy shows of it: (heading, lines)."""
    return [
        ("What holds for every site", site_rules(policy)),
        ("Orders about a site", directives(policy)),
        ("Complaints", complaints(policy)),
        ("What is asked for apart", permissions(policy)),
        ("Private notices", disclosures(policy)),
        ("Where a rule does not apply", exceptions(policy)),
        ("Pictures and names of people", consents(policy)),
        ("Training and guidelines", trainings(policy)),
        ("Records", records(policy)),
    ]


SUMMERS = {
    "weekly": "In the summer one day a week counts for the checks",
    "off": "In the summer no check falls due",
    "hand_over": "In the summer the checks fall to another role, once a week",
}


def site_rules(policy: Policy) -> list[Line]:
    """Visibility, kind of page, who joins, who has access, wording, volunteers, summer; what is not said is left out."""
    site, lines = policy.site, []
    if site.visibility.quote:
        label = dict(policy.options(field)).get(site.visibility.default) if (field := policy.field_of("site.visibility")) else ""
        others = ", where there is no reason for another" if len(site.visibility.allowed) > 1 else ", and no other"
        title = f"Visibility: {(label or in_words(site.visibility.default)).lower()}{others}"
        lines.append(Line(title, "", site.visibility, STRENGTHS[site.visibility.level]))
    if site.container.required:
        exception = site.container_exception
        by = _who(policy, exception.decided_by, "or") if exception else ""
        meta = f"{by} may record an exception." if by else ""
        lines.append(Line(f"It is a page of this kind: {in_words(site.container.required).lower()}", meta, site.container))
    if site.identification:
        lines.append(Line(f"Wording on the page: “{blank(site.identification)}”", "", None))
    said = [
        JOINS.get(site.join or "", ""),
        COMMENTS.get(site.comments or "", ""),
        "Parents may see what their child was invited to." if site.parent_access else "",
        f"A parent who asks is answered within {_said(site.parent_access_within)}." if site.parent_access_within else "",
        "The supervisor has access." if site.supervisor_access else "",
        f"Volunteers may {listing([VOLUNTEERS[each] for each in site.volunteers_may])}." if site.volunteers_may else "",
        *keys(policy),
        site.naming,
        *site.page_statements,
    ]
    lines += [Line(sentence, "", None) for sentence in said if sentence]
    if policy.summer:
        who = f"It falls to: {_who(policy, policy.summer.to, 'or')}. " if policy.summer.to else ""
        meta = f"{who}A break of {_said(policy.summer.at_least)} or more counts as summer."
        lines.append(Line(SUMMERS[policy.summer.rule], meta, policy.summer, STRENGTHS[policy.summer.level]))
    return lines


def directives(policy: Policy) -> list[Line]:
    """Which orders there are, who may give them, and on which grounds."""
    return [
        Line(
            f"{row.label}: {_who(policy, row.issued_by, 'or')}",
            _joined(
                [
                    f"Grounds: {'; '.join(row.grounds)}.{' A reason is needed.' if row.reason_required else ''}",
                    f"Carried out within {_said(row.due)}." if row.due else "",
                    f"The site is suspended {_said(row.suspend_after)} later, while it is not." if row.suspend_after else "",
                ]
            ),
            row,
            STRENGTHS[row.level],
        )
        for row in policy.directives
    ]


def complaints(policy: Policy) -> list[Line]:
    """Who reads a complaint, what it can be about, and what the law wants reported elsewhere."""
    lines = []
    for row in policy.complaints:
        readers = [_receiver(policy, key) for key in row.to]
        meta = [
            f"Never read by {_who(policy, row.never_only_to, 'or')} alone." if row.never_only_to else "",
            f"About: {'; '.join(row.categories)}." if row.categories else "",
            f"Answered within {_said(row.acknowledge_within)}." if row.acknowledge_within else "",
            *(f"Settled within {_said(due.within)}: {due.category}." for due in row.dues),
            f"Ended by {_who(policy, row.determined_by, 'or')} alone." if row.determined_by else "",
            *(f"“{each.outcome}”: by {_who(policy, each.by, 'or')} alone." for each in row.endings if each.by),
            f"May be referred to: {listing(list(row.refer_to), 'or')}." if row.refer_to else "",
            *(f"To {each.to}: by {_who(policy, each.by, 'or')} alone." for each in row.referrals if each.by),
            *(f"Nothing is kept of: {each.outcome}." for each in row.endings if each.keeps_nothing),
            row.mandated_report,
        ]
        lines.append(Line(f"Complaints are read by: {listing(readers)}", _joined(meta), row, STRENGTHS[row.level]))
    return lines


def permissions(policy: Policy) -> list[Line]:
    """What is asked for apart from a site, and who decides about it."""
    lines = []
    for row in policy.permissions:
        evidence = listing([in_words(key).lower() for key in row.evidence])
        meta = [
            "Asked beforehand." if row.before else "",
            "Given in writing." if row.written else "",
            f"Recorded with {evidence}." if evidence else "",
        ]
        lines.append(Line(f"{row.label}: {_who(policy, row.decided_by, 'or')}", _joined(meta), row, STRENGTHS[row.level]))
    return lines


def disclosures(policy: Policy) -> list[Line]:
    """What is told to one role in confidence, what is asked, and who alone may read it."""
    lines = []
    for row in policy.disclosures:
        asked = listing([in_words(key).lower() for key in row.ask])
        meta = [
            row.advice,
            f"From the {_nth(row.mandatory_from)} time on it must be shared." if row.mandatory_from else "",
            f"Within {_said(row.within)}." if row.within else "",
            f"Asked: {asked}." if asked else "",
            f"Read by {_who(policy, row.visible_to, 'and')} alone." if row.visible_to else "",
        ]
        lines.append(Line(f"{row.title}: to {_who(policy, row.to, 'and')}", _joined(meta), row, STRENGTHS[row.level]))
    return lines


def exceptions(policy: Policy) -> list[Line]:
    """In which cases other passages do not apply, and whether that has to be told."""
    told = {True: "It has to be told.", False: "Nobody has to be told."}
    return [Line(row.label, _joined([row.needs, told[row.notice]]), row, STRENGTHS[row.level]) for row in policy.exceptions]


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
        lines.append(Line(in_words(row.subject), _joined(meta), row, STRENGTHS[row.level]))
    return lines


def records(policy: Policy) -> list[Line]:
    """What is kept how long, from when it counts and where that is written; what is withheld. What is not said is left out."""
    lines = []
    for row in policy.records.retentions:
        meta = [
            f"Counted from: {in_words(row.counted_from).lower()}." if row.counted_from else "",
            f"{row.source}." if row.source else "",
        ]
        lines.append(Line(f"{in_words(row.kind)}: kept for {_said(row.keep)}", _joined(meta), None))
    withheld = [Line(f"May be withheld from public record: {row}", "", None) for row in policy.records.exemptions]
    return [*lines, *withheld]


def keys(policy: Policy) -> list[str]:
    """What holds for administrators on the platform and for the sealed credential, one sentence each."""
    site = policy.site
    least = "1 administrator" if site.minimum_admins == 1 else f"{site.minimum_admins} administrators"
    named = _who(policy, site.admin_offices, "and")
    held = _who(policy, site.credentials_held_by, "or")
    return [
        f"At least {least} on the platform." if site.minimum_admins else "",
        f"Administrator on the platform: {named}." if named else "",
        f"The sealed credential is held by {held}; Rollcall keeps no password." if held else "",
    ]


def trainings(policy: Policy) -> list[Line]:
    """Training that goes with the policy, and the documents to be read with it."""
    lines = []
    for row in policy.trainings:
        by = _who(policy, row.given_by, "and")
        meta = [
            row.about,
            f"Given by {by}." if by else "",
            f"Counts for {_said(row.valid_for)}." if row.valid_for else "",
            "Nobody answers for a site without it." if row.gate else "",
        ]
        lines.append(Line(row.label, _joined(meta), row, STRENGTHS[row.level]))
    for guideline in policy.guidelines:
        by = _who(policy, guideline.edited_by, "and")
        again = "Accepted again whenever it changes." if guideline.accept_again else ""
        meta = [f"Kept by {by}." if by else "", again]
        lines.append(Line(guideline.title, _joined(meta), guideline, STRENGTHS[guideline.level]))
    return lines


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


def _receiver(policy: Policy, key: str) -> str:
    """A role, or who is named in a field of each site."""
    field = policy.field(key.removeprefix("field:")) if key.startswith("field:") else None
    return f"whoever is named under “{field.label}”" if field else policy.role_label(key)


def _who(policy: Policy, keys: Sequence[str], last: str) -> str:
    return listing([policy.role_label(key) for key in keys], last)


def _said(duration: str) -> str:
    return durations.said(durations.parse(duration))


def _nth(number: int) -> str:
    return {1: "first", 2: "second", 3: "third"}.get(number, f"{number}th")


def _joined(sentences: Iterable[str]) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
