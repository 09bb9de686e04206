"""Asking and looking at sources, key by key."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.color import Color
from textual.events import Key, Paste
from textual.widgets import Input, Static
from textual.widgets._footer import FooterKey
from textual.widgets._toast import Toast

from index.types import Article
from qa.history import History
from qa.live import LiveAssistant
from qa.reply import Turn
from qa.tui.app import QaApp
from qa.tui.article import ArticlePane, ArticleScreen
from qa.tui.article_text import ArticleText
from qa.tui.exchange import CitationView, Exchange
from tests.qa.tui.conftest import settled

WIDE, NARROW = (120, 40), (80, 24)
QUESTION = "what was the death toll?"

pytestmark = pytest.mark.anyio


def texts(app: QaApp, selector: str) -> list[str]:
    return [str(widget.render()) for widget in app.talk.query(selector).results(Static)]


def on_screen(text: ArticleText) -> str:
    return "\n".join(text.render_line(y).text for y in range(text.size.height))


async def test_a_typed_question_is_answered_with_its_sources(app: QaApp):
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press(*QUESTION, "enter")
        await settled(pilot)
        assert texts(app, ".question") == [QUESTION]
        assert "45" in texts(app, ".answer")[0]
        assert "45" in texts(app, "CitationView")[0]
        assert app.talk.prompt.value == ""
        assert app.focused is app.talk.prompt


async def test_the_source_of_the_first_citation_shows_at_once(app: QaApp, ask):
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, QUESTION)
        first = app.talk.query(CitationView).first()
        shown = str(app.talk.query_one("#source .article-title", Static).render())
        assert shown == first.citation.title


async def test_tab_moves_through_the_citations_and_the_source_follows(app: QaApp, ask):
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, QUESTION)
        views = list(app.talk.query(CitationView))
        for view in views:
            await pilot.press("tab")
            assert app.focused is view
            await pilot.pause()
            assert str(app.talk.query_one("#source .article-title", Static).render()) == view.citation.title
        await pilot.press("tab")
        assert app.focused is app.talk.prompt
        await pilot.press("shift+tab")
        assert app.focused is views[-1]


async def test_a_number_goes_to_that_citation(app: QaApp, ask):
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, QUESTION)
        await pilot.press("tab", "2")
        assert app.focused is list(app.talk.query(CitationView))[1]


async def test_the_mouse_selects_words_of_the_article_and_ctrl_c_copies_them(
    app: QaApp, ask, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("qa.tui.clipboard.copy", lambda text: "a tool")
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, QUESTION)
        text = app.talk.query_one("#source ArticleText", ArticleText)
        top, next_one = text.render_line(0).text.strip(), text.render_line(1).text.strip()
        assert top  # the first line of a sentence that is wrapped
        assert next_one
        corner = 1  # after the margin
        await pilot.mouse_down(text, offset=(corner + 3, 0))
        await pilot.hover(text, offset=(corner + 5, 1))
        await pilot.mouse_up(text, offset=(corner + 5, 1))
        await pilot.press("ctrl+c")
        assert app.clipboard == f"{top[3:]} {next_one[:6]}"
        selected = app.screen.get_component_rich_style("screen--selection").bgcolor
        marked = [piece.text for piece in text.render_line(1) if piece.style and piece.style.bgcolor == selected]
        assert "".join(marked) == next_one[:6]

        await pilot.press("tab", "tab")  # another article, or another place in it
        await pilot.resize_terminal(130, 40)
        await pilot.pause()
        assert app.screen.get_selected_text() is None


async def test_from_the_margin_of_a_scrolled_article_the_mouse_selects_the_lines_beside_it(app: QaApp, ask):
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, QUESTION)
        text = app.talk.query_one("#source ArticleText", ArticleText)
        assert text.scroll_offset.y
        first, second = text.render_line(0).text.strip(), text.render_line(1).text.strip()
        await pilot.mouse_down(text, offset=(0, 0))
        await pilot.hover(text, offset=(5, 1))
        await pilot.mouse_up(text, offset=(5, 1))
        assert app.screen.get_selected_text() == f"{first} {second[:5]}"
        await pilot.mouse_down(text, offset=(4, 1))  # upwards, and to the margin
        await pilot.hover(text, offset=(0, 0))
        await pilot.mouse_up(text, offset=(0, 0))
        assert app.screen.get_selected_text() == f"{first} {second[:4]}"


async def test_the_lines_of_what_is_selected_are_those_that_are_counted(app: QaApp):
    async with app.run_test(size=WIDE) as pilot:
        article = Article(Path("/a.txt"), "A page\x0cbreak\r\n\r\nand a line\n", "A title", "")
        app.push_screen(ArticleScreen(article))
        await pilot.pause()
        text = app.screen.query_one(ArticleText)
        await pilot.mouse_down(text, offset=(1, 0))
        await pilot.hover(text, offset=(3, 2))
        await pilot.mouse_up(text, offset=(3, 2))
        assert app.screen.get_selected_text() == "A page break\n\nand"


async def test_enter_opens_the_article_scrolled_to_the_span_and_escape_goes_back(app: QaApp, ask):
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, QUESTION)
        await pilot.press("tab", "enter")
        assert isinstance(app.screen, ArticleScreen)
        await pilot.pause()
        citation = app.talk.query(CitationView).first().citation
        assert citation.text.split()[0] in on_screen(app.screen.query_one(ArticleText))
        await pilot.press("escape")
        assert app.screen is app.talk


async def test_slash_searches_in_the_article_and_n_goes_from_place_to_place(app: QaApp, ask):
    async with app.run_test(size=(80, 12)) as pilot:
        await ask(pilot, QUESTION)
        await pilot.press("tab", "enter", "home", "slash", *"aleppo")
        await pilot.pause()
        pane = app.screen.query_one(ArticlePane)
        text = pane.query_one(ArticleText)
        origin = app.talk.query(CitationView).first().citation.origin
        article = app.assistant.current().store.article(origin).text.casefold()
        assert pane.query_one(Input).border_subtitle == f"{article.count('aleppo')} found"
        assert "aleppo" in on_screen(text).casefold()
        first = text.scroll_offset.y
        await pilot.press("enter", *["n"] * (article.count("aleppo") - 1))
        assert text.scroll_offset.y > first
        await pilot.press("n")  # past the last one, from the top again
        assert text.scroll_offset.y == first
        await pilot.press("N", "slash", "escape")
        assert not pane.query_one(Input).display
        assert isinstance(app.screen, ArticleScreen)


async def test_a_search_that_ends_after_it_was_closed_marks_nothing(app: QaApp, ask, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("qa.tui.article_text._LONG", 0)
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, QUESTION)
        text = app.talk.query_one("#source ArticleText", ArticleText)
        text.search("the")
        text.search("")
        await settled(pilot)
        assert text._matches == []
        text.search("the")
        await settled(pilot)
        assert text._matches


async def test_on_a_narrow_terminal_the_source_has_a_screen_of_its_own(app: QaApp, ask):
    async with app.run_test(size=NARROW) as pilot:
        await ask(pilot, QUESTION)
        assert not app.talk.query_one("#source").display
        await pilot.press("tab", "enter")
        assert isinstance(app.screen, ArticleScreen)


async def test_a_question_that_the_articles_do_not_answer_is_refused_with_the_nearest_sentences(app: QaApp, ask):
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "Who won the football world cup?")
        assert texts(app, ".refusal") == ["The articles do not say."]
        assert 1 <= len(app.talk.query(CitationView)) <= 3


async def test_a_follow_up_shows_how_it_was_understood_and_escape_takes_that_back(app: QaApp, ask):
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, QUESTION)
        await ask(pilot, "who said that?")
        (understood,) = texts(app, ".asked")
        assert understood.startswith("asked as: Who said that")
        await pilot.press("escape")
        await settled(pilot)
        assert texts(app, ".question")[-1] == "who said that?"
        assert len(texts(app, ".asked")) == 1
        assert [turn.asked for turn in app.talk.turns] == [QUESTION, "who said that?"]


async def test_what_was_typed_since_is_not_lost_to_escape(app: QaApp, ask):
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, QUESTION)
        await ask(pilot, "who said that?")
        await pilot.press(*"and", "tab", "escape", *" so", "escape")
        await settled(pilot)
        assert app.talk.prompt.value == "and so"
        assert texts(app, ".question") == [QUESTION, "who said that?"]


async def test_a_question_asked_anew_and_cancelled_stays_in_the_conversation(app: QaApp, ask):
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, QUESTION)
        await ask(pilot, "who said that?")
        understood = [turn.asked for turn in app.talk.turns]
        await app.talk.action_back()
        await app.talk.action_back()
        await settled(pilot)
        assert texts(app, ".note")[-1] == "cancelled"
        assert [turn.asked for turn in app.talk.turns] == understood


async def test_what_is_cited_from_an_article_that_has_changed_is_not_shown_as_another_one(
    app: QaApp, ask, monkeypatch: pytest.MonkeyPatch
):
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, QUESTION)
        view = app.talk.query(CitationView)[1]
        monkeypatch.setattr(view, "citation", replace(view.citation, quote="Other words."))
        await pilot.press("tab", "tab")
        await pilot.pause()
        assert str(app.talk.query_one("#source .article-title", Static).render()) == ""
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen is app.talk


async def test_a_new_question_cancels_the_one_being_worked_on(app: QaApp):
    async with app.run_test(size=WIDE) as pilot:
        app.talk.prompt.value = "who brokered the ceasefire?"
        await pilot.press("enter")
        app.talk.prompt.value = QUESTION
        await pilot.press("enter")
        await settled(pilot)
        assert [turn.question for turn in app.talk.turns][-1] == QUESTION
        assert not app.talk.query(".step")
        first, second = app.talk.query(Exchange)
        assert second.turn is not None
        assert first.turn is None or first.turn.question == "who brokered the ceasefire?"


async def test_several_questions_in_one_are_answered_one_after_the_other(app: QaApp, ask):
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "What was the death toll, and who gave it?")
        await settled(pilot)
        assert texts(app, ".question") == ["What was the death toll?", "and who gave it?"]
        assert [turn.reply.answered for turn in app.talk.turns] == [True, True]


async def test_escape_cancels_what_was_to_come_too(app: QaApp):
    async with app.run_test(size=WIDE) as pilot:
        await app.talk.ask(QUESTION, then=["who gave it?"])
        await pilot.press("escape")
        await settled(pilot)
        assert app.talk.turns == []
        assert texts(app, ".question") == [QUESTION]


async def test_escape_cancels_a_question(app: QaApp):
    async with app.run_test(size=WIDE) as pilot:
        app.talk.prompt.value = QUESTION
        await app.talk.ask(QUESTION)
        await pilot.press("escape")
        await settled(pilot)
        assert texts(app, ".note") == ["cancelled"]
        assert app.talk.turns == []


async def test_a_search_in_the_article_keeps_nobody_from_cancelling(app: QaApp, ask):
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, QUESTION)
        await pilot.press("tab", "slash", *"aleppo")
        app.talk.set_focus(app.talk.prompt)
        await app.talk.ask(QUESTION)
        await pilot.press("escape")
        await settled(pilot)
        assert texts(app, ".note") == ["cancelled"]


async def test_up_brings_back_the_last_question(app: QaApp, ask):
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, QUESTION)
        await pilot.press("up")
        assert app.talk.prompt.value == QUESTION
        await pilot.press("down")
        assert app.talk.prompt.value == ""


async def test_a_click_moves_to_a_citation_and_a_double_click_opens_it(app: QaApp, ask):
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, QUESTION)
        view = app.talk.query(CitationView).first()
        await pilot.click(view)
        assert app.focused is view
        await pilot.double_click(view)
        assert isinstance(app.screen, ArticleScreen)


async def test_marks_in_a_question_are_shown_and_not_followed(app: QaApp, ask):
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "[red]who[/red] \x1b[31mspoke [link=http://example.org]?")
        assert texts(app, ".question") == ["[red]who[/red] ␛[31mspoke [link=http://example.org]?"]


async def test_behind_a_dialog_no_key_is_named_that_goes_nowhere_there(app: QaApp):
    async with app.run_test(size=NARROW) as pilot:
        for keys, named in (([], True), (["f3"], False), (["escape"], True)):
            await pilot.press(*keys)
            await pilot.pause()
            await pilot.pause()
            assert ("Citations" in {key.description for key in app.talk.query(FooterKey)}) is named


async def test_each_answer_comes_into_view(app: QaApp, ask):
    async with app.run_test(size=NARROW) as pilot:
        for question in (QUESTION, "Who leads the Civil Defense?", "who said that?"):
            await ask(pilot, question)
            shown = app.talk.query_one("#exchanges").region
            last = app.talk.query(Exchange).last()
            assert shown.contains_region(last.query_one(".question").region)
            assert shown.overlaps(last.query(CitationView).first().region)


async def test_what_answers_pages_that_were_pasted_comes_into_view(app: QaApp, ask):
    async with app.run_test(size=NARROW) as pilot:
        question = f"{'The truce fell apart and planes came. ' * 100}{QUESTION}"
        await ask(pilot, question)
        shown = app.talk.query_one("#exchanges").region
        assert shown.contains_region(app.talk.query_one(".question").region)
        assert shown.overlaps(app.talk.query(".answer, .refusal").first().region)
        assert texts(app, ".question")[0].endswith("…")
        assert app.talk.turns[0].question == question


async def test_the_conversation_scrolls_from_the_prompt(app: QaApp, ask):
    async with app.run_test(size=NARROW) as pilot:
        await ask(pilot, QUESTION)
        await ask(pilot, "Who leads the Civil Defense?")
        exchanges = app.talk.query_one("#exchanges")
        await pilot.press("ctrl+home")
        await pilot.pause()
        assert exchanges.scroll_offset.y == 0
        await pilot.press("pagedown")
        await pilot.pause()
        page = exchanges.scroll_offset.y
        assert page > 0
        await pilot.press("pageup")
        await pilot.pause()
        assert exchanges.scroll_offset.y < page
        await pilot.press("ctrl+end")
        await pilot.pause()
        assert exchanges.scroll_offset.y == exchanges.max_scroll_y
        assert app.focused is app.talk.prompt


async def test_a_draft_comes_back_and_so_does_a_question_that_was_cancelled(app: QaApp, ask):
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, QUESTION)
        await pilot.press(*"half a ques", "up", "down")
        assert app.talk.prompt.value == "half a ques"
        app.talk.prompt.value = "who was tying this?"
        await pilot.press("enter", "escape", "up")
        assert app.talk.prompt.value == "who was tying this?"
        await settled(pilot)


async def test_what_is_pasted_from_several_lines_is_one_question(app: QaApp):
    async with app.run_test(size=WIDE) as pilot:
        app.talk.prompt.post_message(Paste("\nhow many people\n  died in Aleppo?\n"))
        await pilot.pause()
        assert app.talk.prompt.value == "how many people died in Aleppo?"


async def test_what_is_no_question_for_its_length_is_not_taken(app: QaApp, live: LiveAssistant, history: History):
    pages = "The truce fell apart and planes came. " * 300
    for question in (QUESTION, pages):  # as a plain conversation keeps them
        history.add(Turn(question, question, live.current().ask(QUESTION)))
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press(*"who?")
        app.talk.prompt.post_message(Paste(pages))
        await pilot.pause()
        assert app.talk.prompt.value == "who?"
        assert [told.message for told in app._notifications] == ["Too long: a line takes 10,000 characters."]
        await pilot.press("up")
        assert app.talk.prompt.value == QUESTION


async def test_what_is_typed_or_pasted_while_a_citation_has_the_focus_goes_to_the_prompt(app: QaApp, ask):
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, QUESTION)
        await pilot.press("tab", "space")
        for typed in "Who came?":  # faster than anybody types
            app.post_message(Key({" ": "space", "?": "question_mark"}.get(typed, typed), typed))
        await pilot.pause()
        assert app.talk.prompt.value == "Who came?"
        await pilot.press("tab")
        app.focused.post_message(Paste("\nAnd why?"))
        await pilot.pause()
        assert app.talk.prompt.value == "Who came?And why?"
        assert app.focused is app.talk.prompt


async def test_keys_of_a_citation_are_not_typed(app: QaApp, ask, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("qa.tui.clipboard.copy", lambda text: "a tool")
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, QUESTION)
        await pilot.press("tab", "2", "c", "m", "slash", "escape")
        await app.workers.wait_for_complete()
        assert app.talk.prompt.value == ""


async def test_what_is_told_covers_neither_the_prompt_nor_the_line_to_search_in(app: QaApp, ask):
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await ask(pilot, QUESTION)
        await pilot.press("f4")
        await pilot.pause()
        (told,) = app.screen.query(Toast)
        assert not told.region.overlaps(app.talk.prompt.region)
        await pilot.press("tab", "slash")
        app.notify("Something else.")
        await pilot.pause()
        line = app.screen.query_one(Input)
        assert not any(told.region.overlaps(line.region) for told in app.screen.query(Toast))


async def test_a_key_that_finds_nothing_to_act_on_says_so(app: QaApp):
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        app.talk.action_search()
        app.talk.action_edit()
        app.talk.action_copy()
        app.action_ask_all()
        await pilot.pause()
        assert sorted(told.message for told in app._notifications) == [
            "All articles are asked already.",
            "No article is shown that could be searched.",
            "There is no article to open yet.",
            "There is nothing to copy yet.",
        ]


async def test_what_is_to_be_done_about_the_index_is_told_in_full(app: QaApp):
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        told = "The index has another format than this version of qa reads. Bring it up to date with: qa index"
        app.talk.say(told)
        app.talk.show_progress(1, 3)
        await pilot.pause()
        status = app.talk.query_one("#status", Static)
        lines = [status.render_line(y).text.strip() for y in range(app.talk.query_one("#top").size.height)]
        assert " ".join(lines) == f"qa · {told}"
        assert app.talk.query_one("#indexing").region.width > 0


async def test_what_is_cited_stays_on_a_terminal_that_becomes_lower(app: QaApp, ask):
    async with app.run_test(size=(120, 48)) as pilot:
        await ask(pilot, QUESTION)
        await pilot.press("tab")
        (words,) = {view.citation.text for view in [app.focused]}
        await pilot.resize_terminal(120, 14)
        await pilot.pause()
        assert words in on_screen(app.talk.query_one(ArticleText))


async def test_words_are_found_across_the_end_of_a_line(app: QaApp):
    async with app.run_test(size=WIDE) as pilot:
        app.push_screen(ArticleScreen(Article(Path("/a.txt"), "The prime\nminister, the Prime minister.", "", "")))
        await pilot.pause()
        await pilot.press("slash", *"prime minister")
        line = app.screen.query_one(Input)
        assert line.border_subtitle == "2 found"
        line.value = ""
        line.post_message(Paste("\nprime\nminister\n"))
        await pilot.pause()
        assert line.border_subtitle == "2 found"


async def test_the_place_that_n_went_to_is_told_from_the_others_on_the_screen(app: QaApp):
    async with app.run_test(size=WIDE) as pilot:
        app.push_screen(ArticleScreen(Article(Path("/a.txt"), "A flood, a flood and a Flood.", "", "")))
        await pilot.pause()
        text = app.screen.query_one(ArticleText)
        await pilot.press("slash", *"flood", "enter")
        for here in (0, 1, 2, 0):
            line = [piece for piece in text.render_line(0) if piece.text.casefold() == "flood"]
            assert [bool(piece.style and piece.style.underline) for piece in line] == [n == here for n in range(3)]
            await pilot.press("n")


async def test_a_title_as_long_as_a_text_leaves_room_for_the_text(app: QaApp):
    async with app.run_test(size=NARROW) as pilot:
        app.push_screen(ArticleScreen(Article(Path("/a.txt"), "The text.", "a word of it " * 300, "")))
        await pilot.pause()
        assert app.screen.query_one(ArticleText).region.bottom <= 24


async def test_what_is_shown_is_what_is_copied(app: QaApp, ask):
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, QUESTION)
        second = list(app.talk.query(CitationView))[1]
        await pilot.press("tab", "tab", "escape")
        assert app.focused is app.talk.prompt
        assert app.talk.chosen is second


async def test_a_terminal_that_becomes_narrow_leaves_the_prompt_to_type_in(app: QaApp, ask):
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, QUESTION)
        app.talk.query_one(ArticleText).focus()
        await pilot.resize_terminal(*NARROW)
        await pilot.pause()
        await pilot.press(*"where")
        assert app.talk.prompt.value == "where"


async def test_words_that_are_cited_or_selected_can_be_read_in_every_theme(app: QaApp, ask):
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, QUESTION)
        text = app.talk.query_one(ArticleText)
        for theme in app.available_themes:
            if theme.startswith("ansi"):  # whose colours are the terminal's own
                continue
            app.theme = theme
            await pilot.pause()
            for mark in ("article--sentence", "article--span", "screen--selection"):
                style = text._style(mark)
                assert style.color
                assert style.bgcolor
                written, behind = (Color.from_rich_color(found) for found in (style.color, style.bgcolor))
                assert abs(written.brightness - behind.brightness) > 0.25, (theme, mark)


async def test_old_replies_leave_the_screen_and_stay_in_the_conversation(
    app: QaApp, ask, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("qa.tui.talk._MOUNTED", 2)
    async with app.run_test(size=WIDE) as pilot:
        for question in (QUESTION, "Who leads the Civil Defense?", "Who is Kerry?"):
            await ask(pilot, question)
        assert [exchange.question for exchange in app.talk.query(Exchange)] == [
            "Who leads the Civil Defense?",
            "Who is Kerry?",
        ]
        assert len(app.talk.turns) == 3


async def test_what_ends_after_the_app_was_left_is_told_to_nobody(app: QaApp):
    async with app.run_test() as pilot:
        await settled(pilot)
    app.talk.say("2 articles")
    app.talk.show_progress(1, 2)
