import pytest

from tests.index.formats.conftest import PARAGRAPHS, Read

TABLE = f'''Headline,Content,Publish_Date,Source_Domain,Link,Authors
Flood in Arden,"{PARAGRAPHS[0]}
{PARAGRAPHS[1]}",2021-03-04,post.example,https://post.example/1,Jo Berg
Bridge closed,"{PARAGRAPHS[2]} ""Soon,"" they said.",04/03/2021,post.example,,
'''


def test_columns_are_found_by_their_usual_names(read: Read):
    first, second = read("a.csv", TABLE).articles
    assert (first.title, first.text) == ("Flood in Arden", f"{PARAGRAPHS[0]}\n{PARAGRAPHS[1]}")
    assert (first.source, first.published, first.facts.dated_by) == ("post.example", "2021-03-04", "row")
    assert (first.facts.url, first.facts.author) == ("https://post.example/1", "Jo Berg")
    assert second.text.endswith('"Soon," they said.')


def test_a_date_that_can_be_read_in_two_ways_is_a_guess(read: Read):
    assert read("a.csv", TABLE).articles[1].facts.dated_by == "guessed"


def test_a_row_is_known_by_its_id_its_address_or_its_place(read: Read):
    assert read("a.csv", TABLE).members == ["https://post.example/1", "row 3"]
    assert read("b.csv", "id,text\n17,Words.\n18,More.\n").members == ["17", "18"]


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_other_delimiters_are_told_by_the_first_row(read: Read, delimiter: str):
    assert read("a.csv", f"title{delimiter}text\nFlood{delimiter}Words, and more.\n").article.text == "Words, and more."


def test_a_table_without_names_is_known_by_its_columns(read: Read):
    article = read("a.csv", f'"3","Flood in the town of Arden","{PARAGRAPHS[0]}"\n').article
    assert (article.title, article.text) == ("Flood in the town of Arden", PARAGRAPHS[0])


def test_a_row_of_odd_tags_is_read_without_them(read: Read):
    reading = read("a.csv", "title,text\nA,One.\nB,<p>Two <![note]> three.</p>\nC,Four.\n")
    assert reading.texts == ["One.", "Two three.", "Four."]


def test_bad_rows_are_counted_and_the_others_are_read(read: Read):
    reading = read("a.csv", "title,text\nA,One.\nB\nC,Two.,extra\nD,\n\nE,Three.\n")
    assert reading.texts == ["One.", "Three."]
    assert reading.said == (
        "3 of 5 rows are left out: row 3 has 1 column, not 2; row 4 has 3 columns, not 2; row 5 has no text"
    )


def test_an_open_quote_loses_nothing_before_it(read: Read):
    reading = read("a.csv", 'title,text\nA,One.\nB,"Two' + ", and on" * 700_000)
    assert reading.texts == ["One."]
    assert reading.said is not None
    assert reading.said.startswith("cannot be read from row 3 on")


def test_a_quote_that_is_not_closed_takes_no_row_with_it(read: Read):
    rows = "".join(f"Title {number},Words of number {number}.,2021-03-04\n" for number in range(80))
    before, after = 'title,text,date\nA,"One.,2021-03-04\n', "C,Three.,2021-03-04\n"
    for last in ("B,Two.,2021-03-04\n", 'B,"Two.",2021-03-04\n'):
        reading = read("a.csv", f"{before}{rows}{last}{after}")
        assert (len(reading.texts), reading.texts[-2:]) == (82, ["Two.", "Three."])
        assert reading.said == "1 of 83 rows is left out: row 2 opens a quote that it does not close"


def test_a_field_may_hold_lines_that_look_like_rows(read: Read):
    table = "Arden, 3, 2\n" * 12
    (article,) = read("a.csv", f'title,text,date\nResults,"Results.\n{table}",2021-03-04\n').articles
    assert article.text == f"Results.\n{table}"


def test_a_table_cut_within_a_field_makes_no_rows_of_its_lines(read: Read):
    reading = read("a.csv", 'title,text\nA,One.\nB,"Two.\nIt was late, he said.\nNobody came.\nIt rai')
    assert [article.title for article in reading.articles] == ["A", "B"]


def test_quotes_may_be_escaped_instead_of_doubled(read: Read):
    table = r"""title,text,date
"The \"great\" flood, again","She said \"no\", then left C:\news.\" That was all.",2021-03-04
Calm,"Two, ""he"" said.",2021-03-05
"""
    first, second = read("a.csv", table).articles
    assert (first.title, first.published) == ('The "great" flood, again', "2021-03-04")
    assert first.text == r'She said "no", then left C:\news." That was all.'
    assert second.text == 'Two, "he" said.'
    words = 'title\ttext\nCalm\tA 5\\" nail, and "more.\n'
    assert read("a.tsv", words).texts == ['A 5\\" nail, and "more.']


def test_a_table_of_figures_says_what_it_needs(read: Read):
    said = read("a.csv", "a,b\n1,2\n3,4\n").said
    assert said == "has no column of text; name one text, body or content in its first row"


