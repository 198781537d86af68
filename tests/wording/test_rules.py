import datetime as dt
from fractions import Fraction
from itertools import product

import pytest

from thidua.core.criteria import Criterion, Sheet
from thidua.core.criteria import rules as r
from thidua.core.criteria.sheet import Document, FloorEffect, YearEnd
from thidua.wording.rules import rule_in_words
from thidua.wording.templates import templates

SHEET = Sheet(
    title="Bảng điểm",
    year=2025,
    criteria=(),
    unit_types={"state": "Khu vực nhà nước"},
    scorers={"lead": "", "own": "Tổ chấm điểm"},
)
ITEMS = (r.Item("a", "Tốt", 300), r.Item("b", "Khá", 150))
BANDS = (
    r.Band(None, Fraction(60), False, 0),
    r.Band(Fraction(60), Fraction(80), False, 250),
    r.Band(Fraction(80), Fraction(90), True, 300),
    r.Band(Fraction(90), None, False, 500),
)
EVENTS = (
    r.Event("late", "Nộp chậm", -50, cap_points=-200),
    r.Event("press", "Được báo đăng", 100),
    r.Event("very_late", "Nộp rất chậm", 0, counts_as="late"),
)


def line(rule, *, most=500, **facts):
    kinds = {kind: name for name, kind in r.KINDS.items()}
    return Criterion(
        code="1.2", title="Tiêu chí", rule=rule, kind=kinds[type(rule)], max_points=most, **facts
    )


def words(rule, lang="vi", **facts):
    return rule_in_words(line(rule, **facts), SHEET, lang)


RULES = [
    *(r.Sum(base) for base in (0, 10_000)),
    r.Mean(),
    r.WeightedMean(),
    r.Best(),
    r.Binary(),
    r.Direct(),
    r.Conditions(ITEMS),
    r.Levels(ITEMS),
    *(r.Bands(m, BANDS, Fraction(1), base) for m, base in product(r.Measure, r.NoBase)),
    r.PerItem(50),
    r.Events(EVENTS, 1_000, clean_points=200, all_broken_points=-1_000),
    *(r.Prizes(ITEMS, take) for take in r.Take),
    *(
        r.Ratio(m, better, surplus, Fraction(50), base)
        for m, better, surplus, base in product(r.Measure, r.Better, (None, 600), r.NoBase)
    ),
    r.Lateness((50, 100), each_further_points=100, cut_off_days=10),
    r.Lateness((), each_further_points=100),
    r.QualityTimeliness(("Tốt", "Khá"), ("Đúng hạn", "Chậm"), ((500, 400), (300, 200))),
    *(r.Progress(10, 100, better) for better in r.Better),
    r.MeanOfRecords(EVENTS),
    *(r.Panel((r.Scorer("x", "Sở A", 2), r.Scorer("y", "Sở B")), c) for c in r.Combine),
    *(kind(better) for kind in (r.RelativeTarget, r.RelativeBest) for better in r.Better),
    *(r.ClusterPlace((1000, 800, 600), better) for better in r.Better),
]
EVERYTHING = [
    *({"over_periods": end, "score_each_period": each} for end, each in product(YearEnd, (0, 1))),
    *({"floor_percent": Fraction(50), "floor_effect": effect} for effect in FloorEffect),
    *({"scorer": who} for who in ("lead", "department", "standing_office", "own", "gone")),
    {
        "weight": 250,
        "bonus_max_points": 150,
        "document": Document(Fraction(50)),
        "on_top": True,
        "pool": True,
        "min_points": -500,
        "unit_types": frozenset({"state"}),
        "due": dt.date(2025, 11, 30),
    },
]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: type(rule).__name__)
def test_every_rule_is_said_in_words_with_whatever_stands_beside_it(rule, lang):
    for facts in EVERYTHING:
        said = words(rule, lang, **facts)
        assert all(text and "{" not in text and "[[" not in text for text in said)
    if not isinstance(rule, r.Sum):
        assert words(rule, lang)


def test_no_sentence_about_rules_is_left_that_nothing_says(monkeypatch):
    said = set()

    def note(code, facts, lang):
        said.add(code)
        return code

    monkeypatch.setattr("thidua.wording.rules.sentence", note)
    for rule, facts in product(RULES, EVERYTHING):
        words(rule, **facts)
    words(r.Bands(r.Measure.VALUE, (r.Band(None, None, False, 0),), Fraction(1)))
    for included in (True, False):
        ends = (None, Fraction(9))
        bands = [r.Band(Fraction(5), end, included, 0, lower_included=False) for end in ends]
        words(r.Bands(r.Measure.VALUE, (*bands, r.Band(None, Fraction(5), True, 0)), Fraction(1)))
    assert said == {code for code, kept in templates("vi").items() if kept.room == "rules"}


def test_bands_are_told_as_half_open_stretches():
    assert words(r.Bands(r.Measure.SHARE, BANDS, Fraction(1, 100))) == (
        "Theo tỷ lệ đạt trên tổng số:",
        "dưới 60\u00a0%: 0 điểm",
        "từ 60\u00a0% đến dưới 80\u00a0%: 2,5 điểm",
        "từ 80\u00a0% đến 90\u00a0%: 3 điểm",
        "từ 90\u00a0% trở lên: 5 điểm",
        "Không phát sinh: không tính vào điểm tối đa.",
    )


def test_a_band_above_its_bound_says_so():
    bands = (
        r.Band(None, Fraction(60), True, 0),
        r.Band(Fraction(60), Fraction(80), True, 300, lower_included=False),
        r.Band(Fraction(80), None, False, 500, lower_included=False),
    )
    assert words(r.Bands(r.Measure.VALUE, bands, Fraction(1)))[1:] == (
        "đến 60: 0 điểm",
        "trên 60 đến 80: 3 điểm",
        "trên 80: 5 điểm",
    )


def test_penalties_are_told_with_what_each_costs_and_the_worst_they_can_cost():
    assert words(r.Events(EVENTS, 1_000), most=1_500) == (
        "Điểm gốc 10, cộng và trừ theo vụ việc:",
        "Nộp chậm: trừ 0,5 điểm mỗi lần, trừ nhiều nhất 2 điểm",
        "Được báo đăng: cộng 1 điểm mỗi lần",
        "Nộp rất chậm: tính như “Nộp chậm”",
        "Tối đa 15 điểm.",
    )


def test_a_relative_target_is_told_in_english_case_by_case():
    assert words(r.RelativeTarget(), "en")[:3] == (
        "Below target: half the maximum × figure / target",
        "On target: half the maximum",
        "Above target and leading the cluster: the maximum",
    )


@pytest.mark.parametrize(
    ("scorer", "said"),
    [("lead", "Cụm trưởng"), ("own", "Tổ chấm điểm"), ("gone", "gone")],
)
def test_who_scores_is_called_as_the_sheet_calls_them_or_else_in_the_usual_way(scorer, said):
    assert words(r.Binary(), scorer=scorer)[-1] == f"Nơi chấm: {said}."
