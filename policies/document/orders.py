"""What else a policy regulates: orders about sites, complaints, private notices, permissions, consent, records."""

from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints

from .words import Block, Cited, Count, Flag, Key, Keys, Label, Length, Named, PersonKind, Short, Text

Receiver = Annotated[str, StringConstraints(pattern=r"^(field:)?[a-z][a-z0-9_]*$", max_length=80)]


Ordered = Literal["remove_post", "disable_page", "avoid_subject", "suspend", "shut_down", "other"]


class DirectiveSpec(Named):
    """An order about a site: who may issue it, on which grounds alone, and who confirms that it was followed.

    `does`: what is ordered; left out, the key where it is one of these words, else what the label says. `confirm_by`: left out,
    whoever issued it. `suspend_after`: how long after it was due the site is suspended while it is not done; left out, never.
    `neutral_grounds`: on which alone something that the public wrote is removed; left out, those that hold everywhere.
    """

    does: Ordered | None = None
    issued_by: Keys = Field(min_length=1)
    on: Literal["sponsored_sites", "all_sites"] = "sponsored_sites"
    grounds: tuple[Short, ...] = Field(min_length=1)
    reason_required: Flag = False
    due: Length | None = None
    confirm_by: Key | None = None
    suspend_after: Length | None = None
    neutral_grounds: tuple[Short, ...] = ()
    stays_on_record: Flag = False

    @property
    def ordered(self) -> str:
        """What is ordered, whether the document says it or its key does."""
        return self.does or (self.key if self.key in get_args(Ordered) else "other")


class EndingSpec(Block):
    """One of the outcomes of complaints: which roles alone record it, what whoever complained reads, and what is kept.

    `refers`: it asks to whom, of `refer_to`. `keeps_nothing`: everything that was written is deleted with it.
    """

    outcome: Short
    by: Keys = ()
    told: Short = ""
    refers: Flag = False
    keeps_nothing: Flag = False


class ReferralSpec(Block):
    """One of those a complaint may be referred to: which roles alone do so, and which alone read that it was."""

    to: Label
    by: Keys = ()
    read_by: Keys = ()


class CategoryDueSpec(Block):
    """A category of complaints that is settled within a time, such as the wish that a picture be removed."""

    category: Short
    within: Length


class ComplaintSpec(Cited):
    """Who may complain, who reads it, and by when they answer.

    `determined_by`: the roles that alone end a complaint. `claims_official`: the category that means impersonation.
    """

    open_to: Keys = ()
    to: tuple[Receiver, ...] = Field(min_length=1)
    never_only_to: Keys = ()
    categories: tuple[Short, ...] = ()
    outcomes: tuple[Short, ...] = ()
    acknowledge_within: Length | None = None
    refer_to: tuple[Label, ...] = ()
    mandated_report: Text = ""
    determined_by: Keys = ()
    claims_official: Short = ""
    endings: tuple[EndingSpec, ...] = Field((), alias="ending")
    referrals: tuple[ReferralSpec, ...] = Field((), alias="referral")
    dues: tuple[CategoryDueSpec, ...] = Field((), alias="due")

    def ending(self, outcome: str) -> EndingSpec:
        """What one of the outcomes means; nothing beyond its words where the document says no more."""
        return next((row for row in self.endings if row.outcome == outcome), EndingSpec(outcome=outcome))

    def referral(self, to: str) -> ReferralSpec:
        """Who refers to one of those named, and who reads it; every receiver where the document says no more."""
        return next((row for row in self.referrals if row.to == to), ReferralSpec(to=to))


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
