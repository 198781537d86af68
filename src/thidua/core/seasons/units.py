"""units.csv: the units of the season, and whether they compete."""

from collections.abc import Mapping

from thidua.core.rankings.standings import Status
from thidua.core.seasons.remarks import Remarks, nearest
from thidua.core.seasons.season import UNITS, UnitLine
from thidua.core.seasons.tables import Columns, read_table
from thidua.core.units import fold

COLUMNS = Columns(
    required=("unit", "name"),
    optional=("short_name", "type", "status", "reason"),
    aliases={
        "unit": ("code", "mã", "mã đơn vị", "đơn vị", "ký hiệu"),
        "name": ("tên", "tên đơn vị", "unit name"),
        "short_name": ("short", "tên ngắn", "tên gọn", "tên viết tắt", "viết tắt"),
        "type": ("unit type", "loại", "loại đơn vị", "loại hình", "khối"),
        "status": ("trạng thái", "tình trạng"),
        "reason": ("lý do", "lí do"),
    },
)
LONGEST_CODE = 40
_STATUS_WORDS = {
    Status.COMPETING: ("competing", "", "tham gia", "thi đua", "dự thi đua", "có"),
    Status.WITHDRAWN: ("withdrawn", "rút", "rút lui", "xin rút", "không tham gia"),
    Status.DISQUALIFIED: ("disqualified", "loại", "bị loại", "không xét", "không xếp hạng"),
}
STATUSES = {fold(word): status for status, words in _STATUS_WORDS.items() for word in words}


def read_units(
    data: bytes, remarks: Remarks, *, unit_types: Mapping[str, str] | None
) -> tuple[UnitLine, ...]:
    """Return the units of units.csv in its order, with remarks on what is wrong.

    unit_types: the types that the sheet knows; None when there is no sheet to compare with.
    """
    table = read_table(UNITS, data, COLUMNS, remarks)
    if table is None:
        return ()
    units: dict[str, UnitLine] = {}
    names: dict[str, int] = {}
    for row, cells in table.rows():
        said = {name: " ".join(cells[place].split()) for name, place in table.places.items()}
        code = said["unit"]
        if not _is_code(code, row, remarks):
            continue
        if code in units:
            remarks.error(UNITS, row, "duplicate_unit", unit=code, first_row=units[code].row)
            continue
        units[code] = _line(code, said, row, remarks, unit_types)
        _compare_names(names, said["name"], row, remarks)
    if not units:
        remarks.error(UNITS, 0, "no_units")
    elif all(unit.status is not Status.COMPETING for unit in units.values()):
        remarks.warn(UNITS, 0, "nobody_competes")
    return tuple(units.values())


def _is_code(code: str, row: int, remarks: Remarks) -> bool:
    if not code:
        remarks.error(UNITS, row, "unit_without_code")
    elif len(code) > LONGEST_CODE or not code[0].isalnum() or not code.isprintable() or "/" in code:
        remarks.error(UNITS, row, "bad_unit_code", unit=code, longest=LONGEST_CODE)
    else:
        return True
    return False


def _compare_names(names: dict[str, int], name: str, row: int, remarks: Remarks) -> None:
    if name and names.setdefault(name, row) != row:
        remarks.warn(UNITS, row, "same_name", name=name, first_row=names[name])


def _line(
    code: str,
    said: Mapping[str, str],
    row: int,
    remarks: Remarks,
    unit_types: Mapping[str, str] | None,
) -> UnitLine:
    if not said["name"]:
        remarks.error(UNITS, row, "unit_without_name", unit=code)
    return UnitLine(
        code=code,
        name=said["name"] or code,
        short_name=said.get("short_name", ""),
        unit_type=_type(code, said.get("type", ""), row, remarks, unit_types),
        status=_status(code, said.get("status", ""), row, remarks),
        reason=said.get("reason", ""),
        row=row,
    )


def _status(code: str, word: str, row: int, remarks: Remarks) -> Status:
    status = STATUSES.get(fold(word))
    if status is None:
        known = tuple(words[0] for words in _STATUS_WORDS.values())
        remarks.error(UNITS, row, "unknown_status", unit=code, value=word, known=known)
    return status or Status.COMPETING


def _type(
    code: str, word: str, row: int, remarks: Remarks, unit_types: Mapping[str, str] | None
) -> str:
    """Return the key of a unit's type; the sheet's title of the type may be written too."""
    if unit_types is None or word in unit_types:
        return word
    keys = {fold(title): key for key, title in unit_types.items()}
    if fold(word) in keys:
        return keys[fold(word)]
    if not unit_types:
        if word:
            remarks.warn(UNITS, row, "type_not_used", unit=code, value=word)
        return ""
    code_of_fault = "unknown_type" if word else "type_missing"
    remarks.error(UNITS, row, code_of_fault, unit=code, value=word, known=tuple(unit_types),
                  suggestion=nearest(word, tuple(unit_types)) if word else "")  # fmt: skip
    return ""
