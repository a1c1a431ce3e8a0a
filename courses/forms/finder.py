"""The five questions of the finder; the answers stand in the address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.enums import Audience
from courses.queries import CourseCard
from courses.scoring import Answers, Skill

TWO_HOURS, FOUR_HOURS = 120, 240


class _KnownOnly:
    """An address may be old, or typed by hand: what is no choice counts for nothing."""

    def to_python(self, value):
        found = super().to_python(value)
        if isinstance(found, list):
            return [one for one in found if self.valid_value(one)]
        return found if self.valid_value(found) else ""


class OneOf(_KnownOnly, forms.ChoiceField):
    widget = forms.RadioSelect


class SomeOf(_KnownOnly, forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple


class FinderForm(forms.Form):
    """Five plain questions, none of which must be answered.

    The wishes are those that editors wrote on the courses, and what was learnt
    before is asked by track, so the form follows what is published.
    """

    who = OneOf(
        label=_("Who are you?"),
        required=False,
        choices=[
            (Audience.RESIDENT, _("A resident of a village or a town")),
            (Audience.OFFICIAL, _("An employee of an akimat or another state body")),
        ],
    )
    skill = OneOf(
        label=_("How used are you to a computer or a smartphone?"),
        required=False,
        choices=[
            (Skill.NEW, _("I am only beginning")),
            (Skill.SOME, _("I can call, write messages and look things up")),
            (Skill.SURE, _("I use it every day without help")),
        ],
    )
    wish = SomeOf(
        label=_("What would you like to do?"),
        help_text=_("Choose as many as you like."),
        required=False,
    )
    time = OneOf(
        label=_("How much time have you got this week?"),
        required=False,
        choices=[
            (TWO_HOURS, _("About two hours")),
            (FOUR_HOURS, _("About four hours")),
            ("any", _("As much as it takes")),
        ],
    )
    known = SomeOf(
        label=_("What have you learnt something about before, here or elsewhere?"),
        help_text=_("Choose none if all of it is new to you."),
        required=False,
    )

    def __init__(self, sent, *, cards: list[CourseCard]):
        super().__init__(sent, label_suffix="")
        self.fields["wish"].choices = [
            (card.outline.course_key, card.need) for card in cards if card.need
        ]
        tracks = {card.track.key: card.track for card in cards if card.track}
        in_order = sorted(tracks.values(), key=lambda track: track.order)
        self.fields["known"].choices = [(one.key, one.title) for one in in_order]

    @property
    def answers(self) -> Answers:
        said = self.cleaned_data if self.is_valid() else {}
        return Answers(
            is_official=said.get("who") == Audience.OFFICIAL,
            skill=Skill(said["skill"]) if said.get("skill") else None,
            wishes=frozenset(said.get("wish", ())),
            minutes=int(said["time"]) if said.get("time", "").isdigit() else None,
            known_tracks=frozenset(said.get("known", ())),
        )
