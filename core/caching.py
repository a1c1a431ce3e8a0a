"""Where copies of what everybody is shown are kept, apart from what is counted.

The default cache holds what must not be pushed out: the counters of django-allauth's
rate limits, which know no other, and the views of news. Copies can be made again, so
they have a cache of their own (CACHES): however many there are, no counter goes for
them.
"""

from django.core.cache import caches
from django.utils.connection import ConnectionProxy

copies = ConnectionProxy(caches, "copies")
