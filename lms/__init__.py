"""The composition root: settings, addresses, the demo; it alone knows all others."""
