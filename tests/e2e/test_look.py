"""What holds for every page: readable by all, no scroll sideways, no script needed, prints."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from e2e.pages import HOME, PAGES

# The marker has the database made; what the pages show is committed by the office itself.
pytestmark = pytest.mark.django_db
SIZES = {"desk": (1280, 900), "phone": (390, 844)}
MOST_STEPS = 150  # of the keyboard: the matrix has more, of the same kind
ON_PAPER = [page for page in PAGES if page.paper]


def sized(name):
    width, height = SIZES[name]
    return {"width": width, "height": height}


@pytest.mark.parametrize(("theme", "language"), [("light", "vi"), ("dark", "vi"), ("light", "en")])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("shown", PAGES, ids=lambda page: page.name)
def test_axe_finds_nothing_wrong(office, open_page, axe, shown, size, theme, language):
    """Axe looks for WCAG 2.2 AA and for its best practices."""
    page = open_page(sized(size), color_scheme=theme)
    speak(office, page, language)
    office.open(page, shown)
    assert axe(page) == []


def speak(office, page, language):
    cookie = {"name": "django_language", "value": language, "url": office.url}
    page.context.add_cookies([cookie])


@pytest.mark.parametrize("width", [320, 390, 800, 1280, 1920])
def test_no_page_scrolls_sideways(office, open_page, width):
    page = open_page({"width": width, "height": 800})
    wide = []
    for language in ("vi", "en"):
        speak(office, page, language)
        for shown in PAGES:
            office.open(page, shown)
            root = page.evaluate("document.documentElement.scrollWidth")
            wide += [f"{shown.name} ({language}): {root} px"] if root > width else []
    assert wide == []


def test_no_page_complains_to_the_console(office, open_page):
    page = open_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: said.append(request.url))
    page.add_init_script(
        "addEventListener('securitypolicyviolation', e => console.error(e.violatedDirective))"
    )
    for shown in PAGES:
        office.open(page, shown)
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
    absent = "Failed to load resource: the server responded with a status of 404 (Not Found)"
    assert [words for words in said if words != absent] == []


@pytest.mark.parametrize("shown", PAGES, ids=lambda page: page.name)
def test_every_page_is_whole_without_scripts(office, open_page, shown):
    page = open_page(java_script_enabled=False)
    office.open(page, shown)
    heading = page.get_by_role("heading", level=1)
    assert re.sub(r"\s+", " ", heading.inner_text()) == shown.h1


def test_the_door_and_the_language_work_without_scripts(office, open_page):
    page = open_page(java_script_enabled=False)
    page.goto(f"{office.url}/")
    expect(page).to_have_url(f"{office.url}/dang-nhap/?next=/")
    page.get_by_role("button", name="EN: English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    expect(page).to_have_url(f"{office.url}/dang-nhap/?next=/")
    page.get_by_label("Login").fill("nobody")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("The login or the password is wrong.")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("shown", PAGES, ids=lambda page: page.name)
def test_the_keyboard_reaches_everything_and_shows_where_it_is(office, open_page, shown, size):
    page = open_page(sized(size))
    office.open(page, shown)
    lost, reached = [], []
    for _step in range(MOST_STEPS):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        if at is None:
            break
        reached.append(at["name"])
        lost += [at["name"]] if not at["marked"] or not at["in_sight"] else []
    assert lost == []
    assert len(reached) >= min(page.evaluate(REACHABLE), MOST_STEPS)


FOCUSED = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const marker = at.closest('.pick, .seg label, .fold') || at;
  const look = getComputedStyle(marker), box = marker.getBoundingClientRect();
  const middle = [box.x + box.width / 2, box.y + Math.min(box.height, innerHeight) / 2];
  const top = document.elementFromPoint(...middle);
  return {
    name: at.outerHTML.slice(0, 90),
    marked: look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2,
    in_sight: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
      && (!top || marker.contains(top) || top.contains(marker)),
  };
}"""
REACHABLE = """() => {
  const stops = 'a[href], button, input, select, textarea, summary';
  return [...document.querySelectorAll(stops)].filter(
    e => !e.disabled && !['hidden', 'radio'].includes(e.type) && e.checkVisibility()
  ).length;
}"""


def test_the_first_stop_leads_past_the_frame(office, page):
    office.open(page, HOME)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Đến nội dung chính")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))


def test_on_a_phone_the_rooms_unfold_from_one_button(office, phone):
    office.open(phone, HOME)
    room = phone.get_by_role("navigation", name="Chính").get_by_role("link").first
    expect(room).to_be_hidden()
    phone.get_by_role("button", name="Mục").click()
    expect(room).to_be_visible()
    expect(phone.get_by_role("button", name="Đăng xuất")).to_be_visible()
    phone.keyboard.press("Escape")
    expect(room).to_be_hidden()


@pytest.mark.parametrize("shown", PAGES, ids=lambda page: page.name)
def test_nothing_to_press_is_printed(office, open_page, shown):
    page = open_page(color_scheme="dark")
    office.open(page, shown)
    page.emulate_media(media="print")
    for control in page.locator(".top, .mast, .foot, .tabs, .btn, .seg, .tick, .lang").all():
        expect(control).to_be_hidden()
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == "rgb(255, 255, 255)", "print is light in a dark theme"


@pytest.mark.parametrize("shown", ON_PAPER, ids=lambda page: page.name)
def test_paper_carries_the_letterhead(office, page, shown):
    office.open(page, shown)
    sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    first = " ".join(sheets[0].extract_text().split())
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in first
    assert "Độc lập - Tự do - Hạnh phúc" in first
    assert f"1/{len(sheets)}" in first
    assert "Đăng xuất" not in first


SUPPORTS = re.compile(r"@supports [^{]+ \{\n(?:.*\n)*?\}\n")
NESTED_GROUP = re.compile(r"@supports selector\(:popover-open\) \{\n(?:.*\n)*?\}\n\}\n")


def as_in_2023(css):
    """Drop what Firefox 110 does not know: what stands in @supports, and rules with :has()."""
    css = SUPPORTS.sub("", NESTED_GROUP.sub("", css))
    return "\n".join(line for line in css.splitlines() if ":has(" not in line)


@pytest.mark.parametrize("size", SIZES)
def test_a_browser_of_2023_gets_a_right_page(office, open_page, axe, size):
    page = open_page(sized(size), color_scheme="dark")

    def older(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=as_in_2023(answer.text()))

    page.route("**/*.css", older)
    for shown in PAGES:
        office.open(page, shown)
        assert axe(page) == [], shown.name
        root = page.evaluate("document.documentElement.scrollWidth")
        assert root <= SIZES[size][0], shown.name
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert colour == "rgb(244, 242, 236)", "all light, not half dark"


@pytest.mark.parametrize("selector", ["h1", ".letterhead b", "#chu ~ p:not(.num)"])
def test_vietnamese_is_drawn_with_one_face_not_borrowed_letters(office, page, selector):
    office.open(page, next(shown for shown in PAGES if shown.name == "thanh-phan"))
    devtools = page.context.new_cdp_session(page)
    devtools.send("DOM.enable")
    devtools.send("CSS.enable")
    root = devtools.send("DOM.getDocument")["root"]["nodeId"]
    found = devtools.send("DOM.querySelectorAll", {"nodeId": root, "selector": selector})["nodeIds"]
    assert found
    for node in found:
        fonts = devtools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        assert len({font["familyName"] for font in fonts}) == 1, fonts
