"""Sources, history, saving and copying in the app."""

import json
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from textual.events import Key
from textual.widgets import Input, OptionList, SelectionList, Static

from index.types import Article, Origin, Restriction
from qa.collect.upkeep import Indexed, Indexing
from qa.history import History
from qa.live import LiveAssistant
from qa.remembered import Remembered
from qa.reply import Turn
from qa.tui import clipboard
from qa.tui.app import QaApp
from qa.tui.article import ArticleScreen
from qa.tui.help import HelpScreen
from qa.tui.history import HistoryScreen
from qa.tui.save import SaveScreen
from qa.tui.sources import SourcesScreen, newest_first
from tests.qa.tui.conftest import settled

QUESTION = "what was the death toll?"

pytestmark = pytest.mark.anyio


def restriction_line(app: QaApp) -> str:
    line = app.talk.query_one("#restriction", Static)
    return str(line.render()) if line.display else ""


async def test_the_articles_are_listed_filtered_and_opened(app: QaApp):
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("f2")
        await pilot.pause()
        assert isinstance(app.screen, SourcesScreen)
        listed = app.screen.query_one(SelectionList)
        assert listed.option_count == 2
        await pilot.press(*"trtworld")
        assert listed.option_count == 1
        await pilot.press("enter", "o")
        assert isinstance(app.screen, ArticleScreen)
        await pilot.press("escape", "escape")
        assert app.screen is app.talk


async def test_questions_are_asked_only_of_chosen_articles_until_all_are_asked_again(app: QaApp, ask):
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("f2")
        await pilot.pause()
        await pilot.press(*"trtworld", "down", "down", "space", "ctrl+s")
        await pilot.pause()
        assert restriction_line(app) == "Only 1 chosen article · F4 asks all again"
        await ask(pilot, QUESTION)
        cited = {citation.source for answer in app.talk.turns[-1].reply.answers for citation in answer.citations}
        assert cited == {"TRTWorld"}
        await pilot.press("f4")
        assert restriction_line(app) == ""
        assert app.talk.restriction is None


async def test_a_chosen_article_that_is_gone_from_the_index_is_chosen_no_more(app: QaApp):
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        app.talk.restrict(Restriction(frozenset({Origin(Path("/gone.txt"))})))
        await pilot.press("f2")
        await pilot.pause()
        assert "all asked" in str(app.screen.query_one("#sources-title", Static).render())
        await pilot.press("escape")
        await pilot.pause()
        assert app.talk.restriction is None


async def test_questions_are_restricted_to_a_range_of_dates(app: QaApp):
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("f2")
        await pilot.pause()
        app.screen.query_one("#since", Input).value = "2016-09-31"
        await pilot.press("ctrl+s")
        assert isinstance(app.screen, SourcesScreen)  # there is no such day
        app.screen.query_one("#since", Input).value = "2016-09-30"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.talk.restriction == Restriction(since="2016-09-30")


async def test_an_earlier_question_is_found_and_asked_again(app: QaApp, ask):
    async with app.run_test(size=(100, 30)) as pilot:
        await ask(pilot, QUESTION)
        await ask(pilot, "Who is the US Secretary of State?")
        await pilot.press("f3")
        assert isinstance(app.screen, HistoryScreen)
        await pilot.press(*"toll", "enter")
        await pilot.pause()
        await settled(pilot)
        assert [turn.question for turn in app.talk.turns] == [QUESTION, "Who is the US Secretary of State?", QUESTION]


@pytest.mark.parametrize(
    ("kept", "filter_by", "told"),
    [
        (True, "", "No question was asked yet."),
        (True, "earthquake", "No question and no answer holds these words."),
        (False, "", "Questions are not kept: history = false."),
    ],
)
async def test_a_list_with_no_question_says_why(
    live: LiveAssistant, history: History, kept: bool, filter_by: str, told: str
):
    app = QaApp(live, history if kept else History(None), Remembered(None))
    async with app.run_test(size=(100, 30)) as pilot:
        if filter_by:
            history.add(Turn(QUESTION, QUESTION, live.current().ask(QUESTION)))
        await pilot.press("f3")
        await pilot.press(*filter_by)
        await pilot.pause()
        listed = app.screen.query_one(OptionList)
        assert [str(option.prompt) for option in listed.options] == [told]
        await pilot.press("enter")
        assert isinstance(app.screen, HistoryScreen)  # there is nothing to take


