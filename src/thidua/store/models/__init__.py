"""The tables, a module a room."""

from thidua.store.models.clusters import Cluster
from thidua.store.models.criteria import Finding, SheetVersion
from thidua.store.models.figures import Figure, LeadPoints, Unassigned
from thidua.store.models.people import Membership, Person, SignInAttempt
from thidua.store.models.scoring import Result
from thidua.store.models.seasons import Season, SeasonFile, SeasonUnit
from thidua.store.models.units import Unit

__all__ = [
    "Cluster",
    "Figure",
    "Finding",
    "LeadPoints",
    "Membership",
    "Person",
    "Result",
    "Season",
    "SeasonFile",
    "SeasonUnit",
    "SheetVersion",
    "SignInAttempt",
    "Unassigned",
    "Unit",
]
