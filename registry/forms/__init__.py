"""What is typed in this room: parsed and checked, never stored here."""

from .consents import ConsentEndForm, ConsentForm
from .keys import AdminForm, KeysForm
from .pages import AnswerForm, AskForm, FoundForm, GroupForm, ListForm, PassForm, SearchedForm
from .register import AccessForm, FilterForm, PosterForm, ReasonForm, SuspendForm

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
    "PassForm",
    "PosterForm",
    "ReasonForm",
    "SearchedForm",
    "SuspendForm",
]
