"""Django's SQLite backend on a library without the WAL-reset bug, set up for safety.

`pysqlite3` brings its own SQLite; it takes the place of the standard module before
Django's backend is loaded, which this package does on import.
"""

import sys

try:
    import pysqlite3
    import pysqlite3.dbapi2
except ImportError:  # no wheel for this platform: the system's library serves
    pysqlite3 = None
else:
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
