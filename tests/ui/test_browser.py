"""The pages in headless Chromium, inside Airflow's own API server, on a bucket with stored batches."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import TYPE_CHECKING

import httpx
import pytest

from infoseek.settings import S3Settings
from infoseek.store.objects import ObjectStore
from infoseek.ui.browsing import browser, chromium, log_in
from tests.gates.corpus import BATCH, books, question_row
from tests.quality.stored import (
    HOSTILE,
    OVERRIDE,
    crawled,
    gated,
    hostile_books,
    linked,
    published,
    questions,
)
from tests.ui.portal import Portal, portal
from tests.ui.test_app import EXAMPLES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, StorageState

pytestmark = [
    pytest.mark.browser,
    pytest.mark.service,
    pytest.mark.skipif(chromium() is None, reason="there is no Chromium: run docker/ensure-chromium.sh"),
]

GOOD = question_row(books())["question_id"]
HOSTILE_DAY = "2026-11-06"
LINKED_DAY = "2026-11-07"


@pytest.fixture(scope="module")
def airflow(s3_endpoint: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """A published batch, and after it a gated one of a hostile web."""
    s3 = S3Settings(
        endpoint_url=s3_endpoint, bucket=f"t-{uuid.uuid4().hex[:12]}", access_key="test", secret_key="test"
    )
    store = ObjectStore(s3)
    store.create_bucket()
    crawled(store)
    linked(store, LINKED_DAY)
    gated(store)
    published(s3)
    good, leaking = questions(hostile_books())
    rows = [
        {**good, "question_id": "hostile"},
        {**leaking, "question": f"{HOSTILE} The Salt Ledger {OVERRIDE}"},
    ]
    gated(store, HOSTILE_DAY, hostile_books(), rows)
    with portal(tmp_path_factory.mktemp("portal"), s3) as found:
        yield found


@pytest.fixture(scope="module")
def opened() -> Iterator[Browser]:
    with browser() as found:
        yield found


@pytest.fixture(scope="module")
def login(opened: Browser, airflow: Portal) -> StorageState:
    """What a browser keeps after logging in through Airflow's form."""
    context = opened.new_context()
    log_in(context.new_page(), airflow.address, airflow.user, airflow.password)
    found = context.storage_state()
    context.close()
    return found


@pytest.fixture
def page(opened: Browser, login: StorageState) -> Iterator[Page]:
    """A page that is logged in; whatever its console or a policy complains of fails the test at its end."""
    context = opened.new_context(viewport={"width": 1280, "height": 900}, storage_state=login)
    context.set_default_timeout(20_000)
    found = context.new_page()
    complaints: list[str] = []
    found.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    found.on("pageerror", lambda error: complaints.append(str(error)))
    found.on("dialog", lambda dialog: complaints.append(f"dialog {dialog.message}"))
    yield found
    context.close()
    assert complaints == []


def test_airflow_refuses_strangers_on_every_route(airflow: Portal) -> None:
    """Airflow's own user check stands before every path: 401 without a token, an answer with one."""
    with httpx.Client(base_url=airflow.address, trust_env=False, timeout=30) as client:
        for path in EXAMPLES.values():
            assert client.get(f"/infoseek{path}").status_code == 401, path
        credentials = {"username": airflow.user, "password": airflow.password}
        token = client.post("/auth/token", json=credentials).json()["access_token"]
        client.headers["Authorization"] = f"Bearer {token}"
        for path in EXAMPLES.values():
            assert client.get(f"/infoseek{path}").status_code in (200, 404), path


def test_a_stranger_is_led_to_the_login(opened: Browser, airflow: Portal) -> None:
    """The page without a login has a link that ends at Airflow's form."""
    context = opened.new_context()
    page = context.new_page()
    page.goto(f"{airflow.address}/infoseek/")
    page.get_by_role("link", name="Log in").click()
    page.locator("input[name=password]").wait_for()
    context.close()


def test_the_navigation_leads_to_the_batches(page: Page, airflow: Portal) -> None:
    """Airflow's navigation has one entry, which shows the pages within Airflow's own."""
    page.goto(airflow.address)
    page.get_by_role("link", name="InfoSeek").click()
    page.wait_for_url("**/plugin/infoseek")
    frame = page.frame_locator("iframe")
    frame.get_by_role("heading", name="Batches", exact=True).wait_for()
    frame.locator(".chart .main-svg").first.wait_for()
    frame.get_by_role("link", name=BATCH).first.click()
    frame.get_by_role("heading", name=f"Batch {BATCH}").wait_for()


def test_sources_open_beside_airflow(page: Page, airflow: Portal) -> None:
    """From within Airflow's frame a source opens in a tab of its own, without a way back."""
    page.context.route("http://books.example/**", lambda route: route.fulfill(body="the source"))
    page.goto(f"{airflow.address}/plugin/infoseek")
    frame = page.frame_locator("iframe")
    frame.get_by_role("link", name=BATCH).first.click()
    frame.locator("td.question a").first.click()
    with page.context.expect_page() as found:
        frame.locator("#claim-C figcaption a").click()
    source = found.value
    source.wait_for_load_state()
    assert source.url == "http://books.example/quill"
    assert source.evaluate("window.opener") is None


