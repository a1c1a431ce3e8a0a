"""Views are counted in the cache and written in batches; a GET writes nothing."""

import datetime
import threading

import pytest
from django.core.cache import cache
from django.utils import timezone

from core import ticks
from home.actions import PENDING_KEY, WRITING_KEY, count_view, write_views
from home.models import NewsIndexPage, NewsPage, ViewCount
from lms import gunicorn
from tests.counting import Counted
from tests.factories import quizzes as make


@pytest.fixture
def news(db):
    home = make.make_home()
    index = make.published(
        home, NewsIndexPage(title="Жаңалықтар", slug="news", locale=home.locale)
    )
    return make.published(
        index,
        NewsPage(
            title="Орталықтар",
            slug="centres",
            summary="Ашылды.",
            published_on=datetime.date(2021, 4, 15),
            locale=home.locale,
        ),
    )


def _written(page) -> int:
    row = ViewCount.objects.filter(page_key=page.translation_key).first()
    return row.count if row else 0


@pytest.mark.parametrize("views", [1, 30])
def test_reading_writes_nothing_and_still_counts(client, news, views):
    client.get("/kk/news/centres/")  # the first reader fills the caches

    with Counted() as counted:
        for _view in range(views):
            response = client.get("/kk/news/centres/")

    assert counted.writes == []
    assert _written(news) == 0
    assert response.context["views"] == views + 1


def test_languages_are_counted_together_and_a_head_is_no_reader(client, news):
    client.get("/kk/news/centres/")
    client.head("/kk/news/centres/")

    response = client.get("/en/news/centres/")

    assert response.context["views"] == 2


def test_a_preview_is_not_counted(rf, news):
    from home.views import show_news

    request = rf.get("/")
    request.is_preview = True
    request.user = make.make_person()
    show_news(request, news)

    assert cache.get(PENDING_KEY.format(news.translation_key)) is None


def test_a_batch_is_written_once(news):
    for _view in range(3):
        count_view(news.translation_key)
    ViewCount.objects.create(page_key=news.translation_key, initial=7000, count=5)

    assert write_views() == 3
    assert write_views() == 0

    assert _written(news) == 8
    assert count_view(news.translation_key) == 1


def test_a_view_counted_during_the_write_stays_for_the_next(news, monkeypatch):
    count_view(news.translation_key)
    read = cache.get_many

    def read_and_be_read(names):
        found = read(names)
        count_view(news.translation_key)
        return found

    monkeypatch.setattr(cache, "get_many", read_and_be_read)
    assert write_views() == 1
    monkeypatch.undo()
    assert write_views() == 1

    assert _written(news) == 2


def test_of_two_writers_one_writes(news):
    count_view(news.translation_key)
    cache.set(WRITING_KEY, 1)

    assert write_views() == 0

    assert _written(news) == 0


def test_readers_at_once_are_all_counted(news):
    def read():
        for _view in range(50):
            count_view(news.translation_key)

    readers = [threading.Thread(target=read) for _number in range(8)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()

    assert write_views() == 400


def test_the_worker_writes_what_a_shared_cache_counted(news, monkeypatch):
    monkeypatch.setattr(ticks, "_last", {})
    count_view(news.translation_key)

    ticks.run_ticks(timezone.now())

    assert _written(news) == 1


@pytest.mark.django_db(transaction=True)
def test_the_web_process_writes_its_own_memory_now_and_then(news, monkeypatch):
    monkeypatch.setattr(gunicorn, "SECONDS", 0.05)
    monkeypatch.setattr(gunicorn, "_stopped", threading.Event())
    written = threading.Event()
    monkeypatch.setattr("home.actions.write_views", written.set)

    writer = threading.Thread(target=gunicorn._write_now_and_then)
    writer.start()

    assert written.wait(10)
    gunicorn.worker_exit(None, None)
    writer.join(10)
    assert not writer.is_alive()


@pytest.mark.django_db(transaction=True)
def test_the_web_process_writes_once_more_at_its_end(news, monkeypatch):
    monkeypatch.setattr(gunicorn, "_stopped", threading.Event())
    count_view(news.translation_key)

    gunicorn.worker_exit(None, None)

    assert _written(news) == 1
    assert gunicorn._stopped.is_set()
