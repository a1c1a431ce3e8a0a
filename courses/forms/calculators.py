"""The calculators of lessons: a reader's own figures, worked out and not kept."""

import re
from collections.abc import Mapping
from decimal import Decimal

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from courses import calculators
from courses.enums import CalculatorKind

MOST_MONEY = 10**12
MOST_MONTHS = 480
MOST_RATE = 500
_GROUPED = re.compile(r"\d{1,3}([.,]\d{3})+")
_UNITS = "|".join(["тг", "тңг", "теңге", "тенге", "tenge", "kzt"])
_BARE = re.compile(rf"[\s₸%]|(?:{_UNITS})\.?\s*$", re.IGNORECASE)


def _bare(typed):
    """Return what was typed without spaces and units; "1_000" is no number here."""
    return _BARE.sub("", typed).replace("_", "?") if isinstance(typed, str) else typed


class MoneyField(forms.IntegerField):
    """Whole tenge, in groups of three or not: 1 000 000, 1,000,000, 1000000 ₸."""

    default_error_messages = {
        "invalid": _("Enter a sum in whole tenge, like 250 000."),
        "min_value": _("Enter a sum of %(limit_value)s or more."),
        "max_value": _("Enter a sum of at most %(limit_value)s."),
        "required": _("Enter a sum; 0 if there is none."),
    }

    def __init__(self, *, least=0, **kwargs):
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(min_value=least, max_value=MOST_MONEY, widget=widget, **kwargs)

    def to_python(self, value):
        bare = _bare(value)
        if isinstance(bare, str) and _GROUPED.fullmatch(bare):
            bare = re.sub(r"[.,]", "", bare)
        return super().to_python(bare)

    def run_validators(self, value):
        """Write the limit in a refusal as the language groups a number."""
        try:
            super().run_validators(value)
        except forms.ValidationError as refusal:
            for error in refusal.error_list:
                limit = error.params["limit_value"]
                error.params["limit_value"] = number_format(limit, force_grouping=True)
            raise


class RateField(forms.DecimalField):
    """Per cent a year, with a comma or a point."""

    default_error_messages = {
        "invalid": _("Enter a rate in per cent, like 18,5."),
        "min_value": _("A rate cannot be below nought."),
        "max_value": _("Enter a rate of at most %(limit_value)s per cent."),
        "max_decimal_places": _("Enter a rate with at most two decimal places."),
        "required": _("Enter a rate; 0 if there is none."),
    }

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(
            min_value=0,
            max_value=MOST_RATE,
            decimal_places=2,
            widget=widget,
            **kwargs,
        )

    def to_python(self, value):
        bare = _bare(value)
        return super().to_python(
            bare.replace(",", ".") if isinstance(bare, str) else bare
        )


class MonthsField(forms.IntegerField):
    default_error_messages = {
        "invalid": _("Enter a whole number of months, like 12."),
        "min_value": _("Enter one month or more."),
        "max_value": _("Enter at most %(limit_value)s months."),
        "required": _("Enter a number of months."),
    }

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(min_value=1, max_value=MOST_MONTHS, widget=widget, **kwargs)

    def to_python(self, value):
        return super().to_python(_bare(value))


class CalculatorForm(forms.Form):
    """Figures in, `worked_out()` gives the result; raises NoSuchRate where none is."""

    kind = ""
    no_rate = _("These figures do not go together. Look at them once more.")
    rate_too_high = _("The rate is above 100 000 per cent a year: do not sign this.")
    sum_too_large = _("So much money does not exist. Look at the rate and the months.")

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            try:
                self.result = self.worked_out(cleaned)
            except calculators.RateTooHigh:
                raise forms.ValidationError(self.rate_too_high) from None
            except calculators.NoSuchRate:
                raise forms.ValidationError(self.no_rate) from None
            except calculators.SumTooLarge:
                raise forms.ValidationError(self.sum_too_large) from None
        return cleaned

    def worked_out(self, figures: Mapping):
        raise NotImplementedError


class BudgetForm(CalculatorForm):
    kind = CalculatorKind.BUDGET
    income = MoneyField(
        label=_("Income of the family in a month"),
        help_text=_("Wages, pensions and benefits, all together, in tenge."),
    )
    housing = MoneyField(label=_("Home: rent, light, heat, water"))
    food = MoneyField(label=_("Food"))
    transport = MoneyField(label=_("Transport and phone"))
    loans = MoneyField(label=_("Payments on loans"))
    other = MoneyField(label=_("All the rest"))
    saved = MoneyField(label=_("Savings that you have now"))

    def worked_out(self, figures):
        names = ("housing", "food", "transport", "loans", "other")
        return calculators.family_budget(
            figures["income"],
            {name: figures[name] for name in names},
            figures["saved"],
        )


