"""Sentences for what keeps a database or a port from being used."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import typer

from thidua.store.outside.obstacles import Obstacle

SENTENCES: Final = {
    "data_unusable": (
        "Không dùng được thư mục dữ liệu {folder}: {why}. Hãy đặt THIDUA_DATA là thư mục ghi được",
        "the data folder cannot be used; set THIDUA_DATA to a folder that you may write to",
    ),
    "no_servant": (
        (
            "PostgreSQL không chạy dưới quyền root và máy không có lệnh setpriv."
            " Hãy chạy bằng người dùng thường"
        ),
        "PostgreSQL refuses to run as root and setpriv is missing; run as an ordinary user",
    ),
    "other_version": (
        (
            "{folder} do PostgreSQL {found} tạo ra, bản này dùng PostgreSQL {needed}:"
            " hãy xuất dữ liệu bằng bản Thi Đua cũ rồi nạp lại"
        ),
        "the data were made by another major version of PostgreSQL; dump them with the old one",
    ),
    "postgres_failed": (
        "PostgreSQL không khởi động được: {why}",
        "PostgreSQL did not start; postgres.log in the data folder says more",
    ),
    "postgres_busy": (
        "Một tiến trình khác giữ cơ sở dữ liệu ở {folder} quá một phút",
        "another process has held the database for over a minute",
    ),
    "already_running": (
        "Thi Đua đã chạy trên thư mục dữ liệu {folder} (tiến trình {pid})",
        "Thi Đua already runs on this data folder; stop it or set THIDUA_DATA",
    ),
    "newer_data": (
        "Dữ liệu đã được một bản Thi Đua mới hơn dùng (bước {name}): hãy cài bản mới hơn",
        "a newer Thi Đua has used these data; install it",
    ),
    "port_taken": (
        "Cổng {port} đang có chương trình khác dùng. Hãy đặt THIDUA_PORT là cổng khác",
        "the port is in use; set THIDUA_PORT to another",
    ),
    "port_forbidden": (
        "Người dùng này không được mở cổng {port}. Hãy đặt THIDUA_PORT từ 1024 trở lên",
        "this user may not open the port; set THIDUA_PORT to 1024 or more",
    ),
    "no_connection": (
        "THIDUA_DATABASE_URL: không kết nối được PostgreSQL tại {host}: {why}",
        "cannot connect to PostgreSQL",
    ),
    "server_too_old": (
        "THIDUA_DATABASE_URL: máy chủ là PostgreSQL {found}, cần từ bản {needed}",
        "the server is too old",
    ),
    "no_rights": (
        "THIDUA_DATABASE_URL: người dùng {user} không được tạo bảng trong cơ sở dữ liệu {dbname}",
        "the user may not create tables there; make it the owner of the database",
    ),
    "wrong_encoding": (
        "THIDUA_DATABASE_URL: cơ sở dữ liệu dùng bảng mã {found}, cần UTF8",
        "the database must be encoded in UTF8",
    ),
}


def sentence(obstacle: Obstacle) -> str:
    """Return one line, Vietnamese first, that says what is in the way and what to do."""
    vietnamese, english = SENTENCES[obstacle.code]
    return f"{vietnamese.format_map(obstacle.facts)} ({english})."


@contextmanager
def told() -> Iterator[None]:
    """End the command with one line on standard error and code 2 when something is in the way."""
    try:
        yield
    except Obstacle as obstacle:
        typer.echo(sentence(obstacle), err=True)
        raise typer.Exit(2) from None
