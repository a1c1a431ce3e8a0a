"""What a person wishes to get."""

from django.contrib.auth.models import AbstractUser

from messaging.enums import Topic
from messaging.models import Preference


def preferences_of(person: AbstractUser) -> dict[str, bool]:
    """Return the wishes by name; those never stated have their defaults."""
    row = Preference.objects.filter(person=person).first() or Preference()
    return {"wants_news": row.wants_news, "wants_reminders": row.wants_reminders}


def wishes(person: AbstractUser, topic: str) -> bool:
    """Tell whether a person gets messages on a topic; on the account always."""
    return topic == Topic.ACCOUNT or preferences_of(person)[f"wants_{topic}"]
