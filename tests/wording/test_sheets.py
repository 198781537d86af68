from fractions import Fraction

import pytest

from thidua.core.criteria import Criterion, Sheet
from thidua.core.criteria import rules as r
from thidua.core.criteria.sheet import (
    Grade,
    LastTie,
    Override,
    OverrideEffect,
    RankBy,
    Ranking,
    Requirement,
)
from thidua.wording.sheets import grades_in_words, overrides_in_words, ranking_in_words

PART = Criterion(code="I", title="Nghiệp vụ", rule=r.Sum(), kind="sum", max_points=70_000)


def sheet(**facts):
    return Sheet(title="Bảng điểm", year=2025, criteria=(PART,), **facts)


def test_places_are_told_with_what_is_compared_when_units_are_level():
    by_points = sheet(ranking=Ranking(ties=("I", "gone"), last=LastTie.DECIDE))
    assert ranking_in_words(by_points, "vi") == (
        "Xếp hạng theo tổng điểm.",
        "Khi bằng nhau, so lần lượt: I Nghiệp vụ, gone.",
        "Nếu vẫn bằng thì cụm quyết định.",
    )


@pytest.mark.parametrize("by", RankBy)
@pytest.mark.parametrize("grade_first", [True, False])
def test_every_order_of_places_has_its_sentence(by, grade_first):
    ranked = sheet(ranking=Ranking(by=by, grade_first=grade_first))
    said, last = ranking_in_words(ranked, "en")
    assert ("grade first" in said) is grade_first
    assert ("share" in said) is (by is RankBy.SHARE)
    assert last == "Units that are still level share the place."


def test_grades_are_told_as_stretches_with_what_they_require():
    need = Requirement("I", Fraction(80))
    graded = sheet(
        grades=(
            Grade("Xuất sắc", Fraction(900), None, False, requires=(need,)),
            Grade("Khá", None, Fraction(900), False),
        )
    )
    assert grades_in_words(graded, "vi") == (
        ("Xuất sắc", "từ 900 điểm trở lên; I Nghiệp vụ đạt ít nhất 80\u00a0%"),
        ("Khá", "dưới 900 điểm"),
    )


@pytest.mark.parametrize("effect", OverrideEffect)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_override_has_its_sentence(effect, lang):
    forced = Override("KXT", "Có cán bộ vi phạm", effect, grade="Khá", criterion="I")
    (said,) = overrides_in_words(sheet(overrides=(forced,)), lang)
    assert said.startswith("Có cán bộ vi phạm: ")
