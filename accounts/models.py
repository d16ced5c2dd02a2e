"""Who is who: districts, schools, people, roles, appointments and the school calendar."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from guardian.models import UserObjectPermissionBase


def weekend() -> list[int]:
    """Saturday and Sunday, as `date.weekday()` counts them."""
    return [5, 6]


class District(models.Model):
    """The owner of schools and of a policy; one install serves one or many."""

    name = models.CharField(max_length=200)
    federal_id = models.CharField(max_length=20, blank=True, help_text="the federal directory's leaid; text, zeros kept")
    time_zone = models.CharField(max_length=64)
    email_domains = models.JSONField(default=list)
    consumer_mail_domains = models.JSONField(default=list)
    weekend_days = models.JSONField(default=weekend)
    digest_at = models.TimeField(default="07:00", help_text="local hour of the one mail of a school morning")
    colour = models.CharField(max_length=7, blank=True)
    calendar_version = models.PositiveIntegerField(default=0, help_text="counts the changes of its calendar and its schools'")

    class Meta:
        permissions = [("read_all", "Read every school of the district")]

    def __str__(self) -> str:
        return self.name


class School(models.Model):
    """A place people belong to, and a submission is for."""

    class Kind(models.TextChoices):
        """What sort of place."""

        SCHOOL = "school", "School"
        DEPARTMENT = "department", "Department"
        OFFICE = "office", "District office"

    district = models.ForeignKey(District, models.PROTECT, related_name="schools")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.SCHOOL)
    federal_id = models.CharField(max_length=20, blank=True, help_text="the federal directory's ncessch; text, zeros kept")
    city = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=2, blank=True)
    lowest_grade = models.CharField(max_length=20, blank=True)
    highest_grade = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["name", "id"]
        permissions = [("read_place", "Read everything of this school")]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "federal_id"], condition=~models.Q(federal_id=""), name="one_school_per_federal_id"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PersonManager(BaseUserManager["Person"]):
    """Finds people by e-mail, whatever case it is typed in."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """The person with this e-mail address; used by sign-in."""
        return self.get(email=(username or "").strip().lower())

    def create_user(self, email: str, name: str, password: str | None = None, **more: Any) -> "Person":
        """A new person; without a password they cannot sign in until they set one."""
        person = self.model(email=email.strip().lower(), name=name, **more)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser, PermissionsMixin):
    """Anyone who signs in. The e-mail address is the name; stored lower-case."""

    class Kind(models.TextChoices):
        """Whether somebody is employed; policies differ on who may answer for a site."""

        EMPLOYEE = "employee", "Employee"
        VOLUNTEER = "volunteer", "Volunteer"

    class Theme(models.TextChoices):
        """Light or dark, or what the device says."""

        SYSTEM = "", "As my device"
        LIGHT = "light", "Light"
        DARK = "dark", "Dark"

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=120, blank=True, help_text="what they do, in a few words")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.EMPLOYEE)
    district = models.ForeignKey(District, models.PROTECT, null=True, related_name="people")
    place = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="people")
    supervisor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    theme = models.CharField(max_length=5, choices=Theme.choices, blank=True, default=Theme.SYSTEM)
    is_active = models.BooleanField(default=True)
    ends_on = models.DateField(null=True, blank=True, help_text="the last day; volunteers always have one")
    ended_at = models.DateTimeField(null=True, blank=True)
    invited_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = PersonManager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_person_per_email"),
            models.CheckConstraint(name="email_is_lower_case", condition=models.Q(email=Lower("email"))),
            models.CheckConstraint(
                name="ended_people_are_inactive", condition=models.Q(ended_at__isnull=True) | models.Q(is_active=False)
            ),
        ]
        indexes = [
            models.Index(fields=["district", "name", "id"], name="person_by_name"),
            models.Index(fields=["ends_on"], name="person_ending", condition=models.Q(is_active=True, ends_on__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.name


class Role(models.Model):
    """A role of one district, as its policy names it. Code never asks for a role by name.

    `appointed_by` are the roles that appoint its holders; `stands_in_for` those that its holders act as while nobody holds them.
    `begins_on` is set while only a policy to come names it: people are appointed to it from that day on, and until somebody is,
    no list shows it as vacant.
    """

    class Scope(models.TextChoices):
        """Where holders are looked up: from the place, the district, the person, or outside the install."""

        SCHOOL = "school", "one holder or more per school"
        DISTRICT = "district", "one holder or more for the district"
        PERSON = "person", "looked up from the person"
        EXTERNAL = "external", "a body without a login"

    district = models.ForeignKey(District, models.PROTECT, related_name="roles")
    key = models.CharField(max_length=60)
    label = models.CharField(max_length=120)
    scope = models.CharField(max_length=10, choices=Scope.choices)
    capabilities = models.JSONField(default=list)
    recorded_by = models.JSONField(default=list, help_text="keys of the roles that record what an external body decided")
    delegable = models.BooleanField(default=True)
    appointed_by = models.JSONField(default=list, help_text="keys of the roles that appoint its holders")
    stands_in_for = models.JSONField(default=list, help_text="keys of the roles that its holders act as while they are vacant")
    begins_on = models.DateField(null=True, blank=True, help_text="the first day of the policy to come that alone names it")

    class Meta:
        ordering = ["label", "id"]
        constraints = [models.UniqueConstraint(fields=["district", "key"], name="one_role_per_key")]

    def __str__(self) -> str:
        return self.label


class Appointment(models.Model):
    """A person holds a role at a school or for the district, from a date to a date, both included.

    A designee's appointment points at the one it acts under and always has an end. `ended_at` is set where it ended at
    once: from that moment it no longer counts, also on a day that the dates still cover.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments")
    role = models.ForeignKey(Role, models.PROTECT, related_name="appointments")
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="appointments")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    appointed_by = models.CharField(max_length=200)
    designee_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="designees")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="appointment_ends_after_it_starts",
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
            ),
            models.CheckConstraint(
                name="designees_have_an_end_date",
                condition=models.Q(designee_of__isnull=True) | models.Q(ends_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "starts_on"], name="appointment_by_person"),
            models.Index(fields=["role", "school", "starts_on"], name="appointment_by_role"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} as {self.role_id}"


