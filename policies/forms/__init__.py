"""What people type in this room: parsed and checked, never stored here."""

from .documents import LoadForm
from .guidelines import AddGuidelineForm, AskForm, EndCampaignForm, WriteForm
from .trainings import AttendanceForm, TrainingForm

__all__ = ["AddGuidelineForm", "AskForm", "AttendanceForm", "EndCampaignForm", "LoadForm", "TrainingForm", "WriteForm"]
