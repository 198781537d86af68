"""Whatever stands in a folder, it is imported whole or refused with a reason."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from makers import NOW, small_files
from thidua.actions.seasons import import_season
from thidua.core.people import OPERATOR
from thidua.core.permissions import Refused
from thidua.store.models import Finding, Season, SeasonUnit

pytestmark = pytest.mark.django_db
# The database is not emptied between examples: what one leaves is what the next imports over.
over_one_another = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def taken_in(files):
    """Import a folder; return whether it was taken. Anything but a refusal is a fault."""
    try:
        import_season(files, actor=OPERATOR, now=NOW, leave_out_errors=True)
    except Refused as refused:
        if refused.code == "folder_has_errors":
            return False
        raise
    return True


@over_one_another
@given(
    name=st.sampled_from(sorted(small_files())),
    at=st.integers(0, 400),
    cut=st.integers(0, 30),
    put=st.one_of(st.binary(max_size=20), st.text(max_size=20).map(str.encode), st.just(b"\x00")),
)
def test_a_file_with_a_piece_replaced(name, at, cut, put):
    files = small_files()
    files[name] = files[name][:at] + put + files[name][at + cut :]
    taken_in(files)


WORDS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters='",\n\r\x00'), min_size=1
).filter(str.strip)


@over_one_another
@given(name=WORDS, note=WORDS, title=WORDS, times=st.sampled_from([1, 50, 4_000]))
def test_words_of_any_length_and_script(name, note, title, times):
    files = small_files()
    told = {"units.csv": ("Đơn vị An", name), "figures.csv": ("Có biên bản", note)}
    for file, (old, new) in told.items():
        files[file] = files[file].replace(old.encode(), f'"{new * times}"'.encode())
    text = files["season.toml"].decode()
    files["season.toml"] = text.replace(
        "Cụm mẫu, năm 2025", title.replace("\\", "") * times
    ).encode()
    if taken_in(files):
        assert SeasonUnit.objects.filter(season=Season.objects.get(), code="A").exists()


@pytest.mark.parametrize("length", [80, 81, 5_000])
def test_a_long_period_code_or_number_is_kept_or_refused(length):
    periods = small_files()
    text = (
        periods["season.toml"].decode().replace("made_up", f'periods = ["{"k" * length}"]\nmade_up')
    )
    periods["season.toml"] = text.encode()
    period = f"criterion,unit,value,period\n1.2,A,1,{'k' * length}\n"
    periods["figures.csv"] = period.encode()
    taken_in(periods)
    codes = small_files()
    for file in ("sheet.toml", "figures.csv"):
        codes[file] = codes[file].replace(b"1.2", b"1." + b"2" * length)
    taken_in(codes)
    units = small_files()
    for file in ("units.csv", "targets.csv", "figures.csv"):
        units[file] = units[file].replace(b"A,", b"A" * length + b",")
    taken_in(units)
    numbers = small_files()
    numbers["figures.csv"] = numbers["figures.csv"].replace(b"120", b"1" * length)
    taken_in(numbers)


def test_more_findings_than_anybody_reads_are_kept_in_bounds():
    files = small_files()
    files["figures.csv"] += b"1.1,A,1,,\n" * 3_000
    taken_in(files)
    assert Finding.objects.count() < 300
