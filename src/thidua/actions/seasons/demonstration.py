"""The demonstration: two cluster years, one real and one made up, and people to see them as."""

import datetime as dt
import hashlib
from collections.abc import Collection, Mapping
from typing import Final

from django.db import transaction
from django.db.models import Count

from thidua.actions.seasons.importing import import_season
from thidua.core.people import DEMO_ACCOUNTS, OPERATOR, DemoAccount, Role
from thidua.core.seasons.season import FILES
from thidua.rulebook.examples import MADE_UP, REAL, example
from thidua.store import locks
from thidua.store.models import Cluster, Membership, Person, Season, SeasonFile, Unit

# The real year holds one cell that breaks its own sheet; it is shown as found, and left out.
_EXAMPLES: Final = (REAL, MADE_UP)


@transaction.atomic
def load_demonstration(*, now: dt.datetime) -> tuple[DemoAccount, ...]:
    """Import the example years, make the accounts, and return them; what is there is left alone."""
    locks.hold_demonstration()
    clusters = [_loaded(name, now) for name in _EXAMPLES]
    for account in DEMO_ACCOUNTS:
        _make(account, clusters)
    return DEMO_ACCOUNTS


def _loaded(name: str, now: dt.datetime) -> Cluster:
    """Return the cluster of an example, imported unless its very files already are."""
    files = example(name)
    season = _imported({name: files[name] for name in FILES if name in files})
    if season is None:
        plan = import_season(files, actor=OPERATOR, now=now, leave_out_errors=True)
        return Cluster.objects.get(code=plan.cluster)
    return season.cluster


def _imported(files: Mapping[str, bytes]) -> Season | None:
    hashes = [hashlib.sha256(content).hexdigest() for content in files.values()]
    kept = SeasonFile.objects.filter(name__in=files, sha256__in=hashes).values("season")
    whole = kept.annotate(number=Count("*")).filter(number=len(files)).values("season")
    found = Season.objects.filter(pk__in=whole, results__edition=1)
    return found.select_related("cluster").first()


def _make(account: DemoAccount, clusters: Collection[Cluster]) -> None:
    person = Person.objects.filter(login=account.login).first()
    if person is None:
        person = Person.objects.create_user(account.login, account.password, name=account.name)
    for cluster in clusters:
        unit = Unit.objects.filter(home=cluster, code=account.unit).first()
        if account.role is not Role.OFFICER or unit is not None:
            Membership.objects.get_or_create(
                person=person, cluster=cluster, role=account.role.value, unit=unit
            )
