"""Every page that people see, for the tests that look at all of them."""

from attrs import frozen

REAL = "/cum/cong-an-xa/2025/"
MADE_UP = "/cum/khoi-truong-pho-thong/2025/"
EVERY_WAY = ("", "-phone", "-dark", "-en")


@frozen
class Page:
    """A page of the demonstration.

    name: of its picture. h1: what its heading says in Vietnamese. inside: for who has signed in.
    paper: it prints with the letterhead of the cluster. pictures: the ways in which the docs show
    it, see test_pictures.
    """

    name: str
    address: str
    h1: str
    inside: bool = True
    paper: bool = False
    pictures: tuple[str, ...] = ("", "-phone")


def of_a_year(
    name: str, page: str, h1: str, *, year: str = REAL, pictures: tuple[str, ...] = ("", "-phone")
) -> Page:
    """Return a page of one of the two demonstration years."""
    return Page(name, f"{year}{page}", h1, paper=True, pictures=pictures)


DOOR = Page("dang-nhap", "/dang-nhap/", "Đăng nhập", inside=False)
HOME = Page("cum-cua-toi", "/", "Cụm của tôi")
PAGES = (
    DOOR,
    HOME,
    of_a_year("nam", "", "Năm 2025 của cụm"),
    of_a_year("xep-hang", "xep-hang/", "Xếp hạng năm 2025", pictures=EVERY_WAY),
    of_a_year("bang-diem", "bang-diem/", "Bảng điểm", pictures=("", "-phone", "-dark")),
    of_a_year("don-vi", "don-vi/U2/", "Phiếu điểm Công an xã số 2"),
    of_a_year(
        "vi-sao", "vi-sao/U2/1.2.3.2.2/", "Vì sao Công an xã số 2 được 3,41 điểm ở tiêu chí 28b?"
    ),
    of_a_year(
        "vi-sao-tong",
        "vi-sao/U2/TOTAL/",
        "Vì sao Công an xã số 2 được tổng 866,39 điểm?",
        pictures=(),
    ),
    of_a_year("bo-tieu-chi", "bo-tieu-chi/", "Bộ tiêu chí"),
    of_a_year("kiem-tra", "kiem-tra/", "Kiểm tra số liệu"),
    Page("thanh-phan", "/thanh-phan/", "Bảng thành phần", pictures=("", "-dark")),
    Page("khong-co", "/khong-co-trang-nay/", "Không có trang này", pictures=()),
    *(
        of_a_year(f"mau-{page.strip('/')}", page, h1, year=MADE_UP, pictures=())
        for page, h1 in (
            ("", "Năm 2025 của cụm"),
            ("xep-hang/", "Xếp hạng năm 2025"),
            ("bang-diem/", "Bảng điểm"),
            ("bo-tieu-chi/", "Bộ tiêu chí"),
            ("kiem-tra/", "Kiểm tra số liệu"),
        )
    ),
)
