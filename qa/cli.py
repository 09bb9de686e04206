"""The command line: arguments and exit codes. 0: answered, 1: not answered, 2: an error."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from index.errors import Error
from index.types import Restriction
from qa.config import Config, load_config
from qa.dates import is_date
from qa.loading import loading
from qa.paths import cache_folder

if TYPE_CHECKING:
    from rich.console import Console

ANSWERED, NOT_ANSWERED, FAILED = 0, 1, 2


def run() -> NoReturn:
    """Run the command of this process and end it, without taking the models apart first: the system does so at once,
    while Python takes a tenth of the time of a question."""
    code = main()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        code = FAILED
    os._exit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    options = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # an article may hold what the terminal's encoding has not
            stream.reconfigure(errors="backslashreplace")
    try:
        # Not set where they were not given: a default of the command's would override what stands before it.
        options.config = getattr(options, "config", None)
        config = load_config(options.config)
        return options.run(options, config, getattr(options, "index", None) or config.index.folder)
    except Error as error:
        print(f"qa: {error}", file=sys.stderr)
        return FAILED
    except BrokenPipeError:  # the reader of our output had enough, as with `qa sources | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        return 130


class _Version(argparse.Action):
    """Prints the version. argparse's own action would look it up at every start, which takes 0.04 s."""

    def __call__(self, parser, namespace, values, option_string=None) -> None:
        from importlib.metadata import version

        print(f"qa {version('qa')}")
        parser.exit()


