"""Requests per second: every target in turn, round after round, in one run.

The machine's pace drifts, so a figure alone says little: each round compares every
target with the bare view of the same round, and the median of these ratios is told.
"""

from dataclasses import dataclass
from statistics import median
from urllib.parse import urlencode

from benchmarks.load import Load, Sample, Target, request

BARE = "bare_view"
CSRF = "b" * 32


def _page(path: str, cookies: list[str]):
    requests = [request("GET", path, {"Cookie": cookie}) for cookie in cookies]
    return lambda connection, _number: requests[connection]


def _saves(learners: list[dict], cookies: list[str]):
    def request_of(connection: int, number: int) -> bytes:
        """Give another response than before, as a learner who changes her mind."""
        choices = learners[connection]["choices"]
        fields = {
            "csrfmiddlewaretoken": CSRF,
            "response": choices[number % len(choices)],
            "revision": number,
        }
        headers = {
            "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": cookies[connection],
        }
        path = learners[connection]["question"]
        return request("POST", path, headers, urlencode(fields).encode())

    return request_of


def targets_of(plan: dict) -> list[Target]:
    token = f"csrftoken={CSRF}"
    cookies = [
        f"sessionid={learner['session']}; {token}" for learner in plan["learners"]
    ]
    return [
        Target(BARE, _page("/bare/", cookies)),
        Target("lesson_signed_in", _page(plan["lesson"], cookies)),
        Target("lesson_signed_out", _page(plan["lesson"], [token] * len(cookies))),
        Target("quiz_page", _page(plan["quiz"], cookies)),
        Target("answer_save", _saves(plan["learners"], cookies)),
    ]


@dataclass(frozen=True)
class Rates:
    """The samples of every round, by target."""

    samples: dict[str, list[Sample]]

    def rate(self, name: str) -> float:
        return median(sample.rate for sample in self.samples[name])

    def median_ms(self, name: str) -> float:
        return median(sample.median_ms for sample in self.samples[name])

    def ratios(self, name: str) -> list[float]:
        """Return the rate beside the bare view's, for each round."""
        pairs = zip(self.samples[name], self.samples[BARE], strict=True)
        return [sample.rate / bare.rate for sample, bare in pairs]

    def client_share(self) -> float:
        """Return the largest share of a core that the generator took."""
        return max(
            median(sample.client_share for sample in samples)
            for samples in self.samples.values()
        )


def measure(plan: dict, port: int, rounds: int, seconds: float) -> Rates:
    """Warm up, then ask for each target in turn, `rounds` times."""
    targets = targets_of(plan)
    load = Load(port, len(plan["learners"]))
    for target in targets:
        load.run(target, seconds)
    samples: dict[str, list[Sample]] = {target.name: [] for target in targets}
    for _round in range(rounds):
        for target in targets:
            samples[target.name].append(load.run(target, seconds))
    return Rates(samples)
