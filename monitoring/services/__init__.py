"""The deeds on check-ins and duties. Each is one transaction and one line of the audit trail."""

from .answering import answer_check_in
from .by_mail import answer_by_mail
from .choosing import choose_rhythm
from .closing import close_at_once, take_back, what_closing_moves, what_taking_back_moves
from .confirming import ask_again, confirm
from .helping import close_help
from .looking import record_look
from .mailing import send_test_mail, set_mail_limit, switch_mail, word_letter
from .pausing import pause, resume
from .rhythm import set_rhythm
from .upkeep import renew, report_last_post, report_posts

__all__ = [
    "answer_by_mail",
    "answer_check_in",
    "ask_again",
    "choose_rhythm",
    "close_at_once",
    "close_help",
    "confirm",
    "pause",
    "record_look",
    "renew",
    "report_last_post",
    "report_posts",
    "resume",
    "send_test_mail",
    "set_mail_limit",
    "set_rhythm",
    "switch_mail",
    "take_back",
    "what_closing_moves",
    "what_taking_back_moves",
    "word_letter",
]
