import copy
import datetime as dt
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.core.criteria import Finding, Sheet, read_sheet
from thidua.core.criteria.parameters import CRITERION, HEAD, KIND_PARAMETERS, LEAF, SECTION
from thidua.wording import LANGUAGES, finding_line

HEADS = [parameter.key for parameter in HEAD if parameter.key != "criteria"]
KEYS = sorted(
    {parameter.key for parameter in (*CRITERION, *LEAF, *SECTION)}
    | {parameter.key for own in KIND_PARAMETERS.values() for parameter in own}
)
ITEM_KEYS = ["key", "title", "points", "cap", "counts_as", "from", "below", "to", "weight", "max"]


def toml(value):
    """Write a plain value as TOML on one line."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(k)} = {toml(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, str):
        return json.dumps(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value).lower()


def sheet_text(head, criteria):
    lines = [f"{json.dumps(key)} = {toml(value)}" for key, value in head.items()]
    for criterion in criteria:
        lines.append("[[criteria]]")
        lines += [f"{json.dumps(key)} = {toml(value)}" for key, value in criterion.items()]
    return "\n".join(lines)


def assert_only_findings(text):
    reading = read_sheet(text, file="bảng.toml")
    assert reading.sheet is None or isinstance(reading.sheet, Sheet)
    rows = text.count("\n") + 1
    for finding in reading.findings:
        assert isinstance(finding, Finding)
        assert 0 <= finding.row <= rows
        assert all(finding_line(finding, lang) for lang in LANGUAGES)
    assert reading.sheet is not None or reading.findings
    return reading


@given(st.text())
def test_any_text_gives_findings_and_never_an_exception(text):
    assert_only_findings(text)


TOML_WORDS = st.sampled_from(
    ["[[criteria]]", "[ranking]", "=", "code", "max", '"1"', "7,5", "7.5", "[", "]", "{", "}", ",",
     "\n", "\n", "\n", "#", '"""', "'", "2025-11-31", "1e400", "nan", "inf", "true", "kind",
     '"bands"', "“", "\\u12", "-0", "[[grades]]", "\ufeff", "parent", "title", "\x00"]
)  # fmt: skip


@given(st.lists(TOML_WORDS, max_size=30).map(" ".join))
def test_any_heap_of_toml_gives_findings_and_never_an_exception(text):
    assert_only_findings(text)


WORDS = st.sampled_from(
    ["1", "1.1", "1.2", "2", "a", "b", "sum", "bands", "events", "none", "value", "share", "lower",
     "7,5", "50%", "-1", "1.000", "30/11", "31/11", "2025-02-30", "x", "", " ", "TOTAL", "state",
     "mean", "best", "half-up", "target", "grade", "zero", "points", "\u0000", "999999999999999"]
)  # fmt: skip
NUMBERS = st.one_of(
    st.integers(-3, 12),
    st.integers(),
    st.floats(allow_nan=True, allow_infinity=True),
    st.sampled_from([10**400, -(10**18), 0.01, 0.001, 2.5]),
)
SCALARS = st.one_of(WORDS, NUMBERS, st.booleans(), st.dates())


def tables(values):
    return st.dictionaries(st.sampled_from(ITEM_KEYS), values, max_size=5)


ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | tables(inner), max_leaves=12
)
LINES = st.builds(
    dict,
    st.dictionaries(st.sampled_from([*KEYS, "nonsense"]), ANYTHING, max_size=9),
    code=st.sampled_from(["1", "1.1", "1.2", "2", "2.1.1", "TOTAL", "a b", "", 3]),
    kind=st.sampled_from([*KIND_PARAMETERS, "levls", "", 1]),
)
TREES = st.dictionaries(st.sampled_from([*HEADS, "extra"]), ANYTHING, max_size=6)


@settings(deadline=None)
@given(TREES, st.lists(LINES, max_size=6))
def test_wrong_types_anywhere_give_findings_and_never_an_exception(head, criteria):
    assert_only_findings(sheet_text(head, criteria))


# ---- a sheet of every kind, then damaged

