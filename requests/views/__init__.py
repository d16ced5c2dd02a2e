"""The screens of whoever asks."""

from .asking import need_to_ask
from .everybody import submissions_all
from .filing import submission_discard, submission_edit, submission_new
from .joining import site_join
from .notices import private_notices
from .others import other_request, other_requests, site_change, site_permission
from .reading import submission, submission_withdraw, submissions

__all__ = [
    "need_to_ask",
    "other_request",
    "other_requests",
    "private_notices",
    "site_change",
    "site_join",
    "site_permission",
    "submission",
    "submission_discard",
    "submission_edit",
    "submission_new",
    "submission_withdraw",
    "submissions",
    "submissions_all",
]
