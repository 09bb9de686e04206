import json
import plistlib
from email.message import EmailMessage

import pytest

from tests.index.formats.conftest import PARAGRAPHS, Read, page

HEAD = """
<meta property="og:site_name" content="Arden Post">
<meta property="og:title" content="Flood in Arden">
<meta name="author" content="Jo Berg">
<meta property="article:published_time" content="2021-03-04T06:00:00+01:00">
<meta property="article:modified_time" content="2021-03-06T06:00:00+01:00">
<meta property="article:section" content="Region">
<link rel="canonical" href="https://post.example/region/flood">
"""


def test_the_story_is_read_and_the_menu_is_not(read: Read):
    article = read("flood.html", page()).article
    assert article.text.splitlines()[-3:] == list(PARAGRAPHS)
    assert "Sport" not in article.text
    assert "Terms" not in article.text
    assert (article.extracted, article.member) == (True, None)


def test_a_page_says_who_published_it_when_and_where(read: Read):
    article = read("flood.html", page(head=HEAD)).article
    facts = article.facts
    assert (article.title, article.source, article.published) == ("Flood in Arden", "Arden Post", "2021-03-04")
    assert (facts.author, facts.modified, facts.dated_by) == ("Jo Berg", "2021-03-06", "meta")
    assert (facts.language, facts.section) == ("en", "Region")
    assert facts.canonical == "https://post.example/region/flood"


@pytest.mark.parametrize("called", ["id='onetrust-banner-sdk' class='bottom'", "class='c-consent'"])
def test_what_asks_for_consent_to_cookies_is_not_read(read: Read, called: str):
    asks = f"<div {called}><h2>We value your privacy</h2><p>{'We and our partners store what you do. ' * 20}</p></div>"
    story = f"<body class='cookies'>{asks}<div class='consent-given'><h1>Flood</h1><p>{PARAGRAPHS[0]}</p></div></body>"
    assert read("flood.html", f"<html>{story}</html>").article.text == f"Flood\n{PARAGRAPHS[0]}"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("rose by 4<sup>1</sup> metres", "rose by 4¹ metres"),
        ("lost 10<sup><a href='#n'>6</a></sup> litres", "lost 10⁶ litres"),
        ("paid $4<sup>99</sup>", "paid $4⁹⁹"),
        ("on the 22<sup>nd</sup> day of 3", "on the 22nd day of 3"),
        ("mourns <del>45</del> 47 <s>men <b>and boys</b></s> people", "mourns 47 people"),
        ("mourns <strike>47 people", "The town"),
        ("met on Tues&shy;day, in Ar&#8203;den", "met on Tuesday, in Arden"),
    ],
)
def test_words_and_figures_are_read_as_they_are_seen(read: Read, html: str, text: str):
    in_page = read("flood.html", page(f"<p>The town {html}, said Mara Lind.</p>" * 3)).article.text
    in_field = read("a.json", json.dumps({"text": f"<p>The town {html}.<p>It rained on."})).article.text
    assert text in " ".join(in_page.split())
    assert text in " ".join(in_field.split())
    assert "It rained on." in in_field


@pytest.mark.parametrize("around", ["", "<table><tr><td>", "<table><tbody><tr><td><table><tr><td>"])
def test_a_table_that_sets_out_the_page_is_no_table(read: Read, around: str):
    story = f"<font size=5>Flood in Arden</font><p>March 4, 1998<p>{PARAGRAPHS[0]}<p>{PARAGRAPHS[1]}"
    html = f"<html><title>Flood</title><body><table><tr><td><a href=a>Home</a><td>{around}{story}</table></html>"
    article = read("flood.html", html).article
    assert article.text.splitlines() == ["Flood in Arden", "March 4, 1998", *PARAGRAPHS[:2]]
    assert (article.published, article.facts.dated_by) == ("1998-03-04", "date line")


