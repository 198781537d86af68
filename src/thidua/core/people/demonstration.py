"""The accounts of the demonstration: fixed, printed, and good for nothing but made-up years."""

from typing import Final

from attrs import frozen

from thidua.core.people.actors import Role


@frozen
class DemoAccount:
    """An account that anybody may sign in with where the demonstration is loaded.

    unit: the code of an officer's unit in the first demonstration cluster, else "".
    """

    login: str
    password: str
    name: str
    role: Role
    unit: str = ""


DEMO_ACCOUNTS: Final = (
    DemoAccount("thuong-truc", "thi-dua-2025", "Cán bộ Thường trực (mẫu)", Role.SECRETARIAT),
    DemoAccount("can-bo", "thi-dua-2025", "Cán bộ đơn vị (mẫu)", Role.OFFICER, unit="U1"),
    DemoAccount("lanh-dao", "thi-dua-2025", "Lãnh đạo (mẫu)", Role.LEADER),
)
