"""The pages of this room: the policy and its versions, the guidelines that go with it, and training."""

from .documents import policies, policy, policy_preset, policy_version
from .guidelines import (
    guideline,
    guideline_acknowledge,
    guideline_add,
    guideline_ask,
    guideline_asked_end,
    guideline_version,
    guideline_write,
    guidelines,
)
from .trainings import training, training_add, trainings

__all__ = [
    "guideline",
    "guideline_acknowledge",
    "guideline_add",
    "guideline_ask",
    "guideline_asked_end",
    "guideline_version",
    "guideline_write",
    "guidelines",
    "policies",
    "policy",
    "policy_preset",
    "policy_version",
    "training",
    "training_add",
    "trainings",
]
