"""Signing in and out."""

import datetime as dt

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from thidua.actions import people
from thidua.core.people.sign_ins import may_try, tries_left
from thidua.store.queries.people import demonstration_accounts
from thidua.web.forms.people import SignInForm


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Show the door; let in who knows the password, and brake who keeps guessing."""
    if request.user.is_authenticated:
        return redirect(_way_on(request))
    form = SignInForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _door(request, form)
    said, address, now = form.cleaned_data["login"], _address(request), timezone.now()
    tries = people.record_attempt(login=said, address=address, now=now)
    verdict = may_try(of_pair=tries.of_pair, of_address=tries.of_address, now=now)
    if not verdict:
        return _door(request, form, minutes=verdict.facts["minutes"])
    person = authenticate(request, username=said, password=form.cleaned_data["password"])
    if person is None:
        return _door(request, form, wrong=True, left=tries_left(tries.of_pair))
    people.forget_attempts(login=said, address=address)
    login(request, person)
    return redirect(_way_on(request))


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("sign_in")


def _door(request: HttpRequest, form: SignInForm, **said: object) -> HttpResponse:
    """Show the sign-in page with what there is to say: minutes to wait, or tries left."""
    context = {
        "form": form,
        "next": request.POST.get("next", request.GET.get("next", "")),
        "accounts": demonstration_accounts() if settings.MACHINE.at_home else (),
        **said,
    }
    status = 429 if said.get("minutes") else 422 if form.is_bound else 200
    answer = render(request, "people/sign_in.html", context, status=status)
    if status == 429:  # noqa: PLR2004  # the status code itself
        wait = dt.timedelta(minutes=int(str(said["minutes"])))
        answer.headers["Retry-After"] = str(int(wait.total_seconds()))
    return answer


def _way_on(request: HttpRequest) -> str:
    """Return where the reader was going, if that is a page of ours, else home."""
    wanted = request.POST.get("next", request.GET.get("next", ""))
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else resolve_url("home")


def _address(request: HttpRequest) -> str:
    """Return where a request came from: what our own proxy says, where there is one."""
    passed_on = request.headers.get("X-Forwarded-For", "")
    if settings.SECURE_PROXY_SSL_HEADER and passed_on:
        return passed_on.rpartition(",")[2].strip()[:64]
    return str(request.META.get("REMOTE_ADDR", ""))[:64]