def _parser() -> argparse.ArgumentParser:
    # Suppressed where not given, so that they may stand before the command as well as after it.
    shared = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    shared.add_argument("--index", type=Path, metavar="DIR", help="the index to use (default: .qa)")
    shared.add_argument("--config", type=Path, metavar="FILE", help="settings (default: config.toml, if it is there)")

    which = argparse.ArgumentParser(add_help=False)
    some = which.add_argument_group("which articles", "A date is a day, a month or a year: 2016-09-22, 2016-09, 2016.")
    some.add_argument("--since", type=_date, metavar="DATE", help="only what was published then or later")
    some.add_argument("--until", "--as-of", type=_date, metavar="DATE", help="only what had been published by then")
    some.add_argument("--outlet", metavar="NAME", help="only articles of outlets with this in their name")

    parser = argparse.ArgumentParser(
        prog="qa",
        parents=[shared],
        description="Verbatim answers from your own news. Without a command: the app.",
        epilog="Exit codes: 0 answered, 1 not, 2 error.",
    )
    parser.set_defaults(run=_chat, plain=False)
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    commands = parser.add_subparsers(metavar="COMMAND")

    ask = commands.add_parser(
        "ask", parents=[shared, which], help="answer a question", description="Answer a question."
    )
    ask.add_argument("question", nargs="+", help="the question; - reads one question a line from standard input")
    ask.add_argument("--conversation", action="store_true", help="with -: a question may lean on the one before")
    ask.add_argument("--json", action="store_true", help="one JSON object a question")
    ask.add_argument("--all", action="store_true", help="every value that was found, as a table")
    ask.add_argument("--explain", action="store_true", help="show what spoke for each passage that was read")
    ask.set_defaults(run=_ask)

    timeline = commands.add_parser(
        "timeline",
        parents=[shared, which],
        help="how a figure moved over time",
        description="The reported values of a figure by the day of publication: first, latest, highest.",
    )
    timeline.add_argument("topic", nargs="+", help='such as "death toll in Aleppo", or a question')
    form = timeline.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="one line a report")
    form.add_argument("--json", action="store_true", help="one JSON object")
    timeline.set_defaults(run=_timeline)

    chat = commands.add_parser(
        "chat", parents=[shared], help="open the app", description="A conversation with your news, in the terminal."
    )
    chat.add_argument("--plain", action="store_true", help="line by line, without the app; for screen readers")
    chat.set_defaults(run=_chat)

    index = commands.add_parser(
        "index",
        parents=[shared],
        help="index new and changed articles",
        description="Add folders or files to the index and bring it up to date. Without PATH, what is in it already.",
    )
    index.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="folder or file with articles, in any format"
    )
    index.add_argument("--forget", action="append", default=[], type=Path, metavar="PATH", help="drop a folder or file")
    index.add_argument("--json", action="store_true", help="one JSON object a line, the last says what was done")
    index.add_argument("--rebuild", action="store_true", help="encode everything anew")
    where = index.add_mutually_exclusive_group()
    where.add_argument("--jobs", type=_jobs, metavar="N", help="processor cores that encoding may take (default: all)")
    where.add_argument("--dask", metavar="ADDRESS", help="encode on the Dask cluster with this scheduler")
    index.add_argument("--watch", action="store_true", help="go on: index what changes, until Ctrl+C")
    index.set_defaults(run=_index)

    bring = commands.add_parser(
        "add",
        parents=[shared],
        help="bring in single pages or files",
        description="Fetch pages, where their sites allow it, or copy files into a folder of yours, and index it.",
    )
    bring.add_argument("places", nargs="+", metavar="URL-OR-FILE", help="an http or https address, or a file")
    bring.add_argument("--json", action="store_true", help="one JSON object a line, the last says what was done")
    bring.set_defaults(run=_add)

    sources = commands.add_parser(
        "sources", parents=[shared, which], help="list the articles", description="List the articles."
    )
    sources.add_argument("--grep", metavar="WORDS", help="only articles with these words in title or text")
    sources.add_argument("--json", action="store_true", help="one JSON object an article")
    sources.set_defaults(run=_sources)

    show = commands.add_parser(
        "show",
        parents=[shared],
        help="print an article",
        description="Print an article, named as citations name it; with :LINE, the lines around that one.",
    )
    show.add_argument("article", metavar="ARTICLE[:LINE]", help="such as seeds/aleppo.txt:12, or the end of its name")
    show.set_defaults(run=_show)

    doctor = commands.add_parser(
        "doctor",
        parents=[shared],
        help="check the index",
        description="Check every byte of the index. Exit codes: 0 whole, 1 something is wrong, 2 it cannot be checked.",
    )
    doctor.add_argument("--repair", action="store_true", help="mend it: make the search files anew from the catalog")
    doctor.set_defaults(run=_doctor)

    measure = commands.add_parser(
        "eval",
        parents=[shared],
        help="measure how well it answers",
        description="Measure reading and asking on questions with known answers, in an index of their own.",
    )
    measure.add_argument("files", nargs="+", type=Path, metavar="FILE", help="questions in SQuAD form, may be .gz")
    measure.add_argument(
        "--also", action="append", default=[], type=Path, metavar="FILE", help="index its texts too, but do not ask"
    )
    measure.add_argument("--sample", type=_count, metavar="N", help="only N of the questions, always the same ones")
    measure.add_argument("--only", choices=["reading", "asking"], help="measure one of the two")
    measure.add_argument("--texts", type=Path, metavar="FOLDER", help="where texts lie that a file only refers to")
    measure.add_argument("--json", action="store_true", help="one JSON object")
    measure.set_defaults(run=_eval)

    calibrate = commands.add_parser(
        "calibrate",
        parents=[shared],
        help="fit the confidence to your articles",
        description="Fit how sure answers are to your own articles, with questions made of their sentences.",
    )
    calibrate.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="ask only articles below it")
    calibrate.add_argument("--questions", type=_count, default=150, metavar="N", help="how many (default: 150)")
    calibrate.set_defaults(run=_calibrate)
    return parser


def _count(value: str) -> int:
    """A whole number above 0."""
    count = int(value)
    if count < 1:
        raise ValueError
    return count


def _jobs(value: str) -> int:
    """A number of processor cores."""
    if not value.isdecimal() or not int(value):
        raise argparse.ArgumentTypeError(f"{value!r} is no number of processor cores; write 1 or more")
    return int(value)


def _date(value: str) -> str:
    """An ISO day, month or year."""
    if not is_date(value):
        raise argparse.ArgumentTypeError(f"{value!r} is no date; write 2016-09-22, 2016-09 or 2016")
    return value


def _restriction(options: argparse.Namespace) -> Restriction | None:
    """The articles that the options choose; None for all."""
    given = options.since or options.until or options.outlet
    return Restriction(since=options.since, until=options.until, outlet=options.outlet) if given else None


