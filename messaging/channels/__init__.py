"""Ways on which a message reaches a person."""
