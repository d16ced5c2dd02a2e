"""What is wrong, and what was ordered: complaints, what was written about them, and how often visitors come."""

from .complaints import Attempt, Complaint, ComplaintLine, Concerned, Question, Receiver, Unlocked
from .directives import Directive
from .evidence import Evidence
from .lost import LostControl, LostNote

__all__ = [
    "Attempt",
    "Complaint",
    "ComplaintLine",
    "Concerned",
    "Directive",
    "Evidence",
    "LostControl",
    "LostNote",
    "Question",
    "Receiver",
    "Unlocked",
]
