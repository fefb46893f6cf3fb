from datetime import date
from functools import cached_property
from typing import Any, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from trede.core.models.organisation import Organisation
from trede.core.periods import Period, PeriodQuerySet, runs_on, today
from trede.core.processing import STAFF, Processing
from trede.core.roles import Can, Role, verbs_of


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, *, name: str = "") -> "User":
        user = self.model(email=self.normalize_email(email).lower(), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A login. What it may do comes from its Members, one per organisation."""

    email = models.EmailField(_("e-mailadres"), unique=True)
    name = models.CharField(_("naam"), max_length=120)
    is_active = models.BooleanField(default=True)
    language = models.CharField(_("taal van de schermen"), max_length=5, default="nl")
    date_joined = models.DateTimeField(auto_now_add=True)
    # Raised to end every session of this person at once, without touching the password.
    session_epoch = models.PositiveIntegerField(default=0, editable=False)

    processing = Processing(_("Logins"), _("Weten wie aanmeldt"), STAFF)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        verbose_name = _("login")

    def _get_session_auth_hash(self, secret: Any = None) -> str:
        text = f"{self.password}:{self.session_epoch}"
        return salted_hmac("trede.session", text, secret=secret, algorithm="sha256").hexdigest()

    def __str__(self) -> str:
        return self.name or str(_("Medewerker zonder naam"))

    # Django's own permission system is not used; third parties ask anyway.
    is_staff = is_superuser = False

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return False

    def has_module_perms(self, app_label: str) -> bool:
        return False


class MemberQuerySet(models.QuerySet[Any]):
    def working(self, day: date | None = None) -> Self:
        return self.filter(runs_on(day or today()))

    def of(self, organisation: Organisation) -> Self:
        return self.filter(organisation=organisation)

    def with_absence(self) -> Self:
        """`absence_now` comes along, so that the header of a page asks nothing more."""
        away = Absence.objects.current().filter(member=OuterRef("pk"))
        return self.annotate(
            away_from=Subquery(away.values("starts_on")[:1]), away_until=Subquery(away.values("ends_on")[:1])
        )

    def with_role(self, *roles: str) -> Self:
        held = MemberRole.objects.current().filter(role__in=roles)
        return self.filter(pk__in=held.values("member"))


class Member(Period):
    """A person who works for an organisation, with roles, from and to."""

    user = models.ForeignKey(User, models.PROTECT, related_name="members")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="members")
    function = models.CharField(_("functie"), max_length=80, blank=True)
    phone = models.CharField(_("telefoon"), max_length=30, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = MemberQuerySet.as_manager()
    no_overlap = ("user_id", "organisation_id")
    processing = Processing(_("Medewerkers"), _("Weten wie voor de organisatie werkt en wat die mag"), STAFF)

    class Meta(Period.Meta):
        ordering = ["user__name"]
        verbose_name = _("medewerker")

    def __str__(self) -> str:
        return self.user.name

    @property
    def name(self) -> str:
        return self.user.name

    @cached_property
    def roles(self) -> frozenset[str]:
        return frozenset(self.role_periods.current().values_list("role", flat=True))

    @cached_property
    def verbs(self) -> frozenset[Can]:
        return verbs_of(set(self.roles))

    def may(self, verb: Can) -> bool:
        return verb in self.verbs

    @cached_property
    def acts_for(self) -> frozenset[int]:
        """The members whose files this one works in: own, those covered today, the teams led."""
        covered = Absence.objects.current().filter(cover=self).values_list("member_id", flat=True)
        if Role.TEAMLEIDER not in self.roles:
            return frozenset({self.pk, *covered})
        led = TeamMembership.objects.current().filter(member=self, leads=True).values("team")
        in_team = TeamMembership.objects.current().filter(team__in=led).values_list("member_id", flat=True)
        return frozenset({self.pk, *covered.union(in_team)})

    @property
    def absence_now(self) -> "Absence | None":
        """Only for members read `with_absence()`; None for the others."""
        away_from = getattr(self, "away_from", None)
        if away_from is None:
            return None
        return Absence(member_id=self.pk, starts_on=away_from, ends_on=getattr(self, "away_until", None))

    @property
    def role_names(self) -> str:
        return ", ".join(str(Role(role).label) for role in sorted(self.roles))


class MemberRole(Period):
    member = models.ForeignKey(Member, models.PROTECT, related_name="role_periods")
    role = models.CharField(_("rol"), max_length=30, choices=Role)

    objects = PeriodQuerySet.as_manager()
    no_overlap = ("member_id", "role")

    class Meta(Period.Meta):
        verbose_name = _("rol")

    def __str__(self) -> str:
        return self.get_role_display()


class Team(models.Model):
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="teams")
    name = models.CharField(_("naam"), max_length=80)
    closed_on = models.DateField(_("gestopt op"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="one_team_of_a_name")]

    def __str__(self) -> str:
        return self.name


class TeamMembership(Period):
    team = models.ForeignKey(Team, models.PROTECT, related_name="memberships")
    member = models.ForeignKey(Member, models.PROTECT, related_name="team_periods")
    leads = models.BooleanField(_("leidt het team"), default=False)

    objects = PeriodQuerySet.as_manager()
    no_overlap = ("team_id", "member_id")

    class Meta(Period.Meta):
        verbose_name = _("teamlid")

    def __str__(self) -> str:
        return f"{self.member_id} in {self.team_id}"


class Absence(Period):
    """No reason is kept: why a colleague is away is nobody's business here."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="absences")
    cover = models.ForeignKey(
        Member, models.PROTECT, related_name="covers", null=True, blank=True, verbose_name=_("vervanger")
    )

    objects = PeriodQuerySet.as_manager()
    no_overlap = ("member_id",)
    processing = Processing(
        _("Afwezigheid en vervanging"), _("De vervanger kan verder met de dossiers"), STAFF
    )

    class Meta(Period.Meta):
        verbose_name = _("afwezigheid")

    def __str__(self) -> str:
        return f"{self.starts_on} – {self.ends_on or '…'}"


class Invitation(models.Model):
    """A new member is invited by mail; only a hash of the token is kept."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations")
    email = models.EmailField(_("e-mailadres"))
    name = models.CharField(_("naam"), max_length=120)
    roles = models.JSONField(default=list)
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    processing = Processing(_("Uitnodigingen"), _("Een nieuwe medewerker toegang geven"), STAFF)

    class Meta:
        ordering = ["-invited_at"]
        verbose_name = _("uitnodiging")

    def __str__(self) -> str:
        return self.name
