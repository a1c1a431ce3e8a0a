"""What the machine must have: finds system packages, installs them where it may.

Runs before anything is installed, so it knows the standard library alone:
`python3 -m lms.system runtime|browser|messages|postgres`.
"""

import ctypes.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PYTHONS = ((3, 11), (3, 13))
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
RUNTIME_LIBRARIES = ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")


def find_browser() -> str | None:
    """Return the path of the system's Chromium, else None."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def find_postgres() -> str | None:
    """Return the folder that holds PostgreSQL's server programs, newest first."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    if folders:
        return str(folders[0].parent)
    found = shutil.which("initdb")
    return str(Path(found).parent) if found else None


def _has_libraries() -> bool:
    return all(map(ctypes.util.find_library, RUNTIME_LIBRARIES))


@dataclass(frozen=True)
class Need:
    """What something needs, how it shows, and what Debian and Ubuntu call it."""

    purpose: str
    is_met: Callable[[], bool]
    packages: tuple[str, ...]


NEEDS = {
    "runtime": Need(
        "drawing certificates",
        _has_libraries,
        ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"),
    ),
    "browser": Need(
        "the tests in a real browser",
        lambda: find_browser() is not None,
        ("chromium", "fonts-noto-core"),
    ),
    "messages": Need(
        "collecting texts to translate",
        lambda: shutil.which("xgettext") is not None,
        ("gettext",),
    ),
    "postgres": Need(
        "the tests on PostgreSQL",
        lambda: find_postgres() is not None,
        ("postgresql",),
    ),
}


def _privilege() -> list[str] | None:
    """Return what to write before apt-get, or None when it may not be run."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    may = shutil.which("sudo") and subprocess.run([*sudo, "true"], check=False)
    return sudo if may and may.returncode == 0 else None


def _install(packages: tuple[str, ...]) -> None:
    prefix = _privilege()
    if prefix is None:
        return
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    subprocess.run([*apt, "update"], check=False, stdout=subprocess.DEVNULL)
    subprocess.run(
        [*apt, "install", "-y", "--no-install-recommends", *packages],
        check=False,
        stdout=subprocess.DEVNULL,
    )


def provide(name: str) -> bool:
    """Return whether a need is met, after trying to meet it."""
    need = NEEDS[name]
    if need.is_met():
        return True
    say(f"Installing {', '.join(need.packages)} for {need.purpose} …")
    _install(need.packages)
    if need.is_met():
        return True
    say(
        f"Missing for {need.purpose}. Install these system packages, then try again "
        f"(names as in Debian and Ubuntu): {' '.join(need.packages)}"
    )
    return False


def say(text: str) -> None:
    sys.stderr.write(text + "\n")


def main(names: list[str]) -> int:
    if not PYTHONS[0] <= sys.version_info[:2] <= PYTHONS[1]:
        say("Qadam needs Python 3.11, 3.12 or 3.13: make PYTHON=python3.12 …")
        return 1
    met = [provide(name) for name in names]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
