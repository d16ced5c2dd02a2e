"""What is wrong, and what was ordered: the rows of this room."""

from .directives import Directive
from .evidence import Evidence

__all__ = ["Directive", "Evidence"]
