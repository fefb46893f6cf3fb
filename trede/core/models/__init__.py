from trede.core.models.access import AccessGrant, AccessLog, Look, Purpose
from trede.core.models.event import Compartment, Event, EventPayload, Seal, SubjectKey, TextDraft
from trede.core.models.member import (
    Absence,
    Invitation,
    Member,
    MemberRole,
    Team,
    TeamMembership,
    User,
)
from trede.core.models.organisation import Capacity, CapacityKind, LocalSetting, Organisation

__all__ = [
    "Absence",
    "AccessGrant",
    "AccessLog",
    "Capacity",
    "CapacityKind",
    "Compartment",
    "Event",
    "EventPayload",
    "Invitation",
    "LocalSetting",
    "Look",
    "Member",
    "MemberRole",
    "Organisation",
    "Purpose",
    "Seal",
    "SubjectKey",
    "Team",
    "TeamMembership",
    "TextDraft",
    "User",
]