async def test_the_last_of_many_questions_can_be_seen_on_a_low_terminal(
    app: QaApp, live: LiveAssistant, history: History
):
    reply = live.current().ask(QUESTION)
    for number in range(40):
        history.add(Turn(f"question {number}?", QUESTION, reply))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("f3", "down")
        await pilot.press("up")
        await pilot.pause()
        listed = app.screen.query_one(OptionList)
        assert listed.highlighted == 39
        assert app.screen.query_one(".dialog").content_region.contains_region(listed.region)


async def test_of_thousands_of_questions_the_latest_are_listed(
    app: QaApp, live: LiveAssistant, history: History, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("qa.tui.history.MOST_LISTED", 2)
    reply = live.current().ask(QUESTION)
    for number in range(5):
        history.add(Turn(f"question {number}?", QUESTION, reply))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("f3")
        await pilot.pause()
        listed = [str(option.prompt) for option in app.screen.query_one(OptionList).options]
        assert [line[:11] for line in listed] == ["question 4?", "question 3?", "… and 3 mor"]


async def test_pages_that_were_asked_leave_room_for_other_questions(app: QaApp, live: LiveAssistant, history: History):
    reply = live.current().ask(QUESTION)
    for question in (QUESTION, f"{'The truce fell apart. ' * 500}{QUESTION}"):
        history.add(Turn(question, question, reply))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3")
        await pilot.pause()
        listed = app.screen.query_one(OptionList)
        assert QUESTION in "".join(listed.render_line(y).text for y in range(listed.size.height))


async def test_what_is_chosen_is_told_from_the_rest_without_colours(app: QaApp):
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.press("f2")
        await pilot.pause()
        await pilot.press("down")
        await pilot.press("down", "space")
        listed = app.screen.query_one(SelectionList)
        assert ["X" in listed.render_line(y).text[:3] for y in range(3)] == [False, True, False]


@pytest.mark.parametrize(("count", "told"), [(1, "1 article ·"), (2, "2 articles ·")])
async def test_articles_are_counted_in_words(app: QaApp, count: int, told: str):
    async with app.run_test(size=(100, 30)) as pilot:
        articles = newest_first(Article(Path(f"/{n}.txt"), "A text.", "A title", "") for n in range(count))
        app.push_screen(SourcesScreen(articles, None))
        await pilot.pause()
        assert str(app.screen.query_one("#sources-title", Static).content).startswith(told)


async def test_of_thousands_of_articles_the_newest_are_listed_and_the_filter_finds_the_others(
    app: QaApp, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("qa.tui.sources.MOST_LISTED", 3)
    old = Origin(Path("/1.txt"))
    async with app.run_test(size=(100, 30)) as pilot:
        articles = newest_first(Article(Path(f"/{n}.txt"), "", f"Story {n}", "", published=f"200{n}") for n in range(6))
        app.push_screen(SourcesScreen(articles, Restriction(frozenset({old}))), app.talk.restrict)
        await pilot.pause()
        listed, title = app.screen.query_one(SelectionList), app.screen.query_one("#sources-title", Static)
        assert [str(option.prompt)[:7] for option in listed.options] == ["Story 5", "Story 4", "Story 3"]
        assert str(title.content) == "6 articles · the first 3 listed · 1 chosen"
        await pilot.press("down", "space")  # what is chosen and not listed stays chosen
        await pilot.press(*["shift+tab"] * 3, *"2000", "enter", "space", "ctrl+s")
        await pilot.pause()
        assert app.talk.restriction == Restriction(frozenset({old, *(Origin(Path(f"/{n}.txt")) for n in (5, 0))}))


async def test_articles_that_no_filter_finds_are_told_of(app: QaApp):
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.press("f2")
        await pilot.press(*"earthquakes")
        await pilot.pause()
        assert "none holds these words" in str(app.screen.query_one("#sources-title", Static).content)


async def test_the_history_survives_a_restart_and_can_be_forgotten(
    app: QaApp, ask, live: LiveAssistant, history: History
):
    async with app.run_test() as pilot:
        await ask(pilot, QUESTION)
    again = QaApp(live, history, Remembered(None))
    async with again.run_test() as pilot:
        await pilot.press("up")
        assert again.talk.prompt.value == QUESTION
        again.action_forget()
        assert history.entries() == []


async def test_what_was_asked_before_the_history_was_removed_comes_back_no_more(app: QaApp, ask):
    async with app.run_test(size=(100, 30)) as pilot:
        await ask(pilot, QUESTION)
        app.action_forget()
        await pilot.press("up")
        assert app.talk.prompt.value == ""


async def test_the_conversation_is_saved_as_markdown_and_as_json(app: QaApp, ask, tmp_path: Path):
    async with app.run_test(size=(100, 30)) as pilot:
        await ask(pilot, QUESTION)
        for name in ("talk.md", "talk.json"):
            await pilot.press("ctrl+s")
            await pilot.pause()
            assert isinstance(app.screen, SaveScreen)
            app.screen.query_one(Input).value = str(tmp_path / name)
            await pilot.press("enter")
            await pilot.pause()
    assert (tmp_path / "talk.md").read_text(encoding="utf-8").startswith(f"# Questions and answers\n\n## {QUESTION}")
    (turn,) = json.loads((tmp_path / "talk.json").read_text(encoding="utf-8"))
    assert turn["question"] == QUESTION


@pytest.mark.parametrize("name", ["~nobody-of-this-name/talk.md", "a" * 300 + ".md", "no/such/folder/talk.md"])
async def test_where_nothing_can_be_written_is_told_and_what_was_typed_stays(app: QaApp, ask, name: str):
    async with app.run_test(size=(100, 30)) as pilot:
        await ask(pilot, QUESTION)
        await pilot.press("ctrl+s")
        await pilot.pause()
        app.screen.query_one(Input).value = name
        await pilot.press("enter")
        assert "cannot be written" in str(app.screen.query_one("#save-note", Static).render())
        assert app.screen.query_one(Input).value == name


async def test_what_acts_on_the_conversation_waits_until_that_is_on_the_screen(app: QaApp):
    async with app.run_test() as pilot:
        await pilot.press("f2", "f2")
        while not isinstance(app.screen, SourcesScreen):
            await pilot.pause()
        await pilot.press("f2", "f3")
        await pilot.pause()
        assert [type(screen) for screen in app.screen_stack[1:]] == [type(app.talk), SourcesScreen]


async def test_keys_pressed_at_once_open_one_screen(app: QaApp, ask):
    async with app.run_test() as pilot:
        await ask(pilot, QUESTION)
        for key in ("f3", "f3", "ctrl+s"):  # faster than a screen opens, as a slow line brings them
            app.post_message(Key(key, None))
        await pilot.pause()
        assert [type(screen) for screen in app.screen_stack[1:]] == [type(app.talk), HistoryScreen]


async def test_a_file_is_replaced_only_after_a_second_enter(app: QaApp, ask, tmp_path: Path):
    (tmp_path / "talk.md").write_text("mine")
    async with app.run_test(size=(100, 30)) as pilot:
        await ask(pilot, QUESTION)
        await pilot.press("ctrl+s")
        await pilot.pause()
        app.screen.query_one(Input).value = str(tmp_path / "talk.md")
        await pilot.press("enter")
        assert (tmp_path / "talk.md").read_text() == "mine"
        await pilot.press("enter")
        await pilot.pause()
    assert QUESTION in (tmp_path / "talk.md").read_text(encoding="utf-8")


async def test_an_answer_is_copied_with_its_citation(app: QaApp, ask, monkeypatch: pytest.MonkeyPatch):
    copied: list[str] = []
    monkeypatch.setattr(clipboard, "copy", lambda text: copied.append(text) or "xclip")
    async with app.run_test(size=(120, 30)) as pilot:
        await ask(pilot, QUESTION)
        await pilot.press("tab", "c", "m")
        await app.workers.wait_for_complete()
    text, markdown = sorted(copied, key=lambda found: found.startswith("**"))
    assert "45" in text.splitlines()[0]
    assert "“" in text
    assert "seeds/" in text
    assert markdown.startswith("**")
    assert "\n> " in markdown


async def test_what_was_copied_can_be_pasted_in_the_app(app: QaApp, ask, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(clipboard, "copy", lambda text: "xclip")
    async with app.run_test(size=(120, 30)) as pilot:
        app.talk.prompt.value = "who?"
        await pilot.press("shift+home", "ctrl+x")
        await app.workers.wait_for_complete()
        assert app.talk.prompt.value == ""
        await pilot.press("ctrl+v")
        assert app.talk.prompt.value == "who?"


async def test_f1_shows_the_keys(app: QaApp):
    async with app.run_test() as pilot:
        await pilot.press("f1")
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape")
        assert app.screen is app.talk


async def test_the_theme_is_remembered(app: QaApp, live: LiveAssistant, history: History, tmp_path: Path):
    async with app.run_test() as pilot:
        app.theme = "textual-light"
        await pilot.pause()
    again = QaApp(live, history, Remembered(tmp_path / "state" / "app.json"))
    async with again.run_test():
        assert again.theme == "textual-light"


@pytest.mark.parametrize("kept", ['["a list"]', "5", "null", '{"theme": ["a list"]}', "{"])
async def test_an_odd_file_of_what_was_remembered_costs_only_that(
    live: LiveAssistant, history: History, tmp_path: Path, kept: str
):
    (tmp_path / "app.json").write_text(kept)
    app = QaApp(live, history, Remembered(tmp_path / "app.json"))
    async with app.run_test() as pilot:
        app.theme = "textual-light"
        await pilot.pause()
    assert Remembered(tmp_path / "app.json").theme == "textual-light"


async def test_every_action_is_in_the_palette(app: QaApp):
    async with app.run_test() as pilot:
        await settled(pilot)
        titles = {command.title for command in app.get_system_commands(app.screen)}
        assert {"Sources", "History", "Save conversation", "Copy answer", "Edit article", "Keyboard", "Theme"} <= titles


async def test_nothing_is_offered_that_would_hide_the_prompt_or_what_answers(app: QaApp, ask):
    async with app.run_test(size=(120, 30)) as pilot:
        await ask(pilot, QUESTION)
        for selector in ("#prompt", "CitationView", "#source ArticleText"):
            app.talk.set_focus(app.talk.query(selector).first())
            await pilot.pause()
            assert "Maximize" not in {command.title for command in app.get_system_commands(app.screen)}


class NewArticle:
    """Upkeep that reports what an update with one new article reports."""

    def changes(self, stop: Event) -> Iterator[None]:
        yield None
        stop.wait()

    def update(self) -> Iterator[Indexing | Indexed]:
        yield Indexing(0, 5)
        yield Indexing(5, 5)
        yield Indexed(articles=3, new=1, changed=0, removed=0, skipped=0)

    def stop(self) -> None:
        self.stopped = True


async def test_who_leaves_stops_an_update(live: LiveAssistant, history: History):
    upkeep = NewArticle()
    app = QaApp(live, history, Remembered(None), upkeep)  # type: ignore[arg-type]
    async with app.run_test() as pilot:
        await pilot.press("f1", "ctrl+q")  # also from a dialog
        await pilot.pause()
    assert upkeep.stopped


async def test_what_is_new_in_the_folders_is_told(live: LiveAssistant, history: History):
    app = QaApp(live, history, Remembered(None), NewArticle())  # type: ignore[arg-type]
    async with app.run_test(notifications=True) as pilot:
        while not app._notifications:
            await pilot.pause()
        (told,) = app._notifications
        assert told.message == "Articles: 1 new."
        assert not app.talk.query_one("#indexing").display
