"""The wheel runs by itself: built, installed where nothing else is, started, asked for a page."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import venv
import zipfile

import pytest

from house import tree

pytestmark = pytest.mark.slow


def run(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    build = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder))
    run(*build, cwd=tree.ROOT)
    (made,) = folder.glob("*.whl")
    return made


def test_the_wheel_holds_the_package_and_its_files_only(wheel):
    with zipfile.ZipFile(wheel) as opened:
        names = opened.namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"thidua"}
    for kind in (".html", ".css", ".mo", ".toml", ".csv"):
        assert any(name.endswith(kind) for name in names), kind
    assert [name for name in names if name.endswith(".pyc")] == []


def test_an_installed_wheel_serves_its_pages(wheel, tmp_path, data_folder):
    venv.create(tmp_path / "env", with_pip=True)
    programs = tmp_path / "env" / "bin"
    pip = (programs / "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet")
    run(*pip, "--require-hashes", "-r", tree.ROOT / "requirements" / "run.txt")
    run(*pip, "--no-deps", "--no-index", wheel)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    environment = {
        "PATH": os.environ["PATH"],
        "THIDUA_DATA": str(data_folder),
        "THIDUA_PORT": str(port),
    }
    with (tmp_path / "said").open("w+") as said:
        served = subprocess.Popen(
            [programs / "thidua", "run"],
            cwd=tmp_path,
            env=environment,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        try:
            body = page(f"http://127.0.0.1:{port}/", served, tmp_path / "said")
            assert "Thi Đua" in body
        finally:
            served.send_signal(signal.SIGINT)
            assert served.wait(timeout=30) == 0, (tmp_path / "said").read_text()


def page(address, served, said):
    """The page at an address, once it answers."""
    until = time.monotonic() + 120
    while True:
        assert served.poll() is None, said.read_text()
        assert time.monotonic() < until, said.read_text()
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                return answer.read().decode()
        except urllib.error.URLError:
            time.sleep(0.1)
