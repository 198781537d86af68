"""The language of a page: Vietnamese, unless the reader has chosen English."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

from thidua.wording import LANGUAGES, Language


def language() -> Language:
    """Return the language in which the page at hand is written."""
    return "en" if translation.get_language() == "en" else "vi"


def chosen_language(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: answer in the language of the reader's cookie.

    What the browser asks for does not decide: Windows in a Vietnamese office is often English.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        with translation.override(chosen if chosen in LANGUAGES else settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = language()
            response = get_response(request)
            response.headers.setdefault("Content-Language", language())
        patch_vary_headers(response, ["Cookie"])
        return response

    return answer
