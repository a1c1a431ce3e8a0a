"""Sample data for the living page that shows every component in every state."""

from dataclasses import dataclass, replace
from datetime import date

from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator

from core import tokens
from core.templatetags.ui import ICONS

WIDGET_CHOICES = [("a", "Akmola"), ("b", "Karaganda"), ("c", "Turkistan")]


@dataclass(frozen=True)
class Group:
    """A stretch of the page: its title, its templates, the components they show."""

    title: str
    parts: tuple[str, ...]
    components: str

    @property
    def slug(self) -> str:
        return self.parts[0]

    @property
    def templates(self) -> list[str]:
        return [f"styleguide/{part}.html" for part in self.parts]

    @property
    def names(self) -> list[str]:
        return self.components.split()


GROUPS = (
    Group(
        "Shell",
        ("shell",),
        "skip head brand nav menu langs account crumbs messages shared edit-link"
        " display foot",
    ),
    Group("Layout", ("layout",), "wrap section stack row grid cols"),
    Group("Actions", ("actions",), "btn link tag icons"),
    Group(
        "Surfaces and text",
        ("surfaces", "text"),
        "card note stand-in facts ticks list fold words meta hint horn download",
    ),
    Group("Home", ("home",), "hero sun band stairs news-card search pagination"),
    Group(
        "Learning",
        ("learning", "lesson"),
        "course-card outline ramp bar rail pager dock"
        " prose proc fig drawing video term pop terms term-card calculator strip"
        " canvas",
    ),
    Group(
        "Forms and quiz",
        ("forms", "quiz"),
        "field input error summary choice choices passkey"
        " qbar qnav key order disc score",
    ),
    Group("Tables and print", ("tables",), "table flow qr cert print"),
    Group("Tokens", ("tokens",), "colours type space shape"),
)


# --- Learning ------------------------------------------------------------------


@dataclass(frozen=True)
class Unit:
    """A part of a course, as the ramp sees it."""

    key: int
    state: str


@dataclass(frozen=True)
class Progress:
    done: int
    total: int
    percent: int


