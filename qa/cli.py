"""What each command does, and its exit code. 0: answered, 1: not answered, 2: an error, 75: try again later."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from index.errors import Error, about_this_index, command
from index.types import Restriction
from qa.arguments import parser
from qa.config import Config, load_config
from qa.loading import loading
from qa.paths import cache_folder

if TYPE_CHECKING:
    from rich.console import Console

ANSWERED, NOT_ANSWERED, FAILED = 0, 1, Error.exit_code


def run() -> NoReturn:
    """Run the command of this process and end it, without taking the models apart first: the system does so at once,
    while Python takes a tenth of the time of a question."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # as after `>&-`: a stream of nothing, to the end of the process
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
    code = main()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        code = FAILED
    os._exit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    options = parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # an article may hold what the terminal's encoding has not
            stream.reconfigure(errors="backslashreplace")
    if getattr(options, "json", False) and hasattr(sys.stdout, "reconfigure"):
        # JSON is UTF-8 wherever it goes. A byte of a file's name that is none comes as an escape, which JSON knows.
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    if hasattr(sys.stdin, "reconfigure"):  # questions from a file of another encoding
        sys.stdin.reconfigure(errors="replace")
    try:
        # Not set where they were not given: a default of the command's would override what stands before it.
        options.config, folder = getattr(options, "config", None), getattr(options, "index", None)
        config = load_config(options.config)
        with about_this_index(index=folder, config=options.config):
            return _COMMANDS[options.command](options, config, folder or config.index.folder)
    except Error as error:
        print(f"qa: {error}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:  # the reader of our output had enough, as with `qa sources | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except OSError as error:  # such as a full disk behind the output
        with suppress(OSError):
            print(f"qa: {error}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return 130


def _restriction(options: argparse.Namespace) -> Restriction | None:
    """The articles that the options choose; None for all."""
    given = options.since or options.until or options.outlet
    return Restriction(since=options.since, until=options.until, outlet=options.outlet) if given else None


def _ask(options: argparse.Namespace, config: Config, folder: Path) -> int:
    question = _readable(" ".join(options.question))
    if not question.strip():
        raise Error('The question is empty. Ask something: qa ask "what was the death toll?"')
    piped = options.question == ["-"]
    with loading():
        from qa.live import LiveAssistant

        assistant = LiveAssistant(config, folder, cache_folder())
        assistant.current()
        from qa.conversation.turns import Conversation, questions_of
        from qa.views.fields import turn_as_json
        from qa.views.plain import lines_of
        from qa.views.printing import print_turn, print_values
        from qa.views.text import restriction_line, visible
    talk = Conversation(assistant)
    talk.restriction = _restriction(options)
    console = None if options.json else _console()
    if console and talk.restriction:
        console.print(f"Only articles {restriction_line(talk.restriction)}.", style="dim", markup=False)
    outcome = NOT_ANSWERED
    first = [] if piped else questions_of(question)
    many = piped or len(first) > 1
    texts = map(questions_of, lines_of(sys.stdin)) if piped else [first]
    turns = (turn for questions in texts for turn in talk.ask_each(questions, alone=not options.conversation))
    for number, turn in enumerate(turns):
        if turn.reply.answered:
            outcome = ANSWERED
        if console is None:
            print(turn_as_json(turn, explain=options.explain, values=options.all), flush=True)
            continue
        if many:
            if number:
                console.print()
            console.print(f"> {visible(turn.question)}", style="dim")
        print_turn(turn, console)
        if options.all and turn.reply.answered:
            print_values(turn.reply, console)
        if options.explain:
            from qa.views.explain import print_explanation

            print_explanation(turn.reply, console)
    return outcome


def _timeline(options: argparse.Namespace, config: Config, folder: Path) -> int:
    topic = _readable(" ".join(options.topic))
    if not topic.strip():
        raise Error('The topic is empty. Name one: qa timeline "death toll"')
    with loading():
        from qa.answers.timeline import PASSAGES, as_question
        from qa.opening import open_assistant
        from qa.views.timeline import as_csv, as_json, print_timeline

        settings = replace(config.answers, passages=PASSAGES)
        assistant = open_assistant(replace(config, answers=settings), folder, cache_folder())
    question = as_question(topic)
    points = assistant.timeline(question, within=_restriction(options))
    if options.json:
        print(as_json(question, points))
    elif options.csv:
        print(as_csv(points), end="")
    elif points:
        print_timeline(points, _console())
    else:
        print("The articles give no figure for this.")
    return ANSWERED if points else NOT_ANSWERED


def _chat(options: argparse.Namespace, config: Config, folder: Path) -> int:
    from qa.history import History
    from qa.live import LiveAssistant
    from qa.paths import state_folder

    assistant = LiveAssistant(config, folder, cache_folder())
    history = History(state_folder() / "history.jsonl" if config.chat.history else None)
    draws = sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"  # as an editor's shell is
    if options.plain or not draws:
        from qa.conversation.turns import Conversation
        from qa.views.plain import converse

        with loading():
            assistant.current()
        return ANSWERED if converse(Conversation(assistant), history, _console()) else NOT_ANSWERED

    with loading():
        from qa.collect.upkeep import Upkeep
        from qa.remembered import Remembered
        from qa.tui.app import QaApp

    upkeep = Upkeep(folder, options.config)
    app = QaApp(assistant, history, Remembered(state_folder() / "app.json"), upkeep)
    app.run()
    return FAILED if app.return_code else ANSWERED


def _readable(words: str) -> str:
    """What was typed in another encoding than the terminal's, with marks for what that cannot be read."""
    return words.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _index(options: argparse.Namespace, config: Config, folder: Path) -> int:
    from qa.collect.indexing import index

    index(options, config, folder)
    return ANSWERED


def _add(options: argparse.Namespace, config: Config, folder: Path) -> int:
    from qa.collect.indexing import index_added

    return ANSWERED if index_added(options, config, folder) else FAILED


def _sources(options: argparse.Namespace, config: Config, folder: Path) -> int:
    from index.copies import Relations
    from index.storage.catalog import Catalog
    from index.storage.generations import current, read_manifest
    from qa.views.listing import articles_as_json, chosen, print_articles

    read_manifest(current(folder))
    catalog = Catalog.open(folder)
    listing = catalog.listing()
    relations = Relations((article for article, _ in listing), catalog.pairs())
    articles = chosen(listing, _restriction(options), options.grep)
    if options.json:
        for line in articles_as_json(articles, relations):
            print(line)
    else:
        print_articles(articles, relations, _console())
    return ANSWERED if articles else NOT_ANSWERED


def _show(options: argparse.Namespace, config: Config, folder: Path) -> int:
    from index.storage.catalog import Catalog
    from index.storage.generations import current, read_manifest
    from qa.views.show import find, print_article

    read_manifest(current(folder))
    catalog = Catalog.open(folder)
    origin, line = find(catalog.origins(), options.article)
    print_article(catalog.article(origin), line, _console())
    return ANSWERED


def _doctor(options: argparse.Namespace, config: Config, folder: Path) -> int:
    from index.doctor import problems, repair

    whole = True
    for problem in problems(folder):
        whole = False
        print(problem)
    if whole:
        print("The index is whole.")
        return ANSWERED
    if not options.repair:
        print(f"Mend it with: {command('doctor --repair')}", file=sys.stderr)
        return NOT_ANSWERED
    if dropped := repair(folder):
        print(f"Articles that were damaged and are dropped: {dropped}. Read them again with: {command('index')}")
    print("The search files are made anew.")
    return ANSWERED


def _eval(options: argparse.Namespace, config: Config, folder: Path) -> int:
    from index.encoding.export import prepare_encoder
    from qa.evaluation.asking import evaluate_asking
    from qa.evaluation.collection import collection
    from qa.evaluation.material import read_material
    from qa.evaluation.reading import evaluate_reading
    from qa.evaluation.report import print_report, report_as_json
    from qa.reading.reader import Reader
    from qa.views.progress import announce, progress_bar

    material = read_material(options.files, options.also, options.texts).sample(options.sample)
    reader = Reader.open(config.reader.model, download=True)
    reading = asking = None
    if options.only != "asking":
        with progress_bar("Reading", "questions") as progress:
            reading = evaluate_reading(reader, material.questions, material.texts, progress)
    if options.only != "reading":
        encoder = prepare_encoder(config.encoder.model, cache_folder(), announce=announce)
        texts = [(text.text, text.title) for text in material.texts.values()]
        numbers = {name: number for number, name in enumerate(material.texts)}
        with ExitStack() as stack:
            with progress_bar("Encoding", "passages") as progress:
                store = stack.enter_context(collection(texts, encoder, progress))
            with progress_bar("Asking", "questions") as progress:
                asking = evaluate_asking(store, reader, config.answers, material.questions, numbers, progress)
    if options.json:
        print(report_as_json(reading, asking))
    else:
        print_report(reading, asking, _console())
    return ANSWERED


def _calibrate(options: argparse.Namespace, config: Config, folder: Path) -> int:
    from index.articles.load import absolute
    from index.store import Store
    from qa.answers.calibration import Calibration
    from qa.evaluation.own import fit_to, own_questions
    from qa.evaluation.report import print_own_fit
    from qa.reading.reader import Reader
    from qa.views.progress import progress_bar

    store = Store.open(folder, cache_folder())
    questions = own_questions(store, [absolute(place) for place in options.folders], options.questions, seed=1)
    with progress_bar("Asking", "questions") as progress:
        found = fit_to(store, Reader.open(config.reader.model), questions, config.answers, progress)
    replace(Calibration.built_in(), words=found.sureness).keep_for(folder)
    print_own_fit(found, _console())
    return ANSWERED


def _console() -> "Console":
    from rich.console import Console

    class Plain(Console):
        """Article text is data: no markup, emoji codes or highlighting of numbers in it."""

        def on_broken_pipe(self) -> None:
            """`main` tells what it comes to."""
            raise BrokenPipeError

    return Plain(markup=False, emoji=False, highlight=False)


_COMMANDS: dict[str, Callable[[argparse.Namespace, Config, Path], int]] = {
    "ask": _ask,
    "timeline": _timeline,
    "chat": _chat,
    "index": _index,
    "add": _add,
    "sources": _sources,
    "show": _show,
    "doctor": _doctor,
    "eval": _eval,
    "calibrate": _calibrate,
}
