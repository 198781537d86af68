"""What somebody types finds a unit or a criterion."""

import pytest
from tests.core.seasons.folder import season

from thidua.core.seasons.lookup import Lookup, find_criterion, find_unit

NAMES = "unit,name,short_name\nU1,Công an xã Lạng Sơn,Lạng Sơn\nU2,Công an xã Sơn La,\nU3,Đội 3,\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("U2", Lookup("U2")),
        ("u2", Lookup("U2")),
        ("lang son", Lookup("U1")),
        ("Công an xã Sơn La", Lookup("U2")),
        ("SON LA", Lookup("U2")),
        ("doi", Lookup("U3")),
        ("công an", Lookup("", ("U1", "U2"))),
        ("U22", Lookup("", ("U2",))),
        ("không có", Lookup("")),
        ("", Lookup("")),
    ],
)
def test_a_unit_is_found_by_code_or_name_without_marks(text, found):
    assert find_unit(season(units=NAMES).units, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1.1", Lookup("1.1")),
        ("TOTAL", Lookup("TOTAL")),
        ("total", Lookup("TOTAL")),
        ("tổng điểm", Lookup("TOTAL")),
        ("1.11", Lookup("", ("1.1",))),
        ("?", Lookup("")),
    ],
)
def test_a_criterion_is_found_by_its_code(text, found):
    assert find_criterion(season().sheet, text) == found
