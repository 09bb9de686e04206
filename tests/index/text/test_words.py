import pytest

from index.text.words import words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The strikes", ["strike"]),
        ("what was the death toll?", ["death", "toll"]),
        ("10,000 people", ["10000", "peopl"]),
        ("6.5% of 6", ["6.5", "6"]),
        ("Assad's", ["assad"]),
        ("Assad’s", ["assad"]),
        ("opposition-held", ["opposit", "hold"]),
        ("The ferry sank. When did it sink?", ["ferri", "sink", "sink"]),
        ("broken men", ["break", "man"]),
        ("Founded in 1901, found in 1950", ["found", "1901", "found", "1950"]),
        ("ALEPPO Aleppo", ["aleppo", "aleppo"]),
        ("Москва", ["москва"]),
        ("A cease-fire, the ceasefire, Cease fire", ["ceasefir", "ceasefir", "ceasefir"]),
        ("co-operation and cooperation", ["cooper", "cooper"]),
        ("airstrikes, air-strikes, air strikes", ["air", "strike", "air", "strike", "air", "strike"]),
        ("north-eastern, northeastern", ["north", "eastern", "north", "eastern"]),
        ("they cease firing", ["ceas", "fire"]),
        ("the U.N. and the UN", ["un", "un"]),
        ("J.K. Rowling", ["jk", "rowl"]),
        ("the US told us", ["us", "tell"]),
        ("the U.S.", ["us"]),
        ("what was it?", []),
        ("", []),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert words(text) == found
