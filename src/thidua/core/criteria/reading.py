"""Reading a criteria sheet from its TOML text, with everything that is wrong in it."""

from collections.abc import Mapping
from typing import Any

from attrs import evolve, frozen

from thidua.core.criteria.checking import check
from thidua.core.criteria.drafts import Draft
from thidua.core.criteria.findings import Finding
from thidua.core.criteria.parameters import HEAD
from thidua.core.criteria.reading_lines import criterion_of
from thidua.core.criteria.sheet import Sheet
from thidua.core.criteria.syntax import Parsed, parse
from thidua.core.criteria.tables import contents
from thidua.core.criteria.trees import tree_of
from thidua.core.criteria.written import Page, Written

SCORERS = ("unit", "lead", "department", "standing_office")


@frozen
class SheetReading:
    """What a text says as a sheet, and what is wrong with it.

    sheet: None where the text leaves no tree at all.
    findings: in the order of the file's lines.
    unsure: codes of criteria whose points cannot be told; where a rule could not be read,
        `direct` (`sum` for a section) stands in for it.
    """

    sheet: Sheet | None
    findings: tuple[Finding, ...]
    unsure: frozenset[str] = frozenset()

    @property
    def ok(self) -> bool:
        """Return whether units may be scored by it: there is a sheet, and no error."""
        return self.sheet is not None and not any(f.is_error for f in self.findings)


def read_sheet(text: str, *, file: str = "sheet.toml") -> SheetReading:
    """Return the sheet that a TOML text describes and every finding on it, never an exception."""
    parsed = parse(text, file=file)
    if parsed.tree is None:
        return SheetReading(None, parsed.findings)
    page = Page(file, parsed.lines, findings=list(parsed.findings))
    draft = _drafted(parsed, page)
    if draft.sheet.criteria:
        page.findings.extend(check(draft))
        return SheetReading(draft.sheet, _in_order(page.findings), draft.unsure)
    return SheetReading(None, _in_order(page.findings))


def _in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: finding.row))


def _drafted(parsed: Parsed, page: Page) -> Draft:
    """Return the sheet as far as it can be read."""
    head = contents(Written(parsed.tree, (), page), HEAD)
    values = dict(head.values)
    page = evolve(page, year=values.get("year", 0))
    items = [evolve(item, page=page) for item in values.pop("criteria", ())]
    tree = tree_of(items, page)
    lines = [criterion_of(tree.lines[code], tree) for code in tree.order]
    sheet = Sheet(criteria=tuple(line.criterion for line in lines), **_sheet_values(values, page))
    return Draft(
        sheet=sheet,
        file=page.file,
        lines=page.lines,
        paths={code: line.written.path for code, line in tree.lines.items()},
        unsure=frozenset(line.criterion.code for line in lines if not line.sure),
        unread=head.unread,
    )


def _sheet_values(values: dict[str, Any], page: Page) -> dict[str, Any]:
    """Return the arguments of a Sheet, with lines and with what is always known."""
    named: Mapping[str, str] = values.get("scorers", {})
    values["scorers"] = dict.fromkeys(SCORERS, "") | dict(named)
    for key in ("grades", "overrides"):
        items = enumerate(values.get(key, ()))
        values[key] = tuple(evolve(item, line=page.lines.of((key, at))) for at, item in items)
    return {"title": "", "year": 0} | values
