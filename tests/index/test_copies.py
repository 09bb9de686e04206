"""Which articles are versions or copies of each other."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from index.copies import Relations
from index.digests import digest
from index.links import link
from index.storage.changes import Changes
from index.storage.changing import changing
from index.types import Article, Mark, Origin, Passage

FLOOD = """The river Arden broke its banks near Exampleville on Monday and flooded about two hundred houses.

Mayor Jane Sample told reporters that 17 people had been taken to the hospital in Sampletown, three of them with broken
bones. "We have not seen water like this in forty years," she said.

Two bridges were swept away and the railway line to the coast is closed until further notice. Soldiers of the Third
Brigade filled sandbags through the night, and the school in Church Street took in families from the lower town."""

LATER = """

On Tuesday afternoon the water began to fall. The ministry of the interior promised the town two million crowns for
repairs, and engineers started to measure the damage to the dam at Upper Arden, which was built in 1956."""

GALLERY = """

See our gallery of the year: the bridge festival at Upper Arden, the opening of the Sampletown museum, the harvest in
the lower valley, the visit of Minister John Placeholder to the Third Brigade, the last ride of the old railway,
the choir of Church Street in the rain, and the mayor of Exampleville with the winning team. All pictures are for sale
in our shop, and the proceeds go to the hospital in Sampletown. Write to us if you find yourself in one of them."""


def article(text: str, title: str = "Flood in Exampleville", source: str = "Post", day: str = "2021-03-01") -> Article:
    name = f"{digest(title + text + source + day)[:12]}.txt"
    return Article(Path(name), text, title, digest(text), source=source, published=day)


@pytest.fixture
def changes(tmp_path: Path) -> Iterator[Changes]:
    with changing(tmp_path) as changes:
        changes.start("hashes", "hashes-1")
        yield changes


def pairs(changes: Changes, articles: Sequence[Article]) -> set[tuple[str, str]]:
    """The links once the articles, and no others, are in the catalog."""
    there = {article: number for number, article in changes.articles()}
    for article in articles:
        if article not in there and not changes.add_place(article):
            changes.add(article, [(Passage(0, 5, ()), ["flood"])])
    changes.remove(number for article, number in there.items() if article not in articles)
    link(changes)
    return set(changes.pairs())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (FLOOD, FLOOD + LATER),
        (FLOOD, FLOOD.replace("17 people", "19 people")),
        (FLOOD, FLOOD.replace("Jane Sample", "Joan Sample").replace("about two hundred", "some 200")),
        (FLOOD, "EXAMPLEVILLE (AP) -- " + FLOOD.replace("\n\n", "\n").replace("swept away", "destroyed")),
        (FLOOD, FLOOD.split("\n\nTwo")[0] + " More soon."),
    ],
    ids=["grown", "a figure corrected", "names corrected", "another outlet's layout", "the brief before it"],
)
def test_one_report_more_or_less_edited_is_linked(changes: Changes, one: str, other: str):
    assert pairs(changes, [article(one), article(other)])
    assert pairs(changes, [article(one), article(other, "River breaks its banks", "Herald")])


def test_different_stories_above_one_gallery_stay_apart(changes: Changes):
    fire = "A fire destroyed three barns in Millbrook on Sunday. Nobody was hurt, Captain Alan Example said."
    strike = "Bus drivers in Newport walked out on Friday over pay, the Transport Union's Mary Model said. Talks go on."
    assert not pairs(changes, [article(fire + GALLERY, "Barns burn"), article(strike + GALLERY, "Bus strike")])


def test_what_is_marked_as_noise_links_nothing(changes: Changes):
    fire, strike = "A fire destroyed three barns in Millbrook.", "Bus drivers in Newport walked out."
    assert pairs(changes, [article(fire + GALLERY), article(strike + GALLERY, "Flood in Exampleville")])
    marked = [
        Article(Path(text[:9]), text, "Title", digest(text), noise=(Mark(len(own), len(text)),))
        for own, text in ((fire, fire + GALLERY), (strike, strike + GALLERY))
    ]
    assert not pairs(changes, marked)


def test_a_headline_in_common_links_nothing(changes: Changes):
    other = "Prices at the Arden mills rose for the third month, the chamber said, and bakers in Newport complain."
    assert not pairs(changes, [article(FLOOD), article(f"{other} They want the council to act before the summer.")])


def test_short_texts_are_not_compared(changes: Changes):
    dividend = "Quarterly dividend 10 cts against 10 cts. Payable April 15, record March 31."
    assert not pairs(changes, [article(dividend, "Acme"), article(dividend.replace("31", "30"), "Sample Corp")])


def test_the_next_report_of_a_series_is_no_version(changes: Changes):
    report = (
        "The water board measured a flow of {} cubic metres at the Arden gauge this morning. It said the level of "
        "the reservoir stood at {} percent, and that {} of the four gates at Upper Arden were open for the boats of "
        "the fishing fleet. The next measurement is expected at noon, weather permitting, the board's office said."
    )
    first = article(report.format(310, 71, 3), "Water levels", day="2021-03-01")
    assert not pairs(changes, [first, article(report.format(295, 68, 2), "Water levels", day="2021-03-08")])
    assert pairs(changes, [first, article(report.format(310, 71, 2), "Water levels", day="2021-03-01")])


def test_links_do_not_depend_on_the_order_in_which_articles_come(changes: Changes):
    edited = [article(FLOOD.replace("17", str(number)) + LATER * (number % 2)) for number in range(30, 60)]
    whole = pairs(changes, edited)
    assert len(whole) == 30 * 29 / 2
    random.Random(1).shuffle(edited)
    some = pairs(changes, edited[:11])
    assert len(some) == 11 * 10 / 2
    assert some < pairs(changes, edited[:20]) < whole
    assert pairs(changes, edited) == whole
    assert pairs(changes, edited[:11]) == some


def test_what_was_published_on_another_day_after_all_is_linked_anew(changes: Changes):
    first, second = article(FLOOD), article(FLOOD.replace("17", "19"), day="2021-03-02")
    assert pairs(changes, [first, second])
    assert not pairs(changes, [first, article(FLOOD.replace("17", "19"), day="2021-03-20")])
    assert pairs(changes, [first, second])


def test_a_form_that_hundreds_of_texts_fill_in_is_no_story(changes: Changes, monkeypatch: pytest.MonkeyPatch):
    forms = [article(FLOOD.replace("17", str(number))) for number in range(30, 42)]
    assert len(pairs(changes, forms)) == 12 * 11 / 2
    assert not pairs(changes, [])
    monkeypatch.setattr("index.copies._MOST", 10)
    assert not pairs(changes, forms)


def test_a_signature_that_cannot_be_read_is_made_anew(changes: Changes):
    one, other, third = article(FLOOD), article(FLOOD + LATER), article(FLOOD.replace("17", "18"))
    assert len(pairs(changes, [one, other])) == 1
    for text, parts in list(changes.signatures()):
        changes.sign(text, one.published, [b"?" for _ in parts])
    assert len(pairs(changes, [one, other, third])) == 3
    assert all(b"?" not in parts for _, parts in changes.signatures())


def test_same_texts_versions_and_copies_are_told_apart(changes: Changes):
    one, again, update = article(FLOOD), article(FLOOD, day="2021-03-02"), article(FLOOD + LATER)
    copy, other = article(FLOOD + " (AP)", source="Herald"), article("Nothing of the kind.")
    articles = [one, again, update, copy, other]
    relations = Relations(articles, pairs(changes, articles))
    found = relations.of(one)
    assert (found.same, found.versions, found.copies) == ((again.origin,), (update.origin,), (copy.origin,))
    assert relations.of(other).same == relations.of(other).versions == relations.of(other).copies == ()
    assert changes.told_again() == (1, 3, 4)
    assert Origin(update.path) in relations.of(copy).copies
