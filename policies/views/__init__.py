"""The pages of this room: the policy and its versions, the guidelines that go with it, and training."""

from .documents import policies, policy, policy_preset, policy_version

__all__ = ["policies", "policy", "policy_preset", "policy_version"]
