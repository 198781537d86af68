"""Headers that every answer carries."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponseBase

# No inline script or style anywhere: what a page needs is in a file of ours.
CONTENT_SECURITY_POLICY: Final = (
    "default-src 'self'; "
    "base-uri 'none'; "
    "form-action 'self'; "
    "frame-ancestors 'none'; "
    "object-src 'none'"
)


def security_headers(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: add the content security policy to every answer, and keep pages out of caches.

    Computers in offices are shared: after signing out, going back must show nothing. Static files
    come with their own Cache-Control and keep it.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return answer
