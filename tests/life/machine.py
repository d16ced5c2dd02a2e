"""Hypothesis lives a district's life: who may and who may not try everything, in any order, while the days pass."""

from datetime import date
from typing import ClassVar, TypeVar

from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.life import agreement, keeping, losing, minding
from tests.life.living import Life, deeds_on
from tests.life.minding import MORE
from tests.life.model import ASKING, LEAVING

T = TypeVar("T")
LAST_DAY = date(2027, 4, 30).toordinal()  # before the year of a volunteer ends
DICE = st.integers(0, 2**20)
MOSTLY = st.sampled_from([True, True, False])
SHORT = settings(
    max_examples=20, stateful_step_count=30, deadline=None, database=None, derandomize=True, report_multiple_bugs=False,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
LONG = settings(SHORT, max_examples=500, stateful_step_count=50, derandomize=False, print_blob=True)


class Machine(RuleBasedStateMachine):
    """One example: a copy of the furnished district, rolled back at its end."""

    begun: ClassVar[Life]

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.life = self.begun.copy()
        self.names = {getattr(self.life.cast, name).pk: name for name in self.life.model.here()}
        self.dice = 0

    def pick(self, options: list[T]) -> T:
        """One of some, by the dice that were thrown."""
        self.dice, at = divmod(self.dice, len(options))
        return options[at]

    def anybody(self) -> str:
        """Somebody who can sign in."""
        return self.pick(self.life.model.here())

    def among(self, may: set[str], *, is_right: bool) -> str:
        """Somebody who may, or just anybody."""
        fit = sorted(may - self.life.model.gone)
        return self.pick(fit) if is_right and fit else self.anybody()

    def do(self, kind: str, dice: int, *, is_right: bool) -> None:
        """Somebody does something to something: one who may, where the deed leads somewhere, or just anybody to anything."""
        self.dice, model, things = dice, self.life.model, self.life.model.of(kind)
        if kind in ("check_in", "lost"):  # who answers while nobody owes it is written down by the next sweep
            things = [row for row in things if row.site and row.site.owner not in model.gone]
        ways = [(deed, [row for row in things if deed.may(model, row)]) for deed in deeds_on(kind)]
        ways = [way for way in ways if way[1]] if is_right else [(deed, things) for deed in deeds_on(kind)]
        if ways and things:
            deed, rows = self.pick(ways)
            thing = self.pick(rows)
            self.life.attempt(deed, thing, self.pick(deed.may(model, thing)) if is_right else self.anybody())

    @rule(is_right=MOSTLY, dice=DICE)
    def submission(self, is_right: bool, dice: int) -> None:
        """A form is edited, submitted, decided, withdrawn."""
        self.do("submission", dice, is_right=is_right)

    @rule(is_right=MOSTLY, dice=DICE)
    def site(self, is_right: bool, dice: int) -> None:
        """A site is suspended, reinstated, closed."""
        self.do("site", dice, is_right=is_right)

    @rule(is_right=MOSTLY, dice=DICE)
    def directive(self, is_right: bool, dice: int) -> None:
        """An order is carried out, confirmed, taken back."""
        self.do("directive", dice, is_right=is_right)

    @rule(is_right=MOSTLY, dice=DICE)
    def complaint(self, is_right: bool, dice: int) -> None:
        """A complaint is worked on."""
        self.do("complaint", dice, is_right=is_right)

    @rule(is_right=MOSTLY, dice=DICE)
    def answer_offer(self, is_right: bool, dice: int) -> None:
        """An offer is answered."""
        self.do("offer", dice, is_right=is_right)

    @rule(is_right=MOSTLY, dice=DICE)
    def check_in(self, is_right: bool, dice: int) -> None:
        """A check-in is answered."""
        self.do("check_in", dice, is_right=is_right)

    @rule(is_right=MOSTLY, dice=DICE)
    def lost(self, is_right: bool, dice: int) -> None:
        """A page is under control again, or given up."""
        self.do("lost", dice, is_right=is_right)

    @rule(what=st.sampled_from(["begin", "order", "complain", "offer", "lose"]), is_right=MOSTLY, dice=DICE)
    def something_begins(self, what: str, is_right: bool, dice: int) -> None:
        """A draft, an order, a complaint, an offer, a page that nobody has under control."""
        self.dice = dice
        getattr(self, f"_{what}")(is_right)

    @rule(what=st.sampled_from(["delegate", "withdraw_stand_in", "leave"]), is_right=MOSTLY, dice=DICE)
    def people_change(self, what: str, is_right: bool, dice: int) -> None:
        """Somebody stands in, no longer, or leaves."""
        self.dice = dice
        getattr(self, f"_{what}")(is_right)

    def _begin(self, is_right: bool) -> None:
        """Somebody who stays asks for a site, or somebody who may not."""
        self.life.begin(self.pick(list(ASKING if is_right else ("val", "hope"))) if "val" not in self.life.model.gone else "maya")

    def _order(self, is_right: bool) -> None:
        """An order about a site."""
        site = self.pick(self.life.model.of("site"))
        self.life.order(site, self.pick(sorted(MORE)), self.among(minding.issuing(self.life.model, site), is_right=is_right))

    def _complain(self, _is_right: bool) -> None:
        """A complaint about a site."""
        self.life.complain(self.pick(self.life.model.of("site")))

    def _lose(self, is_right: bool) -> None:
        """A page is not under control."""
        sites = [row for row in self.life.model.of("site") if row.owner not in self.life.model.gone]
        if sites:
            site = self.pick(sites)
            self.life.lose(site, self.among(losing.reporting(self.life.model, site), is_right=is_right))

    def _offer(self, is_right: bool) -> None:
        """A site is to be handed over."""
        site = self.pick(self.life.model.of("site"))
        person = self.pick(["sam", "dee", "ed", "maya", "val", "hope"])
        self.life.offer(site, person, self.among(keeping.offering(self.life.model, site), is_right=is_right))

    def _delegate(self, is_right: bool) -> None:
        """Pat lets somebody act, or somebody else tries."""
        person = self.pick(["sam", "casey", "maya", "ed", "dee", "val", "hope"])
        self.life.delegate(person, self.pick(list(range(40))), "pat" if is_right else self.anybody())

    def _withdraw_stand_in(self, is_right: bool) -> None:
        """A designation is taken back."""
        row = self.pick(self.life.model.stand_ins)
        self.life.withdraw_stand_in(row, self.among({"pat", "tom"}, is_right=is_right))

    def _leave(self, is_right: bool) -> None:
        """Somebody leaves, or somebody tries to end them."""
        self.life.leave(self.pick(list(LEAVING)), "tom" if is_right else self.anybody())

    @rule(days=st.sampled_from([1, 1, 1, 2, 3, 5, 8, 15, 65]))
    def morning(self, days: int) -> None:
        """Days pass, as far as the model knows what they bring."""
        if self.life.model.today.toordinal() + days < LAST_DAY:
            self.life.morning(days)

    @invariant()
    def agrees(self) -> None:
        """The tables say what the model says."""
        agreement.each_step(self.life.model, self.names)

    def teardown(self) -> None:
        """What holds of a whole life; and nothing of it stays."""
        try:
            agreement.at_the_end()
        finally:
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)
