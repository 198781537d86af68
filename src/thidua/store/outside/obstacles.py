"""Why a database cannot be used: a code with facts; the sentence is made at the door."""

from collections.abc import Mapping


class Obstacle(Exception):
    """Something outside Thi Đua stands in the way; `code` and `facts` say what.

    Codes: data_unusable, no_servant, other_version, postgres_failed, postgres_busy,
    already_running, newer_data, port_taken, port_forbidden, no_connection, server_too_old,
    no_rights, wrong_encoding.
    """

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts: Mapping[str, str | int] = facts
