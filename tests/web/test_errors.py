"""What a reader sees when something is not there, not allowed, not understood or broken."""

from types import ModuleType

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from django.views.decorators.http import require_safe

from thidua.core.permissions import DoesNotExist
from thidua.web import urls

pytestmark = pytest.mark.django_db


def raising(exception):
    @login_not_required
    @require_safe
    def view(request):
        if exception:
            raise exception
        return HttpResponse("ok")

    return view


FAILING = ModuleType("urls_that_fail")
FAILING.__dict__.update({name: getattr(urls, name) for name in dir(urls) if "handler" in name})
FAILING.urlpatterns = [
    *urls.urlpatterns,
    path("an/", raising(DoesNotExist())),
    path("cam/", raising(PermissionDenied())),
    path("la/", raising(SuspiciousOperation())),
    path("hong/", raising(RuntimeError("the secret of the server"))),
    path("duoc/", raising(None)),
]


@pytest.fixture(autouse=True)
def _failing(settings):
    settings.ROOT_URLCONF = FAILING


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


def test_hidden_forbidden_and_absent_read_the_same(visitor):
    answers = [visitor.get(address) for address in ("/an/", "/cam/", "/khong-co/")]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert len({answer.content for answer in answers}) == 1
    assert "Không có trang này" in answers[0].content.decode()


def test_a_fault_of_ours_says_so_and_nothing_else(visitor):
    answer = visitor.get("/hong/")
    assert answer.status_code == 500
    assert "Lỗi này không do bạn." in answer.content.decode()
    assert "secret" not in answer.content.decode()


def test_a_request_of_no_use_is_told(visitor):
    answer = visitor.get("/la/")
    assert answer.status_code == 400
    assert "Không đọc được yêu cầu" in answer.content.decode()


def test_error_pages_come_in_the_language_of_the_reader(visitor):
    visitor.cookies["django_language"] = "en"
    assert "There is no such page" in visitor.get("/khong-co/").content.decode()


@pytest.mark.parametrize("address", ["/an/", "/khong-co/", "/hong/", "/la/"])
def test_error_pages_ask_the_database_for_nothing(visitor, address, django_assert_num_queries):
    with django_assert_num_queries(0):
        visitor.get(address)


def test_a_form_without_its_token_is_refused_in_our_look():
    answer = Client(enforce_csrf_checks=True).post("/dang-nhap/", {"login": "hoa"})
    assert answer.status_code == 403
    assert "Chưa gửi được" in answer.content.decode()


def test_head_is_answered_and_other_methods_are_named_as_not_allowed(visitor):
    assert visitor.head("/duoc/").status_code == 200
    assert visitor.head("/duoc/").content == b""
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(visitor, method)("/duoc/")
        assert answer.status_code == 405
        assert answer.headers["Allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("/", "GET, HEAD"),
        ("/thanh-phan/", "GET, HEAD"),
        ("/dang-nhap/", "GET, HEAD, POST"),
        ("/dang-xuat/", "POST"),
        ("/ngon-ngu/", "POST"),
    ],
)
def test_every_page_names_the_methods_it_takes(client, address, allowed):
    client.force_login(get_user_model().objects.create_user("hoa"))
    answer = client.delete(address)
    assert answer.status_code == 405
    assert answer.headers["Allow"] == allowed
