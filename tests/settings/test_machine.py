from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua import settings
from thidua.settings.machine import VARIABLES, Machine, read

HERE = {"THIDUA_DATA": "/srv/thidua"}


def test_nothing_said_means_this_machine_alone_with_the_embedded_database():
    assert read(HERE) == Machine(data=Path("/srv/thidua"))
    assert read(HERE).at_home
    assert settings.module(HERE) == "thidua.settings.embedded"


def test_the_data_folder_is_where_the_user_keeps_data():
    assert read({"XDG_DATA_HOME": "/srv/share"}).data == Path("/srv/share/thidua")
    assert read({}).data == Path.home() / ".local" / "share" / "thidua"


def test_an_empty_variable_is_one_that_is_not_set():
    assert read(HERE | {name: "" for name, *_rest in VARIABLES if name != "THIDUA_DATA"}) == read(
        HERE
    )


def test_a_server_is_named_by_an_address():
    environment = HERE | {"THIDUA_DATABASE_URL": "postgresql://me:a%20b@db.example:5433/office"}
    assert read(environment).database == {
        "user": "me",
        "password": "a b",
        "host": "db.example",
        "port": "5433",
        "dbname": "office",
    }
    assert settings.module(environment) == "thidua.settings.production"


def test_an_office_that_others_reach_is_not_at_home():
    office = read(HERE | {"THIDUA_ALLOWED_HOSTS": "thidua.example, 127.0.0.1"})
    assert office.allowed_hosts == ("thidua.example", "127.0.0.1", "localhost", "[::1]")
    assert not office.at_home
    assert not read(HERE | {"THIDUA_HTTPS": "1"}).at_home


def test_no_secret_shows_when_settings_are_printed():
    machine = read(
        HERE
        | {
            "THIDUA_SECRET_KEY": "x" * 40,
            "THIDUA_DATABASE_URL": "postgres://me:secretword@db.example/office",
        }
    )
    assert "xxxx" not in repr(machine)
    assert "secretword" not in repr(machine)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("THIDUA_PORT", "8000.0"),
        ("THIDUA_PORT", "-1"),
        ("THIDUA_PORT", "٨٠٠٠"),
        ("THIDUA_PORT", "99999999999999999999"),
        ("THIDUA_WORKERS", "65"),
        ("THIDUA_HTTPS", "2"),
        ("THIDUA_DATABASE_URL", "localhost/thidua"),
        ("THIDUA_DATABASE_URL", "postgres://x:y@[::1/name"),
        ("THIDUA_DATABASE_URL", "postgres:///?dbname="),
        ("THIDUA_DATABASE_URL", "postgres://x:secretword@h/n?nonsense=1"),
        ("THIDUA_TYPO", "1"),
        ("THIDUA_DATA", "/dev/null"),
        ("THIDUA_DATA", "~nobody-has-this-name/data"),
        ("THIDUA_DATA", "/tmp/" + "d" * 300),
    ],
)
def test_a_wrong_value_is_named_in_one_line_that_holds_no_secret(name, value):
    with pytest.raises(settings.WrongSetting) as refusal:
        read(HERE | {name: value})
    assert refusal.value.name == name
    assert str(refusal.value).startswith(f"{name}: ")
    assert "\n" not in str(refusal.value)
    assert "secretword" not in str(refusal.value)


@given(st.sampled_from([name for name, *_rest in VARIABLES]), st.text())
def test_any_text_is_understood_or_refused(name, value):
    try:
        assert isinstance(read(HERE | {name: value}), Machine)
    except settings.WrongSetting as refusal:
        lines = str(refusal).splitlines()
    else:
        lines = ["understood"]
    assert len(lines) == 1
