from trede.orientation.models.appointment import (
    Appointment,
    AppointmentKind,
    BusyBlock,
    CalendarFeed,
    CalendarSource,
)
from trede.orientation.models.decision import (
    Answer,
    DecisionOutcome,
    NoShowChoice,
    NoShowStep,
    OrientationDecision,
    PartnerEvaluation,
    QuestionNote,
    SheetShown,
)
from trede.orientation.models.invitation import (
    Attendance,
    InterpreterRequest,
    InvitationAnswer,
    OrientationInvitation,
    Reply,
)
from trede.orientation.models.session import OrientationSession, SessionSeries, Slot
from trede.orientation.models.waiting import LeftBecause, WaitingEntry

__all__ = [
    "Answer",
    "Appointment",
    "AppointmentKind",
    "Attendance",
    "BusyBlock",
    "CalendarFeed",
    "CalendarSource",
    "DecisionOutcome",
    "InterpreterRequest",
    "InvitationAnswer",
    "LeftBecause",
    "NoShowChoice",
    "NoShowStep",
    "OrientationDecision",
    "OrientationInvitation",
    "OrientationSession",
    "PartnerEvaluation",
    "QuestionNote",
    "Reply",
    "SessionSeries",
    "SheetShown",
    "Slot",
    "WaitingEntry",
]
