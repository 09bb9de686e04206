"""The sentences labelled by who asserts them: well-formed, and every span in its place."""

import json
from collections import Counter
from collections.abc import Iterator

import pytest

from qa.evaluation.news import read_articles
from tests.conftest import ROOT

DATA = json.loads((ROOT / "tests" / "data" / "attribution.json").read_text(encoding="utf-8"))
SENTENCES = DATA["sentences"]
NEWS = ROOT.parent / "shared" / "news"

# A name or a noun phrase, not a passage of somebody else's text.
MOST_CHARS = 100

PRONOUNS = {"he", "she", "it", "they", "we", "i"}
FIELDS = {"speaker", "role", "outlet"}


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    if not NEWS.exists():
        pytest.skip("the news articles are not here")
    files = tuple(dict.fromkeys(sentence["file"] for sentence in SENTENCES))
    return {name: text for name, _, text in read_articles(NEWS, files)}


def labels(sentence: dict) -> Iterator[dict]:
    if sentence["attribution"] is not None:
        yield sentence["attribution"]
    yield from sentence.get("also", ())


def test_each_part_has_as_many_sentences_of_each_file():
    counts = Counter((sentence["part"], sentence["file"]) for sentence in SENTENCES)
    assert counts == {
        (part, file): count
        for part in ("develop", "test")
        for file, count in (
            ("giveme5w1h_news_cluster.jsonl.gz", 60),
            ("wikinews.jsonl.gz", 45),
            ("reuters21578.jsonl.gz", 15),
        )
    }


def test_no_sentence_and_no_article_comes_twice():
    for field in ("id", "article"):
        assert len({sentence[field] for sentence in SENTENCES}) == len(SENTENCES)


def test_labels_are_well_formed():
    for sentence in SENTENCES:
        assert set(sentence) - {"also", "note"} == {"id", "file", "article", "part", "start", "end", "attribution"}
        assert 0 <= sentence["start"] < sentence["end"]
        for label in labels(sentence):
            assert set(label) - {"pronoun"} == FIELDS
            if "pronoun" in label:
                start, end = label["pronoun"]
                assert sentence["start"] <= start < end <= sentence["end"]
                assert label["speaker"]["end"] <= start, "a pronoun's name is an earlier mention"
            assert label["speaker"] or not label["role"], "a role is somebody's"
            for span in (label[field] for field in FIELDS if label[field]):
                assert set(span) == {"start", "end", "text"}
                assert span["end"] - span["start"] == len(span["text"]) <= MOST_CHARS
                assert span["text"] == span["text"].strip()


def test_every_span_is_in_its_place(texts: dict[str, str]):
    for sentence in SENTENCES:
        text = texts[sentence["article"]]
        whole = text[sentence["start"] : sentence["end"]]
        assert whole
        assert whole == whole.strip()
        for label in labels(sentence):
            for span in (label[field] for field in FIELDS if label[field]):
                assert text[span["start"] : span["end"]] == span["text"], sentence["id"]
            if "pronoun" in label:
                start, end = label["pronoun"]
                assert text[start:end].lower() in PRONOUNS, sentence["id"]