class Succession(models.Model):
    """Somebody takes the place of another from a day on: every appointment, whom they answer for, and what waits for them.

    Appointments have dates of their own and are written at once. The people whose supervisor somebody was follow on the
    day (`carried_out_at`), and then the successor is mailed what waits (`told_at`), which rooms above know.
    """

    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    successor = models.ForeignKey(Person, models.PROTECT, related_name="+")
    starts_on = models.DateField()
    replaced_at = models.DateTimeField()
    replaced_by = models.CharField(max_length=200)
    carried_out_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="nobody_succeeds_themselves", condition=~models.Q(person=models.F("successor"))),
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(carried_out_at__isnull=True), name="one_succession_ahead_per_person"
            ),
        ]
        indexes = [
            models.Index(
                fields=["district", "starts_on", "id"], name="succession_to_tell", condition=models.Q(told_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.successor_id} after {self.person_id}"


class CalendarDay(models.Model):
    """A day that differs from the weekly pattern: closed, or open after all. Without a school it is the district's.

    `at_once`: closed as a snow day, which can be taken back; `before` is then what the calendar said until that moment.
    """

    district = models.ForeignKey(District, models.CASCADE, related_name="calendar_days")
    school = models.ForeignKey(School, models.CASCADE, null=True, blank=True, related_name="+")
    on = models.DateField()
    is_open = models.BooleanField(default=False)
    label = models.CharField(max_length=200, blank=True)
    at_once = models.BooleanField(default=False)
    before = models.JSONField(null=True, help_text="is_open and label of the entry that was there; null where there was none")

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "on"], condition=models.Q(school__isnull=True), name="one_district_entry_per_day"
            ),
            models.UniqueConstraint(
                fields=["school", "on"], condition=models.Q(school__isnull=False), name="one_school_entry_per_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.label}"


class DistrictGrant(UserObjectPermissionBase):
    """guardian's grant on a district, derived from appointments (accounts.services.rebuild_grants)."""

    content_object = models.ForeignKey(District, models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        abstract = False


class SchoolGrant(UserObjectPermissionBase):
    """guardian's grant on a school, derived from appointments (accounts.services.rebuild_grants)."""

    content_object = models.ForeignKey(School, models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        abstract = False
