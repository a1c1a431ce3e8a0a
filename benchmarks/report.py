"""The figures as small tables and as JSON."""

import os
import platform
from dataclasses import asdict
from importlib.metadata import distributions
from statistics import median

from benchmarks.rates import BARE, Rates
from benchmarks.weights import Weight

PACKAGES = ("Django", "wagtail", "gunicorn", "weasyprint", "pysqlite3")


def as_json(
    rates: Rates, weights: dict[str, Weight], certificate: dict[str, float]
) -> dict:
    names = list(rates.samples)
    return {
        "rates": {name: round(rates.rate(name), 1) for name in names},
        "medians_ms": {name: round(rates.median_ms(name), 2) for name in names},
        "rounds": [
            {name: round(rates.samples[name][at].rate, 1) for name in names}
            for at in range(len(rates.samples[BARE]))
        ],
        "client_share": round(rates.client_share(), 3),
        "weights": {
            name: {"total": weight.total, **asdict(weight)}
            for name, weight in weights.items()
        },
        "certificate_seconds": {
            name: round(certificate[name], 4) for name in ("first", "warm")
        },
        "certificate_bytes": certificate["bytes"],
        "cores": os.cpu_count(),
        "versions": _versions(),
    }


def _versions() -> dict[str, str]:
    found = {each.metadata["Name"]: each.version for each in distributions()}
    packages = {name: found[name] for name in PACKAGES if name in found}
    return {"Python": platform.python_version(), **packages}


def _rates_table(rates: Rates):
    yield f"{'':20}{'per second':>12}{'median ms':>12}{'of the bare view':>28}"
    for name in rates.samples:
        ratios = sorted(rates.ratios(name))
        middle = median(ratios)
        spread = f"{middle:.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})"
        yield (
            f"{name:20}{rates.rate(name):12.0f}{rates.median_ms(name):12.1f}"
            f"{spread:>28}"
        )
    yield f"The generator itself took {rates.client_share():.0%} of one core at most."


def _weights_table(weights: dict[str, Weight]):
    heads = ("KB", "HTML", "CSS", "JS", "other", "requests", "pictures")
    yield f"{'first visit':20}" + "".join(f"{head:>10}" for head in heads)
    for name, weight in weights.items():
        parts = (weight.total, weight.html, weight.css, weight.js, weight.other)
        yield (
            f"{name:20}"
            + "".join(f"{part / 1000:10.1f}" for part in parts)
            + f"{weight.requests:10}{weight.pictures / 1000:10.1f}"
        )


def tables(rates: Rates, weights: dict[str, Weight], certificate: dict) -> str:
    lines = [
        *_rates_table(rates),
        "",
        *_weights_table(weights),
        "",
        f"certificate: first {certificate['first']:.2f} s, "
        f"warm {certificate['warm'] * 1000:.0f} ms, "
        f"{certificate['bytes'] / 1000:.0f} KB",
    ]
    return "\n".join(lines)
