"""A district's policy as a document: its model, its checks, and reading it from text."""

from .clauses import DefinitionSpec, PassageSpec
from .course import DutySpec, RungSpec, SiteSpec, StepSpec, SummerSpec
from .form import EntitySpec, FieldSpec, PlatformSpec, RuleSpec, StatementSpec
from .orders import DirectiveSpec
from .policy import DateSpec, IdentitySpec, IntakeSpec, Policy, RoleSpec
from .problems import PolicyError, Problem
from .reading import parse
from .words import in_words

__all__ = [
    "DateSpec",
    "DefinitionSpec",
    "DirectiveSpec",
    "DutySpec",
    "EntitySpec",
    "FieldSpec",
    "IdentitySpec",
    "IntakeSpec",
    "PassageSpec",
    "PlatformSpec",
    "Policy",
    "PolicyError",
    "Problem",
    "RoleSpec",
    "RuleSpec",
    "RungSpec",
    "SiteSpec",
    "StatementSpec",
    "StepSpec",
    "SummerSpec",
    "in_words",
    "parse",
]
