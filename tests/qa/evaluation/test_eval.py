"""`qa eval` end to end, with the reader and the encoder that are shipped."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qa.cli import main
from qa.evaluation.material import read_material
from tests.qa.evaluation.conftest import FAIR, FAIR_ENTRIES, HARBOUR, HARBOUR_ENTRIES, entry, squad

Save = Callable[[str, Any], Path]


def measured(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, Any]:
    code = main(["eval", *map(str, arguments), "--json"])
    out, err = capsys.readouterr()
    assert (code, err) == (0, "")
    (line,) = out.splitlines()
    return json.loads(line)


def test_reading_and_asking_are_measured(capsys: pytest.CaptureFixture[str], towns: Path):
    found = measured(capsys, towns)
    reading, asking = found["reading"], found["asking"]
    assert (reading["n"], reading["answerable"]) == (3, 2)
    assert reading["em"] == 100.0
    assert reading["f1_answerable"] == 100.0
    assert reading["f1_best_threshold"] == 100.0
    assert reading["answerability_auroc"] == 1.0

    assert (asking["n"], asking["answerable"], asking["texts"]) == (3, 2, 2)
    for leg in ("lexical", "dense", "fused"):
        assert asking["recall_at"][leg] == {"1": 100.0, "5": 100.0, "10": 100.0, "20": 100.0}
        assert asking["mrr"][leg] == 1.0
    assert asking["em_top1"] == asking["f1_top1"] == asking["f1_top3"] == 100.0
    assert asking["citation_correct"] == 100.0
    assert asking["answered"] == pytest.approx(66.67)
    assert asking["accuracy_of_answered"] == 100.0
    assert asking["unanswerable_refused"] == 100.0
    assert asking["f1_overall"] == 100.0
    assert 0 < asking["ece"] < 1
    assert sum(each["count"] for each in asking["reliability"]) == 3
    assert 0 < asking["ms_p50"] <= asking["ms_p95"]
    assert set(asking["ms_by_part"]) == {"encode", "search", "read", "group"}


def test_no_index_of_the_users_is_made_or_asked_for(capsys: pytest.CaptureFixture[str], towns: Path, tmp_path: Path):
    before = set(tmp_path.iterdir())
    measured(capsys, towns, "--sample", "1", "--index", tmp_path / "mine")
    assert set(tmp_path.iterdir()) == before


def test_the_threshold_of_the_settings_decides_what_is_answered(capsys: pytest.CaptureFixture[str], towns: Path):
    Path("config.toml").write_text("[answers]\nthreshold = 1.0")
    asking = measured(capsys, towns, "--only", "asking")["asking"]
    assert asking["threshold"] == 1.0
    assert asking["answered"] == 0.0
    assert asking["accuracy_of_answered"] is None
    assert asking["em_top1"] == 100.0
    assert asking["f1_overall"] == pytest.approx(33.33)


def test_texts_of_other_files_are_searched_but_not_asked_about(capsys: pytest.CaptureFixture[str], save: Save):
    asked, also = save("a.json", squad((HARBOUR, HARBOUR_ENTRIES))), save("b.json", squad((FAIR, FAIR_ENTRIES)))
    found = measured(capsys, asked, "--also", also, "--only", "asking")
    assert found["reading"] is None
    assert (found["asking"]["n"], found["asking"]["texts"]) == (2, 2)


def test_a_sample_is_always_the_same_and_the_collection_whole(towns: Path):
    material = read_material([towns])
    (chosen,) = material.sample(1).questions
    assert material.sample(1).questions == (chosen,)
    assert chosen in material.questions
    assert material.sample(1).texts == material.texts
    assert material.sample(2).questions == tuple(q for q in material.questions if q in material.sample(2).questions)
    assert material.sample(99) == material


def test_a_paragraph_that_two_files_share_is_one_text(save: Save):
    files = [save("a.json", squad((HARBOUR, HARBOUR_ENTRIES))), save("b.json", squad((HARBOUR, HARBOUR_ENTRIES[1:])))]
    material = read_material(files)
    assert len(material.texts) == 1
    assert len(material.questions) == 3


def test_a_person_gets_tables(capsys: pytest.CaptureFixture[str], towns: Path):
    assert main(["eval", str(towns)]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "Reading: 3 questions, 2 answerable" in out
    assert "Asking: 3 questions, 2 answerable, put to 2 texts of 2 passages" in out
    assert "fused" in out
    assert max(map(len, out.splitlines())) <= 80


@pytest.fixture
def referring(save: Save, tmp_path: Path) -> Path:
    """A file that refers to its texts, which lie in the folder texts; the toll is in two of them."""
    articles = {
        "n1": "Storm\nThe storm killed 17 people in Exampleville.",
        "n2": "After the storm\nThe mayor said that 17 people had died in the storm in Exampleville.",
        "n3": "Fair\nThe fair of Sampletown was opened by the duchess.",
    }
    (tmp_path / "texts").mkdir()
    with gzip.open(tmp_path / "texts" / "news.jsonl.gz", "wt", encoding="utf-8") as file:
        for name, text in articles.items():
            file.write(json.dumps({"id": name, "title": text.partition("\n")[0], "text": text}) + "\n")
    toll = entry("t1", "How many people did the storm in Exampleville kill?", articles["n1"], "17")
    toll["elsewhere"] = [{"article": "n2", "text": "17 people", "answer_start": articles["n2"].index("17")}]
    paragraphs = [
        {"reference": {"file": "news.jsonl.gz", "id": "n1"}, "qas": [toll]},
        {"reference": None, "qas": [entry("t2", "Who is the king of Sampletown?")]},
    ]
    return save("news.json", {"data": [{"title": "", "paragraphs": paragraphs}]})


def test_answers_that_stand_elsewhere_are_gold_too(referring: Path, tmp_path: Path):
    material = read_material([referring], folder=tmp_path / "texts")
    first, second = material.questions
    assert first.answers == ("17", "17 people")
    assert first.answers_given == ("17",)
    assert first.gold_texts == {"n1", "n2"}
    assert second.given is None
    assert list(material.texts) == ["n1", "n2", "n3"]


def test_a_question_without_a_text_is_asked_but_not_read(
    capsys: pytest.CaptureFixture[str], referring: Path, tmp_path: Path
):
    found = measured(capsys, referring, "--texts", tmp_path / "texts")
    assert found["reading"]["n"] == 1
    assert found["reading"]["em"] == 100.0
    assert found["reading"]["answerability_auroc"] is None
    assert (found["asking"]["n"], found["asking"]["texts"]) == (2, 3)
    assert found["asking"]["recall_at"]["fused"]["1"] == 100.0
    assert found["asking"]["citation_correct"] == 100.0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("none.json",), "The questions in none.json cannot be read: No such file"),
        (("bad.json",), "it is not JSON"),
        (("other.json",), "other.json is not in SQuAD form"),
        (("misplaced.json",), "the answer 'Ada' to question q7 is not at character 3"),
        (("empty.json",), "empty.json is not in SQuAD form: it holds no question"),
        (("towns.json", "--also", "none.json"), "The questions in none.json cannot be read"),
        (("news.json",), "only refers to its texts. Say where they are with: --texts FOLDER"),
        (("news.json", "--texts", "nowhere"), "The texts in nowhere/news.jsonl.gz cannot be read: No such file"),
        (("stranger.json", "--texts", "texts"), "refers to an article n9 that is not among the texts"),
    ],
)
def test_errors_are_one_sentence_on_standard_error(
    capsys: pytest.CaptureFixture[str],
    save: Save,
    towns: Path,
    referring: Path,
    tmp_path: Path,
    arguments: tuple[str, ...],
    message: str,
):
    Path("bad.json").write_text("who?")
    save("other.json", {"questions": []})
    save("empty.json", {"data": []})
    answer = {"text": "Ada", "answer_start": 3}
    save("misplaced.json", squad((HARBOUR, [{"id": "q7", "question": "Who?", "answers": [answer]}])))
    (tmp_path / "stranger.json").write_text(referring.read_text().replace('"n1"', '"n9"'))
    assert main(["eval", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("arguments", [(), ("--sample", "0", "a.json"), ("--only", "guessing", "a.json")])
def test_wrong_arguments_exit_2(arguments: tuple[str, ...]):
    with pytest.raises(SystemExit) as caught:
        main(["eval", *arguments])
    assert caught.value.code == 2
