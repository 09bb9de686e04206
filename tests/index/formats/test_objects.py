import json

import pytest

from tests.index.formats.conftest import PARAGRAPHS, Read

NEWS_PLEASE = {
    "authors": ["Jo Berg", "Ann Oak"],
    "date_modify": "2021-03-05 07:00:00",
    "date_publish": "2021-03-04 06:00:00",
    "language": "en",
    "source_domain": "post.example",
    "maintext": "\n".join(PARAGRAPHS),
    "title": "Flood in Arden",
    "url": "https://post.example/1",
}


@pytest.mark.parametrize("list_of_one_line_each", ["[\n{}\n]", "[\n{},\n{}\n]", "[\n{}\n,{}\n,{}\n]"])
def test_a_list_may_have_its_objects_on_lines_of_their_own(read: Read, list_of_one_line_each: str):
    count = list_of_one_line_each.count("{}")
    reading = read("a.json", list_of_one_line_each.replace("{}", '{"id": 1, "text": "Words."}'))
    assert (reading.texts, reading.said) == (["Words."] * count, None)


def test_a_number_that_is_no_date_dates_nothing(read: Read):
    document = f'{{"text": "One.", "date": {10**400}}}\n{{"text": "Two.", "date": 20210304}}\n'
    assert [article.published for article in read("a.jsonl", document).articles] == [None, "2021-03-04"]


def test_what_news_please_writes_is_read(read: Read):
    article = read("a.json", json.dumps(NEWS_PLEASE)).article
    assert (article.title, article.source, article.text) == ("Flood in Arden", "post.example", "\n".join(PARAGRAPHS))
    assert (article.published, article.facts.modified) == ("2021-03-04T06:00:00", "2021-03-05T07:00:00")
    assert (article.facts.author, article.facts.dated_by) == ("Jo Berg, Ann Oak", "row")
    assert (article.member, article.facts.url) == (None, "https://post.example/1")


@pytest.mark.parametrize(
    "document",
    [
        [{"headline": "A", "body": "Words one."}, {"headline": "B", "content": "Words two."}],
        {"status": "ok", "articles": [{"title": "A", "article": "Words one."}, {"title": "B", "text": "Words two."}]},
        {
            "response": {
                "results": [
                    {"webTitle": "A", "fields": {"bodyText": "Words one."}},
                    {"title": "B", "text": "Words two."},
                ]
            }
        },
        {
            "first": {"title": "A", "text": ["Words one."]},
            "second": {"title": "B", "body-paragraphs": [["Words two."]]},
        },
        {"title": {"0": "A", "1": "B"}, "text": {"0": "Words one.", "1": "Words two."}},
        {"title": ["A", "B"], "text": ["Words one.", "Words two."], "date": [None, "2021-03-04"]},
        {"columns": ["title", "text"], "index": [0, 1], "data": [["A", "Words one."], ["B", "Words two."]]},
    ],
)
def test_articles_are_found_where_they_usually_are(read: Read, document: object):
    reading = read("a.json", json.dumps(document))
    assert [(article.title, article.text) for article in reading.articles] == [("A", "Words one."), ("B", "Words two.")]
    assert len(set(reading.members)) == 2
    assert reading.said is None


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a"])
@pytest.mark.parametrize("indent", [None, 2])
def test_objects_may_just_follow_each_other(read: Read, name: str, indent: int | None):
    between = "\n" if indent else ""
    objects = [json.dumps({"title": f"Flood {number}", "text": PARAGRAPHS[number]}, indent=indent) for number in (0, 1)]
    reading = read(name, between.join(objects))
    assert (reading.texts, reading.said) == ([PARAGRAPHS[0], PARAGRAPHS[1]], None)
    broken = read(name, between.join(objects) + "{")
    assert broken.texts == reading.texts
    assert broken.said is not None


def test_what_readability_and_its_like_write_is_read(read: Read):
    told = {"title": "Flood", "byline": "By Jo Berg", "content": "<div><p>Words.</p></div>", "siteName": "Arden Post"}
    article = read("a.json", json.dumps({**told, "publishedTime": "2021-03-04T06:00:00Z"})).article
    assert (article.text, article.source, article.facts.author) == ("Words.", "Arden Post", "Jo Berg")
    assert article.published == "2021-03-04T06:00:00+00:00"
    several = {"objects": [{"text": "Words.", "pageUrl": "https://post.example/1"}]}
    assert read("b.json", json.dumps(several)).article.facts.url == "https://post.example/1"


def test_of_linked_data_the_articles_are_read(read: Read):
    graph = [
        {"@type": "WebPage", "@id": "https://post.example/1", "name": "Flood", "datePublished": "2021-03-05"},
        {
            "@type": ["NewsArticle", "Thing"],
            "@id": "https://post.example/1#article",
            "headline": "Flood in Arden",
            "articleBody": PARAGRAPHS[0],
            "datePublished": "2021-03-04T08:00:00+00:00",
            "author": [{"@id": "#jo"}],
            "publisher": {"@id": "https://post.example/#paper"},
        },
        {"@type": "Organization", "@id": "https://post.example/#paper", "name": "Arden Post"},
        {"@type": "Person", "@id": "#jo", "name": "Jo Berg"},
        {"@type": "BreadcrumbList", "itemListElement": []},
    ]
    reading = read("a.jsonld", json.dumps({"@context": "https://schema.org", "@graph": graph}))
    assert (reading.texts, reading.said) == ([PARAGRAPHS[0]], None)
    article = reading.article
    assert (article.title, article.source, article.facts.author) == ("Flood in Arden", "Arden Post", "Jo Berg")
    assert article.published == "2021-03-04T08:00:00+00:00"


