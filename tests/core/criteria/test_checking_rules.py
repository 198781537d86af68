"""A rule hangs together: events, lateness, tables, panels, places, names."""

import pytest
from tests.core.criteria.sheets import blocks, direct, found, leaf


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ('{ key = "a", counts_as = "b" }', [(5, "counts_as_unknown")]),
        ('{ key = "a", counts_as = "a" }', [(5, "counts_as_circle")]),
        (
            '{ key = "a", counts_as = "b" },\n{ key = "b", counts_as = "a" }',
            [(5, "counts_as_circle"), (6, "counts_as_circle")],
        ),
        ('{ key = "a", counts_as = "b" },\n{ key = "b", counts_as = "p" }', []),
        ('{ key = "a", counts_as = "p", points = 3 }', [(5, "counts_as_with_points")]),
        ('{ key = "a" }', [(5, "event_without_points")]),
        ('{ key = "a", points = 2, cap = -4 }', [(5, "cap_has_wrong_sign")]),
        ('{ key = "a", points = -2, cap = 4 }', [(5, "cap_has_wrong_sign")]),
        ('{ key = "a", points = -2, cap = -1 }', [(5, "cap_below_one")]),
        ('{ key = "p", points = -2 }', [(1, "name_twice")]),
    ],
)
def test_events_hang_together(events, expected):
    more = f'kind = "events"\nevents = [{events},\n{{ key = "p", points = 5 }}]'
    assert found(leaf(more)) == expected


@pytest.mark.parametrize(
    ("own", "events", "expected"),
    [
        ("clean = 5", '{ key = "a", points = 1 }', [(5, "clean_without_penalties")]),
        ("clean = 5", '{ key = "a", points = -1 }', []),
        ("all_broken = -9", '{ key = "a", points = -1 }', [(5, "all_broken_without_penalties")]),
        (
            "all_broken = 9",
            '{ key = "a", points = -1 }, { key = "b", points = -1 }',
            [(5, "all_broken_above_zero")],
        ),
    ],
)
def test_a_clean_record_and_breaking_all_need_penalties(own, events, expected):
    assert (
        found(leaf(f'kind = "events"\n{own}\nevents = [{events}]', maximum="min = -20")) == expected
    )


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ("deductions = [1, 3, 2]", [(5, "deduction_falls")]),
        ("deductions = [1, 3, 3]", []),
        ("deductions = [1, 2, 3]\ncut_off = 2", [(5, "deduction_after_cut_off")]),
        ("deductions = [4, 8]\ncut_off = 2\nnot_done = 3", [(7, "not_done_beats_late")]),
        ("deductions = [4, 8]\ncut_off = 2\nnot_done = 0", []),
        ("not_done = 1", [(1, "lateness_costs_nothing")]),
        ("each_further = 1\ncut_off = 3\nnot_done = -1", [(7, "item_below_minimum")]),
    ],
)
def test_lateness_hangs_together(own, expected):
    assert found(leaf(f'kind = "lateness"\n{own}')) == expected


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ("[[10, 0]]", [(7, "table_rows_differ")]),
        ("[[10, 0], [5]]", [(7, "table_columns_differ")]),
        ("[[10, 0], [5, 0]]", []),
    ],
)
def test_a_table_has_a_row_for_each_quality_and_a_column_for_each_step(points, expected):
    own = f'qualities = ["a", "b"]\ntimeliness = ["c", "d"]\npoints = {points}'
    assert found(leaf(f'kind = "quality_timeliness"\n{own}')) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ('kind = "ratio"\nsurplus_max = 9', [(5, "surplus_below_maximum")]),
        ('kind = "ratio"\nmeasure = "change"', [(5, "ratio_of_change")]),
        ('kind = "per_item"\npoints = 1\nper = "2,5"', [(6, "per_off_step")]),
        ('kind = "ratio"\nmeasure = "value"\nno_base = "full"', [(6, "no_base_not_used")]),
        (
            (
                'kind = "bands"\nmeasure = "share"\nvalue_step = 1\n'
                "bands = [{ from = 50, points = 10 }, { below = 50, points = 0 }]"
            ),
            [(6, "value_step_not_used")],
        ),
        ('kind = "per_item"\npoints = 1\nper = "2,5"\nvalue_step = "0,5"', []),
        (
            'kind = "panel"\nscorers = [{ key = "a", weight = 0 }]',
            [(5, "weights_all_zero"), (6, "unreachable_maximum"), (6, "nothing_to_earn")],
        ),
        (
            'kind = "panel"\ncombine = "median"\nscorers = [{ key = "a", weight = 2 }]',
            [(6, "scorer_weight_not_used")],
        ),
        ('kind = "panel"\nscorers = [{ key = "a" }, { key = "a" }]', [(1, "name_twice")]),
        (
            (
                'kind = "conditions"\nconditions = [{ key = "document", points = 10 }]\n'
                'document = { missing = "50%" }'
            ),
            [(1, "name_twice")],
        ),
        (
            'kind = "levels"\nlevels = [{ key = "2", points = 10 }, { key = "1", points = 0 }]',
            [(1, "level_named_by_other_number"), (1, "level_named_by_other_number")],
        ),
        ('kind = "levels"\nlevels = [{ key = "1", points = 10 }, { key = "2", points = 0 }]', []),
    ],
)
def test_other_rules_hang_together(more, expected):
    assert found(leaf(more) + blocks(direct("2", 1))) == expected
