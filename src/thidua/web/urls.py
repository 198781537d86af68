"""Addresses of the pages."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from thidua.web.views import criteria, derivations, rankings, scoring, seasons
from thidua.web.views.components import components
from thidua.web.views.home import home
from thidua.web.views.people import sign_in, sign_out

handler400 = "thidua.web.views.errors.misread"
handler403 = "thidua.web.views.errors.refused"
handler404 = "thidua.web.views.errors.absent"
handler500 = "thidua.web.views.errors.failed"

of_a_year = [
    path("", seasons.year, name="year"),
    path("tong-quan.xlsx", seasons.year_workbook, name="year_workbook"),
    path("xep-hang/", rankings.standings, name="standings"),
    path("xep-hang.xlsx", rankings.standings_workbook, name="standings_workbook"),
    path("bang-diem/", scoring.matrix, name="matrix"),
    path("bang-diem.xlsx", scoring.matrix_workbook, name="matrix_workbook"),
    path("don-vi/<str:unit>/", scoring.unit_sheet, name="unit_sheet"),
    path("don-vi/<str:unit>.xlsx", scoring.unit_workbook, name="unit_workbook"),
    path("vi-sao/<str:unit>/<path:criterion>/", derivations.why, name="why"),
    path("bo-tieu-chi/", criteria.sheet_form, name="sheet_form"),
    path("bo-tieu-chi.xlsx", criteria.sheet_form_workbook, name="sheet_form_workbook"),
    path("bo-tieu-chi.toml", criteria.sheet_text, name="sheet_text"),
    path("kiem-tra/", criteria.findings, name="findings"),
    path("kiem-tra.xlsx", criteria.findings_workbook, name="findings_workbook"),
]

urlpatterns = [
    path("", home, name="home"),
    path("dang-nhap/", sign_in, name="sign_in"),
    path("dang-xuat/", sign_out, name="sign_out"),
    path("ngon-ngu/", login_not_required(require_POST(set_language)), name="set_language"),
    path("cum/<slug:cluster>/<int:year>/", include(of_a_year)),
    path("thanh-phan/", components, name="components"),
]
