"""People who sign in, and the parts that they have in clusters."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from thidua.core.people import Role
from thidua.store.models.clusters import Cluster
from thidua.store.models.constraints import choices, composed, not_empty, one_of
from thidua.store.models.units import Unit


class People(BaseUserManager["Person"]):
    """Makes people and finds them by login."""

    def create_user(self, login: str, password: str | None = None, *, name: str = "") -> "Person":
        """Save and return a person; without a password nobody can sign in as them."""
        person = self.model(login=self.model.plain_login(login), name=name)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Return the person with a login, however it was typed. Raises Person.DoesNotExist."""
        return self.get(login=self.model.plain_login(username or ""))


class Person(AbstractBaseUser):
    """A person with a login; the login is kept in small letters."""

    login = models.CharField(max_length=150, unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints: ClassVar = [
            composed("person", "login", "name"),
            not_empty("person", "login"),
            models.CheckConstraint(
                name="person_login_is_lower", condition=models.Q(login=Lower("login"))
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.login

    @classmethod
    def plain_login(cls, typed: str) -> str:
        """Return a login as it is kept, however it was typed: composed, small, without margins."""
        return str(cls.normalize_username(typed.strip())).lower()


class Membership(models.Model):
    """The part that a person has in a cluster; an officer has it for one unit."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=choices(Role))
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="officers", null=True, blank=True
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "cluster", "role", "unit"],
                name="membership_once",
                nulls_distinct=False,
            ),
            one_of("membership", "role", Role),
            models.CheckConstraint(
                name="membership_officer_has_unit",
                condition=models.Q(role=Role.OFFICER.value, unit__isnull=False)
                | (~models.Q(role=Role.OFFICER.value) & models.Q(unit__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.cluster_id}"


class SignInAttempt(models.Model):
    """A password that was tried, right or wrong; the brake on sign-in counts them.

    login: as typed, whether or not anybody has it.
    """

    login = models.CharField(max_length=150)
    address = models.CharField(max_length=64)
    tried_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["login", "tried_at"], name="attempt_login"),
            models.Index(fields=["address", "tried_at"], name="attempt_address"),
        ]

    def __str__(self) -> str:
        return f"{self.login} {self.tried_at}"