class LoanForm(CalculatorForm):
    kind = CalculatorKind.LOAN
    no_rate = _("The fee is as large as the loan itself. Look at the figures again.")
    amount = MoneyField(label=_("Sum of the loan, tenge"), least=1)
    rate = RateField(label=_("Yearly interest rate in the contract, %"))
    months = MonthsField(label=_("For how many months"))
    fee = MoneyField(
        label=_("Fees and insurance, paid at once, tenge"),
        help_text=_("0 if there are none."),
    )

    def worked_out(self, figures):
        return calculators.loan(**figures)


class InstalmentsForm(CalculatorForm):
    kind = CalculatorKind.INSTALMENTS
    no_rate = _(
        "All payments together are less than the price. Look at the figures again."
    )
    cash_price = MoneyField(
        label=_("Price if you pay at once, tenge"),
        help_text=_("Ask for it, with any discount; compare with another shop."),
        least=1,
    )
    monthly = MoneyField(label=_("Payment in a month, tenge"), least=1)
    months = MonthsField(label=_("For how many months"))

    def worked_out(self, figures):
        return calculators.instalments(**figures)


class DepositForm(CalculatorForm):
    kind = CalculatorKind.DEPOSIT
    amount = MoneyField(label=_("You put in now, tenge"))
    rate = RateField(label=_("Yearly interest rate, %"))
    months = MonthsField(label=_("For how many months"))
    top_up = MoneyField(label=_("You add every month, tenge"))
    capitalised = forms.BooleanField(
        label=_("Interest is added to the deposit every month (capitalisation)"),
        required=False,
    )

    def worked_out(self, figures):
        return calculators.deposit(**figures)


class VillageForm(CalculatorForm):
    kind = CalculatorKind.VILLAGE
    no_rate = _("Enter at least one sum above nought.")
    taxes = MoneyField(
        label=_("Tax revenue"),
        help_text=_("In thousand tenge, as in the decision; without the decimals."),
    )
    other = MoneyField(label=_("Other revenue: non-tax and sales of capital"))
    transfers = MoneyField(label=_("Transfers"))

    def worked_out(self, figures):
        parts = [figures["taxes"], figures["other"], figures["transfers"]]
        if not sum(parts):
            raise calculators.NoSuchRate
        return calculators.shares(parts)


CALCULATOR_FORMS: dict[str, type[CalculatorForm]] = {
    form.kind.value: form
    for form in (BudgetForm, LoanForm, InstalmentsForm, DepositForm, VillageForm)
}
EXAMPLES: dict[str, dict[str, object]] = {
    CalculatorKind.BUDGET: {
        "income": 380_000,
        "housing": 60_000,
        "food": 130_000,
        "transport": 40_000,
        "loans": 50_000,
        "other": 50_000,
        "saved": 100_000,
    },
    CalculatorKind.LOAN: {
        "amount": 500_000,
        "rate": Decimal(30),
        "months": 24,
        "fee": 25_000,
    },
    CalculatorKind.INSTALMENTS: {
        "cash_price": 240_000,
        "monthly": 25_000,
        "months": 12,
    },
    CalculatorKind.DEPOSIT: {
        "amount": 300_000,
        "rate": Decimal(14),
        "months": 12,
        "top_up": 10_000,
        "capitalised": True,
    },
    CalculatorKind.VILLAGE: {"taxes": 15_354, "other": 1_620, "transfers": 24_339},
}
"""Figures that stand in an untouched calculator: an example, said to be one."""


def _written(value):
    """Return an example's sum in groups of three; another value as it is."""
    is_sum = isinstance(value, int) and not isinstance(value, bool)
    return f"{value:,}".replace(",", "\xa0") if is_sum else value


def calculator_form(kind: str, sent=None, *, ref: str = "") -> CalculatorForm:
    """Return the form of a calculator: as sent, else with an example in it.

    `ref` tells it from another of its kind in the same lesson.
    """
    ref = ref or kind
    if sent is not None and sent.get("calculator") == ref:
        return CALCULATOR_FORMS[kind](sent, prefix=ref)
    example = {name: _written(value) for name, value in EXAMPLES[kind].items()}
    return CALCULATOR_FORMS[kind](initial=example, prefix=ref)


def figures_sent(form: CalculatorForm) -> list[tuple[str, str]]:
    """Return what was typed into a calculator, by the names of its controls."""
    names = ["calculator", *(form.add_prefix(name) for name in form.fields)]
    return [(name, form.data[name]) for name in names if name in form.data]