def test_charts_are_drawn_and_answer_the_mouse(page: Page, airflow: Portal) -> None:
    """All figures have marks; pointing at one shows its number, and the legend takes a trace away."""
    page.goto(f"{airflow.address}/infoseek/")
    charts = page.locator(".chart")
    page.locator(".chart .main-svg").first.wait_for()
    assert charts.count() == 5
    for number in range(charts.count()):
        assert charts.nth(number).locator(".bars path, .heatmaplayer image").count() > 0
    bars = charts.nth(0).locator(".bars .point")
    bars.first.wait_for()
    before = bars.count()
    bars.first.hover(force=True)
    charts.nth(0).locator(".hovertext").wait_for()
    assert "2 questions" in (charts.nth(0).locator(".hovertext").text_content() or "")
    charts.nth(0).locator(".legendtoggle").first.click()
    page.wait_for_function(
        "before => document.querySelectorAll('.chart:first-child .bars .point').length < before", arg=before
    )


def test_the_crawl_report_is_reached_and_drawn(page: Page, airflow: Portal) -> None:
    """The funnel's first step leads there; both figures have bars, and every host stands in its table."""
    page.goto(f"{airflow.address}/infoseek/batches/{BATCH}")
    page.locator(".funnel .name a").click()
    page.get_by_role("heading", name=f"Crawl of batch {BATCH}").wait_for()
    page.locator(".chart .main-svg").first.wait_for()
    for number in range(2):
        assert page.locator(".chart").nth(number).locator(".bars path").count() > 0
    assert "books.example" in (page.locator("table.tallies").last.text_content() or "")


def test_the_linking_report_is_drawn(page: Page, airflow: Portal) -> None:
    """Shares over the batches are lines with points, edges are bars, and counts stand in tables."""
    page.goto(f"{airflow.address}/infoseek/batches/{LINKED_DAY}")
    page.get_by_role("link", name="Linking report").click()
    page.get_by_role("heading", name=f"Linking of batch {LINKED_DAY}").wait_for()
    page.locator(".chart .main-svg").first.wait_for()
    assert page.locator(".chart").nth(0).locator(".scatterlayer .point").count() > 0
    assert page.locator(".chart").nth(1).locator(".bars path").count() > 0
    assert "novel" in (page.locator("table").filter(has_text="Types").text_content() or "")


def test_an_item_shows_its_tree_and_its_evidence(page: Page, airflow: Portal) -> None:
    """The picture has a box a vertex, each within the card, and the marked sentence can be seen."""
    page.goto(f"{airflow.address}/infoseek/items/{GOOD}")
    picture = page.locator(".card.picture svg.tree")
    assert picture.locator("g.vertex").count() == 5
    card = picture.bounding_box()
    assert card is not None
    for number in range(5):
        box = picture.locator("g.vertex").nth(number).bounding_box()
        assert box is not None
        assert card["x"] <= box["x"]
        assert box["x"] + box["width"] <= card["x"] + card["width"] + 1
    picture.locator("a[href='#claim-C']").first.click()
    mark = page.locator("#claim-C mark")
    assert mark.text_content() == "born: 1893-04-02"
    assert mark.is_visible()
    shade = mark.evaluate("mark => getComputedStyle(mark).backgroundColor")
    assert shade not in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")


def test_both_themes_can_be_read(page: Page, airflow: Portal) -> None:
    """Ink and ground change places with the colour scheme."""
    page.goto(f"{airflow.address}/infoseek/items/{GOOD}")
    tones = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        tones[scheme] = page.evaluate(
            "() => [getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
            ".map(tone => tone.match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0))"
        )
    (ink, ground), (night_ink, night_ground) = tones["light"], tones["dark"]
    assert ground - ink > 300
    assert night_ink - night_ground > 300


def test_a_narrow_screen_needs_no_sideways_scrolling(page: Page, airflow: Portal) -> None:
    """At the width of a telephone the pages fit; what is wide scrolls by itself."""
    page.set_viewport_size({"width": 390, "height": 800})
    for path in ("/", f"/batches/{BATCH}", f"/items/{GOOD}"):
        page.goto(f"{airflow.address}/infoseek{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path


def test_a_hostile_web_is_inert(page: Page, airflow: Portal) -> None:
    """No script of a page's name runs, no picture of it is fetched, no address of it can be followed."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("/", f"/batches/{HOSTILE_DAY}", "/items/hostile", "/items/zz"):
        page.goto(f"{airflow.address}/infoseek{path}?batch={HOSTILE_DAY}")
        page.wait_for_load_state("networkidle")
        assert page.locator("img[src=x]").count() == 0
        assert page.locator("a[href^=javascript]").count() == 0
        assert OVERRIDE not in page.content()
    assert HOSTILE in (page.locator("h1").text_content() or "")
    assert [url for url in asked if not url.startswith((airflow.address, "data:"))] == []
