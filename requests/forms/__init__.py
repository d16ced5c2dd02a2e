"""The Social Media Request Form and every other form whose questions come from a policy."""

from .asking import JoinForm, NeedToAskForm, ReasonForm, WantedForm
from .filing import RequestForm
from .policy import STATEMENT, ChangeForm, PolicyForm, SentForm, typed

__all__ = [
    "STATEMENT",
    "ChangeForm",
    "JoinForm",
    "NeedToAskForm",
    "PolicyForm",
    "ReasonForm",
    "RequestForm",
    "SentForm",
    "WantedForm",
    "typed",
]
