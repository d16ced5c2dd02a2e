"""What is typed in this room: parsed and checked, never stored here."""

from .consents import ConsentEndForm, ConsentForm
from .keys import AdminForm, KeysForm
from .offers import OfferAnswerForm, OfferForm, TickForm
from .pages import AnswerForm, AskForm, FoundForm, GroupForm, ListForm, PassForm, SearchedForm
from .register import AccessForm, FilterForm, PosterForm, ReasonForm, SuspendForm
from .seasons import SeasonForm

__all__ = [
    "AccessForm",
    "AdminForm",
    "AnswerForm",
    "AskForm",
    "ConsentEndForm",
    "ConsentForm",
    "FilterForm",
    "FoundForm",
    "GroupForm",
    "KeysForm",
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
