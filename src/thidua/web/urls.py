"""Addresses of the pages."""

from django.urls import path

from thidua.web.views.home import home

urlpatterns = [path("", home, name="home")]
