"""What is typed in this room: parsed and checked, never stored here."""

from .pages import AnswerForm, AskForm, FoundForm, GroupForm, ListForm, PassForm, SearchedForm
from .register import FilterForm, PosterForm, ReasonForm, SuspendForm

__all__ = [
    "AnswerForm",
    "AskForm",
    "FilterForm",
    "FoundForm",
    "GroupForm",
    "ListForm",
    "PassForm",
    "PosterForm",
    "ReasonForm",
    "SearchedForm",
    "SuspendForm",
]
