"""A resident goes from the home page to a certificate that anyone can verify."""

import pytest

from tests.journeys.learner import COURSE, LESSONS, Learner


def _earn_certificate(learner: Learner) -> str:
    """Walk the whole way; return the verification code on the certificate."""
    page = learner.page
    learner.open("/")
    learner.press(".stairs li:nth-child(3) a")
    learner.press(f".course-card a[href*='{COURSE}']")
    learner.press("form[action*='/enrol/'] button")
    learner.sign_up()
    assert len(page.locator(".words").inner_text().split()) >= 8
    learner.press("main form button.btn--sun")
    for lesson in LESSONS:
        assert lesson in page.url
        learner.press("#finish button")
        learner.press("form[action*='/start/'] button")
        learner.answer_all(lesson)
        learner.press("form[action$='/submit/'] button")
        assert page.locator(".score").is_visible()
        if lesson != LESSONS[-1]:
            learner.press("main a.btn--sun")
    return _take_certificate(learner)


def _take_certificate(learner: Learner) -> str:
    page = learner.page
    learner.open("/my-learning/")
    learner.press("section[aria-labelledby=certificates] .card a")
    for _wait in range(40):
        if page.locator("a[download]").count():
            break
        page.wait_for_timeout(500)
        page.reload()
    assert page.locator("a[download]").is_visible()
    address = page.locator("a[download]").get_attribute("href")
    reply = page.request.get(learner.url + address)
    assert reply.body().startswith(b"%PDF-")
    return page.locator("section[aria-labelledby=share] a").get_attribute("href")


def _assert_verified(open_page, learner: Learner, address: str) -> None:
    stranger = open_page(width=360)
    stranger.goto(learner.url + address)
    told = stranger.locator("main").inner_text()
    assert "Әсел Қ." in told
    assert "Қуанышбекқызы" not in told
    assert stranger.locator("main .note--ok").is_visible()


WAYS = [
    pytest.param("kk", 360, {}, False, id="kk-phone"),
    pytest.param("ru", 1280, {}, False, id="ru-desktop"),
    pytest.param("en", 360, {"java_script_enabled": False}, False, id="no-javascript"),
    pytest.param("kk", 1280, {}, True, id="keyboard"),
]


@pytest.mark.parametrize(("language", "width", "options", "by_keyboard"), WAYS)
def test_a_resident_earns_a_certificate(
    site, open_page, language, width, options, by_keyboard
):
    page = open_page(width=width, **options)
    learner = Learner(page, site.url, language, by_keyboard)

    address = _earn_certificate(learner)

    _assert_verified(open_page, learner, address)
