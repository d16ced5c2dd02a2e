"""The whole document, and looking things up in it."""

from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Field, StringConstraints

from accounts.roles import BY_SCOPE

from .clauses import DefinitionSpec, PassageSpec, Surface
from .course import ChangesSpec, DutySpec, InactivitySpec, LeavingSpec, PostingSpec, RenewalSpec, SiteSpec, StepSpec, SummerSpec
from .form import EntitySpec, FieldSpec, GuidelineSpec, PlatformSpec, RuleSpec, StatementSpec
from .orders import (
    ComplaintSpec,
    ConsentSpec,
    DirectiveSpec,
    DirectorySpec,
    DisclosureSpec,
    ExceptionSpec,
    MailSpec,
    PermissionSpec,
    RecordsSpec,
    TrainingSpec,
    UnofficialSpec,
)
from .words import Block, Flag, Key, Keys, Label, Length, Named, PersonKind, Short, Text, in_words

Capability = Literal["reads", "orders", "heads", "audits_registry", "manages_people", "edits_policies"]
EVERYBODY = {"requester": "Requester", "responsible": "Responsible employee", "supervisor": "Supervisor"}
MOST = 200  # rows of one kind; longer lists would be a mistake
SpecT = TypeVar("SpecT", bound=Named)


def rows(name: str) -> Any:
    """A list of tables under a singular name in TOML; empty where there is none."""
    return Field((), alias=name, max_length=MOST)


class DateSpec(Block):
    """Something that happened to the policy, on a day or still blank."""

    kind: Key
    on: date | None = None


class ReferenceSpec(Block):
    """Another policy that applies too: its code, its title, or both."""

    code: Label = ""
    title: Short = ""


class IdentitySpec(Block):
    """Which policy this is, to whom it applies, what it covers and leaves out. `note` is shown on its page."""

    key: Key
    code: Label = ""
    series: Label = ""
    section: Label = ""
    title: Annotated[Short, StringConstraints(min_length=1)]
    note: Text = ""
    summary: Text = ""
    dates: tuple[DateSpec, ...] = rows("date")
    references: tuple[ReferenceSpec, ...] = rows("reference")
    applies_to: tuple[PersonKind, ...] = ("employee",)
    covers: tuple[Short, ...] = ()
    leaves_out: tuple[Short, ...] = ()
    guidelines_edited_by: Keys = ()


class IntakeSpec(Block):
    """Whether a site must be asked for, told of, or neither; before it exists or after; and what of those that exist."""

    mode: Literal["none", "notify", "approve"] = "approve"
    before_creation: Flag = False
    existing_pages: Literal["ask", "must_register", "not_covered"] = "ask"
    existing_pages_within: Length | None = None
    written_decision: Flag = False


class RoleSpec(Named):
    """Somebody the policy names: who appoints them, who acts while there is none.

    `capabilities` left out are those of the scope.
    """

    scope: Literal["school", "district", "person", "external"]
    delegable: Flag = False
    recorded_by: Keys = ()
    appointed_by: Keys = ()
    if_vacant: Key | None = None
    given: tuple[Capability, ...] | None = Field(None, alias="capabilities")
    note: Text = ""

    @property
    def capabilities(self) -> tuple[str, ...]:
        """What holders of the role may do beyond the steps and duties that name it."""
        return BY_SCOPE[self.scope] if self.given is None else self.given


