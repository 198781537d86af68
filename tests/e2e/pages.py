"""Every page that people see, for the tests that look at all of them."""

from attrs import frozen


@frozen
class Page:
    """A page of the demonstration.

    name: of its picture. h1: what its heading says in Vietnamese. inside: for who has signed in.
    paper: it prints with the letterhead of the cluster. pictured: it has a picture in the docs.
    """

    name: str
    address: str
    h1: str
    inside: bool = True
    paper: bool = False
    pictured: bool = True


PAGES = (
    Page("dang-nhap", "/dang-nhap/", "Đăng nhập", inside=False),
    Page("cum-cua-toi", "/", "Cụm của tôi"),
    Page("thanh-phan", "/thanh-phan/", "Bảng thành phần"),
    Page("khong-co", "/khong-co-trang-nay/", "Không có trang này", pictured=False),
)
