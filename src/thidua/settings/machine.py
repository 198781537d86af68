"""The settings of the machine: one frozen value read from the environment, checked at start."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from attrs import field, frozen
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from thidua.settings import WrongSetting

_YES: Final = {"1", "true", "yes", "on"}
_NO: Final = {"", "0", "false", "no", "off"}
_LONGEST: Final = 60  # letters of a wrong value that its refusal repeats
_LOOPBACK: Final = ("127.0.0.1", "localhost", "[::1]")


@frozen(kw_only=True)
class Machine:
    """What this machine says about how Thi Đua runs here.

    data:          the folder that holds the embedded database, keys and static files.
    database:      connection parameters of a PostgreSQL server; None for the embedded one.
    port:          the port on 127.0.0.1 that pages are served on.
    workers:       processes that answer requests.
    secret_key:    signs sessions; empty: one is made and kept in the data folder.
    allowed_hosts: host names that requests may name.
    https:         browsers reach this machine through HTTPS only.
    debug:         show tracebacks in the browser; never where others can reach it.
    """

    data: Path
    database: Mapping[str, str] | None = field(default=None, repr=False)
    port: int = 8000
    workers: int = 2
    secret_key: str = field(default="", repr=False)
    allowed_hosts: tuple[str, ...] = _LOOPBACK
    https: bool = False
    debug: bool = False

    @property
    def at_home(self) -> bool:
        """Whether only this machine's own browsers are served: a demonstration harms no one."""
        return not self.https and self.allowed_hosts == _LOOPBACK


# What each variable does, in the order of the reference page: (name, Vietnamese, English, default).
VARIABLES: Final = (
    (
        "THIDUA_DATA",
        "thư mục dữ liệu: cơ sở dữ liệu nhúng, khóa, tệp tĩnh",
        "the data folder: embedded database, keys, static files",
        "$XDG_DATA_HOME/thidua, ~/.local/share/thidua",
    ),
    (
        "THIDUA_DATABASE_URL",
        "máy chủ PostgreSQL (từ bản 15) thay cho bản nhúng: postgres://người:mật-khẩu@máy:5432/tên",
        "a PostgreSQL server (15 or newer) instead of the embedded one",
        "",
    ),
    ("THIDUA_PORT", "cổng trên 127.0.0.1", "the port on 127.0.0.1", "8000"),
    ("THIDUA_WORKERS", "số tiến trình trả lời", "processes that answer requests", "2"),
    (
        "THIDUA_SECRET_KEY",
        "khóa ký phiên làm việc, ít nhất 32 ký tự; để trống thì tự tạo trong thư mục dữ liệu",
        "signs sessions, at least 32 characters; empty: made and kept in the data folder",
        "",
    ),
    (
        "THIDUA_ALLOWED_HOSTS",
        "tên máy được phép gọi, cách nhau bằng dấu phẩy",
        "host names that requests may name, separated by commas",
        ",".join(_LOOPBACK),
    ),
    (
        "THIDUA_HTTPS",
        "1: chỉ vào qua HTTPS (cookie an toàn)",
        "1: reached through HTTPS only (secure cookies)",
        "0",
    ),
    (
        "THIDUA_DEBUG",
        "1: hiện lỗi chi tiết trên trình duyệt, chỉ dùng khi lập trình",
        "1: show tracebacks in the browser, for development only",
        "0",
    ),
)


def read(environ: Mapping[str, str]) -> Machine:
    """Return the machine's settings from the environment; WrongSetting for a value of no use."""
    _refuse_unknown(environ)
    return Machine(
        data=_data(environ),
        database=_database(environ.get("THIDUA_DATABASE_URL", "")),
        port=_whole("THIDUA_PORT", environ, default=8000, lowest=1, highest=65_535),
        workers=_whole("THIDUA_WORKERS", environ, default=2, lowest=1, highest=64),
        secret_key=_secret_key(environ.get("THIDUA_SECRET_KEY", "")),
        allowed_hosts=_hosts(environ.get("THIDUA_ALLOWED_HOSTS", "")),
        https=_switch("THIDUA_HTTPS", environ),
        debug=_switch("THIDUA_DEBUG", environ),
    )


