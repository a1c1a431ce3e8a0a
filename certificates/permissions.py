"""Who may do what with certificates."""

from accounts.models import Person
from certificates.models import Certificate


def can_change_certificates(person: Person) -> bool:
    """Tell whether a person may take back certificates and issue them again."""
    return person.has_perm("certificates.change_certificate")


def can_revoke(person: Person, certificate: Certificate) -> bool:
    """Tell whether a person may take back a certificate that still holds."""
    return certificate.is_valid and can_change_certificates(person)


def can_reissue(person: Person, certificate: Certificate) -> bool:
    """Tell whether a person may put a new certificate in place of one that holds."""
    return certificate.is_valid and can_change_certificates(person)
