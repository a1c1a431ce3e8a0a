"""What every test may ask for; markers are set by folder and by what a test uses."""

import fcntl
import hashlib
import shutil
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.utils.translation import trans_real
from xdist.scheduler import LoadScopeScheduling

from core.catalogues import compile_catalogues
from tests.caches import clear_caches

ROOT = Path(__file__).parent.parent
RULES = {
    "test_calculators",
    "test_canvas",
    "test_progress",
    "test_grading",
    "test_eligibility",
    "test_numbering",
}
SET_UP_ONCE = {
    "tests/courses/test_importers.py",
    "tests/lms/test_commands.py",
    "tests/lms/test_serve.py",
    "tests/lms/web/test_page_weight.py",
}
"""Files whose tests share something that takes long to set up."""
hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")
DATABASE_FIXTURES = {"db", "transactional_db"}


def pytest_configure(config):
    """Compile the catalogues that changed, once, before any process reads them."""
    if not hasattr(config, "workerinput") and compile_catalogues():
        trans_real._translations.clear()
        trans_real._default = None


class FilesTogether(LoadScopeScheduling):
    """Gives each file of `SET_UP_ONCE` to one process, all other tests one by one.

    xdist's own groups are written into a test's id, which pytest 9.2 does not let it.
    The others keep their order: those that empty the database come last.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return file if file in SET_UP_ONCE else nodeid


def pytest_xdist_make_scheduler(config, log):
    return FilesTogether(config, log)


def _marks_of(item: pytest.Item) -> set[str]:
    folders = item.path.relative_to(ROOT / "tests").parts[:-1]
    if "house" in folders:
        return {"house"}
    if "journeys" in folders:
        return {"journey", "slow"}
    marks = {"web"} if "web" in folders else set()
    asks = DATABASE_FIXTURES & set(item.fixturenames)
    if asks or item.get_closest_marker("django_db"):
        marks.add("database")
    elif item.path.stem in RULES:
        marks.add("unit")
    return marks


def pytest_collection_modifyitems(items):
    for item in items:
        for name in sorted(_marks_of(item)):
            item.add_marker(getattr(pytest.mark, name))


def _schema_digest() -> str:
    """Return what tells one database schema from another: migrations and pins."""
    digest = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    for path in sorted(ROOT.glob("*/migrations/*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _migrated_copy(target: Path, cache_folder: Path) -> None:
    """Copy a migrated database to `target`; the first process to ask makes it."""
    cache_folder.mkdir(parents=True, exist_ok=True)
    template = cache_folder / f"schema-{_schema_digest()}.sqlite3"
    with (cache_folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not template.exists():
            draft = template.with_suffix(".draft")
            draft.unlink(missing_ok=True)
            connection = connections["default"]
            connection.settings_dict["NAME"] = str(draft)
            call_command("migrate", verbosity=0)
            connection.cursor().execute("PRAGMA journal_mode=DELETE")
            connection.close()
            draft.rename(template)
    shutil.copyfile(template, target)


@pytest.fixture(scope="session")
def django_db_keepdb():
    """Start from the migrated copy where there is one (SQLite)."""
    return connections["default"].vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request, tmp_path_factory, django_db_blocker, django_db_keepdb
):
    """Give each process a database of its own."""
    if not django_db_keepdb:
        request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")
        return
    own = tmp_path_factory.mktemp("database") / "test.sqlite3"
    with django_db_blocker.unblock():
        _migrated_copy(own, Path(request.config.cache.mkdir("schema")))
    for alias in connections:
        connections[alias].settings_dict["NAME"] = str(own)
        connections[alias].settings_dict["TEST"]["NAME"] = str(own)


@pytest.fixture(scope="session")
def site_cache(request) -> Path:
    """Where the filled site is kept that others are copied from."""
    return Path(request.config.cache.mkdir("site"))


@pytest.fixture(autouse=True)
def _fresh_cache():
    """No test sees what another left in the cache."""
    clear_caches()
    yield
    clear_caches()


@pytest.fixture
def content_dir() -> Path:
    """The content files that ship."""
    return Path(settings.LMS_CONTENT_DIR)
