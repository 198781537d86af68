"""Addresses of the pages."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from thidua.web.views.components import components
from thidua.web.views.home import home
from thidua.web.views.people import sign_in, sign_out

handler400 = "thidua.web.views.errors.misread"
handler403 = "thidua.web.views.errors.refused"
handler404 = "thidua.web.views.errors.absent"
handler500 = "thidua.web.views.errors.failed"

urlpatterns = [
    path("", home, name="home"),
    path("dang-nhap/", sign_in, name="sign_in"),
    path("dang-xuat/", sign_out, name="sign_out"),
    path("ngon-ngu/", login_not_required(require_POST(set_language)), name="set_language"),
    path("thanh-phan/", components, name="components"),
]
