import os
import subprocess
import sys

import pytest

MODULE = "thidua.settings.production"


def environment(data, **said):
    known = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("THIDUA", "DJANGO"))
    }
    return known | {
        "DJANGO_SETTINGS_MODULE": MODULE,
        "THIDUA_DATA": str(data),
        "THIDUA_DATABASE_URL": "postgres://office@127.0.0.1:1/office",
        **said,
    }


def test_django_finds_nothing_to_harden_where_https_is_on(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env=environment(tmp_path, THIDUA_HTTPS="1", THIDUA_ALLOWED_HOSTS="thidua.example"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize("https", ["0", "1"])
def test_cookies_are_for_https_only_where_it_is_on(tmp_path, https):
    names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE")
    asked = f"import {MODULE} as s; print(*(getattr(s, name) for name in {names}))"
    said = subprocess.run(
        [sys.executable, "-c", asked],
        env=environment(tmp_path, THIDUA_HTTPS=https),
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert said.split() == [str(https == "1")] * 3
