"""The command line: arguments and exit codes. 0: answered, 1: not answered, 2: an error."""

import argparse
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from index.errors import Error, NothingToIndex
from qa.config import Config, load_config
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
        config = load_config(options.config)
        return options.run(options, config, options.index or config.index.folder)
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

    parser = argparse.ArgumentParser(
        prog="qa",
        parents=[shared],
        description="Verbatim answers from your own news. Without a command: the app.",
        epilog="Exit codes: 0 answered, 1 not, 2 error.",
    )
    parser.set_defaults(run=_chat, plain=False, index=None, config=None)
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    commands = parser.add_subparsers(metavar="COMMAND")

    ask = commands.add_parser("ask", parents=[shared], help="answer a question", description="Answer a question.")
    ask.add_argument("question", nargs="+", help="the question; - reads one question a line from standard input")
    ask.add_argument("--conversation", action="store_true", help="with -: a question may lean on the one before")
    ask.add_argument("--json", action="store_true", help="one JSON object a question")
    ask.set_defaults(run=_ask)

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
    index.set_defaults(run=_index)

    sources = commands.add_parser(
        "sources", parents=[shared], help="list the articles", description="List the articles."
    )
    sources.add_argument("--json", action="store_true", help="one JSON object an article")
    sources.set_defaults(run=_sources)
    return parser


def _ask(options: argparse.Namespace, config: Config, folder: Path) -> int:
    question = " ".join(options.question)
    if not question.strip():
        raise Error('The question is empty. Ask something: qa ask "what was the death toll?"')
    many = options.question == ["-"]
    with loading():
        from qa.conversation import Conversation
        from qa.live import LiveAssistant
        from qa.text import print_turn, turn_as_json, visible

        assistant = LiveAssistant(config, folder, cache_folder())
        assistant.current()
    talk = Conversation(assistant)
    console = None if options.json else _console()
    outcome = NOT_ANSWERED
    for number, asked in enumerate(_lines() if many else [question]):
        turn = talk.ask(asked, alone=not options.conversation)
        if turn.reply.answered:
            outcome = ANSWERED
        if console is None:
            print(turn_as_json(turn), flush=True)
            continue
        if many:
            if number:
                console.print()
            console.print(f"> {visible(asked)}", style="dim")
        print_turn(turn, console)
    return outcome


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
    from index.export import prepare_encoder
    from index.generations import roots_of
    from index.update import update
    from qa.listing import summary_as_json, summary_lines
    from qa.progress import announce, progress_as_json, progress_bar
    from qa.reader import Reader

    roots = {path.absolute() for path in (*roots_of(folder), *config.index.articles, *options.paths)}
    for path in options.forget:
        if path.absolute() not in roots:
            raise NothingToIndex(f"The index has no folder or file {path}. It has: {_listed(roots)}")
        roots.remove(path.absolute())
    if not roots:
        raise NothingToIndex("No folder of articles was named. Name one: qa index FOLDER")
    began = time.perf_counter()
    encoder = prepare_encoder(config.encoder.model, cache_folder(), announce=announce)
    Reader.open(config.reader.model, download=True)
    with nullcontext(progress_as_json) if options.json else progress_bar("Encoding", "passages") as progress:
        summary = update(folder, roots, encoder, rebuild=options.rebuild, progress=progress)
    seconds = time.perf_counter() - began
    for line in [summary_as_json(summary, seconds)] if options.json else summary_lines(summary, seconds):
        print(line)
    return ANSWERED


def _listed(roots: set[Path]) -> str:
    return ", ".join(str(root) for root in sorted(roots)) or "nothing"


def _sources(options: argparse.Namespace, config: Config, folder: Path) -> int:
    from index.catalog import Catalog
    from index.generations import current, read_manifest
    from qa.listing import articles_as_json, print_articles

    generation = current(folder)
    read_manifest(generation)
    articles = Catalog(generation / "catalog.sqlite").listing()
    if options.json:
        for line in articles_as_json(articles):
            print(line)
    else:
        print_articles(articles, _console())
    return ANSWERED


def _console() -> "Console":
    from rich.console import Console

    # Article text is data: no markup, emoji codes or highlighting of numbers in it.
    return Console(markup=False, emoji=False, highlight=False)


if __name__ == "__main__":
    run()
