"""A life: every deed is tried on the real services and on the model, and both must say the same."""

import copy
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from accounts import services as accounts
from accounts.models import Appointment, Person
from accounts.rules import Refused
from config.clock import tick
from monitoring.models import CheckIn
from records.delivery import deliver
from records.models import Event, Message
from tests.cast import Cast
from tests.life import agreement, asking, keeping, losing, minding
from tests.life.deeds import Deed
from tests.life.model import LAKESIDE, PLACE, Model, StandIn, Thing

DEEDS: list[Deed] = [*asking.DEEDS, *keeping.DEEDS, *minding.DEEDS, *losing.DEEDS]
EXPIRES = timedelta(days=60)  # and never on a weekend
Visits = Counter[tuple[str, str, str]]  # kind, deed, state it came from


def expiry(opened_on: date) -> date:
    """The last day to give an address: sixty days later, or the Monday after."""
    day = opened_on + EXPIRES
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def deeds_on(kind: str) -> list[Deed]:
    """What can be tried on one kind of thing."""
    return [deed for deed in DEEDS if deed.kind == kind]


class Life:
    """The people of a district, what must hold there, and what was tried."""

    def __init__(self, cast: Cast, model: Model | None = None) -> None:
        self.cast, self.model = cast, model or Model()
        self.visited, self.refused = Visits(), Visits()
        if model is None:
            dee = Appointment.objects.get(person=cast.dee)
            assert dee.ends_on is not None
            self.model.stand_ins.append(StandIn("dee", dee.pk, dee.ends_on))

    def copy(self) -> "Life":
        """The same life, that goes on by itself and counts what it visits with this one."""
        twin = Life(self.cast, copy.deepcopy(self.model))
        twin.visited, twin.refused = self.visited, self.refused
        return twin

    def person(self, name: str) -> Person:
        """Somebody as they are now."""
        pk = getattr(self.cast, name).pk
        return Person.objects.select_related("district", "place", "supervisor").get(pk=pk)

    def add(self, thing: Thing) -> Thing:
        """There is one more."""
        self.model.things.append(thing)
        return thing

    def tried(self, run: Callable[[], Any]) -> tuple[bool, Any, list[str]]:
        """Run a deed: whether it was done, what it gave, and the verbs of its events. Refused: nothing at all is left of it."""
        self.model.later()
        events, mails = agreement.last(Event), agreement.last(Message)
        try:
            done, made = True, run()
        except Refused:
            done, made = False, None
        verbs = list(Event.objects.filter(pk__gt=events).order_by("pk").values_list("verb", flat=True))
        told = Message.objects.filter(pk__gt=mails).values_list("person_id", "district_id")
        there = {getattr(self.cast, name).pk for name in LAKESIDE if name not in self.model.gone}
        assert {who for who, _district in told} <= there
        assert {district for _who, district in told} <= {self.cast.lakeside.pk}
        assert done or (not verbs and not told)
        return done, made, verbs

    def attempt(self, deed: Deed, thing: Thing, name: str) -> bool:
        """Let somebody try a deed on a thing: done exactly when the model says so, with its events and no others."""
        may, state, by = name in deed.may(self.model, thing), thing.base, self.person(name)
        done, _made, verbs = self.tried(lambda: deed.run(self, thing, by))
        assert done == may, f"{name}: {deed.name} {thing}: {'done' if done else 'refused'}"
        (self.visited if done else self.refused)[thing.kind, deed.move or deed.name, state] += 1
        if done:
            thing.state = deed.target or thing.state
            more = deed.then(self, thing, name)
            assert sorted(verbs) == sorted([*deed.verbs, *more]), f"{deed.name} {thing}"
        return done

    def made(self, may: bool, run: Callable[[], Any], *verbs: str) -> Any:
        """Let something new begin, exactly when it may."""
        done, made, said = self.tried(run)
        assert (done, sorted(said)) == (may, sorted(verbs) if may else [])
        return made

    # what begins -----------------------------------------------------------------------------------------------------

    def begin(self, name: str) -> Thing | None:
        """Begin a draft: for employees of the district."""
        by, number = self.person(name), self.model.fresh()
        draft = self.made(name in LAKESIDE and name != "val", lambda: asking.begin(self, by, number))
        school = PLACE.get(name, "office")
        return self.add(Thing("submission", draft.pk, "draft", name, school)) if draft else None

    def order(self, site: Thing, key: str, name: str) -> Thing | None:
        """Give an order about a site."""
        may = name in minding.issuing(self.model, site) and minding.leads_somewhere(site, key)
        verbs = {"suspend": ["order", "suspend"], "shut_down": ["order", "shut_down"]}.get(key, ["order"])
        by = self.person(name)
        given = self.made(may, lambda: minding.issue(self, site, key, by), *verbs)
        if given is None:
            return None
        thing = Thing("directive", given.pk, "ordered", name, site.school, site, key)
        if key in ("suspend", "shut_down"):
            site.state, site.reason = ("suspended" if key == "suspend" else "shut_down"), f"Order {given.pk}"
            thing.reason = site.reason
        return self.add(thing)

    def complain(self, site: Thing) -> Thing:
        """Somebody complains about a site."""
        filed = self.made(True, lambda: minding.file_complaint(self, site), "file_complaint")
        return self.add(Thing("complaint", filed.pk, "waiting", "", site.school, site, people=site.people | {site.owner}))

    def lose(self, site: Thing, name: str) -> Thing | None:
        """Say that a page is not under control."""
        by = self.person(name)
        may = name in losing.reporting(self.model, site) - self.model.gone
        case = self.made(may, lambda: losing.report(self, site, by), "doubt", "report_lost")
        site.is_doubted = site.is_doubted or may
        return self.add(Thing("lost", case.pk, "lost", name, site.school, site)) if case else None

    def offer(self, site: Thing, person: str, name: str) -> Thing | None:
        """Offer a site to somebody."""
        may = name in keeping.offering(self.model, site) and keeping.can_take(self.model, site, person)
        by = self.person(name)
        offer = self.made(may, lambda: keeping.offer(self, site, person, by), "offer")
        until = self.model.today + keeping.FOR_THE_ANSWER
        new = offer and Thing("offer", offer.pk, "open", name, site.school, site, person=person, giver=site.owner, until=until)
        return self.add(new) if new else None

    # people ----------------------------------------------------------------------------------------------------------

    def delegate(self, person: str, days: int, name: str) -> None:
        """Let somebody act as principal for a time: Pat alone, another employee of the district, once for the same days."""
        until = self.model.today + timedelta(days=days)
        appointment = Appointment.objects.get(person=self.cast.pat, designee_of=None)
        twice = any(row.name == person and not row.is_over and row.last >= self.model.today for row in self.model.stand_ins)
        fits = person in LAKESIDE and person not in ("val", "pat") and person not in self.model.gone and not twice
        by, designee = self.person(name), self.person(person)
        row = self.made(
            name == "pat" and fits,
            lambda: accounts.name_designee(
                appointment=appointment, person=designee, ends_on=until, by=by, at=self.model.at
            ),
            "name-designee",
        )  # fmt: skip
        if row:
            self.model.stand_ins.append(StandIn(person, row.pk, until))

    def withdraw_stand_in(self, row: StandIn, name: str) -> None:
        """Take a designation back: Pat, or whoever manages people."""
        found, by = (
            Appointment.objects.select_related("person", "role", "district", "designee_of").get(pk=row.pk),
            self.person(name),
        )
        may = name in ("pat", "tom") and not row.is_over and row.last >= self.model.today
        self.made(may, lambda: accounts.withdraw_designee(designation=found, by=by, at=self.model.at), "withdraw-designee")
        row.is_over = row.is_over or may

    def leave(self, person: str, name: str) -> None:
        """End somebody at once: whoever manages people, and never blocked by what they hold."""
        may = name == "tom" and person not in self.model.gone
        who, by = self.person(person), self.person(name)
        self.made(may, lambda: accounts.end_person(person=who, by=by, at=self.model.at), "end")
        if may:
            self.model.gone.add(person)
            for row in self.model.stand_ins:
                row.is_over = row.is_over or row.name == person

    # time ------------------------------------------------------------------------------------------------------------

    def morning(self, days: int = 1) -> None:
        """Some days later, in the morning: one sweep and its mails. What the clock does is in the model, or nothing else."""
        self.model.at = self.model.at.replace(hour=15, minute=0) + timedelta(days=days)
        at, today, events = self.model.at, self.model.today, agreement.last(Event)
        tick(at=at, district=self.cast.lakeside)
        deliver(at=lambda: at + timedelta(minutes=1))
        said = Counter(Event.objects.filter(pk__gt=events).values_list("verb", flat=True))
        late = [row for row in self.model.of("submission") if row.state == asking.AT_ADDRESS and expiry(row.since) < today]
        ended = [row for row in self.model.of("offer") if row.state == "open"]
        for row in late:
            row.state = "expired"
            self.visited["submission", "expire", "open"] += 1
        for row in ended:
            is_void = not keeping.still_theirs(self.model, row) or row.person in self.model.gone
            row.state = "ended" if is_void else "expired" if row.until < today else "open"
        closed = sum(row.state != "open" for row in ended)
        assert said == Counter({"expire": len(late), "end_offer": closed}) + Counter()
        self._check_ins()
        losing.passed_on(self, {getattr(self.cast, name).pk: name for name in LAKESIDE})

    def _check_ins(self) -> None:
        """After a sweep only active sites have open check-ins; new ones are open, and what was answered stays so."""
        known = {row.pk: row for row in self.model.of("check_in")}
        sites = {row.pk: row for row in self.model.of("site")}
        for row in CheckIn.objects.filter(site__in=sites).select_related("duty").exclude(pk__in=known):
            assert row.due_on <= self.model.today
            known[row.pk] = self.add(Thing("check_in", row.pk, "open", "", "", sites[row.site_id], row.duty.key))
        for thing in known.values():
            assert thing.site is not None
            if thing.state == "open" and thing.site.state != "active":
                thing.state = "cancelled"
                self.visited["check_in", "cancel", "open"] += 1
