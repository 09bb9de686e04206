from pathlib import Path

import pytest

from index.types import Origin
from qa.tui.editor import NoEditor, editor_command, holds_its_text

ARTICLE = Path("news/a b.txt")


@pytest.mark.parametrize(
    ("environment", "command"),
    [
        ({"EDITOR": "vim"}, ["vim", "+7", "news/a b.txt"]),
        ({"EDITOR": "nano", "VISUAL": "emacs -nw"}, ["emacs", "-nw", "+7", "news/a b.txt"]),
        ({"EDITOR": "/usr/bin/hx"}, ["/usr/bin/hx", "news/a b.txt:7"]),
        ({"VISUAL": "code --wait"}, ["code", "--wait", "--goto", "news/a b.txt:7"]),
    ],
)
def test_the_editor_opens_at_the_line(environment: dict[str, str], command: list[str]):
    assert editor_command(ARTICLE, 7, environment) == command


@pytest.mark.parametrize(
    ("origin", "holds"),
    [(Origin(ARTICLE), True), (Origin(Path("news/a.zip"), "b.txt"), False), (Origin(Path("news/a.txt.gz")), False)],
)
def test_an_archive_or_a_packed_file_does_not_show_its_text(origin: Origin, holds: bool):
    assert holds_its_text(origin) == holds


@pytest.mark.parametrize("editor", ["'vim", " "])
def test_what_is_no_command_is_told(editor: str):
    with pytest.raises(NoEditor, match="export EDITOR="):
        editor_command(ARTICLE, 7, {"EDITOR": editor})


def test_without_an_editor_it_is_said_how_to_set_one():
    with pytest.raises(NoEditor, match="export EDITOR="):
        editor_command(ARTICLE, 7, {})