def _ask(options: argparse.Namespace, config: Config, folder: Path) -> int:
    question = " ".join(options.question)
    if not question.strip():
        raise Error('The question is empty. Ask something: qa ask "what was the death toll?"')
    many = options.question == ["-"]
    with loading():
        from qa.live import LiveAssistant

        assistant = LiveAssistant(config, folder, cache_folder())
        assistant.current()
        from qa.conversation import Conversation
        from qa.fields import turn_as_json
        from qa.printing import print_turn, print_values
        from qa.text import restriction_line, visible
    talk = Conversation(assistant)
    talk.restriction = _restriction(options)
    console = None if options.json else _console()
    if console and talk.restriction:
        console.print(f"Only articles {restriction_line(talk.restriction)}.", style="dim", markup=False)
    outcome = NOT_ANSWERED
    for number, asked in enumerate(_lines() if many else [question]):
        turn = talk.ask(asked, alone=not options.conversation)
        if turn.reply.answered:
            outcome = ANSWERED
        if console is None:
            print(turn_as_json(turn, explain=options.explain, values=options.all), flush=True)
            continue
        if many:
            if number:
                console.print()
            console.print(f"> {visible(asked)}", style="dim")
        print_turn(turn, console)
        if options.all and turn.reply.answered:
            print_values(turn.reply, console)
        if options.explain:
            from qa.explain import print_explanation

            print_explanation(turn.reply, console)
    return outcome


def _timeline(options: argparse.Namespace, config: Config, folder: Path) -> int:
    with loading():
        from qa.opening import open_assistant
        from qa.timeline import PASSAGES, as_csv, as_json, as_question, print_timeline, timeline

        settings = replace(config.answers, passages=PASSAGES)
        assistant = open_assistant(replace(config, answers=settings), folder, cache_folder())
    question = as_question(" ".join(options.topic))
    reply = assistant.ask(question, within=_restriction(options))
    points = timeline(reply.values, reply.disagreements)
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
    if options.plain or not (sys.stdin.isatty() and sys.stdout.isatty()):
        from qa.conversation import Conversation
        from qa.plain import converse

        with loading():
            assistant.current()
        return ANSWERED if converse(Conversation(assistant), history, _console()) else NOT_ANSWERED

    with loading():
        from qa.remembered import Remembered
        from qa.tui.app import QaApp
        from qa.upkeep import Upkeep

    upkeep = Upkeep(folder, options.config)
    QaApp(assistant, history, Remembered(state_folder() / "app.json"), upkeep).run()
    return ANSWERED


def _lines() -> Iterator[str]:
    """The questions on standard input, as they come."""
    for line in sys.stdin:
        if line.strip():
            yield line.strip()


def _index(options: argparse.Namespace, config: Config, folder: Path) -> int:
    from qa.indexing import index

    index(options, config, folder)
    return ANSWERED


def _add(options: argparse.Namespace, config: Config, folder: Path) -> int:
    from qa.indexing import index_added

    return ANSWERED if index_added(options, config, folder) else FAILED


def _sources(options: argparse.Namespace, config: Config, folder: Path) -> int:
    from index.catalog import Catalog
    from index.copies import Relations
    from index.generations import current, read_manifest
    from qa.listing import articles_as_json, chosen, print_articles

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
    return ANSWERED


def _show(options: argparse.Namespace, config: Config, folder: Path) -> int:
    from index.catalog import Catalog
    from index.generations import current, read_manifest
    from qa.show import find, print_article

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
        print("Mend it with: qa doctor --repair", file=sys.stderr)
        return NOT_ANSWERED
    if dropped := repair(folder):
        print(f"Articles that were damaged and are dropped: {dropped}. Read them again with: qa index")
    print("The search files are made anew.")
    return ANSWERED


def _eval(options: argparse.Namespace, config: Config, folder: Path) -> int:
    from index.export import prepare_encoder
    from qa.evaluation.asking import evaluate_asking
    from qa.evaluation.collection import collection
    from qa.evaluation.material import read_material
    from qa.evaluation.reading import evaluate_reading
    from qa.evaluation.report import print_report, report_as_json
    from qa.progress import announce, progress_bar
    from qa.reader import Reader

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
    from index.store import Store
    from qa.calibration import Calibration
    from qa.evaluation.own import fit_to, own_questions
    from qa.evaluation.report import print_own_fit
    from qa.progress import progress_bar
    from qa.reader import Reader

    store = Store.open(folder, cache_folder())
    questions = own_questions(store, [place.absolute() for place in options.folders], options.questions, seed=1)
    with progress_bar("Asking", "questions") as progress:
        found = fit_to(store, Reader.open(config.reader.model), questions, config.answers, progress)
    replace(Calibration.built_in(), words=found.sureness).keep_for(folder)
    print_own_fit(found, _console())
    return ANSWERED


def _console() -> "Console":
    from rich.console import Console

    # Article text is data: no markup, emoji codes or highlighting of numbers in it.
    return Console(markup=False, emoji=False, highlight=False)


if __name__ == "__main__":
    run()
