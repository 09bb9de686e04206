import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from index.articles.load import absolute, find_files
from index.articles.load import load as load_all
from index.errors import NothingToIndex, UnreadableFile
from index.types import Article
from tests.conftest import SEEDS

Write = Callable[[str, str], Path]


def load(path: Path) -> Article:
    """The only article of a file."""
    (article,) = load_all(path)
    return article


def test_the_text_is_the_files_to_the_character(write: Write):
    text = "\ufeffTitle\r\n\r\nÄ “quote”\xa0— 😀\rend\n"
    assert load(write("a.txt", text)).text == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_encodings_are_recognised(tmp_path: Path, encoding: str):
    text = "“It’s over”\n\nThe minister — at last – spoke of the £5 plan for the café. “It’s over,” he said."
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    assert load(path).text == text


def test_the_title_is_the_first_line_that_is_not_noise(write: Write):
    assert load(write("a.txt", "This story is over 5 years old.\n\nA headline\n\nA story.")).title == "A headline"


def test_a_paragraph_is_no_title(write: Write):
    assert load(write("some-name.txt", "Words and words. " * 20)).title == "some-name"


def calls(path: Path, lines: int) -> int:
    """How many calls it takes to read a file of so many lines that are noise."""
    path.write_text("Share this story\n" * lines)
    taken = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal taken
        taken += 1

    sys.setprofile(count)
    try:
        load(path)
    finally:
        sys.setprofile(None)
    return taken


def test_each_line_of_a_text_is_not_compared_with_all_that_is_noise(tmp_path: Path):
    few = calls(tmp_path / "a.txt", 400)
    assert calls(tmp_path / "a.txt", 800) < 3 * few


@pytest.mark.parametrize("above", ["---\n\n", "* * *\n", "@postarden\n"])
def test_a_rule_or_an_account_above_the_headline_is_no_title(write: Write, above: str):
    assert load(write("a.txt", f"{above}Flood in Arden\n\nThe river rose.")).title == "Flood in Arden"


def test_an_author_is_named_without_the_by(write: Write):
    assert load(write("a.txt", "Author: By Jo Berg\nDate: 2016-09-22\n\nThe river rose.")).facts.author == "Jo Berg"
    assert load(write("a.json", '{"text": "The river rose.", "byline": "By: Jo Berg"}')).facts.author == "Jo Berg"
    assert load(write("b.json", '{"text": "The river rose.", "byline": "Byron Lind"}')).facts.author == "Byron Lind"


def test_markdown_has_its_heading_or_its_front_matter(write: Write):
    assert load(write("a.md", "# A headline #\n\nA story.")).title == "A headline"
    article = load(write("b.md", "---\ntitle: Named\ndate: 2016-09-22\nsource: Example News\n---\n# Other\n\nA story."))
    assert (article.title, article.published, article.source) == ("Named", "2016-09-22", "Example News")
    assert "Named" not in article.text[article.noise[0].end :]


@pytest.mark.parametrize("told", ["und", "mul", "x-default", "Unknown"])
def test_where_a_format_tells_of_no_language_the_text_does(write: Write, told: str):
    story = "The river rose in the night, and the town of Arden woke to water that had come from the valley. " * 2
    assert load(write("a.json", json.dumps({"text": story, "language": told}))).facts.language == "en"


def test_broken_front_matter_loses_nothing(write: Write):
    assert load(write("a.md", "---\n: [\n---\n# A headline\n\nA story.")).title == "A headline"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \r\n\xc2\xa0", "empty"),
        ("a.txt", b"\x89PNG\0\0\0", "binary"),
        ("a.odd", b"Words.", "format"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, data: bytes, reason: str):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableFile, match=reason):
        load(path)


def test_a_file_that_is_gone_says_so(tmp_path: Path):
    with pytest.raises(UnreadableFile, match="No such file"):
        load(tmp_path / "a.txt")


def test_files_are_found_in_order_each_once_and_hidden_ones_are_not(write: Write, tmp_path: Path):
    for name in ("b.txt", "sub/a.md", "c.jpg", ".hidden.txt", ".git/d.txt", "~$b.docx", "desktop.ini"):
        write(name, "Words.")
    news = tmp_path / "news"
    found = [Path(name).relative_to(news).as_posix() for name in find_files([news, news / "b.txt"])]
    assert found == ["b.txt", "sub/a.md"]


def test_what_a_browser_saves_with_a_page_is_no_article(write: Write, tmp_path: Path):
    kept = ["flood.html", "snow.htm", "sub/flood.html", "sub/snow_files/a.html", "rain_files/a.txt", "_files/b.html"]
    left_out = ["flood_files/ad.html", "flood_files/deeper/a.txt", "snow_files/ad.html", "snow-Dateien/ad.html"]
    for name in (*kept, *left_out):
        write(name, "<p>Words.</p>")
    news = tmp_path / "news"
    found = [Path(name).relative_to(news).as_posix() for name in find_files([news])]
    assert found == sorted(kept)
    assert find_files([news / "flood_files"]) == [
        str(news / "flood_files" / name) for name in ("ad.html", "deeper/a.txt")
    ]


@pytest.mark.skipif(os.mkdir not in os.supports_dir_fd, reason="no path here is so long")
def test_files_are_found_however_deep_they_lie(tmp_path: Path):
    deep = tmp_path / "news"
    deep.mkdir()
    place = os.open(deep, os.O_RDONLY)
    for _ in range(1100):  # one by one, since a path may be only so long
        os.mkdir("a", dir_fd=place)
        place, before = os.open("a", os.O_RDONLY, dir_fd=place), place
        os.close(before)
    os.close(os.open("flood.txt", os.O_CREAT, dir_fd=place))
    os.close(place)
    try:
        closed: list[OSError] = []
        assert find_files([deep], closed) == [f"{deep}{'/a' * 1100}/flood.txt"]
        assert closed == []
    finally:  # Python itself cannot
        subprocess.run(["rm", "-r", str(deep)], check=True)


def test_a_folder_that_does_not_exist_says_so(tmp_path: Path):
    with pytest.raises(NothingToIndex, match="no file or folder"):
        find_files([tmp_path / "nowhere"])


def test_a_command_that_is_proposed_can_be_typed(tmp_path: Path):
    place = tmp_path / "my news"
    with pytest.raises(NothingToIndex, match=f"qa index --forget '{place}'"):
        find_files([place])


def test_the_seeds_know_their_outlet():
    first, second = (load(Path(name)) for name in find_files([SEEDS]))
    assert first.source == "TRTWorld"
    assert second.title.startswith("Aleppo air raids")


def test_a_folder_is_one_however_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    news, elsewhere = tmp_path / "news", tmp_path / "far" / "elsewhere"
    news.mkdir()
    elsewhere.mkdir(parents=True)
    (tmp_path / "link").symlink_to(elsewhere)
    (tmp_path / "far" / "news").mkdir()
    monkeypatch.chdir(elsewhere)
    assert absolute(Path("../../news")) == absolute(news) == news
    assert absolute(Path("../gone")) == tmp_path / "far" / "gone"
    through_a_link = tmp_path / "link" / ".." / "news"  # which is far/news, not news
    assert absolute(through_a_link).samefile(tmp_path / "far" / "news")
