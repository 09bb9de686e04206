"""A conversation line by line: for screen readers, for slow connections, and where there is no terminal."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from index.errors import Error
from qa.conversation.turns import Conversation, questions_of
from qa.history import History
from qa.views.printing import print_turn
from qa.views.text import visible

if TYPE_CHECKING:
    from rich.console import Console


def converse(conversation: Conversation, history: History, console: "Console") -> bool:
    """Answer questions until the input ends; whether any was answered."""
    answered = False
    for text in questions(history):
        asked = questions_of(text)
        try:
            for turn in conversation.ask_each(asked):
                if sys.stdin.isatty():
                    history.add(turn)
                if len(asked) > 1 or not sys.stdin.isatty():
                    console.print(f"> {visible(turn.question)}")
                answered = answered or turn.reply.answered
                print_turn(turn, console)
                console.print()
        except Error as error:
            print(f"qa: {error}", file=sys.stderr)
        except KeyboardInterrupt:  # who types cancels the question, not the conversation
            if not sys.stdin.isatty():
                raise
            print("cancelled")
    return answered


def lines_of(stream: Iterable[str]) -> Iterator[str]:
    """The questions of a stream as they come, one a line."""
    return (question for line in stream if (question := line.lstrip("\ufeff").strip()))


def questions(history: History) -> Iterator[str]:
    """The lines that are typed, with readline's editing and the history of earlier questions on a terminal."""
    if not sys.stdin.isatty():
        yield from lines_of(sys.stdin)
        return
    try:
        import readline
    except ImportError:  # Windows has none; input() works all the same
        pass
    else:
        readline.parse_and_bind("set enable-bracketed-paste on")
        for entry in reversed(history.entries()):
            with suppress(ValueError):  # such as a question with a character that ends a text for readline
                readline.add_history(entry.question)
    print("Ask your news a question; Ctrl+D ends.")
    while True:
        try:
            line = " ".join(input("> ").split())  # what was pasted from several lines is one question
        except EOFError:
            print()  # what comes next, such as the shell's prompt, has a line of its own
            return
        except KeyboardInterrupt:  # leaves the line, not the conversation
            print()
            continue
        if line:
            yield line
