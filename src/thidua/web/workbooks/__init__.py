"""Tables of the pages as Excel: the same rows as on the screen, given to papers."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.store.queries.scoring import ResultRow
from thidua.store.queries.seasons import SeasonRow
from thidua.web.languages import language
from thidua.wording import day


def heading(season: SeasonRow, title: str) -> str:
    """Return a title with the cluster and the year that it is about."""
    return _("%(title)s – %(cluster)s, năm %(year)s") % {
        "title": title,
        "cluster": season.cluster.name,
        "year": season.year,
    }


def result_notes(result: ResultRow) -> tuple[str, ...]:
    """Return what stands under the title of a table of a result: how final, when, whose data."""
    at = _local(result.computed_at)
    computed = _("Kết quả lần %(edition)s, tính lúc %(clock)s ngày %(day)s") % {
        "edition": result.edition,
        "clock": f"{at:%H:%M}",
        "day": day(at.date(), language()),
    }
    state = _("Tạm tính") if result.provisional else _("Đủ số liệu")
    return (f"{computed}. {state}.", *season_notes(result.season))


def season_notes(season: SeasonRow) -> tuple[str, ...]:
    """Return where the data of a year come from."""
    notes = [_("Số liệu minh họa")] if season.made_up else []
    return (*notes, *([season.source] if season.source else []))


def _local(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(timezone.get_default_timezone())
