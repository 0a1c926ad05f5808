"""The user guide: a page for each place, and nothing in it leads nowhere."""

import re

import pytest

from fsmdesk.places import places
from fsmdesk.resources import guide_dir
from fsmdesk.views.main_window.guide_book import INDEX, page, pages, search
from fsmdesk.views.main_window.guide_html import html_of, table_of

NAMES = sorted(path.stem for path in guide_dir().glob("*.md"))


def test_every_place_has_a_page_that_is_worth_reading() -> None:
    thin = [place.id for place in places() if (found := page(place.id)) is None or len(found.plain) < 120]
    assert thin == []


def test_the_first_page_leads_to_all_others_once() -> None:
    first = page(INDEX)
    assert first is not None
    assert sorted((INDEX, *first.links)) == NAMES
    assert [one.name for one in pages()] == [INDEX, *first.links]


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_to_pages_and_titles_are_titles(name: str) -> None:
    found = page(name)
    assert found is not None
    assert found.text.startswith("# ")
    assert found.title
    assert [link for link in found.links if page(link) is None] == []
    # Whatever looks like a link is one that the panel understands.
    assert len(re.findall(r"\]\(", found.text)) == len(found.links)
    html = html_of(found.text)
    assert "`" not in html
    assert "**" not in html
    assert not re.search(r"^(#|\||- )", html, re.MULTILINE)


def test_no_page_outside_of_the_guide_is_read() -> None:
    assert page("../architecture") is None
    assert page("nowhere") is None


def test_search_finds_words_anywhere_and_titles_first() -> None:
    hits = search("BOARD drag")
    assert hits[0].page.name == "board"
    assert "drag" in hits[0].around.lower() or "board" in hits[0].around.lower()
    assert search("zzzz") == []
    assert search("  ") == []


def test_a_page_becomes_html() -> None:
    text = "# T\n\nOne *two* **three** <b>\nfour [Board](board.md).\n\n## H\n\n- a `Ctrl+N`\n  b\n- c\n\n1. x\n2. y"
    assert html_of(text) == (
        "<p>One <i>two</i> <b>three</b> &lt;b&gt; four <a href='board'>Board</a>.</p>\n"
        "<h3>H</h3>\n"
        "<ul><li>a <span class='key'>&nbsp;Ctrl N&nbsp;</span> b</li><li>c</li></ul>\n"
        "<ol><li>x</li><li>y</li></ol>"
    )
    table = html_of("# T\n\n| a | b |\n|---|---|\n| go | `Alt+Left` |")
    assert table.count("<tr>") == 1
    assert "Alt ←" in table
    assert "&lt;go&gt;" in table_of([("<go>", "Ctrl+Return")])
