"""The text of a policy as people read it: its passages, its words, and what carries them out. Pure."""

from accounts.wording import listing

from . import regulations
from .document import PassageSpec, Policy, in_words
from .document.blocks import block
from .regulations import STRENGTHS
from .wording import Line

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


def sections(policy: Policy) -> list[tuple[str, list[Line]]]:
    """What the page of a policy shows beyond form, route, duties and platforms: (heading, lines), empty ones left out."""
    found = [
        *regulations.sections(policy),
        ("The words of this policy", words(policy)),
        ("The text, passage by passage", passages(policy)),
    ]
    return [(heading, lines) for heading, lines in found if lines]


def passages(policy: Policy) -> list[Line]:
    """Every passage: what it says, how strongly, where it stands in the text, and what carries it out here."""
    return [Line(f"{row.number}. {row.says}", _carried_out(policy, row), row, STRENGTHS[row.level]) for row in policy.passages]


def words(policy: Policy) -> list[Line]:
    """The words the district uses for things where they are not the usual ones, and those it defines."""
    own = [
        Line(f"{in_words(key)}: {word}", "As the district calls it.", None)
        for key, word in policy.terms.items()
        if word.casefold() != in_words(key).casefold()
    ]
    return [*own, *(Line(f"{row.term}: {row.means}", "", row) for row in policy.definitions)]


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
