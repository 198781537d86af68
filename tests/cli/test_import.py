"""`thidua import` and `thidua verify` as people run them, on a database of their own."""

import os
import subprocess
import sys
from urllib.parse import urlencode

import psycopg
import pytest

from makers import example_files, folder_of, small_files

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def url(postgres_server):
    """The address of an empty database on the run's server."""
    name = f"thidua_cli_{os.getpid()}"
    with psycopg.connect(**postgres_server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name}")
    rest = {part: value for part, value in postgres_server.items() if part != "dbname"}
    return f"postgresql:///{name}?{urlencode(rest)}"


@pytest.fixture
def thidua(url):
    def run(*arguments, code=0, says=None):
        known = {name: value for name, value in os.environ.items() if "DJANGO" not in name}
        done = subprocess.run(
            [sys.executable, "-m", "thidua", *map(str, arguments)],
            env=known | {"THIDUA_DATABASE_URL": url, "COLUMNS": "120"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout + done.stderr

    return run


def test_a_plan_is_shown_and_nothing_is_saved(thidua, tmp_path):
    folder = folder_of(small_files(code="cum-thu"), tmp_path)
    for _time in range(2):
        said = thidua("import", folder, "--dry-run")
        assert "Cụm mẫu, năm 2025 (lần nhập đầu)" in said
        assert "Chỉ xem trước, chưa nhập gì." in said


def test_without_anybody_to_ask_nothing_is_saved(thidua, tmp_path):
    folder = folder_of(small_files(code="cum-hoi"), tmp_path)
    assert "--yes" in thidua("import", folder, code=2)
    assert "lần nhập đầu" in thidua("import", folder, "--dry-run")


def test_a_folder_is_imported_computed_and_the_same_again_changes_nothing(thidua, tmp_path):
    files = small_files(code="cum-nhap")
    folder = folder_of(files, tmp_path)
    assert "Đã nhập. Bản kết quả số 1" in thidua("import", folder, "--yes")
    assert "Không có gì thay đổi." in thidua("import", folder, "--yes")
    files["figures.csv"] = files["figures.csv"].replace(b"1.2,A,120,,", b'1.2,A,"1.234,5",,')
    said = thidua("import", folder_of(files, tmp_path), "--yes")
    assert "thay đổi: 1.2, A: 120 → 1.234,5" in said
    assert "Bản kết quả số 2" in said
    files["figures.csv"] = files["figures.csv"].replace(b"2,C,10,,\n", b"2,C,x,,\n")
    said = thidua("import", folder_of(files, tmp_path), "--yes", "--lang", "en")
    assert "changed: 2, C: 10 → not applicable" in said
    files["units.csv"] = (
        "unit,name,short_name,status\nA,Đơn vị An,An,\nB,Đơn vị Bình,,rút\nC,Đơn vị Đoài,Đoài,"
    ).encode()
    said = thidua("import", folder_of(files, tmp_path), "--yes")
    assert "thay đổi: tên ngắn, B: Bình → trống" in said
    assert "thay đổi: trạng thái, B: thi đua → rút" in said
    assert "cơ sở dữ liệu đúng" in thidua("verify").casefold()


def test_a_folder_with_an_error_is_refused_with_its_row(thidua, tmp_path):
    folder = folder_of(example_files(), tmp_path)
    said = thidua("import", folder, "--yes", code=1)
    assert "figures.csv:" in said
    assert "1.3.4.3" in said
    said = thidua("import", folder, "--yes", "--leave-out-errors")
    assert "Kiểm tra: 1 lỗi" in said
    assert "Bản kết quả số 1" in said


@pytest.mark.parametrize("arguments", [("khong-co",), ("figures.csv",)])
def test_what_is_no_folder_is_said_in_one_line(arguments, thidua, tmp_path):
    (tmp_path / "figures.csv").write_bytes(b"")
    said = thidua("import", tmp_path / arguments[0], code=2)
    assert said.strip().count("\n") == 0
    assert "không phải là thư mục" in said


def test_verify_names_what_is_wrong(thidua, url, tmp_path):
    thidua("import", folder_of(small_files(code="cum-hong"), tmp_path), "--yes")
    with psycopg.connect(url) as connection:
        connection.execute(
            "UPDATE store_figure SET number = 1 WHERE criterion = '1.1' AND season_unit_id IN"
            " (SELECT u.id FROM store_seasonunit u JOIN store_season s ON s.id = u.season_id"
            " JOIN store_cluster c ON c.id = s.cluster_id WHERE c.code = 'cum-hong')"
        )
    said = thidua("verify", code=1)
    assert "cum-hong, năm 2025: tính lại từ số liệu không ra bản kết quả số 1" in said