class Policy(Block):
    """One district's rules, as data. TOML names a table in the singular, an attribute here is plural."""

    schema_number: Literal[1] = Field(alias="schema")
    policy: IdentitySpec
    terms: dict[Key, Label] = Field(default_factory=dict)
    intake: IntakeSpec = IntakeSpec()
    passages: tuple[PassageSpec, ...] = rows("passage")
    definitions: tuple[DefinitionSpec, ...] = rows("definition")
    guidelines: tuple[GuidelineSpec, ...] = rows("guideline")
    trainings: tuple[TrainingSpec, ...] = rows("training")
    roles: tuple[RoleSpec, ...] = rows("role")
    platforms: tuple[PlatformSpec, ...] = rows("platform")
    entities: tuple[EntitySpec, ...] = rows("entity")
    fields: tuple[FieldSpec, ...] = rows("field")
    statements: tuple[StatementSpec, ...] = rows("statement")
    rules: tuple[RuleSpec, ...] = rows("rule")
    steps: tuple[StepSpec, ...] = rows("step")
    site: SiteSpec = SiteSpec()
    duties: tuple[DutySpec, ...] = rows("duty")
    summer: SummerSpec | None = None
    posting: PostingSpec | None = None
    inactivity: InactivitySpec | None = None
    renewal: RenewalSpec | None = None
    changes: ChangesSpec = ChangesSpec()
    leaving: LeavingSpec = LeavingSpec()
    directives: tuple[DirectiveSpec, ...] = rows("directive")
    complaints: tuple[ComplaintSpec, ...] = rows("complaint")
    disclosures: tuple[DisclosureSpec, ...] = rows("disclosure")
    permissions: tuple[PermissionSpec, ...] = rows("permission")
    exceptions: tuple[ExceptionSpec, ...] = rows("exception")
    consents: tuple[ConsentSpec, ...] = rows("consent")
    records: RecordsSpec = RecordsSpec()
    directory: DirectorySpec = DirectorySpec()
    mail: MailSpec = MailSpec()
    unofficial: UnofficialSpec = UnofficialSpec()

    def role(self, key: str) -> RoleSpec | None:
        """The role with this key."""
        return _found(self.roles, key)

    def platform(self, key: str) -> PlatformSpec | None:
        """The platform with this key."""
        return _found(self.platforms, key)

    def entity(self, key: str) -> EntitySpec | None:
        """The entity with this key."""
        return _found(self.entities, key)

    def field(self, key: str) -> FieldSpec | None:
        """The field with this key."""
        return _found(self.fields, key)

    def step(self, key: str) -> StepSpec | None:
        """The step with this key."""
        return _found(self.steps, key)

    def duty(self, key: str) -> DutySpec | None:
        """The duty with this key."""
        return _found(self.duties, key)

    def field_of(self, source: str) -> FieldSpec | None:
        """The field that asks for one of a source: entity, platform, platform.containers, site.visibility."""
        return next((field for field in self.fields if field.source == source), None)

    def key_of(self, what: str) -> str:
        """The key of the question for what the register keeps: platform, entity, visibility, address. It may have any key: the
        source says what is asked, and where there is one address only, it is that of the site."""
        found = self.field_of({"visibility": "site.visibility"}.get(what, what)) or self.field(what)
        if found is None and what == "address":
            found = next((field for field in self.fields if field.type == "address"), None)
        return found.key if found else what

    @property
    def decides_who_answers(self) -> bool:
        """Whether its own [changes] block has a new responsible employee decided on before they answer for a site.

        A text without that block leaves it to those concerned: one gives a site, the other takes it.
        """
        return "changes" in self.model_fields_set and "responsible" in self.changes.asks and self.changes.steps != ()

    def fields_at(self, stage: str) -> tuple[FieldSpec, ...]:
        """The fields asked at a stage, in the order of the document."""
        return tuple(field for field in self.fields if field.stage == stage)

    def fields_of(self, step: StepSpec) -> tuple[FieldSpec, ...]:
        """The fields one step asks for, in its own order."""
        return tuple(field for key in step.fields if (field := self.field(key)) is not None)

    def before(self, step: StepSpec) -> set[str]:
        """The keys of all steps that a step follows, directly or not."""
        follows = {each.key: each.after for each in self.steps}
        found: set[str] = set()
        todo = list(step.after)
        while todo:
            key = todo.pop()
            if key not in found:
                found.add(key)
                todo += follows.get(key, ())
        return found

    def statements_at(self, stage: str) -> tuple[StatementSpec, ...]:
        """The statements to accept at a stage."""
        return tuple(statement for statement in self.statements if statement.stage == stage)

    def passages_at(self, surface: Surface) -> tuple[PassageSpec, ...]:
        """The passages that say that they are read there, in the order of the text."""
        return tuple(passage for passage in self.passages if surface in passage.shown_at)

    def term(self, key: str) -> str:
        """The district's own word for a thing, such as a school; the usual word where it has none."""
        return self.terms.get(key) or key.replace("_", " ")

    def role_label(self, key: str) -> str:
        """A role as the policy prints it."""
        spec = self.role(key)
        return spec.label if spec else EVERYBODY.get(key) or in_words(key)

    def options(self, field: FieldSpec, platform: str = "") -> tuple[tuple[str, str], ...]:
        """What a choice offers: (value, label) pairs. Containers are those of the platform, of all where none is chosen."""
        if field.source == "entity":
            return tuple((entity.key, entity.label) for entity in self.entities)
        if field.source == "platform":
            return tuple((each.key, each.label) for each in self.platforms if not each.retired)
        values = field.choices or self._source(field, platform)
        return tuple((value, field.choice_labels.get(value) or _choice_label(value)) for value in values)

    def _source(self, field: FieldSpec, platform: str) -> tuple[str, ...]:
        if field.source == "site.visibility":
            return self.site.visibility.allowed
        chosen = self.platform(platform)
        containers = chosen.containers if chosen else tuple(key for each in self.platforms for key in each.containers)
        return tuple(dict.fromkeys(containers)) if field.source == "platform.containers" else ()


def _found(specs: tuple[SpecT, ...], key: str) -> SpecT | None:
    return next((spec for spec in specs if spec.key == key), None)


def _choice_label(value: str) -> str:
    return value if value[0].isdigit() else in_words(value)
