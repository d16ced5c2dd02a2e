"""The screens of whoever prepares a policy."""

from .trying import policy_try

__all__ = ["policy_try"]
