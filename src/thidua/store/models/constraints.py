"""Constraints that several tables share, held by the database itself."""

from collections.abc import Iterable
from enum import Enum
from typing import Final

from django.db.models import BooleanField, CharField, CheckConstraint, F, Func, Q, Value

SHA256_LENGTH: Final = 64


def composed(table: str, *fields: str) -> CheckConstraint:
    """Hold text fields to composed Unicode (NFC), so that equal words are equal bytes."""
    condition = Q()
    for field in fields:
        condition &= Q(
            Func(field, template="(%(expressions)s IS NFC NORMALIZED)", output_field=BooleanField())
        )
    return CheckConstraint(name=f"{table}_text_is_composed", condition=condition)


def one_of(table: str, field: str, values: Iterable[Enum]) -> CheckConstraint:
    """Hold a field to the values of an enum of core."""
    known = sorted(value.value for value in values)
    return CheckConstraint(name=f"{table}_{field}_is_known", condition=Q(**{f"{field}__in": known}))


def not_empty(table: str, *fields: str) -> CheckConstraint:
    """Refuse empty text in fields that name something."""
    condition = Q()
    for field in fields:
        condition &= ~Q(**{field: ""})
    return CheckConstraint(name=f"{table}_names_something", condition=condition)


def hash_of_bytes(table: str, field: str) -> CheckConstraint:
    """Hold sha256 to the hash of a column of bytes, so that bytes cannot change unseen."""
    digest = Func(F(field), function="sha256")
    return _hash(table, digest)


def hash_of_text(table: str, field: str) -> CheckConstraint:
    """Hold sha256 to the hash of a column of text in UTF-8."""
    digest = Func(Func(F(field), Value("UTF8"), function="convert_to"), function="sha256")
    return _hash(table, digest)


def _hash(table: str, digest: Func) -> CheckConstraint:
    written = Func(digest, Value("hex"), function="encode", output_field=CharField())
    return CheckConstraint(name=f"{table}_hash_is_right", condition=Q(sha256=written))


def choices(values: Iterable[Enum]) -> list[tuple[str | int, str]]:
    """Return an enum of core as a field's choices; its words are made at the door."""
    return [(value.value, value.name) for value in values]
