from typing import Any, Self

from django.db import models
from django.db.models import Case, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from trede.core.access import grants_of
from trede.core.models import Member, Organisation, Purpose
from trede.core.periods import Period, PeriodQuerySet
from trede.core.processing import TASK, Processing
from trede.core.roles import Can


class Sex(models.TextChoices):
    MALE = "m", _("Man")
    FEMALE = "f", _("Vrouw")
    OTHER = "x", _("X")
    UNKNOWN = "", _("Niet bekend")


class Reads(models.TextChoices):
    UNKNOWN = "", _("Niet gevraagd")
    WELL = "well", _("Leest vlot")
    LITTLE = "little", _("Leest moeizaam")
    NOT = "not", _("Leest niet")


class ClientQuerySet(models.QuerySet[Any]):
    def of(self, member: Member) -> Self:
        return self.filter(organisation=member.organisation_id)

    def visible_to(self, member: Member) -> Self:
        """Files this member may open without giving a reason. Locked ones only by name."""
        if not member.may(Can.OPEN_FILE):
            return self.none()
        granted = grants_of(member)
        mine = Q() if member.may(Can.READ_EVERY_FILE) else _granted(granted)
        named = _granted(granted.filter(purpose=Purpose.NAMED))
        visible = self.of(member).with_head().filter(mine, ~_in_locked_file() | named)
        return visible.annotate(why=Coalesce(_why(granted), _why_of_parts(granted), Value("role")))

    def findable_by(self, member: Member) -> Self:
        """Files whose name may appear in a search: all of the organisation but the locked ones."""
        if not member.may(Can.FIND_CLIENTS):
            return self.none()
        return self.of(member).with_head().filter(~_in_locked_file() | Q(head__in=_named_heads(member)))

    def hidden_from(self, member: Member) -> Self:
        """Files that do not exist for this member: locked, and the lock does not name them. Few: read by key."""
        locks = FileLock.objects.current().filter(organisation=member.organisation_id)
        heads = locks.annotate(head=Coalesce("client__alias_of", "client")).values("head")
        locked = self.filter(Q(pk__in=heads) | Q(alias_of__in=heads))
        return locked.with_head().exclude(head__in=_named_heads(member))

    def with_head(self) -> Self:
        """With `head`: the file itself, or the one that it was merged into."""
        return self.alias(head=Coalesce("alias_of", "pk"))

    def caseload_of(self, member: Member) -> Self:
        return self.of(member).filter(_granted(grants_of(member).exclude(purpose=Purpose.REASON_GIVEN)))

    def whole(self) -> Self:
        """Without the files that were merged into another."""
        return self.filter(alias_of=None)

    def open(self) -> Self:
        return self.filter(closed_on=None, erased_at=None)


def _named_heads(member: Member) -> models.QuerySet[Any, Any]:
    """The whole files behind the grants that name this member."""
    named = grants_of(member).filter(purpose=Purpose.NAMED).values("subject")
    return Client.objects.filter(pk__in=named).values(named_head=Coalesce("alias_of", "pk"))


def _granted(grants: models.QuerySet[Any]) -> Q:
    """Files with one of these grants, or with one on a part that was merged into them."""
    subjects = grants.values("subject")
    wholes = Client.objects.filter(alias_of__isnull=False, pk__in=subjects).values("alias_of")
    return Q(pk__in=subjects) | Q(pk__in=wholes)


def _why(grants: models.QuerySet[Any]) -> Subquery:
    return Subquery(_first_purpose(grants.filter(subject=OuterRef("pk"))))


def _why_of_parts(grants: models.QuerySet[Any]) -> Subquery:
    parts = Client.objects.filter(alias_of=OuterRef(OuterRef("pk"))).values("pk")
    return Subquery(_first_purpose(grants.filter(subject__in=parts)))


def _first_purpose(grants: models.QuerySet[Any]) -> models.QuerySet[Any, Any]:
    """Who follows a file follows it, also on the day of a look with a reason."""
    looked = Case(When(purpose=Purpose.REASON_GIVEN, then=1), default=0)
    return grants.order_by(looked, "purpose").values("purpose")[:1]


def _in_locked_file() -> Q:
    """Locking one part of a merged file locks the whole of it. Expects `with_head()`."""
    locks = FileLock.objects.current().annotate(head=Coalesce("client__alias_of", "client"))
    return Q(head__in=locks.values("head"))