SOUND = {
    "title": "Bảng chấm điểm",
    "year": 2025,
    "unit_types": {"state": "Nhà nước", "private": "Ngoài nhà nước"},
    "ranking": {"by": "points", "ties": ["1"], "last": "decide"},
    "grades": [{"name": "A", "from": 10}, {"name": "B", "below": 10}],
    "overrides": [{"code": "K", "title": "vi phạm", "effect": "grade", "grade": "B"}],
}
ITEMS = [{"key": "a", "title": "một", "points": 6}, {"key": "b", "points": 0}]
OWN = {
    "conditions": {"conditions": [{"key": "a", "points": 4}, {"key": "b", "points": 2}]},
    "levels": {"levels": ITEMS},
    "bands": {"bands": [{"from": 2, "points": 6}, {"below": 2, "points": 0}]},
    "per_item": {"points": 1},
    "events": {"events": [{"key": "a", "points": -1, "cap": -3}, {"key": "b", "counts_as": "a"}],
               "base": 6, "clean": 0},
    "prizes": {"prizes": ITEMS, "take": "best"},
    "ratio": {"measure": "share", "from": "50%", "no_base": "full"},
    "lateness": {"deductions": [1, 2], "each_further": 2, "cut_off": 4},
    "quality_timeliness": {"qualities": ["tốt", "khá"], "timeliness": ["đúng", "chậm"],
                           "points": [[6, 3], [4, 0]]},
    "progress": {"per_percent": 1, "base": 3},
    "mean_of_records": {"events": [{"key": "a", "points": 2}]},
    "panel": {"scorers": [{"key": "x"}, {"key": "y", "weight": 2}]},
    "cluster_place": {"points": [6, 4, 2]},
}  # fmt: skip
LEAF_KINDS = ["binary", "direct", *OWN, "relative_target", "relative_best"]


def every_kind():
    lines = [{"code": "1", "title": "mục", "max": 6 * len(LEAF_KINDS)}]
    for at, kind in enumerate(LEAF_KINDS):
        line = {"code": f"1.{at}", "title": kind, "kind": kind, "max": 6}
        lines.append(line | OWN.get(kind, {}))
    return lines


def test_a_sheet_of_every_kind_is_read_without_findings():
    reading = read_sheet(sheet_text(SOUND, every_kind()))
    assert reading.findings == ()
    assert [leaf.kind for leaf in reading.sheet.leaves] == LEAF_KINDS


def spots(value):
    """Return every (container, key) below a value."""
    if not isinstance(value, dict | list):
        return []
    keys = list(value) if isinstance(value, dict) else range(len(value))
    return [spot for key in keys for spot in ((value, key), *spots(value[key]))]


def damage(container, key, how, value):
    if how == "replace":
        container[key] = value
    elif how == "drop":
        del container[key]
    elif how == "double" and isinstance(container, list):
        container.append(container[key])
    elif how == "rename" and isinstance(container, dict):
        container[f"{key}s"] = container.pop(key)


@st.composite
def damaged(draw):
    head, criteria = copy.deepcopy((SOUND, every_kind()))
    for _ in range(draw(st.integers(1, 4))):
        container, key = draw(st.sampled_from([*spots(head), *spots(criteria)] or [({"": 0}, "")]))
        how = draw(st.sampled_from(["drop", "replace", "double", "rename"]))
        damage(container, key, how, draw(ANYTHING) if how == "replace" else None)
    return sheet_text(head, [one if isinstance(one, dict) else {"code": one} for one in criteria])


@settings(deadline=None, max_examples=200)
@given(damaged())
def test_a_damaged_sheet_gives_findings_and_never_an_exception(text):
    assert_only_findings(text)


@settings(deadline=None)
@given(st.data())
def test_a_sheet_cut_or_scratched_anywhere_gives_findings_and_never_an_exception(data):
    text = sheet_text(SOUND, every_kind())
    at = data.draw(st.integers(0, len(text)))
    scratch = data.draw(st.text(max_size=3))
    removed = data.draw(st.integers(0, 40))
    assert_only_findings(text[:at] + scratch + text[at + removed :])


def test_nesting_without_end_is_a_finding():
    reading = assert_only_findings('title = "x"\nyear = 2025\nnote = ' + "[" * 100_000)
    assert [finding.code for finding in reading.findings] == ["toml_too_deep"]


def test_a_chain_of_a_thousand_sections_is_read():
    lines = [{"code": "c0", "title": "x"}]
    lines += [{"code": f"c{n}", "title": "x", "parent": f"c{n - 1}"} for n in range(1, 1000)]
    assert_only_findings(sheet_text({"title": "x", "year": 2025}, lines))
