"""Checking a sheet's design: every contradiction in it, with its line and its reason.

An error is what leaves open how many points a unit has, or takes a point that the sheet gives;
a warning is what can be computed but asks somebody to look. docs/rules/checker.md has them all.
"""

from collections.abc import Callable, Iterator

from thidua.core.criteria.checking_bands import leaf_bands
from thidua.core.criteria.checking_grades import grades, overrides, ranking
from thidua.core.criteria.checking_leaves import leaf_points, leaf_rules
from thidua.core.criteria.checking_sums import sums, totals
from thidua.core.criteria.checking_tree import lines, nothing_counts
from thidua.core.criteria.drafts import Draft
from thidua.core.criteria.findings import Finding

CHECKS: tuple[Callable[[Draft], Iterator[Finding]], ...] = (
    lines,
    sums,
    totals,
    leaf_points,
    leaf_rules,
    leaf_bands,
    nothing_counts,
    grades,
    overrides,
    ranking,
)


def check(draft: Draft) -> list[Finding]:
    """Return everything that the checks have to say about a sheet."""
    return [finding for look in CHECKS for finding in look(draft)]