def test_a_page_is_by_each_author_once_and_of_an_outlet_by_its_name(read: Read):
    head = (
        '<meta property="og:site_name" content="https://www.post.example"><meta name="author" content="Jo Berg">'
        '<meta name="byl" content="By JO BERG"><meta name="parsely-author" content="JO BERG">'
    )
    html = page(head=head).replace("Flood in Arden", "Arden&amp;#039;s flood")
    article = read("flood.html", html).article
    assert (article.facts.author, article.source, article.title) == ("Jo Berg", "post.example", "Arden's flood")


def test_what_stands_around_a_byline_is_no_author(read: Read):
    around = "<div class='author'>Arden News View author archive Get author RSS feed Name Email Comment</div>"
    article = read("flood.html", page(around + "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS))).article
    assert article.facts.author is None


def test_a_date_found_in_the_page_only_is_a_guess(read: Read):
    story = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    article = read("flood.html", page(f"<span class='date'>4 March 2021</span>{story}")).article
    assert (article.published, article.facts.dated_by) == ("2021-03-04", "guessed")


def test_a_page_without_a_date_has_none(read: Read):
    article = read("flood.html", page()).article
    assert (article.published, article.facts.dated_by) == (None, None)


def test_a_browser_tells_where_it_saved_the_page_from(read: Read):
    mark = "<!-- saved from url=(0028)https://post.example/flood -->\n"
    assert (
        read("flood.html", page().replace("<html", f"{mark}<html", 1)).article.facts.url == "https://post.example/flood"
    )


def test_single_file_tells_where_it_saved_the_page_from(read: Read):
    mark = (
        "<!--\n Page saved with SingleFile \n url: https://www.post.example/flood \n saved date: Thu Mar 04 2021 \n-->"
    )
    article = read("flood.html", page().replace("<head>", f"{mark}<head>", 1)).article
    assert (article.facts.url, article.source) == ("https://www.post.example/flood", "post.example")


def test_a_page_of_the_wayback_machine_is_its_outlets(read: Read):
    place = "https://web.archive.org/web/20210306101500/https://post.example/flood"
    mark = f"<!-- saved from url=({len(place):04d}){place} -->\n"
    link = f'<link rel="canonical" href="{place}">'
    for head in ("", link):
        article = read("flood.html", page(head=head).replace("<html", f"{mark}<html", 1)).article
        assert (article.source, article.published) == ("post.example", None)
        assert (article.facts.url, article.facts.canonical) == (place, "https://post.example/flood")


def test_linked_data_of_other_stories_does_not_date_the_page(read: Read):
    other = '<script type="application/ld+json">{"@type": "ItemList", "datePublished": "2012-01-01"}</script>'
    own = (
        '<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "datePublished": "2011-01-01"},'
        ' {"@type": "NewsArticle", "datePublished": "2021-03-04", "dateModified": "2021-03-06"}]}</script>'
    )
    article = read("flood.html", page(head=other + own)).article
    assert (article.published, article.facts.modified, article.facts.dated_by) == ("2021-03-04", "2021-03-06", "meta")


def test_the_date_in_a_pictures_address_is_not_the_pages(read: Read):
    head = '<meta property="og:image" content="https://post.example/2014/03/21/arden.jpg">'
    dated = '<meta name="date" content="2021-03-04">'
    assert read("flood.html", page(head=head)).article.facts.dated_by != "meta"
    assert read("flood.html", page(head=head + dated)).article.published == "2021-03-04"


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:modified_time" content="2021-03-06T06:00:00+01:00">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "dateModified": "2021-03-06"}</script>',
    ],
)
def test_when_a_page_was_changed_is_but_a_guess_at_when_it_was_published(read: Read, head: str):
    article = read("flood.html", page(head=head)).article
    assert (article.published, article.facts.dated_by) == ("2021-03-06", "guessed")


def test_a_page_may_be_of_an_issue_older_than_the_web(read: Read):
    head = '<meta property="article:published_time" content="1987-02-26T06:00:00Z">'
    assert read("flood.html", page(head=head)).article.published == "1987-02-26"


@pytest.mark.parametrize("place", ["about:internet", "file:///home/jane/flood.html"])
def test_a_mark_without_a_web_address_tells_none(read: Read, place: str):
    mark = f"<!-- saved from url=({len(place):04d}){place} -->\n"
    assert read("flood.html", page().replace("<html", f"{mark}<html", 1)).article.facts.url is None


