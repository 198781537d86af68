"""The component page: every part of the look in every state, for the eye."""

from typing import Any, Final

from attrs import frozen
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from thidua import wording
from thidua.web.charts import Dot, Segment, progress_bar, shortfall_bar, spread
from thidua.web.forms.components import SampleForm
from thidua.web.languages import language

Text = str | Promise


@frozen
class Tag:
    """A state with its drawing."""

    text: Text
    mood: str = ""
    icon: str = ""
    mark: str = ""


@frozen
class Key:
    """What a colour means."""

    shade: str
    text: Text


@frozen
class Gate:
    """A condition of the next step."""

    met: bool
    text: Text
    note: Text = ""


@frozen
class Step:
    """A step of the year."""

    title: Text
    note: Text
    state: str = ""


@frozen
class Node:
    """A place that a point comes past on its way up."""

    text: str
    points: int
    max_points: int


@frozen
class Crumb:
    """A place above this one."""

    text: Text
    url: str = ""


@frozen
class Unit:
    """A row of the sample table; parts and total in hundredths."""

    name: str
    total_points: int
    lost: tuple[int, int, int]


TAGS: Final = (
    Tag(_("Chưa nhập"), mark="none"),
    Tag(_("Tự chấm"), mark="self"),
    Tag(_("Chấm chéo"), mark="cross"),
    Tag(_("Đã thẩm định"), "now", mark="verified"),
    Tag(_("Đang thẩm định"), "now", "clock"),
    Tag(_("Đã lưu"), "ok", "ok"),
    Tag(_("Nên xem lại"), "warn", "warn"),
    Tag(_("Trả lại"), "bad", "back"),
    Tag(_("Đã khóa"), icon="lock"),
    Tag(_("Chờ trả lời"), icon="wait"),
    Tag(_("Cụm trưởng"), "gold", "star"),
)
PARTS: Final = (Key("c1", _("Phần I")), Key("c2", _("Phần II")), Key("c3", _("Phần III")))
GATES: Final = (
    Gate(met=True, text=_("Bảy đơn vị đã gửi")),
    Gate(met=False, text=_("Chưa chốt đại biểu"), note=_("đã có 5/7")),
)
STEPS: Final = (
    Step(_("Tự chấm"), _("đã xong"), "done"),
    Step(_("Chấm chéo"), _("đang làm"), "now"),
    Step(_("Thẩm định"), _("chưa tới")),
)
PATH: Final = (
    Node("28b", 341, 500),
    Node("28", 341, 1_000),
    Node("2.c)", 841, 3_000),
    Node("I", 65_139, 70_000),
    Node("Tổng điểm", 86_639, 100_000),
)
UNITS: Final = (
    Unit("Lạng Sơn", 97_250, (1_700, 700, 350)),
    Unit("Sơn La", 96_825, (1_900, 775, 500)),
    Unit("Hà Giang", 95_100, (3_150, 1_050, 700)),
    Unit("Cao Bằng", 95_100, (3_150, 1_050, 700)),
    Unit("Lai Châu", 93_825, (4_000, 1_325, 850)),
)
COLOURS: Final = (
    Key("p-paper", _("giấy, nền trang")),
    Key("p-sheet", _("tờ, bề mặt")),
    Key("p-sunk", _("chìm, hàng tổng")),
    Key("p-edge", _("viền ô nhập")),
    Key("p-ink", _("mực")),
    Key("p-ink-2", _("mực nhạt")),
    Key("p-ink-3", _("ghi chú")),
    Key("p-cham", _("chàm: nút, hiện tại")),
    Key("p-cham-soft", _("chàm nhạt")),
    Key("p-moss", _("rêu: xong, đạt")),
    Key("p-turmeric", _("nghệ: nên xem lại")),
    Key("p-plum", _("mận: sai, trả lại")),
    Key("p-gold", _("vàng: danh dự")),
    Key("p-flag", _("đỏ cờ: Nhà nước, chung thẩm")),
)
CONTENTS: Final = (
    Crumb(_("Nút"), "#nut"),
    Crumb(_("Thẻ trạng thái và ba dấu"), "#the"),
    Crumb(_("Thông báo"), "#bao"),
    Crumb(_("Ô nhập"), "#o"),
    Crumb(_("Lựa chọn"), "#chon"),
    Crumb(_("Bảng"), "#bang"),
    Crumb(_("Hình"), "#hinh"),
    Crumb(_("Đường năm, điều kiện"), "#nam"),
    Crumb(_("Đường đi của điểm"), "#duong"),
    Crumb(_("Trang trống"), "#rong"),
    Crumb(_("Dấu chung thẩm"), "#dau"),
    Crumb(_("Văn bản"), "#giay"),
    Crumb(_("Màu"), "#mau"),
    Crumb(_("Chữ"), "#chu"),
)
BARS: Final = ("c1", "c2", "c3")


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Show all parts; the data are made up."""
    form = SampleForm({"result": "1.284", "wrong": "95 phần trăm", "target": "1.150 vụ"})
    context = {
        "contents": CONTENTS,
        "tags": TAGS,
        "form": form,
        "parts": PARTS,
        "gates": GATES,
        "steps": STEPS,
        "path": PATH,
        "crumbs": (Crumb(_("Bảng điểm"), "#duong"), Crumb("I. Chuyên môn", "#duong"), Crumb("28b")),
        "colours": COLOURS,
        "to_mend": (Crumb(_("Tiêu chí 15: kết quả chỉ ghi số"), "#o"),),
        **_drawings(),
    }
    return render(request, "components/page.html", context)


def _drawings() -> dict[str, Any]:
    most = max(sum(unit.lost) for unit in UNITS)
    dots = [Dot(unit.total_points, unit.name[0]) for unit in UNITS]
    return {
        "rows": tuple((unit, _bar(unit, most)) for unit in UNITS),
        "dots": spread(
            dots,
            width=300,
            radius=11,
            words=lambda hundredths: wording.points(hundredths, language(), decimals=0),
        ),
        "half": progress_bar(142, 176),
        "full": progress_bar(176, 176),
    }


def _bar(unit: Unit, most: int) -> Any:
    pieces = tuple(Segment(css, lost) for css, lost in zip(BARS, unit.lost, strict=True))
    return shortfall_bar(pieces, longest=most, text=wording.points(sum(unit.lost), language()))
