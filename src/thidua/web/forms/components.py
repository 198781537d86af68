"""A form that shows every kind of field on the component page; it goes nowhere."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SampleForm(forms.Form):
    """Fields as they are, with a hint, wrong, and read only."""

    result = forms.CharField(
        label=_("Kết quả"),
        help_text=_("Số vụ, tính đến 31/10"),
        initial="1.284",
        widget=forms.TextInput(attrs={"class": "in", "inputmode": "decimal"}),
    )
    wrong = forms.DecimalField(
        label=_("Kết quả (sai)"),
        error_messages={"invalid": _("Chỉ ghi số, không ghi chữ. Ví dụ: 95 hoặc 95,5.")},
        widget=forms.TextInput(attrs={"class": "in", "inputmode": "decimal"}),
    )
    target = forms.CharField(
        label=_("Chỉ tiêu (chỉ đọc)"),
        widget=forms.TextInput(attrs={"class": "in", "readonly": True}),
    )
    unit = forms.ChoiceField(
        label=_("Đơn vị (tắt)"),
        choices=[("U2", "Công an xã số 2")],
        disabled=True,
        initial="U2",
        widget=forms.Select(attrs={"class": "in"}),
    )
    reason = forms.CharField(
        label=_("Lý do"), required=False, widget=forms.Textarea(attrs={"class": "in", "rows": 3})
    )
