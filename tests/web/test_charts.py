from fractions import Fraction
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.web.charts import (
    Chart,
    Circle,
    Dot,
    Guide,
    Line,
    Rect,
    Segment,
    Spot,
    Text,
    balance_bar,
    columns,
    columns_base,
    progress_bar,
    rule_line,
    shortfall_bar,
    spread,
    svg,
    ticks,
)

RADIUS, WIDTH = 11, 640


def picture(totals, *, width=WIDTH, radius=RADIUS):
    dots = [Dot(points, str(place)) for place, points in enumerate(totals, start=1)]
    return spread(dots, width=width, radius=radius, words=str)


def marks(chart, kind):
    return [mark for mark in chart.marks if isinstance(mark, kind)]


@given(st.lists(st.integers(-20_000, 120_000), min_size=1, max_size=80))
def test_no_two_dots_of_a_spread_touch_where_the_place_is_as_wide_as_said(totals):
    for one, other in combinations(marks(picture(totals), Circle), 2):
        across = abs(one.x - other.x) * WIDTH / 100
        assert across >= 2 * RADIUS or abs(one.y - other.y) >= 2 * RADIUS


@given(st.lists(st.integers(0, 100_000), min_size=1, max_size=63))
def test_every_dot_of_a_spread_stands_inside_the_picture(totals):
    chart = picture(totals)
    for dot in marks(chart, Circle):
        assert RADIUS <= dot.x * WIDTH / 100 <= WIDTH - RADIUS
        assert 0 <= dot.y - RADIUS < dot.y + RADIUS <= chart.height


def test_equal_totals_stand_on_each_other_with_the_better_place_below():
    one, other = marks(picture([95_100, 95_100]), Circle)
    assert one.x == other.x
    assert one.y > other.y


def test_sixty_three_units_fit_into_a_picture_of_moderate_height():
    totals = [97_000 - 130 * place - 7 * (place % 5) for place in range(63)]
    assert picture(totals, width=640).height < 400


@given(st.integers(-50_000, 200_000), st.integers(0, 200_000))
def test_ticks_are_few_round_numbers_around_what_is_shown(low, span):
    shown = ticks(low, low + span)
    steps = {b - a for a, b in pairwise(shown)}
    assert shown[0] <= low
    assert shown[-1] >= low + span
    assert len(shown) <= 7
    assert len(steps) == 1
    assert str(steps.pop()).rstrip("0") in {"1", "2", "5"}


def test_a_shortfall_bar_stacks_its_segments_from_zero_and_writes_the_sum_behind():
    chart = shortfall_bar(
        [Segment("c1", 300), Segment("c2", 0), Segment("c3", 100)], longest=400, text="4,00"
    )
    first, second = marks(chart, Rect)
    assert (first.x, first.width, second.x) == (0, 58.5, 58.5)
    assert marks(chart, Text)[0].x == pytest.approx(first.width + second.width)


def test_a_balance_bar_keeps_what_is_lost_left_and_what_is_won_right_of_the_line():
    chart = balance_bar(
        [Segment("c1", 225), Segment("c2", -225), Segment("c3", 100)], most_left=300, most_right=700
    )
    (zero,) = marks(chart, Line)
    won, lost, more = marks(chart, Rect)
    assert zero.x1 == pytest.approx(30)
    assert (won.x, more.x) == (pytest.approx(30), pytest.approx(52.5))
    assert lost.x + lost.width == pytest.approx(30)


def test_a_row_in_which_nothing_differs_is_only_its_line():
    assert marks(balance_bar([Segment("c1", 0)], most_left=0, most_right=0), Rect) == []


@pytest.mark.parametrize(
    ("done", "of", "width", "css"),
    [(3, 4, 75, "fil"), (4, 4, 100, "fil-ok"), (0, 0, 100, "fil-ok")],
)
def test_a_progress_bar_is_green_only_when_full(done, of, width, css):
    _, bar = marks(progress_bar(done, of), Rect)
    assert (bar.width, bar.css) == (width, css)


def test_columns_begin_a_tenth_below_the_lowest_and_leave_a_gap_where_nothing_applies():
    shares = [Fraction(88, 100), None, Fraction(1)]
    base = columns_base(shares)
    assert base == Fraction(7, 10)
    low, full = marks(columns([("c1", s) for s in shares], base=base, label=""), Rect)
    assert low.height == pytest.approx(26.4)
    assert full.height == 44
    assert full.x == pytest.approx(200 / 3)


def test_columns_hold_a_share_above_the_maximum_and_one_below_zero_inside_the_picture():
    shares = [("c1", Fraction(6, 5)), ("c1", Fraction(-1, 5))]
    over, under = marks(columns(shares, base=Fraction(0), label=""), Rect)
    assert (over.height, under.height) == (44, 0)


def test_the_unit_in_question_stands_on_the_rule_with_guides_to_both_axes():
    curve = [(Fraction(0), Fraction(0)), (Fraction(1), Fraction(5, 2)), (Fraction(12), Fraction(5))]
    chart = rule_line(
        [curve],
        [Spot(Fraction(12), Fraction(5)), Spot(Fraction(5), Fraction(341, 100), "xã số 2", True)],
        across=[Guide(Fraction(0), "0"), Guide(Fraction(5), "5"), Guide(Fraction(12), "12")],
        up=[Guide(Fraction(0), "0"), Guide(Fraction(5), "5")],
        label="Điểm theo tỷ lệ",
    )
    ring, dot = marks(chart, Circle)
    across, down = (line for line in marks(chart, Line) if line.css == "dash")
    assert (ring.css, dot.css) == ("mk-ring", "c1")
    assert (across.x1, down.y1) == (dot.x, dot.y)
    assert 0 <= min(line.y1 for line in marks(chart, Line)) <= chart.height


def test_numbers_of_an_axis_that_would_collide_on_a_phone_are_left_out():
    guides = [Guide(Fraction(n), str(n)) for n in range(100)]
    chart = rule_line([], [], across=guides, up=[Guide(Fraction(0), "0")], label="")
    assert 2 <= len([text for text in marks(chart, Text) if text.css == "tn mid"]) <= 7


def test_where_numbers_collide_the_one_named_first_is_shown():
    guides = [Guide(Fraction(n), str(n)) for n in (5, 0, 100, 4, 6, 50)]
    chart = rule_line([], [], across=guides, up=[Guide(Fraction(0), "0")], label="")
    shown = {text.text for text in marks(chart, Text) if text.css == "tn mid"}
    assert shown == {"5", "100", "50"}


def test_text_in_a_picture_is_escaped_and_one_without_words_is_hidden_from_readers():
    chart = Chart(20, (Text("tn", 0, 10, '<script>"x"</script>'),))
    assert "<script>" not in svg(chart)
    assert "&lt;script&gt;" in svg(chart)
    assert 'aria-hidden="true"' in svg(chart)
    assert 'aria-label="a &quot;b&quot;"' in svg(Chart(20, (), label='a "b"'))
    assert "style" not in svg(picture([1, 2, 3]))
