"""What can be wrong with files of questions."""

from pathlib import Path

from index.errors import Error


class UnreadableQuestions(Error):
    """The file is not there, or is not JSON."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"The questions in {path} cannot be read: {reason}. Name a JSON file in SQuAD form, or a .gz.")


class NotSquad(Error):
    """The file is JSON, but not questions and answers in SQuAD form."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} is not in SQuAD form: {reason}.")


class MisplacedAnswer(Error):
    """An answer does not stand in its text where the file says that it does."""

    def __init__(self, path: Path, question: str, answer: str, start: int) -> None:
        super().__init__(f"{path} is wrong: the answer {answer!r} to question {question} is not at character {start}.")


class MissingTexts(Error):
    """The texts that a file refers to are not where they should be."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} Say where they are with: --texts FOLDER")
