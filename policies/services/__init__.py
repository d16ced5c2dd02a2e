"""The deeds of this room. Each is one transaction and one event; whoever may not do it is refused with a sentence."""

from .documents import load_policy, retire_policy
from .following import come_into_force
from .guidelines import acknowledge, add_guideline, ask_everybody, end_campaign, publish
from .trainings import add_training, record_attendance

__all__ = [
    "acknowledge",
    "add_guideline",
    "add_training",
    "ask_everybody",
    "come_into_force",
    "end_campaign",
    "load_policy",
    "publish",
    "record_attendance",
    "retire_policy",
]