@dataclass(frozen=True)
class Outline:
    """A course of six parts with one learner's way through it."""

    title: str = "Safety online"
    url: str = "#c-course-card"
    done: int = 0
    minutes: int = 120
    is_enrolled: bool = True

    @property
    def units(self) -> list[Unit]:
        states = ["done"] * self.done + ["now"] + ["open"] * 5
        return [Unit(key, state) for key, state in enumerate(states[:6])]

    @property
    def progress(self) -> Progress:
        return Progress(self.done, 6, self.done * 100 // 6)

    @property
    def progress_words(self) -> str:
        return f"{self.done} of 6 parts done"


def _cards() -> list[dict]:
    begun = Outline(done=3)
    outlines = [replace(begun, is_enrolled=False), begun, replace(begun, done=6)]
    states = ["not joined", "joined", "completed"]
    return [
        {"state": state, "outline": outline, "summary": "Passwords, calls, payments."}
        for state, outline in zip(states, outlines, strict=True)
    ]


# --- Forms ---------------------------------------------------------------------


class SampleForm(forms.Form):
    name = forms.CharField(help_text="As it should stand on your certificate.")
    mail = forms.EmailField(required=False, label="E-mail")
    region = forms.ChoiceField(choices=WIDGET_CHOICES)
    story = forms.CharField(widget=forms.Textarea({"rows": 3}), label="Your idea")
    level = forms.ChoiceField(
        choices=[("r", "Resident"), ("o", "Official")],
        widget=forms.RadioSelect,
        label="I am",
        help_text="It decides which courses we show first.",
    )
    agree = forms.BooleanField(
        label="I agree", help_text="You can take it back at any time."
    )


class PasskeyForm(forms.Form):
    credential = forms.CharField(widget=forms.HiddenInput)


class SearchForm(forms.Form):
    q = forms.CharField(label="What are you looking for?", max_length=3)


CERTIFICATE = {
    "serial": "QDM-2026-000001",
    "shown_code": "7K2M-9QXT-4B0C-1",
    "academic_hours": 3,
    "result_percent": 90,
    "titles": [
        {"language": "en", "title": "Safety online"},
        {"language": "en", "title": "The title in another language"},
    ],
}


# --- Tokens --------------------------------------------------------------------

SWATCHES = {
    "paper": ("page", ""),
    "surface": ("cards, inputs", ""),
    "sunken": ("tinted section, figure", ""),
    "line": ("hairlines, empty progress", ""),
    "edge": ("control borders", "paper"),
    "ink": ("text", "paper"),
    "ink-2": ("secondary text", "paper"),
    "sky": ("links, buttons, done", "paper"),
    "sky-deep": ("hover", "paper"),
    "sky-mid": ("graphics, never text", ""),
    "sky-soft": ("graphics", ""),
    "sky-wash": ("selected, note, tag", ""),
    "on-sky": ("text on sky", "sky"),
    "sun": ("here and next", ""),
    "sun-deep": ("divider", ""),
    "sun-wash": ("current row", ""),
    "on-sun": ("text on sun", "sun"),
    "ok": ("right, valid", "ok-wash"),
    "ok-wash": ("paper of ok", ""),
    "care": ("take care, flagged", "care-wash"),
    "care-wash": ("paper of care", ""),
    "bad": ("wrong, error", "bad-wash"),
    "bad-wash": ("paper of bad", ""),
    "night": ("footer", ""),
    "on-night": ("text on night", "night"),
}
"""Each colour: what it is for, and the paper it must be told from."""


def contrast_words(name: str, paper: str) -> str:
    """Return both schemes' contrast of a token with its paper, in words."""
    light, dark = tokens.values("light"), tokens.values("dark")
    figures = [tokens.contrast(scheme[name], scheme[paper]) for scheme in (light, dark)]
    return f"{figures[0]:.1f} light, {figures[1]:.1f} dark, on --{paper}"


def _swatches() -> list[dict]:
    light, dark = tokens.values("light"), tokens.values("dark")
    return [
        {
            "name": name,
            "use": use,
            "light": light[name],
            "dark": dark[name],
            "contrast": contrast_words(name, paper) if paper else "no text",
        }
        for name, (use, paper) in SWATCHES.items()
    ]


def _scale(prefix: str, names: str) -> list[dict]:
    found = tokens.values()
    return [
        {"name": f"{prefix}{name}", "value": found[f"{prefix}{name}"]}
        for name in names.split()
    ]


# --- All of it -----------------------------------------------------------------


def examples() -> dict:
    """Return what the page and its parts show."""
    begun = Outline(done=3)
    return {
        "groups": GROUPS,
        "outline": begun,
        "cards": _cards(),
        "here": Unit(1, "now"),
        "notices": [
            Message(constants.SUCCESS, "Your name is saved."),
            Message(constants.ERROR, "The mail was not sent."),
            Message(constants.INFO, "The seminar begins at ten."),
        ],
        "form": SampleForm(),
        "wrong": SampleForm({"mail": "x"}, prefix="wrong", initial={}),
        "passkey": PasskeyForm(),
        "search": SearchForm({"q": "longer"}),
        "pages": Paginator(range(30), 10).page(2),
        "certificate": CERTIFICATE,
        "colours": {
            name.replace("-", "_"): one for name, one in tokens.values().items()
        },
        "today": date(2026, 3, 19),
        "icons": sorted(ICONS),
        "swatches": _swatches(),
        "sizes": _scale("t-", "s m l xl 2xl 3xl"),
        "strip_shares": [
            ("First", 30),
            ("Second", 25),
            ("Third", 18),
            ("Fourth", 12),
            ("Fifth", 9),
            ("Sixth", 6),
        ],
        "spaces": _scale("s", "1 2 3 4 5 6 7 8"),
        "radii": _scale("r", "1 2 3"),
    }
