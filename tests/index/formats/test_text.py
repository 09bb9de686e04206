import pytest

from index.formats.text import decode
from tests.index.formats.conftest import Read

TEXT = "“It’s over”\r\n\nThe minister — at last – spoke of the £5 plan for the café."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_the_original_text_is_kept_to_the_character(read: Read, encoding: str):
    article = read("a.txt", TEXT.encode(encoding)).article
    assert article.text.removeprefix("\ufeff") == TEXT
    assert not article.extracted


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("Zażółć gęślą jaźń. Rząd ogłosił wczoraj nową ustawę, którą przyjął sejm po długiej dyskusji.", "cp1250"),
        ("Правительство объявило вчера о новом законе, который был принят после долгого обсуждения.", "cp1251"),
        ("Правительство объявило вчера о новом законе, который был принят после долгого обсуждения.", "koi8-r"),
        ("政府は昨日、長い議論の末に可決された新しい法律を発表した。", "shift_jis"),
    ],
)
def test_other_encodings_are_guessed(words: str, encoding: str):
    assert decode((words * 3).encode(encoding)) == words * 3


def test_a_declared_encoding_is_believed_where_the_bytes_bear_it_out():
    assert decode("Łódź".encode("cp1250"), "windows-1250") == "Łódź"
    assert decode("Łódź".encode(), "windows-1250") == "Łódź"
    assert decode("川の水位".encode("iso2022_jp"), "iso-2022-jp") == "川の水位"
    assert decode("A café.".encode("latin-1"), "ascii") == "A café."
