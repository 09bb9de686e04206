import pytest

from index.text.language import knows, language_of

TEXTS = {
    "en": "The government said on Thursday that forty-five people had died when the river rose. The bridge is closed.",
    "de": "Die Feuerwehr brachte in der Nacht vierzig Menschen in die Schule. Die Brücke bleibt vorerst geschlossen.",
    "fr": "Dans la nuit, les pompiers ont conduit quarante personnes à l’école sur la colline. Le pont reste fermé.",
    "ru": "Ночью пожарные отвели сорок человек в школу на холме, потому что вода в реке поднялась на два метра.",
    "ar": "نقل رجال الإطفاء أربعين شخصا إلى المدرسة على التل ليلا لأن مياه النهر ارتفعت مترين في المدينة",
    "zh": "夜里河水上涨了两米，消防队员把四十个人送到山上的学校，市政府说北边的桥已经关闭，直到工程师检查完桥墩。",
}


@pytest.mark.parametrize("language", TEXTS)
def test_two_sentences_tell_their_language(language: str):
    assert language_of(TEXTS[language]) == language


@pytest.mark.parametrize(
    "text", ["", "Oslo 3, Bergen 2", "Shr 45 cts vs 58 cts\nNet 1.1 mln vs 829,000\nSales 7.9 mln"]
)
def test_a_table_or_a_headline_is_of_no_language(text: str):
    assert language_of(text) is None


def test_the_built_in_encoder_knows_english_however_it_is_written():
    for language in ("en", "en-GB", "en_us", "EN", "English", None, ""):
        assert knows("all-MiniLM-L6-v2", language)
    for language in ("de", "fr-FR", "zh"):
        assert not knows("all-MiniLM-L6-v2", language)
        assert knows("a model of yours", language)