@pytest.mark.parametrize("within", [False, True])
def test_of_a_list_of_linked_data_the_articles_are_read(read: Read, within: bool):
    places = [
        {"@type": "ListItem", "position": 1, "item": {"@type": "NewsArticle", "articleBody": PARAGRAPHS[0]}},
        {"@type": "Article", "articleBody": PARAGRAPHS[1]},
        {"@type": "ListItem", "position": 3, "url": "https://post.example/3", "name": "Elsewhere"},
    ]
    told = {"@context": "https://schema.org", "@type": "ItemList", "itemListElement": places}
    path = {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "item": {"name": "News"}}]}
    reading = read("a.jsonld", json.dumps({"@graph": [path, told]} if within else told))
    assert (reading.texts, reading.said) == (list(PARAGRAPHS[:2]), None)


def test_an_object_with_a_summary_is_an_article_if_it_was_published(read: Read):
    brief = {"headline": "Flood", "description": PARAGRAPHS[0], "byline": {"original": "By JO BERG"}}
    article = read("a.json", json.dumps({**brief, "pub_date": "2021-03-04"})).article
    assert (article.title, article.text, article.facts.author) == ("Flood", PARAGRAPHS[0], "JO BERG")
    assert read("a.json", json.dumps(brief)).articles == []


def test_what_wordpress_gives_is_read(read: Read):
    post = {
        "id": 7,
        "date": "2021-03-04T06:00:00",
        "link": "https://post.example/1",
        "title": {"rendered": "Arden&#8217;s flood"},
        "content": {"rendered": f"<p>{PARAGRAPHS[0]}</p>\n<p>{PARAGRAPHS[1]}</p>", "protected": False},
        "author": 12,
    }
    article = read("posts.json", json.dumps([post])).article
    assert (article.title, article.text) == ("Arden’s flood", "\n".join(PARAGRAPHS[:2]))
    assert (article.published, article.facts.url) == ("2021-03-04T06:00:00", "https://post.example/1")
    assert (article.member, article.facts.author) == ("7", None)


@pytest.mark.parametrize(
    "document",
    [
        {"hits": {"total": 1, "hits": [{"_index": "news", "_id": "7", "_source": {"title": "A", "body": "Words."}}]}},
        [{"_id": {"$oid": "7"}, "title": "A", "content": {"title": "B", "text": "<p>Words.</p>"}}],
    ],
)
def test_what_databases_wrap_an_article_in_is_looked_through(read: Read, document: object):
    article = read("a.json", json.dumps(document)).article
    assert (article.title, article.text, article.member) == ("A", "Words.", "7")


@pytest.mark.parametrize("date", ["2021-03-04T06:00:00+00:00", 1614837600000, {"$numberLong": "1614837600000"}])
def test_a_date_of_mongodb_is_a_date(read: Read, date: object):
    article = read("a.jsonl", json.dumps({"text": "Words.", "date": {"$date": date}})).article
    assert article.published == "2021-03-04T06:00:00+00:00"


def test_json_lines_are_read_one_by_one_and_bad_ones_are_counted(read: Read):
    lines = [
        '{"id": 7, "title": "A", "text": "Words."}',
        "",
        "{broken",
        "[1]",
        '{"title": "C", "text": "More."}',
        '{"title": ""}',
    ]
    reading = read("a.jsonl", "\n".join(lines))
    assert reading.members == ["7", "line 5"]
    assert reading.said == "3 of 5 articles are left out: line 3 is not a JSON object (1 more); line 6 has no text"


def test_json_lines_are_told_by_their_content(read: Read):
    assert len(read("a.json", '{"text": "One."}\n{"text": "Two."}\n').articles) == 2
    assert len(read("a.txt", '{"title": "x", "text": "One."}\n{"text": "Two."}\n').articles) == 2


def test_a_json_feed_lends_its_entries_its_name(read: Read):
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Arden Post",
        "items": [
            {"id": "1", "content_html": f"<p>{PARAGRAPHS[0]}</p>", "date_published": "2021-03-04T06:00:00+01:00"}
        ],
    }
    article = read("feed.json", json.dumps(feed)).article
    assert (article.member, article.source, article.text) == ("1", "Arden Post", PARAGRAPHS[0])
    assert (article.published, article.facts.dated_by) == ("2021-03-04T06:00:00+01:00", "feed")


def test_a_list_that_breaks_off_keeps_its_whole_articles(read: Read):
    reading = read("a.json", '[{"title": "A", "text": "One."},\n {"title": "B", "text": "Two."},\n {"title": "C", "te')
    assert reading.texts == ["One.", "Two."]
    assert reading.said == "is not valid JSON, or breaks off at line 3, after 2 articles"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"name": "qa", "version": 1}', "holds no article: no object in it has a text, body or content"),
        ("[1, 2]", "2 of 2 articles are left out: item 1 is not a JSON object (1 more)"),
        ("[]", "holds no articles"),
        ("7", "holds no article, only a single value"),
        ('{"text": ', "is not valid JSON, or breaks off at line 1"),
        ("[" * 100_000, "is not valid JSON, or breaks off"),
    ],
)
def test_json_without_articles_says_so(read: Read, text: str, said: str):
    assert read("a.json", text).said == said


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings_are_recognised(read: Read, encoding: str):
    text = json.dumps({"title": "Café", "text": "“Es war — für £5 — das Café am Fluß.”"}, ensure_ascii=False)
    assert read("a.json", text.encode(encoding)).article.text == "“Es war — für £5 — das Café am Fluß.”"


def test_halves_of_characters_are_made_whole_or_marked(read: Read):
    article = read("a.json", r'{"text": "\ud83d\ude00 and \ud83d alone", "title": "\udc00"}').article
    assert (article.text, article.title) == ("😀 and \ufffd alone", "\ufffd")
