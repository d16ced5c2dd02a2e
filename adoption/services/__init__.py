"""The deeds of whoever prepares a policy. Each is one transaction."""

from .drafts import begin_draft, discard_draft, save_draft

__all__ = ["begin_draft", "discard_draft", "save_draft"]
