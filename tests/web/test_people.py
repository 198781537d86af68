"""The door: who gets in, where they go, and who has to wait."""

import pytest
from attrs import evolve
from django.contrib.auth import get_user_model

from makers import NOW
from thidua.actions.seasons import load_demonstration

pytestmark = pytest.mark.django_db
PASSWORD = "mật khẩu dài của tôi"


@pytest.fixture
def person():
    return get_user_model().objects.create_user("hoa", PASSWORD, name="Nguyễn Thị Hoa")


def sign_in(client, login="hoa", password=PASSWORD, **more):
    return client.post("/dang-nhap/", {"login": login, "password": password, **more})


@pytest.mark.parametrize("address", ["/", "/thanh-phan/"])
def test_a_stranger_is_led_to_the_door_and_then_on(client, person, address):
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer.url == f"/dang-nhap/?next={address}"
    assert sign_in(client, next=address).url == address
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("login", ["hoa", "HOA", "  hoa "])
def test_a_login_may_be_written_in_any_case(client, person, login):
    assert sign_in(client, login=login).status_code == 302


@pytest.mark.parametrize(
    "elsewhere",
    ["https://example.com/", "//example.com", "/\\example.com", "javascript:alert(1)", ""],
)
def test_the_way_on_never_leads_elsewhere(client, person, elsewhere):
    assert sign_in(client, next=elsewhere).url == "/"
    assert client.get("/dang-nhap/", {"next": elsewhere}).url == "/"


def test_a_wrong_password_is_told_without_telling_which_was_wrong(client, person):
    wrong = sign_in(client, password="sai").content.decode()
    unknown = sign_in(client, login="khong-co", password="sai").content.decode()
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in wrong
    assert "Còn 4 lần thử." in wrong
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in unknown


def test_after_five_wrong_passwords_even_the_right_one_waits(client, person):
    for _time in range(5):
        assert sign_in(client, password="sai").status_code == 422
    answer = sign_in(client)
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) in range(60, 901, 60)
    assert "Đăng nhập đang tạm khóa." in answer.content.decode()
    assert client.get("/").status_code == 302


def test_the_brake_holds_for_one_address_only(client, person):
    for _time in range(6):
        sign_in(client, password="sai")
    client.defaults["REMOTE_ADDR"] = "10.1.2.3"
    assert sign_in(client).status_code == 302


def test_behind_a_proxy_the_address_is_what_our_proxy_says(client, person, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    for forged in range(6):
        client.defaults["HTTP_X_FORWARDED_FOR"] = f"10.0.0.{forged}, 10.9.9.9"
        answer = sign_in(client, password="sai")
    assert answer.status_code == 429


def test_without_a_proxy_nobody_names_their_own_address(client, person):
    for forged in range(6):
        client.defaults["HTTP_X_FORWARDED_FOR"] = f"10.0.0.{forged}"
        answer = sign_in(client, password="sai")
    assert answer.status_code == 429


def test_a_right_password_wipes_the_wrong_ones(client, person):
    for _time in range(4):
        sign_in(client, password="sai")
    assert sign_in(client).status_code == 302
    client.post("/dang-xuat/")
    assert "Còn 4 lần thử." in sign_in(client, password="sai").content.decode()


def test_who_is_shut_out_does_not_get_in(client, person):
    person.is_active = False
    person.save()
    assert sign_in(client).status_code == 422


def test_empty_fields_are_named_and_cost_no_try(client, person):
    answer = sign_in(client, login=" ", password="")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Ghi tên đăng nhập." in page
    assert "Ghi mật khẩu." in page
    assert "Còn 4 lần thử." in sign_in(client, password="sai").content.decode()


def test_signing_out_takes_a_post(client, person):
    sign_in(client)
    assert client.get("/dang-xuat/").status_code == 405
    assert client.post("/dang-xuat/").url == "/dang-nhap/"
    assert client.get("/").status_code == 302


def test_the_session_is_a_new_one_after_signing_in(client, person):
    client.get("/dang-nhap/")
    before = client.session.session_key
    sign_in(client)
    assert client.session.session_key != before


def test_the_password_is_never_sent_back(client, person):
    assert "bí mật đã gõ" not in sign_in(client, password="bí mật đã gõ").content.decode()


def test_the_page_of_the_door_is_not_kept(client):
    assert "no-store" in client.get("/dang-nhap/").headers["Cache-Control"]


def test_the_demonstration_lets_in_with_a_button(client):
    accounts = load_demonstration(now=NOW)
    page = client.get("/dang-nhap/").content.decode()
    for account in accounts:
        assert f'<button class="btn btn-2 btn-wide">{account.name}</button>' in page
        assert sign_in(client, account.login, account.password).status_code == 302
        client.post("/dang-xuat/")


def test_no_account_is_shown_unless_the_demonstration_is_loaded(client, person):
    assert "minh họa" not in client.get("/dang-nhap/").content.decode()


def test_no_account_is_shown_where_others_can_reach_the_machine(client, settings):
    load_demonstration(now=NOW)
    settings.MACHINE = evolve(settings.MACHINE, https=True)
    assert "minh họa" not in client.get("/dang-nhap/").content.decode()
