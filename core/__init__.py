"""Building blocks without a domain noun in them."""
