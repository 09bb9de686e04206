import pytest

from tests.index.formats.conftest import PARAGRAPHS, Read

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Arden Post</title><language>en-GB</language>
<item><guid isPermaLink="false">post-1</guid><title>Flood in Arden</title><link>https://post.example/1</link>
<pubDate>Thu, 04 Mar 2021 06:00:00 +0100</pubDate><category>Region</category><author>Jo Berg</author>
<description>Short.</description>
<content:encoded><![CDATA[<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]} <b>Bold</b> &amp; plain.</p>]]></content:encoded>
</item>
<item><title>No guid</title><link>https://post.example/2</link>
<description>A summary &amp;amp; no more.</description></item>
<item><title>Only a headline</title></item>
<item><pubDate>Thu, 04 Mar 2021 06:00:00 +0100</pubDate></item>
</channel></rss>"""

ATOM = f"""<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Arden Post</title>
<entry><id>tag:post.example,2021:1</id><title>Flood in Arden</title><link href="https://post.example/1"/>
<published>2021-03-04T06:00:00+01:00</published><updated>2021-03-05T06:00:00+01:00</updated>
<author><name>Jo Berg</name></author><content type="html">&lt;p&gt;{PARAGRAPHS[0]}&lt;/p&gt;</content></entry></feed>"""


def test_each_entry_with_words_is_an_article(read: Read):
    reading = read("feed.xml", RSS)
    assert reading.texts == [
        f"{PARAGRAPHS[0]}\n{PARAGRAPHS[1]} Bold & plain.",
        "A summary & no more.",
        "Only a headline",
    ]
    assert reading.said == "1 of 4 entries is left out: entry 4 has no text"


def test_an_entry_is_known_by_its_id_its_link_or_its_place(read: Read):
    assert read("feed.xml", RSS).members == ["post-1", "https://post.example/2", "entry 3"]


def test_an_entry_says_who_published_it_when_and_where(read: Read):
    article = read("feed.xml", RSS).articles[0]
    assert (article.title, article.source) == ("Flood in Arden", "Arden Post")
    assert (article.published, article.facts.dated_by) == ("2021-03-04T06:00:00+01:00", "feed")
    assert (article.facts.author, article.facts.section) == ("Jo Berg", "Region")
    assert article.facts.url == "https://post.example/1"
    assert article.extracted


def test_an_atom_entry_knows_its_update(read: Read):
    article = read("feed.atom", ATOM).article
    assert (article.published, article.facts.modified) == ("2021-03-04T06:00:00+01:00", "2021-03-05T06:00:00+01:00")
    assert (article.member, article.text) == ("tag:post.example,2021:1", PARAGRAPHS[0])


def test_an_entry_has_all_its_authors_and_an_id_is_no_address(read: Read):
    more = ATOM.replace("</author>", "</author>" + "<author><name>Ann Oak</name></author>" * 2)
    facts = read("feed.atom", more.replace('<link href="https://post.example/1"/>', "")).article.facts
    assert (facts.author, facts.url) == ("Jo Berg, Ann Oak", None)


def test_entries_of_one_id_stay_apart(read: Read):
    twice = ATOM.replace("</feed>", ATOM[ATOM.index("<entry>") :])
    assert read("feed.xml", twice).members == ["tag:post.example,2021:1", "tag:post.example,2021:1 (2)"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_declared_need_not_be_the_true_one(read: Read, encoding: str):
    feed = RSS.replace("Short.", "x").replace(PARAGRAPHS[0], "“Das Café” — für £5")
    assert read("feed.xml", feed.encode(encoding)).texts[0].startswith("“Das Café” — für £5")


def test_a_broken_feed_keeps_what_came_before_the_break(read: Read):
    reading = read("feed.xml", RSS[: RSS.index("<item><title>Only")])
    assert reading.members == ["post-1", "https://post.example/2"]


@pytest.mark.parametrize(
    ("xml", "said"),
    [
        (
            "<?xml version='1.0'?><urlset><url><loc>x</loc></url></urlset>",
            "is a site map, which lists pages but holds none",
        ),
        (
            "<?xml version='1.0'?><Document><token>x</token></Document>",
            "is XML of a kind that is not read (<Document>)",
        ),
        ("<rss version='2.0'><channel></channel></rss>", "holds no entries"),
    ],
)
def test_other_xml_says_what_it_is(read: Read, xml: str, said: str):
    assert read("a.xml", xml).said == said


@pytest.mark.parametrize(
    "before",
    [
        "<!-- x > y -->\n" * 200,
        "<!-- a feed of\n<b>Arden</b> -->\n<?xml-stylesheet href='a.xsl'?>\n",
        "<!DOCTYPE rss PUBLIC '-//Arden//DTD//EN' 'https://post.example/rss.dtd'>\n",
        "<!DOCTYPE rss [\n<!ENTITY nbsp '&#160;'>\n<!ENTITY copy '&#169;'> ]>\n",
    ],
)
def test_a_feed_is_told_by_its_root_whatever_stands_before(read: Read, before: str):
    assert read("feed", before + RSS.partition("?>\n")[2]).members[0] == "post-1"


@pytest.mark.parametrize("mark", ["<!-- x -->\n", "<? x ?>\n", "<!X x>\n"])
def test_a_text_below_many_marks_is_told_at_once(read: Read, mark: str):
    text = mark * 300 + "Hello."
    assert read("a.txt", text).article.text == text


def test_entities_within_entities_do_not_fill_the_memory(read: Read):
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha" * 10}">' for n in range(10))
    feed = "<rss version='2.0'><channel><item><title>&e9;</title></item></channel></rss>"
    bomb = f"<?xml version='1.0'?><!DOCTYPE rss [{entities}]>{feed}"
    assert sum(map(len, read("a.xml", bomb).texts)) < 1000
