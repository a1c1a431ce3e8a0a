"""Run a command with PostgreSQL at DATABASE_URL: the given one, or one of its own.

`python -m tests.postgres COMMAND …`; the own server lives in a folder that is
thrown away, listens on a socket only, and does not wait for the disk.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

from lms.system import find_postgres, provide

OPTIONS = (
    "-c listen_addresses='' -c fsync=off -c synchronous_commit=off "
    "-c full_page_writes=off -c max_connections=200"
)


def _as_server() -> list[str]:
    """Return what to write before a server command: it refuses to run as root."""
    if os.geteuid() != 0:
        return []
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]


def _run(command: list[str]) -> None:
    subprocess.run([*_as_server(), *command], check=True, stdout=subprocess.DEVNULL)


def with_own_server(command: list[str]) -> int:
    """Start a server, run the command, stop the server; return the command's code."""
    if not provide("postgres"):
        return 1
    programs = Path(find_postgres())
    folder = Path(tempfile.mkdtemp(prefix="qadam-pg-"))
    try:
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        data = str(folder / "data")
        _run([str(programs / "initdb"), "-D", data, "-U", "qadam", "-A", "trust"])
        control = [str(programs / "pg_ctl"), "-D", data, "-w"]
        log = str(folder / "log")
        _run([*control, "-l", log, "-o", f"-k {folder} {OPTIONS}", "start"])
        try:
            address = f"postgres://qadam@/postgres?host={quote(str(folder))}"
            env = {**os.environ, "DATABASE_URL": address}
            return subprocess.run(command, env=env, check=False).returncode
        finally:
            _run([*control, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(command: list[str]) -> int:
    if os.environ.get("DATABASE_URL"):
        return subprocess.run(command, check=False).returncode
    return with_own_server(command)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
