"""The published sheets: what each says, what is wrong in it, what it gives for known figures."""

import re
import unicodedata
from pathlib import Path

import pytest
from tests.core.worked import examples_in, outcome

from thidua.core.criteria import read_sheet
from thidua.rulebook.sheets import sheet_names, sheet_text

# What the checker says of each published sheet: (line, code). Excerpts are marked as such.
FINDINGS = {
    "district_by_departments_hcmc": [],
    "farmers_union_thanh_loi_2017": [],
    "fatherland_front_dongnai_system": [],
    "high_school_nguyen_trung_truc_2013": [],
    "moet_doet_clusters_2025": [],
    "pioneers_tan_lap_a_2013": [],
    "pioneers_tan_phuoc_a_2011": [],
    "province_blocs_hue_2018": [],
    "school_chi_doi_huong_hiep_2007": [],
    "school_groups_vndoc": [],
    "school_quantified_phuoc_long_2014": [],
    "school_staff_chuyen_bac_giang_2011": [],
    # The bands of the grades are not known; only the forced C is.
    "school_staff_tram_chim_2014": [
        (21, "override_grade_without_bands"),
        (27, "override_grade_without_bands"),
        (33, "override_grade_without_bands"),
    ],
    "school_weekly_average_2018": [],
    "trade_union_district11_2019": [],
    "youth_union_bu_dang_2015": [],
    "youth_union_central_2021": [],
}
IN_FULL = {"school_groups_vndoc", "youth_union_central_2021"}


def test_every_published_sheet_is_there():
    assert sheet_names() == tuple(FINDINGS)


@pytest.mark.parametrize("name", FINDINGS)
def test_a_published_sheet_is_read_and_its_faults_are_known(name):
    reading = read_sheet(sheet_text(name), file=f"{name}.toml")
    assert [(finding.row, finding.code) for finding in reading.findings] == FINDINGS[name]
    assert reading.ok
    assert reading.sheet.source
    assert reading.sheet.complete is (name in IN_FULL)


@pytest.mark.parametrize("name", FINDINGS)
def test_a_published_sheet_says_at_its_head_where_it_is_from(name):
    text = sheet_text(name)
    assert text.startswith("# ")
    assert text == unicodedata.normalize("NFC", text)
    assert "\t" not in text


def test_an_unknown_name_is_refused():
    with pytest.raises(KeyError):
        sheet_text("../secret")


# ---- what they give, with the figures that the sources themselves use where they have any

PUBLISHED = Path(__file__).with_name("published.md").read_text("utf-8")
WORKED = dict(re.findall(r"^## (\w+)\n\n((?:\|.*\n)+)", PUBLISHED, re.MULTILINE))


@pytest.mark.parametrize("name", FINDINGS)
def test_a_published_sheet_gives_the_points_that_it_says(name):
    (example,) = examples_in(f"```toml\n{sheet_text(name)}```\n{WORKED[name]}", name)
    assert outcome(example) == []
