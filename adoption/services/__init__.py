"""The deeds of whoever prepares a policy. Each is one transaction."""

from .adopting import adopt, doer
from .drafts import begin_draft, discard_draft, save_draft

__all__ = ["adopt", "begin_draft", "discard_draft", "doer", "save_draft"]
