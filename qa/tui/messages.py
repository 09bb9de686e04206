"""What the parts of the app tell one another."""

from textual.message import Message

from index.types import Article
from qa.reply import Citation, Step, Turn


class Progressed(Message):
    """A question got on by a step."""

    def __init__(self, number: int, step: Step) -> None:
        super().__init__()
        self.number = number
        self.step = step


class Replied(Message):
    """A question has its reply."""

    def __init__(self, number: int, turn: Turn) -> None:
        super().__init__()
        self.number = number
        self.turn = turn


class Failed(Message):
    """A question cannot be answered; `reason` says what to do."""

    def __init__(self, number: int, reason: str) -> None:
        super().__init__()
        self.number = number
        self.reason = reason


class CitationChosen(Message):
    """The reader looks at a citation; `opened`: they want the whole article."""

    def __init__(self, citation: Citation, *, opened: bool = False) -> None:
        super().__init__()
        self.citation = citation
        self.opened = opened


class EditRequested(Message):
    """An article's file is to be opened in the user's editor at a line."""

    def __init__(self, article: Article | Citation, line: int) -> None:
        super().__init__()
        self.article = article
        self.line = line
