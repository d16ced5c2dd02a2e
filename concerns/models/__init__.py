"""What is wrong, and what was ordered: complaints, what was written about them, and how often visitors come."""

from .complaints import Attempt, Complaint, ComplaintLine, Concerned, Question, Receiver, Unlocked

__all__ = ["Attempt", "Complaint", "ComplaintLine", "Concerned", "Question", "Receiver", "Unlocked"]
