"""The deeds of whoever prepares a policy. Each is one transaction."""

from .adopting import adopt, doer
from .drafts import begin_draft, discard_draft, save_draft
from .publishing import publish_policy, withdraw_policy

__all__ = ["adopt", "begin_draft", "discard_draft", "doer", "publish_policy", "save_draft", "withdraw_policy"]