def snapshot(*fields: tuple[str, str], html: str | None = None, address: str = "https://post.example/flood") -> bytes:
    """A page in one file as browsers save it, with a picture and a frame; `fields` stand before those of MIME."""
    parts = EmailMessage()
    for name, value in fields:
        parts[name] = value
    parts["Subject"] = "Flood in Arden - Arden Post"
    parts.set_content(html or page("".join(f"<p>{paragraph} “Café”.</p>" for paragraph in PARAGRAPHS)), subtype="html")
    parts.add_related(b"\x89PNG", "image", "png", filename="flood.png")
    parts.add_related(page("<p>Buy our umbrellas, the best umbrellas in all of Norland.</p>"), subtype="html")
    (first, *_) = parts.iter_parts()
    first["Content-Location"] = address
    return parts.as_bytes()


BY_CHROME = (("From", "<Saved by Blink>"), ("Snapshot-Content-Location", "https://post.example/flood"))


@pytest.mark.parametrize("name", ["flood.mhtml", "flood.mht", "flood"])
@pytest.mark.parametrize("fields", [BY_CHROME, (("From", "<Saved by Windows Internet Explorer 8>"),), ()])
def test_a_page_in_one_file_is_read_as_the_page(read: Read, name: str, fields: tuple[tuple[str, str], ...]):
    article = read(name, snapshot(*fields)).article
    assert article.text.splitlines()[-3:] == [f"{paragraph} “Café”." for paragraph in PARAGRAPHS]
    assert (article.title, article.member, article.extracted) == ("Flood in Arden", None, True)
    assert (article.facts.url, article.source) == ("https://post.example/flood", "post.example")


def test_a_page_in_one_file_from_this_machine_has_no_address(read: Read):
    assert read("a.mhtml", snapshot(address="file:///home/jane/flood.html")).article.facts.url is None


def test_a_page_in_one_file_without_a_page_says_so(read: Read):
    fields = b"Snapshot-Content-Location: https://post.example/flood\nMIME-Version: 1.0\n"
    assert read("a.mhtml", fields + b"Content-Type: text/plain\n\nWords.").said == "holds no page"


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_a_web_archive_of_safari_is_read_as_the_page(read: Read, form: plistlib.PlistFormat):
    main = {"WebResourceData": page().encode(), "WebResourceURL": "https://post.example/flood"}
    frame = {"WebResourceData": b"<p>Buy our umbrellas.</p>", "WebResourceURL": "https://ad.example"}
    archive = {"WebMainResource": main, "WebSubresources": [frame]}
    article = read("flood.webarchive", plistlib.dumps(archive, fmt=form)).article
    assert article.text.splitlines()[-3:] == list(PARAGRAPHS)
    assert (article.title, article.facts.url) == ("Flood in Arden", "https://post.example/flood")


def test_a_newsletter_with_pictures_is_a_letter_and_no_page(read: Read):
    sent = (("From", "Arden Post <news@post.example>"), ("To", "jane@post.example"), ("Message-ID", "<1@post.example>"))
    article = read("news.eml", snapshot(*sent)).article
    assert (article.title, article.source) == ("Flood in Arden - Arden Post", "Arden Post")


def test_the_headline_is_the_one_in_the_browsers_title(read: Read):
    story = "<h2>Flood in Arden</h2>" + "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    html = page(story).replace("<h1>Flood in Arden</h1>", "<h1>Region</h1>")
    assert read("flood.html", html).article.title == "Flood in Arden"


def test_the_outlets_name_is_no_headline(read: Read):
    story = "<h2>Flood in Arden</h2>" + "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    head = '<meta property="og:site_name" content="Arden Post"><meta property="og:title" content="Arden Post">'
    html = page(story, head).replace("<h1>Flood in Arden</h1>", "<h1>Arden Post</h1>")
    assert read("flood.html", html).article.title == "Flood in Arden"


