"""Exchange formats of accounts."""
