"""The screens of whoever prepares a policy."""

from .adopting import policy_compare, policy_draft_impact, policy_retire
from .drafting import (
    policy_document,
    policy_draft,
    policy_draft_check,
    policy_draft_discard,
    policy_draft_upload,
    policy_drafts,
)
from .plainly import policy_draft_plain
from .publishing import policy_publish
from .trying import policy_try
from .watching import policy_campaign, policy_vacancies

__all__ = [
    "policy_campaign",
    "policy_compare",
    "policy_document",
    "policy_draft",
    "policy_draft_check",
    "policy_draft_discard",
    "policy_draft_impact",
    "policy_draft_plain",
    "policy_draft_upload",
    "policy_drafts",
    "policy_publish",
    "policy_retire",
    "policy_try",
    "policy_vacancies",
]
