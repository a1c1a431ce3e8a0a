"""The composition root: settings, addresses, the demo; the only package that knows all others."""
