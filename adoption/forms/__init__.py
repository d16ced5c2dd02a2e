"""What is chosen and typed while a policy is tried out, drafted and adopted. Nothing here is stored."""

from .choosing import (
    LARGEST,
    AdoptForm,
    BeginForm,
    CompareFileForm,
    CompareForm,
    DraftForm,
    RequestForm,
    RetireForm,
    StepAnswers,
    TryForm,
    UploadForm,
    step_forms,
    typed,
)
from .plainly import PlainForm

__all__ = [
    "LARGEST",
    "AdoptForm",
    "BeginForm",
    "CompareFileForm",
    "CompareForm",
    "DraftForm",
    "PlainForm",
    "RequestForm",
    "RetireForm",
    "StepAnswers",
    "TryForm",
    "UploadForm",
    "step_forms",
    "typed",
]