@pytest.mark.parametrize(
    "names",
    [
        "Article Title,Article Text,Publish Date,News Source",
        "headline_text,content,publication_date,publication",
        "kop,tekst,published_at,bron",  # a single usual name, and the longest columns
    ],
)
def test_the_first_row_is_one_of_names_however_they_are_written(read: Read, names: str):
    article = read("a.csv", f'{names}\nFlood in Arden at night,"{PARAGRAPHS[0]}",2021-03-04,Arden Post\n').article
    assert (article.title, article.text) == ("Flood in Arden at night", PARAGRAPHS[0])
    assert (article.published, article.source) == ("2021-03-04", None if "bron" in names else "Arden Post")


def test_headlines_with_their_dates_are_articles(read: Read):
    article = read("a.csv", "publish_date,headline_text\n20210304,flood in arden closes the bridge\n").article
    assert (article.text, article.published) == ("flood in arden closes the bridge", "2021-03-04")


def test_a_headline_with_a_short_description_is_an_article(read: Read):
    article = read("a.csv", "link,headline,short_description\nhttps://post.example/1,Flood,The river rose.\n").article
    assert (article.title, article.text) == ("Flood", "The river rose.")


def test_fields_that_are_html_are_read_as_words(read: Read):
    first, second, third = read(
        "a.csv",
        "title,text,author\n"
        'Norland&#8217;s war &amp; peace,"AT&amp;T said &quot;no&quot;.\nIt was the end.",Jo O&#8217;Berg\n'
        "<b>Flood</b> in Arden,<p>One</p><p>Two</p>,\n"
        "R&D,See https://post.example/?a=1&copy=2,Jo <a.berg@post.example>\n",
    ).articles
    assert (first.title, first.text) == ("Norland’s war & peace", 'AT&T said "no".\nIt was the end.')
    assert first.facts.author == "Jo O’Berg"
    assert (second.title, second.text) == ("Flood in Arden", "One\nTwo")
    assert (third.title, third.text) == ("R&D", "See https://post.example/?a=1&copy=2")
    assert third.facts.author == "Jo <a.berg@post.example>"


def test_a_quote_that_is_not_closed_holds_no_rows_of_a_table_of_tabs_together(read: Read):
    reading = read("a.tsv", 'title\ttext\n"Never again, they said\tOne.\nCalm\tTwo.\n"Enough, she said\tThree.\n')
    assert reading.texts == ["One.", "Two.", "Three."]
    assert reading.articles[0].title == '"Never again, they said'


def test_a_field_of_several_lines_is_one_in_a_table_of_tabs_too(read: Read):
    assert read("a.tsv", 'title\ttext\nFlood\t"One.\n""Two,"" he said."\n').texts == ['One.\n"Two," he said.']


@pytest.mark.parametrize("before", ["sep=;\r\n", "SEP=;\n", '"sep=;"\n', "\n", "\n ;\n", "\ufeffsep=;\n"])
def test_what_stands_before_the_names_is_passed_over(read: Read, before: str):
    article = read("a.csv", f"{before}title;text\nFlood;Words, and, more.\n").article
    assert (article.title, article.text) == ("Flood", "Words, and, more.")


@pytest.mark.parametrize("above", ["Export, March 2021\n\n", '"Clippings of Arden, Norland; all"\n', "# by it\n#\n"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_lines_above_the_names_are_passed_over(read: Read, above: str, delimiter: str):
    rows = (("title", "text", "date"), ("Flood", "Words", "2021-03-04"))
    above = above if delimiter != "," else above.replace(",", "")
    reading = read("a.csv", above + "".join(delimiter.join(row) + "\n" for row in rows))
    assert (reading.texts, reading.said) == (["Words"], None)


def test_the_delimiter_is_the_one_that_is_told(read: Read):
    assert read("a.csv", "sep=^\ntitle^text\nFlood^Words; and, more.\n").texts == ["Words; and, more."]


@pytest.mark.parametrize("names", ["title,text", "title,text,"])
def test_a_row_may_end_in_a_delimiter(read: Read, names: str):
    reading = read("a.csv", f"{names}\nA,One.,\nB,Two.,,\nC,Three.\n")
    assert (reading.texts, reading.said) == (["One.", "Two.", "Three."], None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_recognised(read: Read, encoding: str):
    table = "title,text\nCafé,“Es war — für £5 — das Café am Fluß.”\n"
    article = read("a.csv", table.encode(encoding)).article
    assert (article.title, article.text) == ("Café", "“Es war — für £5 — das Café am Fluß.”")


def test_a_stray_byte_late_in_a_plain_table_is_read_as_windows_reads_it(read: Read):
    table = b"title,text\n" + b"A,%s\n" % (b"plain words " * 1000) * 150 + b"B,A caf\xe9.\n"
    assert read("a.csv", table).texts[-1] == "A café."
