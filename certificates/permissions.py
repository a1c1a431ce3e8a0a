"""Who may do what with certificates."""

from accounts.models import Person
from certificates.models import Certificate


def can_revoke(person: Person, certificate: Certificate) -> bool:
    """Tell whether a person may take back a certificate that still holds."""
    return certificate.is_valid and person.has_perm("certificates.change_certificate")


def can_reissue(person: Person, certificate: Certificate) -> bool:
    """Tell whether a person may put a new certificate in place of one that holds."""
    return certificate.is_valid and person.has_perm("certificates.change_certificate")
