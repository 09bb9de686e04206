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


@pytest.mark.parametrize(
    "words",
    [
        "São Paulo woke to rain.",
        "João Silva lost ¥110 in ½ an hour.",
        "Ljubomir Žižek and Ana Šešelj spoke in Exampleville.",
        "Le cœur de la ville est fermé, dit le maire.",
        "O João foi com a irmã. As ações da região não são suficientes, diz o ministério.",
        "Það var þá að maðurinn kom heim. Ríkið þarf að gera þetta, sagði ráðherrann.",
        "The minister spoke of the plan for the year and said that it was good. " * 30 + "João went to São Paulo.",
    ],
)
def test_western_letters_are_read_as_windows_writes_them(words: str):
    assert decode(words.encode("cp1252")) == words


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("Łódź and Kraków were calm.", "cp1250"),
        (
            "Vlada je jučer objavila novi zakon koji je usvojen nakon duge rasprave. Važno je, rekao je ministar.",
            "cp1250",
        ),
        ("Guvernul a anunţat ieri o lege nouă, adoptată după o lungă dezbatere. Ţara aşteaptă, a spus el.", "cp1250"),
        ("Hükümet dün uzun bir tartışmadan sonra kabul edilen yeni yasayı açıkladı. Işıklar söndü.", "cp1254"),
        ("Sel, Arden'de on iki evi yıktı, dedi belediye başkanı Salı günü. Kimse yaralanmadı.", "cp1254"),
        ("Powódź zniszczyła dwanaście domów, powiedział burmistrz. Żadna szkoła nie ucierpiała.", "iso8859_2"),
        (
            "Potvynis sugriovė dvylika namų Pavyzdžių mieste, antradienį sakė meras. Niekas nenukentėjo, o upė jau"
            " senka, sakė ji.",
            "cp1257",
        ),
        ("“It’s over,” he said. The minister’s plan – at last — for the café.", "mac_roman"),
    ],
)
def test_letters_of_other_languages_are_not_taken_for_western_ones(words: str, encoding: str):
    assert decode(words.encode(encoding)) == words


def test_a_stray_zero_does_not_make_a_text_binary(read: Read):
    assert read("a.txt", f"The café\0 is open. {TEXT}").article.text == f"The café\0 is open. {TEXT}"
    assert read("a.txt", b"ab\0\0cd\0\0" * 20).said == "is binary, not text"


def test_a_declared_encoding_is_believed_where_the_bytes_bear_it_out():
    assert decode("Łódź".encode("cp1250"), "windows-1250") == "Łódź"
    assert decode("Łódź".encode(), "windows-1250") == "Łódź"
    assert decode("川の水位".encode("iso2022_jp"), "iso-2022-jp") == "川の水位"
    assert decode("A café.".encode("latin-1"), "ascii") == "A café."
