"""What is hidden and what is absent look the same: one page says that it is not there."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from thidua.core.permissions import DoesNotExist
from thidua.web.views.errors import absent


class HiddenIsAbsent:
    """Middleware: answer DoesNotExist with the page that says so, whoever raised it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as the page does."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer for a page that found nothing for its reader."""
        return absent(request) if isinstance(exception, DoesNotExist) else None
