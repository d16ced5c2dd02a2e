"""The deeds on check-ins and duties. Each is one transaction and one line of the audit trail."""

from .answering import answer_check_in
from .by_mail import answer_by_mail
from .confirming import ask_again, confirm
from .helping import close_help
from .looking import record_look
from .mailing import send_test_mail, set_mail_limit, switch_mail, word_letter
from .pausing import pause, resume

__all__ = [
    "answer_by_mail",
    "answer_check_in",
    "ask_again",
    "close_help",
    "confirm",
    "pause",
    "record_look",
    "resume",
    "send_test_mail",
    "set_mail_limit",
    "switch_mail",
    "word_letter",
]
