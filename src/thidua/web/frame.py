"""What the frame of every page needs: the rooms in the top bar, the tabs of a year."""

from typing import Any, Final

from attrs import frozen
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@frozen
class Room:
    """A link in the top bar or among the tabs; name is the URL's name."""

    name: str
    title: str | Promise


ROOMS: Final = (Room("home", _("Cụm của tôi")),)
# In the order of a year's work; a page of the year names its tab, or the one that it belongs to.
TABS: Final = (
    Room("year", _("Tổng quan")),
    Room("standings", _("Xếp hạng")),
    Room("matrix", _("Bảng điểm")),
    Room("sheet_form", _("Bộ tiêu chí")),
    Room("findings", _("Kiểm tra")),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: what the frame shows beside the page's own content."""
    match = request.resolver_match
    return {"rooms": ROOMS, "tabs": TABS, "room": match.url_name if match else ""}
