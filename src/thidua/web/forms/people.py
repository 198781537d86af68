"""What a person writes to sign in."""

import unicodedata

from django import forms
from django.utils.translation import gettext_lazy as _


class SignInForm(forms.Form):
    """A login and a password; whether they belong together is not its question."""

    login = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=150,
        widget=forms.TextInput(
            attrs={"class": "in", "autocomplete": "username", "autocapitalize": "none"}
        ),
        error_messages={"required": _("Ghi tên đăng nhập.")},
    )
    password = forms.CharField(
        label=_("Mật khẩu"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"class": "in", "autocomplete": "current-password"}),
        error_messages={"required": _("Ghi mật khẩu.")},
    )

    def clean_login(self) -> str:
        """Return the login as it is kept: small letters, composed."""
        return unicodedata.normalize("NFC", self.cleaned_data["login"]).lower()
