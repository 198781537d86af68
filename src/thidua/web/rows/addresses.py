"""Addresses of the pages of one year, made without asking Django for each of thousands."""

from functools import lru_cache
from urllib.parse import quote

from attrs import frozen
from django.urls import reverse

UNIT, CRITERION = "-unit-", "-criterion-"


@frozen
class Addresses:
    """Where the pages of a cluster's year are."""

    cluster: str
    year: int

    def page(self, name: str) -> str:
        """Return the address of a page of the year by the name of its URL."""
        return _pattern(name, self.cluster, self.year)

    def unit(self, unit: str, *, page: str = "unit_sheet") -> str:
        """Return the address of a page of a unit."""
        return _pattern(page, self.cluster, self.year, UNIT).replace(UNIT, _quoted(unit))

    def why(self, unit: str, criterion: str) -> str:
        """Return where the points of a unit at a criterion are derived."""
        pattern = _pattern("why", self.cluster, self.year, UNIT, CRITERION)
        before, _, after = pattern.partition(CRITERION)
        return before.replace(UNIT, _quoted(unit)) + _quoted(criterion) + after


@lru_cache(maxsize=256)
def _pattern(name: str, *arguments: str | int) -> str:
    return reverse(name, args=arguments)


def _quoted(code: str) -> str:
    return quote(code, safe="")
