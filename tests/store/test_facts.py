"""Facts of findings survive the database, whatever they hold."""

import datetime as dt
import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.store import facts

plain = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.fractions(),
    st.dates(),
    st.text(st.characters(exclude_characters="\x00", codec="utf-8")).map(facts.text),
)
values = st.recursive(plain, lambda inner: st.lists(inner, max_size=3).map(tuple), max_leaves=5)


@given(st.dictionaries(st.sampled_from(["unit", "value", "known"]), values))
def test_facts_come_back_as_they_were_written(said):
    through_json = json.loads(json.dumps(facts.written(said)))
    assert facts.read(through_json) == said


def test_text_is_composed_and_has_no_zero_sign():
    assert facts.text("La\u0323ng\x00") == "Lạng\ufffd"


def test_sets_come_back_as_lists_in_order():
    assert facts.read(facts.written({"known": {"b", "a"}})) == {"known": ("a", "b")}


def test_a_value_without_a_plain_form_is_refused():
    with pytest.raises(TypeError):
        facts.written({"value": 0.5})


def test_a_day_is_a_day():
    assert facts.written({"due": dt.date(2025, 11, 30)}) == {"due": {"day": "2025-11-30"}}
    assert facts.written({"share": Fraction(1, 3)}) == {"share": {"fraction": [1, 3]}}