class Client(models.Model):
    """The person guided. The file opens with the first referral and is kept under one OCMW."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    # The number of the file, counted per organisation.
    number = models.PositiveIntegerField(_("dossiernummer"))
    # The key of this person in the program that a list came from.
    number_elsewhere = models.CharField(_("nummer in ander programma"), max_length=40, blank=True)
    last_name = models.CharField(_("achternaam"), max_length=120)
    first_names = models.CharField(_("voornamen"), max_length=120, blank=True)
    known_as = models.CharField(_("roepnaam"), max_length=80, blank=True)
    insz = models.CharField(_("rijksregister- of bisnummer"), max_length=11, blank=True)
    birth_date = models.DateField(_("geboortedatum"), null=True, blank=True)
    sex = models.CharField(_("geslacht"), max_length=1, choices=Sex, blank=True)
    nationality = models.CharField(_("nationaliteit"), max_length=2, blank=True)
    arrived_on = models.DateField(_("in België sinds"), null=True, blank=True)
    speaks = models.CharField(_("spreektaal"), max_length=3, blank=True)
    reads_in = models.CharField(_("leestaal"), max_length=3, blank=True)
    reads = models.CharField(_("kan lezen"), max_length=6, choices=Reads, blank=True)
    interpreter_needed = models.BooleanField(_("tolk nodig"), default=False)
    accessibility = models.CharField(_("toegankelijkheid"), max_length=200, blank=True)
    opened_on = models.DateField(_("dossier geopend op"))
    closed_on = models.DateField(_("dossier gesloten op"), null=True, blank=True)
    died_on = models.DateField(_("overleden op"), null=True, blank=True)
    moved_to = models.CharField(_("verhuisd naar OCMW"), max_length=80, blank=True)
    # Merging two files sets an alias; unmerging drops it. Nothing is copied, nothing is lost.
    alias_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="aliases")
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    recorded_at = models.DateTimeField(auto_now_add=True)

    # Set where a file is fetched to act upon: may this member also read it?
    opens: bool

    objects = ClientQuerySet.as_manager()
    processing = Processing(_("Identiteit en taal"), _("Begeleiding naar werk of participatie"), TASK)
    same_organisation = "alias_of"

    class Meta:
        verbose_name = _("cliënt")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="client_number_once"),
            models.UniqueConstraint(fields=["organisation", "id"], name="client_in_organisation"),
            models.UniqueConstraint(
                fields=["organisation", "insz"],
                condition=~Q(insz="") & Q(alias_of=None),
                name="client_insz_once",
                violation_error_message=_("Er bestaat al een dossier met dit nummer. Open dat dossier."),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "last_name", "first_names"]),
            models.Index(fields=["organisation", "birth_date"]),
            models.Index(
                fields=["organisation", "speaks", "last_name", "first_names"],
                condition=~Q(speaks=""),
                name="client_speaks",
            ),
            models.Index(fields=["organisation", "number_elsewhere"]),
            # The constraint leaves merged files out; a list may name the number of one of them.
            models.Index(fields=["organisation", "insz"], condition=~Q(insz=""), name="client_insz"),
        ]

    def __str__(self) -> str:
        return f"{self.last_name} {self.first_names}".strip()

    @property
    def name(self) -> str:
        return str(self)

    @cached_property
    def file_ids(self) -> list[int]:
        """This file and the ones merged into it: reads go over all of them."""
        return [self.pk, *self.aliases.values_list("pk", flat=True)]


class FileLock(Period):
    """A relative or colleague who is a client: the file opens only for the members named."""

    class Reason(models.TextChoices):
        COLLEAGUE = "colleague", _("Collega of gewezen collega")
        RELATIVE = "relative", _("Familie of kennis van een medewerker")
        OTHER = "other", _("Andere reden")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, models.PROTECT, related_name="locks")
    reason = models.CharField(_("reden"), max_length=10, choices=Reason)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PeriodQuerySet.as_manager()
    no_overlap = ("client_id",)
    same_organisation = "client"
    processing = Processing(_("Afscherming van een dossier"), _("Bescherming van familie en collega's"), TASK)

    class Meta(Period.Meta):
        verbose_name = _("afscherming")

    def __str__(self) -> str:
        return self.get_reason_display()