@pytest.mark.parametrize("name", ["flood.html", "flood.txt", "flood", "flood.php"])
def test_a_page_is_told_by_its_content(read: Read, name: str):
    assert PARAGRAPHS[0] in read(name, page()).article.text


@pytest.mark.parametrize("name", ["raids.txt", "raids.md", "raids.TXT"])
@pytest.mark.parametrize(
    "text",
    [
        "<b>Raids kill 45</b>\n\nForty-five people died in Exampleville.",
        "<img src='raids.png'>\n\n# Raids kill 45\n\nForty-five people died in Exampleville.",
        "<!-- draft -->\n<p align='center'>Raids kill 45</p>\n\nForty-five people died in Exampleville.",
        "<header>Raids kill 45</header>",
    ],
)
def test_a_text_that_begins_with_a_tag_is_no_page(read: Read, name: str, text: str):
    article = read(name, text).article
    assert (article.text, article.extracted) == (text, False)


@pytest.mark.parametrize("name", ["flood", "flood.html", "flood.php"])
def test_a_page_may_begin_with_any_tag(read: Read, name: str):
    html = f"<!-- Arden Post -->\n<div><h1>Flood in Arden</h1>{''.join(f'<p>{one}</p>' for one in PARAGRAPHS)}</div>"
    assert read(name, html).article.extracted


@pytest.mark.parametrize("end", ["Hello.", "<unknown>Hello.", "<!-- x"])
def test_a_text_below_many_comments_is_told_at_once(read: Read, end: str):
    text = "<!-- x -->\n" * 300 + end
    assert read("a.txt", text).article.text == text


def test_a_page_below_many_comments_is_read(read: Read):
    assert PARAGRAPHS[0] in read("a", "<!-- x > y -->\n" * 100 + page()).article.text


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "iso-8859-1"),
        ("utf-8", "iso-8859-1"),
        ("cp1252", "windows-1252"),
        ("cp1252", "iso-8859-1"),
        ("cp1252", "utf-8"),
        ("latin-1", "no-such-encoding"),
        ("utf-16", "utf-8"),
        ("utf-16-le", "utf-8"),
        ("shift_jis", "shift_jis"),
    ],
)
def test_the_encoding_is_what_the_bytes_bear_out(read: Read, encoding: str, declared: str):
    words = {"shift_jis": "川の水位が上がった", "latin-1": "Das Café am Fluß für Gäste"}.get(
        encoding, "“Das Café” — für £5"
    )
    story = "".join(f"<p>{paragraph} {words}.</p>" for paragraph in PARAGRAPHS)
    article = read("flood.html", page(story, charset=declared).encode(encoding)).article
    assert f"{PARAGRAPHS[0]} {words}." in article.text


def test_a_page_cut_within_a_character_is_still_utf8(read: Read):
    story = "".join(f"<p>{paragraph} “Das Café” — für £5.</p>" for paragraph in PARAGRAPHS)
    article = read("flood.html", page(story).encode() + b"\xe2\x80").article
    assert "“Das Café” — für £5." in article.text


@pytest.mark.parametrize("html", ["<!DOCTYPE html>", "<html><body></body></html>", "<html><script>x()</script></html>"])
def test_a_page_without_a_story_says_so(read: Read, html: str):
    assert read("a.html", html).said == "holds no article: no main text was found on the page"


def test_a_tag_that_would_hold_the_parser_is_refused(read: Read):
    tag = " ".join(f"a{number}=1" for number in range(100_000))
    assert "thousands of attributes" in (read("a.html", page(f"<p {tag}>Words.</p>")).said or "")


def test_a_picture_within_a_tag_is_none_of_that(read: Read):
    tag = "<img alt='a b' src='data:image/png;base64," + "QUJD+/ =" * 20_000 + "'>"
    story = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    assert PARAGRAPHS[2] in read("a.html", page(tag + story)).article.text


def test_a_page_too_large_to_be_one_says_so(read: Read):
    said = read("a.html", "<html>" + "<p>x</p>" * 1_500_000).said
    assert said == "is larger than 10 MB, which is the most for a file of its kind"
