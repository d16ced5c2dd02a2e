"""What else a policy regulates: orders about sites, complaints, private notices, permissions, consent, records."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from .words import Block, Cited, Count, Flag, Key, Keys, Label, Length, Named, PersonKind, Short, Text

Receiver = Annotated[str, StringConstraints(pattern=r"^(field:)?[a-z][a-z0-9_]*$", max_length=80)]


class DirectiveSpec(Named):
    """An order about a site: who may issue it, on which grounds alone, and who confirms that it was followed."""

    issued_by: Keys = Field(min_length=1)
    on: Literal["sponsored_sites", "all_sites"] = "sponsored_sites"
    grounds: tuple[Short, ...] = Field(min_length=1)
    reason_required: Flag = False
    due: Length | None = None
    confirm_by: Key | None = None
    stays_on_record: Flag = False


class ComplaintSpec(Cited):
    """Who may complain, who reads it, and by when they answer."""

    open_to: Keys = ()
    to: tuple[Receiver, ...] = Field(min_length=1)
    never_only_to: Keys = ()
    categories: tuple[Short, ...] = ()
    outcomes: tuple[Short, ...] = ()
    acknowledge_within: Length | None = None
    refer_to: tuple[Label, ...] = ()
    mandated_report: Text = ""


class DisclosureSpec(Named):
    """A private notice to a role. `mandatory_from`: the how-many-eth time it must be given."""

    title: Short
    from_: tuple[PersonKind, ...] = Field(alias="from", min_length=1)
    to: Keys = Field(min_length=1)
    ask: Keys = ()
    kinds: tuple[Short, ...] = ()
    visible_to: Keys = ()
    mandatory_from: Count | None = None
    within: Length | None = None
    advice: Text = ""
    nudge: Length | None = None


class PermissionSpec(Named):
    """Another request of one step, such as the use of a logo."""

    decided_by: Keys = Field(min_length=1)
    about: Literal["site", "personal_post", "contact"] | None = None
    before: Flag = False
    written: Flag = False
    evidence: Keys = ()


class ExceptionSpec(Named):
    """A case in which other clauses do not apply. `notice`: whether it must be told."""

    lifts: Keys = Field(min_length=1)
    needs: Text = ""
    notice: Flag = False


class ConsentSpec(Cited):
    """Whose consent a subject needs, on which basis, where it does not, and the field that asks for it.

    `basis`: given in writing, given in any form, a release on file, not objected to; or such pictures are not recommended.
    """

    subject: Key
    basis: Literal["written", "given", "on_file", "opt_out", "not_recommended"] = "written"
    asked: Key | None = None
    needs: Keys = ()
    adult_student: Keys = ()
    exceptions: tuple[Short, ...] = ()
    kept_where: Short = ""


class RetentionSpec(Block):
    """How long one kind of record is kept."""

    kind: Key
    keep: Length
    counted_from: Key | None = None
    source: Short = ""


class RecordsSpec(Block):
    """Whether all of it is public record, and how it leaves the house."""

    public_record: Flag = True
    export: tuple[Literal["csv", "pdf", "xlsx", "json"], ...] = ("csv",)
    exemptions: tuple[Short, ...] = ()
    retentions: tuple[RetentionSpec, ...] = Field((), alias="retention")


class OfficialSpec(Block):
    """An account of the district itself that the policy names."""

    platform: Key
    handle: Label


class MailSpec(Block):
    """The mail of Rollcall: which kinds of it a person may switch off for themselves; none where the policy does not say.

    `digest` is the letter of a school morning, `soon` the reminders in it before something is due, `registered` that a site
    was registered, `recall` what somebody noted for themselves. What is urgent is never among them.
    """

    may_switch_off: tuple[Literal["digest", "soon", "registered", "recall"], ...] = ()


class DirectorySpec(Block):
    """Who sees the list of sites, which columns, and the district's own accounts."""

    audience: Literal["staff", "public"] = "staff"
    columns: Keys = ()
    officials: tuple[OfficialSpec, ...] = Field((), alias="official")


class TrainingSpec(Named):
    """Training that goes with the policy. `gate`: nobody answers for a site without it; `valid_for`: how long it counts."""

    for_: tuple[PersonKind, ...] = Field(("employee",), alias="for")
    given_by: Keys = ()
    gate: Flag = False
    valid_for: Length | None = None
    about: Text = ""


class UnofficialSpec(Block):
    """Whether groups of others and pages that were found are kept in a list of their own."""

    groups: Flag = False
    found_pages: Flag = False
    searched_by: Keys = ()
    search_every: Length | None = None
