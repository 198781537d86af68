"""Pages for what went wrong. They ask the database for nothing."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_not_required
def absent(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  # Django calls it so
    """Say that there is no such page, or none for this reader."""
    return render(request, "errors/absent.html", status=404)


@login_not_required
def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say the same as for an absent page: what is hidden is not told apart."""
    return absent(request, exception)


@login_not_required
def misread(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  # Django calls it so
    """Say that the request cannot be read."""
    return render(request, "errors/misread.html", status=400)


@login_not_required
def failed(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours."""
    return render(request, "errors/failed.html", status=500)


@login_not_required
def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  # Django calls it so
    """Say that a form was too old, or came from elsewhere, and how to go on."""
    return render(request, "errors/stale_form.html", status=403)
