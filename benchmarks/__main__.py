"""Measure the site of this working copy; prints tables and writes var/bench.json."""

import argparse
import json
import tempfile
import time
from pathlib import Path

from benchmarks import rates, report, weights
from benchmarks.site import ROOT, Site

ROUNDS = 7
SECONDS = 1.5


def run(folder: Path, rounds: int, seconds: float) -> tuple[str, dict]:
    """Measure everything; return the tables and what goes into the file."""
    site, started = Site(folder), time.monotonic()
    plan = site.ask("prepare")
    print(f"Data made ready in {time.monotonic() - started:.0f} s.", flush=True)
    with site.served():
        rated = rates.measure(plan, site.port, rounds, seconds)
        weighed = weights.measure(plan, site.port)
    drawn = site.ask("certificates")
    figures = report.as_json(rated, weighed, drawn)
    return report.tables(rated, weighed, drawn), figures


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--output", type=Path, default=ROOT / "var" / "bench.json")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="qadam-bench-") as folder:
        text, figures = run(Path(folder), options.rounds, options.seconds)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps(figures, indent=2) + "\n")
    print(f"\n{text}\n\nThe same as JSON: {options.output}")


if __name__ == "__main__":
    main()
