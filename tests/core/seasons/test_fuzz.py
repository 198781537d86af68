"""Whatever a folder holds, reading it ends in findings, never in an exception."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.seasons.folder import folder

from thidua.core.seasons import FILES, read_season
from thidua.wording import LANGUAGES, finding_line

WHOLE = folder(
    figures=(
        "criterion,unit,value,indicator,period,lead_points,note,source\n"
        "1.1,U1,12,,,20,,\n1.1,U2,8.5,,,,,\n1.2,U1,10,,,,ghi chú,\n1.3,U2,7.25,,,,,Báo cáo\n"
        "1.4,U1,3,part,,,,\n1.4,U1,4,whole,,,,\n2.1,U3,1,plan,,,,\n2.2,U1,Tốt,,,,,\n"
        "2.3,U1,05/12/2025,,,,,\nKXT,U3,1,,,,,\n"
    )
)
PIECES = [
    b"",
    b"\x00",
    b"\xff",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b'"',
    b"'",
    b",",
    b";",
    b"\t",
    b"\r",
    b"\n",
    b"=",
    b"[",
    b"]",
    b"[[",
    b"{",
    b"#",
    b"-",
    b"1e999",
    b"NaN",
    b"999999999999999999999999",
    b"x",
    "không giao".encode(),
    "ệ".encode(),
    b"C\xabng an x\xb7",
    b"PK\x03\x04",
    b"9999-12-31",
    b"31/02/2025",
    b"U1",
    b"1.1",
    b"TOTAL",
    b"\xe2\x80\xa8",
    b"\x1b[31m",
]
files = st.sampled_from(FILES)
quick = settings(
    max_examples=150, deadline=dt.timedelta(seconds=2), suppress_health_check=[HealthCheck.too_slow]
)


def findings_are_sentences(read):
    for leave_out in (False, True):
        reading = read_season(read, leave_out_errors=leave_out)
        lines = [finding_line(f, lang) for f in reading.findings for lang in LANGUAGES]
        assert all(line.partition(":")[0] in FILES for line in lines)
        assert all(line.replace("\u00a0", " ").isprintable() for line in lines)
        stopped = any(f.is_error for f in reading.findings)
        assert (reading.season is None) or leave_out or not stopped


@given(st.dictionaries(files, st.binary(max_size=400)))
@quick
def test_random_bytes(read):
    findings_are_sentences(read)


@given(st.dictionaries(files, st.text(max_size=400).map(str.encode)))
@quick
def test_random_text(read):
    findings_are_sentences(WHOLE | read)


@given(files, st.data())
@quick
def test_a_file_cut_short(file, data):
    size = data.draw(st.integers(0, len(WHOLE[file])))
    findings_are_sentences(WHOLE | {file: WHOLE[file][:size]})


@given(files, st.data())
@quick
def test_a_file_with_flipped_bytes(file, data):
    damaged = bytearray(WHOLE[file])
    for _ in range(data.draw(st.integers(1, 8))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    findings_are_sentences(WHOLE | {file: bytes(damaged)})


@given(files, st.data())
@quick
def test_a_file_with_odd_pieces_put_in(file, data):
    damaged = WHOLE[file]
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(damaged)))
        until = data.draw(st.integers(at, min(len(damaged), at + 12)))
        damaged = damaged[:at] + data.draw(st.sampled_from(PIECES)) + damaged[until:]
    findings_are_sentences(WHOLE | {file: damaged})


@given(st.permutations(FILES))
@quick
def test_files_in_each_others_place(order):
    findings_are_sentences({file: WHOLE[other] for file, other in zip(FILES, order, strict=True)})


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["1.1", "1.2", "1.4", "2.1", "2.2", "2.3", "KXT", "1", "9", ""]),
            st.sampled_from(["U1", "U2", "u3", ""]),
            st.one_of(
                st.text(max_size=12),
                st.integers().map(str),
                st.decimals(allow_nan=True, allow_infinity=True).map(str),
                st.dates().map(str),
            ),
            st.sampled_from(["", "part", "whole", "plan", "target", "?"]),
            st.sampled_from(["", "Q1", "Q2", "?"]),
            st.sampled_from(["", "5", "-5", "0.001", "x", "1.234"]),
        ),
        max_size=25,
    )
)
@quick
def test_rows_of_any_content(rows):
    head = "criterion,unit,value,indicator,period,lead_points"
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    text = "\n".join([head, *quoted]).encode("utf-8", "replace")
    season = b'periods = ["Q1", "Q2"]\n' + WHOLE["season.toml"]
    findings_are_sentences(WHOLE | {"figures.csv": text, "season.toml": season})


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"a = " + b"[" * 100_000, id="deep brackets"),
        pytest.param(b'"' * 100_001, id="quotes"),
        pytest.param(b"," * 200_000, id="commas"),
        pytest.param(b"a," * 100_000, id="headings that nothing uses"),
        pytest.param(b"\n" * 200_000, id="lines"),
        pytest.param(b"x" * 300_000, id="one long cell"),
        pytest.param(b"9" * 300_000, id="one long number"),
        pytest.param("ệ".encode() * 100_000, id="letters"),
        pytest.param(b"a.b." * 1_000 + b"c = 1", id="dotted keys"),
    ],
)
def test_large_nonsense(file, data):
    findings_are_sentences(WHOLE | {file: data})
