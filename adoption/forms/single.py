"""The single words, texts, days and lengths of time of a document that a plain form asks for, by their key path. A table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from policies.document import in_words

from ..rewriting import Place

WORD, TEXT, LENGTH, COUNT, DAY = "word", "text", "length", "count", "day"
WORDS, TEXTS, OFTEN, BY_WHEN = "Words", "What people read", "How often", "By when"
NAMES = ("label", "title", "term", "category", "subject", "kind", "key")  # the first that a row has is its name


@dataclass(frozen=True)
class Single:
    """One value: its group, its key path ("*" for each row of a list), what it is called ("{}": the row), and its kind.

    `needed`: it cannot be left empty. `always`: asked also where the document does not have it yet; others are added there.
    """

    group: str
    path: str
    words: str
    kind: str = LENGTH
    needed: bool = False
    always: bool = False


SINGLES = (
    Single(WORDS, "policy.title", "Title of the policy", WORD, needed=True),
    Single(WORDS, "policy.code", "Code of the policy", WORD, always=True),
    Single(WORDS, "role.*.label", "What the role “{}” is called", WORD),
    Single(WORDS, "entity.*.label", "What a site may be for: {}", WORD),
    Single(TEXTS, "policy.summary", "The policy in short", TEXT, always=True),
    Single(TEXTS, "policy.note", "Note at the head of the policy", TEXT),
    Single(TEXTS, "definition.*.means", "{}: what it means", TEXT, needed=True),
    Single(TEXTS, "rule.*.explain", "{}: what is said about it", TEXT),
    Single(TEXTS, "site.identification", "Wording that says whose page it is", TEXT),
    Single(TEXTS, "site.naming", "How pages are named", TEXT),
    Single(TEXTS, "site.page_statements.*", "Sentence that every page carries", TEXT, needed=True),
    Single(TEXTS, "step.*.help", "{}: what is said beside it", TEXT),
    Single(TEXTS, "duty.*.help", "{}: what is said beside it", TEXT),
    Single(TEXTS, "disclosure.*.advice", "{}: advice", TEXT),
    Single(TEXTS, "complaint.*.mandated_report", "What a complaint form says about child abuse", TEXT),
    Single(TEXTS, "training.*.about", "{}: what it is about", TEXT),
    Single(OFTEN, "duty.*.remind_before", "{}: reminder so long before"),
    Single(OFTEN, "inactivity.after", "A site counts as inactive without a post for", needed=True),
    Single(OFTEN, "posting.minimum", "Posts that are made at least", COUNT, needed=True),
    Single(OFTEN, "posting.per", "Posts are counted over", needed=True),
    Single(OFTEN, "renewal.on", "Sites are confirmed anew every year on", DAY),
    Single(OFTEN, "renewal.every", "Sites are confirmed anew every"),
    Single(OFTEN, "summer.at_least", "A break counts as the summer from a length of"),
    Single(OFTEN, "unofficial.search_every", "Somebody searches for pages every"),
    Single(OFTEN, "training.*.valid_for", "{}: it counts for"),
    Single(BY_WHEN, "intake.existing_pages_within", "Pages that exist already are registered within", always=True),
    Single(BY_WHEN, "site.parent_access_within", "Parents who ask are let in within"),
    Single(BY_WHEN, "site.minimum_admins", "Administrators that a page has at least", COUNT, always=True),
    Single(BY_WHEN, "directive.*.due", "{}: carried out within"),
    Single(BY_WHEN, "directive.*.suspend_after", "{}: the site is suspended, when late, after"),
    Single(BY_WHEN, "complaint.*.acknowledge_within", "Complaints are acknowledged within"),
    Single(BY_WHEN, "complaint.*.due.*.within", "Complaints, {}: settled within", needed=True),
    Single(BY_WHEN, "disclosure.*.within", "{}: given within"),
    Single(BY_WHEN, "disclosure.*.nudge", "{}: asked again after"),
    Single(BY_WHEN, "leaving.escalate_after", "Somebody left and nobody took over: others hear of it after"),
    Single(BY_WHEN, "records.retention.*.keep", "Records, {}: kept for", needed=True),
)


def singles(raw: Mapping[str, Any]) -> Iterator[tuple[Single, Place, str, Any]]:
    """(what it is, where it stands, its label, its value) of everything in the table that a document has or may be given."""
    for single in SINGLES:
        keys = single.path.split(".")
        found = list(_at(raw, keys, (), ""))
        for place, name, value in found or ([(tuple(keys), "", None)] if single.always else []):
            yield single, place, single.words.format(name), value


def _at(table: Any, keys: Sequence[str], place: Place, name: str) -> Iterator[tuple[Place, str, Any]]:
    if not keys:
        yield place, name, table
    elif keys[0] == "*":
        for at, row in enumerate(table):
            yield from _at(row, keys[1:], (*place, at), _name_of(row))
    elif keys[0] in table:
        yield from _at(table[keys[0]], keys[1:], (*place, keys[0]), name)


def _name_of(row: Any) -> str:
    """A row as people call it; a text in a list has no name."""
    if not isinstance(row, Mapping):
        return ""
    key = next((key for key in NAMES if row.get(key)), "")
    return in_words(str(row[key])) if key in ("subject", "kind", "key") else str(row.get(key, ""))
