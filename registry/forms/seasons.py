"""What is chosen for many sites at once, one row each: a choice, and to whom a site is handed over."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from accounts.forms.choosing import PersonTyped
from accounts.models import Person
from accounts.rules import Refused

from ..models import SeasonChoice

MOST = 60  # rows of one page, and some to spare
NOT_BOTH = "Somebody is named, and it is not handed over: choose to hand it over, or name nobody."
REASON = "The season or the school year is over."


class SeasonForm:
    """The rows as they were posted; what is no row of a site, or no choice, is not heard."""

    def __init__(self, data: Mapping[str, Any] | None, *, district_id: int) -> None:
        """Nothing is looked up yet."""
        self._data = data or {}
        self._people = Person.objects.filter(district_id=district_id, is_active=True)

    def choices(self) -> dict[int, str]:
        """What was chosen, by site. To name somebody and choose nothing is to hand over."""
        found = {}
        for name in list(self._data)[: 4 * MOST]:
            kind, _, pk = name.partition("-")
            if kind != "choice" or not (pk.isascii() and pk.isdigit() and len(pk) < 19):
                continue
            chosen, somebody = self.typed(int(pk))
            chosen = chosen or (SeasonChoice.Outcome.HAND_OVER.value if somebody.strip() else "")
            if chosen in SeasonChoice.Outcome.values:
                found[int(pk)] = chosen
        return dict(list(found.items())[:MOST])

    def typed(self, pk: int) -> tuple[str, str]:
        """The choice and the person of one row, as typed."""
        return str(self._data.get(f"choice-{pk}", "")), str(self._data.get(f"to-{pk}", ""))[:254]

    def reason(self) -> str:
        """Why sites are closed; the usual sentence where nothing was typed."""
        return str(self._data.get("reason", REASON)).replace("\x00", "").strip()[:1000]

    def person(self, pk: int, outcome: str) -> Person | None:
        """Whom a row means, by name or e-mail address; refuses nobody and several, and somebody for a site that is not handed
        over."""
        if outcome != SeasonChoice.Outcome.HAND_OVER:
            if self.typed(pk)[1].strip():
                raise Refused(NOT_BOTH)
            return None
        try:
            found: Person | None = PersonTyped(people=self._people, required=False).clean(self.typed(pk)[1])
        except ValidationError as wrong:
            raise Refused(str(wrong.messages[0])) from None
        return found
