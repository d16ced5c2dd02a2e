"""The pages of this room."""

from .handling import complaint, complaint_contact, complaint_deed, complaints, question
from .public import follow, report, report_about

__all__ = ["complaint", "complaint_contact", "complaint_deed", "complaints", "follow", "question", "report", "report_about"]
