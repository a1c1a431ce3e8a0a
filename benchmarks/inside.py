"""Runs a part of the benchmark inside the site: `python -m benchmarks.inside PART …`.

The part is a module here with a `main`; it is imported once Django stands, so it may
use models and actions like any other module.
"""

import sys
from importlib import import_module

import django

if __name__ == "__main__":
    django.setup()
    import_module(f"benchmarks.{sys.argv[1]}").main(*sys.argv[2:])
