"""What is typed in this room: parsed and checked, never stored here."""

from .offers import OfferAnswerForm, OfferForm, TickForm
from .pages import AnswerForm, AskForm, FoundForm, GroupForm, ListForm, PassForm, SearchedForm
from .register import AccessForm, FilterForm, PosterForm, ReasonForm, SuspendForm
from .seasons import SeasonForm

__all__ = [
    "AccessForm",
    "AnswerForm",
    "AskForm",
    "FilterForm",
    "FoundForm",
    "GroupForm",
    "ListForm",
    "OfferAnswerForm",
    "OfferForm",
    "PassForm",
    "PosterForm",
    "ReasonForm",
    "SearchedForm",
    "SeasonForm",
    "SuspendForm",
    "TickForm",
]
