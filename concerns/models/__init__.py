"""What is wrong, and what was ordered: the rows of this room."""

from .directives import Directive
from .evidence import Evidence
from .lost import LostControl, LostNote

__all__ = ["Directive", "Evidence", "LostControl", "LostNote"]