def _refuse_unknown(environ: Mapping[str, str]) -> None:
    known = {name for name, *_rest in VARIABLES}
    for name in sorted(environ):
        if name.startswith("THIDUA_") and not name.startswith("THIDUA_TEST_") and name not in known:
            raise WrongSetting(name, vi="không có thiết lập này", en="there is no such setting")


def _data(environ: Mapping[str, str]) -> Path:
    said, share = environ.get("THIDUA_DATA", ""), environ.get("XDG_DATA_HOME", "")
    with suppress(OSError, RuntimeError, ValueError):
        base = Path(share) if share else Path("~/.local/share")
        folder = (Path(said) if said else base / "thidua").expanduser().absolute()
        if folder.is_dir() or not folder.exists():
            return folder
    raise WrongSetting(
        "THIDUA_DATA",
        vi=f"“{_shown(said)}” không dùng làm thư mục dữ liệu được",
        en="it cannot be the data folder",
    )


def _database(url: str) -> Mapping[str, str] | None:
    if not url:
        return None
    parts = _parts(url) if url.startswith(("postgres://", "postgresql://")) else None
    if parts is None:
        raise WrongSetting(
            "THIDUA_DATABASE_URL",
            vi="địa chỉ phải có dạng postgres://người:mật-khẩu@máy:5432/tên",
            en="write it as postgres://user:password@host:5432/name",
        )
    if not parts.get("dbname"):
        raise WrongSetting(
            "THIDUA_DATABASE_URL",
            vi="địa chỉ thiếu tên cơ sở dữ liệu",
            en="the address names no database",
        )
    return parts


def _parts(url: str) -> dict[str, str] | None:
    try:
        return {name: str(value) for name, value in conninfo_to_dict(url).items()}
    except ProgrammingError:
        return None


def _whole(
    name: str, environ: Mapping[str, str], *, default: int, lowest: int, highest: int
) -> int:
    said = environ.get(name, "")
    if not said:
        return default
    if not (said.isascii() and said.isdecimal() and lowest <= int(said) <= highest):
        raise WrongSetting(
            name,
            vi=f"phải là số nguyên từ {lowest} đến {highest}, đang là “{_shown(said)}”",
            en=f"must be a whole number from {lowest} to {highest}",
        )
    return int(said)


def _switch(name: str, environ: Mapping[str, str]) -> bool:
    said = environ.get(name, "").lower()
    if said not in _YES | _NO:
        raise WrongSetting(
            name, vi=f"phải là 0 hoặc 1, đang là “{_shown(said)}”", en="must be 0 or 1"
        )
    return said in _YES


def _secret_key(said: str) -> str:
    if said and len(said) < 32:  # noqa: PLR2004  # named in the sentence beside it
        raise WrongSetting(
            "THIDUA_SECRET_KEY", vi="phải có ít nhất 32 ký tự", en="needs at least 32 characters"
        )
    return said


def _hosts(said: str) -> tuple[str, ...]:
    hosts = tuple(host.strip() for host in said.split(",") if host.strip())
    for host in hosts:
        if "/" in host or " " in host:
            raise WrongSetting(
                "THIDUA_ALLOWED_HOSTS",
                vi=f"“{_shown(host)}” không phải tên máy",
                en="write host names only, separated by commas",
            )
    return hosts + tuple(host for host in _LOOPBACK if host not in hosts)


def _shown(said: str) -> str:
    """Return what was said as it fits into one line."""
    printable = "".join(letter if letter.isprintable() else "�" for letter in said)
    return printable if len(printable) <= _LONGEST else f"{printable[:_LONGEST]}…"
