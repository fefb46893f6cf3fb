from trede.ladder.models.assessment import (
    Assessment,
    AssessmentKind,
    AssessmentTask,
    Indicator,
    MarksOpened,
    Observation,
    Seen,
    TaskRun,
)
from trede.ladder.models.intake import CONFIDENTIAL_DOMAINS, Domain, DomainNote, DomainScore, Intake, Whose
from trede.ladder.models.position import LadderGoal, LadderPosition, MoveReason, Rung

__all__ = [
    "CONFIDENTIAL_DOMAINS",
    "Assessment",
    "AssessmentKind",
    "AssessmentTask",
    "Domain",
    "DomainNote",
    "DomainScore",
    "Indicator",
    "Intake",
    "LadderGoal",
    "LadderPosition",
    "MarksOpened",
    "MoveReason",
    "Observation",
    "Rung",
    "Seen",
    "TaskRun",
    "Whose",
]
