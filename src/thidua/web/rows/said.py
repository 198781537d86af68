"""Codes and facts of a result as sentences: units and criteria in them by name, not by code."""

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from thidua.core.criteria import Sheet
from thidua.store.queries.units import UnitRow
from thidua.web.rows.tree import name
from thidua.wording import Language, sentence

OF_UNITS = frozenset({"unit", "units", "upper", "lower", "leader", "leaders", "missing"})
OF_CRITERIA = frozenset({"criterion", "criteria", "child", "children", "parent", "section"})


@frozen
class Speaker:
    """Who makes the sentences of a result: it knows what its units and criteria are called."""

    sheet: Sheet
    units: Mapping[str, UnitRow]
    lang: Language

    def say(self, code: str, facts: Mapping[str, Any]) -> str:
        """Return the sentence of a code with names in place of codes."""
        return sentence(
            code, {key: self._named(key, fact) for key, fact in facts.items()}, self.lang
        )

    def unit(self, code: str) -> str:
        """Return what a unit is called in a sentence; an unknown code stands as it is."""
        return self.units[code].label if code in self.units else code

    def criterion(self, code: str) -> str:
        """Return what a criterion is called in a sentence; an unknown code stands as it is."""
        try:
            return name(self.sheet.criterion(code))
        except KeyError:
            return code

    def _named(self, key: str, fact: Any) -> Any:
        call = self.unit if key in OF_UNITS else self.criterion if key in OF_CRITERIA else None
        if call is None:
            return fact
        if isinstance(fact, (list, tuple, set, frozenset)):
            return [call(str(one)) for one in fact]
        return call(fact) if isinstance(fact, str) else fact
