"""The screens of whoever asks."""

from .asking import need_to_ask, similar
from .filing import submission_discard, submission_edit, submission_new
from .joining import site_join
from .reading import submission, submission_withdraw, submissions

__all__ = [
    "need_to_ask",
    "similar",
    "site_join",
    "submission",
    "submission_discard",
    "submission_edit",
    "submission_new",
    "submission_withdraw",
    "submissions",
]
