"""The law as data and arithmetic: dated parameters and calculations with a trace. No Django here."""

from trede.rules.calculations import Calculation, Result, calculation, calculations
from trede.rules.certainty import Certainty, weakest
from trede.rules.checks import Finding, check
from trede.rules.errors import BadInput, BrokenData, RuleError, UnknownParameter
from trede.rules.insz import Insz, format_insz, insz, mask_insz, restore_leading_zeros
from trede.rules.leefloon import LeefloonAmount, leefloon_amount
from trede.rules.lookup import Answer, Known, Nearest, NotKnown, history, parameters, value
from trede.rules.sentences import Sentence
from trede.rules.trace import Trace, TraceLine
from trede.rules.work_right import Ground, Marking, MayWork, WorkRightVerdict, work_right

__all__ = [
    "Answer",
    "BadInput",
    "BrokenData",
    "Calculation",
    "Certainty",
    "Finding",
    "Ground",
    "Insz",
    "Known",
    "LeefloonAmount",
    "Marking",
    "MayWork",
    "Nearest",
    "NotKnown",
    "Result",
    "RuleError",
    "Sentence",
    "Trace",
    "TraceLine",
    "UnknownParameter",
    "WorkRightVerdict",
    "calculation",
    "calculations",
    "check",
    "format_insz",
    "history",
    "insz",
    "leefloon_amount",
    "mask_insz",
    "parameters",
    "restore_leading_zeros",
    "value",
    "weakest",
    "work_right",
]
