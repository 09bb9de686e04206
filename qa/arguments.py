"""The commands and their options."""

import argparse
from pathlib import Path

from qa.dates import is_date


class _Version(argparse.Action):
    """Prints the version. argparse's own action would look it up at every start, which takes 0.04 s."""

    def __call__(self, parser, namespace, values, option_string=None) -> None:
        from importlib.metadata import version

        print(f"qa {version('qa')}")
        parser.exit()


def parser() -> argparse.ArgumentParser:
    """Of the command line. What it reads has the name of the command in `command`: "ask", "index", ..., "chat" too
    where none was given."""
    # Suppressed where not given, so that they may stand before the command as well as after it.
    shared = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    shared.add_argument("--index", type=Path, metavar="DIR", help="the index to use (default: .qa)")
    shared.add_argument("--config", type=Path, metavar="FILE", help="settings (default: config.toml, if it is there)")

    which = argparse.ArgumentParser(add_help=False)
    some = which.add_argument_group("which articles", "A date is a day, a month or a year: 2016-09-22, 2016-09, 2016.")
    some.add_argument("--since", type=_date, metavar="DATE", help="only what was published then or later")
    some.add_argument("--until", "--as-of", type=_date, metavar="DATE", help="only what had been published by then")
    some.add_argument("--outlet", metavar="NAME", help="only articles of outlets with this in their name")

    qa = argparse.ArgumentParser(
        prog="qa",
        parents=[shared],
        description="Verbatim answers from your own news. Without a command: the app.",
        epilog="Exit codes: 0 answered, 1 not, 2 error, 75 the index is being updated by another process.",
    )
    qa.set_defaults(command="chat", plain=False)
    qa.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    commands = qa.add_subparsers(metavar="COMMAND")

    ask = commands.add_parser(
        "ask", parents=[shared, which], help="answer a question", description="Answer a question."
    )
    ask.add_argument("question", nargs="+", help="the question; - reads one question a line from standard input")
    ask.add_argument("--conversation", action="store_true", help="with -: a question may lean on the one before")
    ask.add_argument("--json", action="store_true", help="one JSON object a question")
    ask.add_argument("--all", action="store_true", help="every value that was found, as a table")
    ask.add_argument("--explain", action="store_true", help="show what spoke for each passage that was read")
    ask.set_defaults(command="ask")

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
    timeline.set_defaults(command="timeline")

    chat = commands.add_parser(
        "chat", parents=[shared], help="open the app", description="A conversation with your news, in the terminal."
    )
    chat.add_argument("--plain", action="store_true", help="line by line, without the app; for screen readers")
    chat.set_defaults(command="chat")

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
    index.set_defaults(command="index")

    bring = commands.add_parser(
        "add",
        parents=[shared],
        help="bring in single pages or files",
        description="Fetch pages, where their sites allow it, or copy files into a folder of yours, and index it.",
    )
    bring.add_argument("places", nargs="+", metavar="URL-OR-FILE", help="an http or https address, or a file")
    bring.add_argument("--json", action="store_true", help="one JSON object a line, the last says what was done")
    bring.set_defaults(command="add")

    sources = commands.add_parser(
        "sources", parents=[shared, which], help="list the articles", description="List the articles."
    )
    sources.add_argument("--grep", metavar="WORDS", help="only articles with these words in title or text")
    sources.add_argument("--json", action="store_true", help="one JSON object an article")
    sources.set_defaults(command="sources")

    show = commands.add_parser(
        "show",
        parents=[shared],
        help="print an article",
        description="Print an article, named as citations name it; with :LINE, the lines around that one.",
    )
    show.add_argument("article", metavar="ARTICLE[:LINE]", help="such as seeds/aleppo.txt:12, or the end of its name")
    show.set_defaults(command="show")

    doctor = commands.add_parser(
        "doctor",
        parents=[shared],
        help="check the index",
        description="Check every byte of the index. Exit codes: 0 whole, 1 something is wrong, 2 it cannot be checked.",
    )
    doctor.add_argument("--repair", action="store_true", help="mend it: make the search files anew from the catalog")
    doctor.set_defaults(command="doctor")

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
    measure.set_defaults(command="eval")

    calibrate = commands.add_parser(
        "calibrate",
        parents=[shared],
        help="fit the confidence to your articles",
        description="Fit how sure answers are to your own articles, with questions made of their sentences.",
    )
    calibrate.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="ask only articles below it")
    calibrate.add_argument(
        "--questions", type=_count, default=150, metavar="N", help="how many, at least 40 (default: 150)"
    )
    calibrate.set_defaults(command="calibrate")
    return qa


def _count(value: str) -> int:
    """A whole number above 0."""
    if not value.isdecimal() or not int(value):
        raise argparse.ArgumentTypeError(f"{value!r} is no number of questions; write 1 or more")
    return int(value)


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
