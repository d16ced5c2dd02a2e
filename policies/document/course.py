"""What happens to a request and to the site it leads to: steps, the site's terms, duties."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from policies.conditions import Condition

from .clauses import template
from .words import Block, Cited, Count, Flag, Key, Keys, Length, Named, Short, Text

Kind = Literal["approve", "notify", "acknowledge", "provide", "assign", "record"]
Outcome = Literal["approve", "return", "decline"]
OUTCOMES: tuple[Outcome, ...] = ("approve", "return", "decline")
Calendar = Literal["school_days", "business_days", "all_days"]
Every = Annotated[str, StringConstraints(max_length=80)]


class StepSpec(Named):
    """One stage of a route.

    `who` are roles, or requester, responsible, supervisor; `mode` says whether all of them or any one. It opens when
    every step of `after` is done or was not needed, and is needed itself only `when` its condition holds.
    `remind_before`: so long before it ends by `expires_after` whoever it waits for is reminded once more.
    """

    kind: Kind
    who: Keys = Field(min_length=1)
    mode: Literal["all", "any"] = "all"
    after: Keys = ()
    when: Condition | None = None
    fields: Keys = ()
    outcomes: tuple[Outcome, ...] = ()
    reason_required_for: tuple[Outcome, ...] = ()
    not_by: Keys = ()
    if_vacant: Key | None = None
    remind_after: Length | None = None
    remind_every: Length | None = None
    escalate_after: Length | None = None
    escalate_to: Keys = ()
    expires_after: Length | None = None
    remind_before: Length | None = None
    evidence: Keys = ()
    what: Short = ""
    help: Text = ""
    blocks_listing: Flag = True

    def model_post_init(self, context: object, /) -> None:
        """A step that approves may end in every way, unless the document names the ways."""
        super().model_post_init(context)
        if self.kind == "approve" and not self.outcomes:
            object.__setattr__(self, "outcomes", OUTCOMES)

    @property
    def about(self) -> str:
        """What is decided where it is not the whole request: the label of an approval that some answers alone ask for."""
        return self.label if self.kind == "approve" and self.when and "label" in self.model_fields_set else ""


class VisibilitySpec(Cited):
    """How visible sites may be, what is assumed, and the field that asks why where another was chosen."""

    allowed: Keys = ("public", "private")
    default: Key = "public"
    reason: Key | None = None


class ContainerSpec(Cited):
    """What a site must be on its platform: a group, a page, an account."""

    required: Key | None = None


class ContainerExceptionSpec(Cited):
    """Who may allow another container, whether a reason is needed, and the step of the route that decides it."""

    decided_by: Keys
    reason_required: Flag = True
    step: Key | None = None


class SiteSpec(Block):
    """What holds for every site under this policy.

    `responsible`: the requester, or whoever a step assigns in the field "responsible". `identification`: the wording that
    says whose page it is, with the places {activity}, {school} and {district}; `identification_field` asks whether it is there.
    `volunteers_may`: what a volunteer may do on a site; nothing where the policy does not say.
    """

    responsible: Literal["requester", "assigned"] = "requester"
    visibility: VisibilitySpec = VisibilitySpec()
    container: ContainerSpec = ContainerSpec()
    container_exception: ContainerExceptionSpec | None = None
    join: Literal["open", "request", "invitation"] | None = None
    parent_access: Flag = False
    parent_access_within: Length | None = None
    supervisor_access: Flag = False
    comments: Literal["on", "off", "moderated"] | None = None
    identification: Annotated[Text, AfterValidator(template)] = ""
    identification_field: Key | None = None
    naming: Text = ""
    volunteers_may: tuple[Literal["post", "answer_for"], ...] = ()
    page_statements: tuple[Text, ...] = ()
    minimum_admins: Count = 0
    admin_offices: Keys = ()
    credentials_held_by: Keys = ()


class RungSpec(Block):
    """One rung of a ladder: so long after it was due, these are told."""

    after: Length
    to: Keys = Field(min_length=1)


class DutySpec(Named):
    """What must be done on a site, by whom and how often.

    `every` is a duration, "field:<key>" for a frequency chosen per site, or empty: then nobody is reminded.
    `checklist`: what to look at. `remind_before`: so long before it is due, the mail of that morning says so, once.
    `from_mail`: the answer may be given by a link in the mail, without signing in.
    """

    who: Keys = Field(min_length=1)
    every: Every = ""
    calendar: Calendar = "school_days"
    evidence: Key = "one_click"
    from_mail: Flag = False
    help: Text = ""
    remind_before: Length | None = None
    overdue: tuple[RungSpec, ...] = ()
    delegable: Flag = False
    checklist: tuple[Short, ...] = ()

    @property
    def every_field(self) -> str:
        """The field that holds the frequency of each site, or empty."""
        return self.every.removeprefix("field:") if self.every.startswith("field:") else ""


class SummerSpec(Cited):
    """What becomes of the duties in the summer: a break that the calendar makes at least so long.

    `rule`: "weekly" (one day a week counts as a school day for them), "off" (nothing falls due, also of duties that count
    business days or all days), "hand_over" (as weekly, and `to` owes what falls due). Without the table a break is a
    break: what counts school days waits for the first one after it.
    """

    rule: Literal["weekly", "off", "hand_over"]
    at_least: Length = "4 weeks"
    to: Keys = ()


class PostingSpec(Block):
    """How much is posted at least, as whoever answers for the site reports it at a check-in of its own."""

    minimum: Count
    per: Length


class InactivitySpec(Block):
    """After how long without a post a site counts as inactive, and what then."""

    after: Length
    then: Literal["ask", "close"] = "ask"


REMINDED = (RungSpec(after="5 school days", to=("responsible",)), RungSpec(after="10 school days", to=("supervisor",)))


class RenewalSpec(Block):
    """When sites are confirmed anew: on a day of the year ("08-15") or every so often.

    `who` confirms it: whoever answers for it, or a role that approves it anew. `confirm`: what the question shows as it stands
    (responsible, posters, visibility, address). `overdue`: who hears of it.
    """

    on: Annotated[str, StringConstraints(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")] | None = None
    every: Length | None = None
    who: Keys = Field(("responsible",), min_length=1)
    confirm: Keys = ()
    overdue: tuple[RungSpec, ...] = REMINDED

    @property
    def ladder(self) -> tuple[RungSpec, ...]:
        """Who hears of it: as the document says, else first whoever confirms it, then the supervisor."""
        first, *more = REMINDED
        return self.overdue if "overdue" in self.model_fields_set else (first.model_copy(update={"to": self.who}), *more)


class ChangesSpec(Cited):
    """How a registered site changes its name, platform, address, visibility or responsible employee.

    `asks`: which of these may be asked for. `steps`: the decisions it takes, by key; left out, the approvals that every
    request takes. `meanwhile`: the site stays as it is until it is decided, or is suspended.
    """

    asks: tuple[Literal["name", "platform", "address", "visibility", "responsible"], ...] = (
        "name", "platform", "address", "visibility", "responsible",
    )  # fmt: skip
    steps: Keys | None = None
    meanwhile: Literal["stays", "suspended"] = "stays"


class LeavingSpec(Block):
    """What happens when somebody leaves or moves."""

    responsible: Literal["hand_over", "close"] = "hand_over"
    escalate_to: Keys = ()
    escalate_after: Length | None = None
