"""How a sheet places and grades, in words: what stands below its table."""

from collections.abc import Iterator

from thidua.core.criteria import Sheet
from thidua.core.criteria.sheet import Grade, LastTie, Override, RankBy, Requirement
from thidua.wording.numbers import Language
from thidua.wording.rules import PERCENT, band_in_words
from thidua.wording.sentences import sentence


def ranking_in_words(sheet: Sheet, lang: Language) -> tuple[str, ...]:
    """Return how places are given, a sentence each."""
    ranking = sheet.ranking
    first = "_after_grade" if ranking.grade_first else ""
    said = [sentence(f"sheet_ranked_by_{ranking.by}{first}", {}, lang)]
    names = [_called(sheet, code) for code in ranking.ties]
    if names:
        said.append(sentence("sheet_ties", {"criteria": names}, lang))
    last = "equal" if ranking.last is LastTie.EQUAL else "decide"
    said.append(sentence(f"sheet_last_{last}", {}, lang))
    return tuple(said)


def grades_in_words(sheet: Sheet, lang: Language) -> tuple[tuple[str, str], ...]:
    """Return each grade's name and when it is given."""
    return tuple((grade.name, _grade(grade, sheet, lang)) for grade in sheet.grades)


def _grade(grade: Grade, sheet: Sheet, lang: Language) -> str:
    unit = PERCENT[lang] if sheet.grades_by is RankBy.SHARE else sentence("sheet_points", {}, lang)
    stretch = band_in_words(grade, lang, unit=unit)
    return "; ".join([stretch, *(_requirement(need, sheet, lang) for need in grade.requires)])


def _requirement(need: Requirement, sheet: Sheet, lang: Language) -> str:
    facts = {"criterion": _called(sheet, need.criterion), "percent": need.at_least_percent}
    return sentence("sheet_requires", facts, lang)


def overrides_in_words(sheet: Sheet, lang: Language) -> tuple[str, ...]:
    """Return what is decided whatever the points, a sentence each."""
    return tuple(_overrides(sheet, lang))


def _overrides(sheet: Sheet, lang: Language) -> Iterator[str]:
    for override in sheet.overrides:
        yield sentence(f"sheet_override_{override.effect}", _facts(override, sheet), lang)


def _facts(override: Override, sheet: Sheet) -> dict[str, object]:
    criterion = _called(sheet, override.criterion) if override.criterion else ""
    return {"title": override.title, "grade": override.grade, "criterion": criterion}


def _called(sheet: Sheet, code: str) -> str:
    """Return what a criterion is called, also where the sheet does not know the code."""
    for criterion in sheet.criteria:
        if criterion.code == code:
            return f"{criterion.label or criterion.code} {criterion.title}"
    return code
