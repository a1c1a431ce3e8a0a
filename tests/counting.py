"""Counting what a page asks of the database."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

FREE = ("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT", "ROLLBACK")
WRITES = ("INSERT", "UPDATE", "DELETE")


class Counted(CaptureQueriesContext):
    """Counts queries, transactions' own statements left out."""

    def __init__(self):
        super().__init__(connection)

    def __len__(self):
        return sum(not q["sql"].startswith(FREE) for q in self.captured_queries)

    @property
    def writes(self) -> list[str]:
        found = [q["sql"] for q in self.captured_queries]
        return [sql for sql in found if sql.startswith(WRITES)]

    def told(self) -> str:
        return "\n".join(q["sql"][:300] for q in self.captured_queries)
