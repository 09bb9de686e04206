"""Cut an article into passages of whole sentences."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sentencex import get_sentence_boundaries

from index.text.calendar_names import MONTHS, WEEKDAY
from index.text.lines import lines, trimmed
from index.types import Mark, Passage, Range

# Words in a passage: enough for an answer and what it is about, few enough for one vector to stand for.
PASSAGE_WORDS = 100

# The last sentence of a passage opens the next one too, if it is no longer than this, so that "he said" on the
# border keeps its speaker.
OVERLAP_WORDS = 40

# No sentence is this long: a "sentence" beyond it is a table or a text without full stops, and is cut at a space.
MAX_SENTENCE_CHARS = 2000

# Lines of text broken by hand, by a wire or by a PDF are this wide, in characters; the lines of one paragraph then
# belong together.
WRAP_WIDTHS = range(34, 121)

_SENTENCE_END = re.compile(r"[.!?…:;。！？][\"'”’)\]»]*$")
# Where a full stop ends no sentence although sentencex says so: after the abbreviation of a title, a volume's or
# "approximately", and after an hour that the day or the time zone follows.
_DAY = (
    rf"(?:{WEEKDAY}\b(?!['’]s)"
    rf"|(?:{'|'.join(month[:3] for month in MONTHS)})[a-z]*\.?\s\d)"
)
_ZONE = (
    r"(?:(?:[ECMP][SD]?T|GMT|UTC|BST|CES?T|EES?T|MSK|IST|JST|HKT|SGT|A[CEW][SD]T|NZ[SD]T|AK[SD]T|HST)\b"
    r"|(?:Eastern|Central|Mountain|Pacific|Greenwich)(?: [A-Z][a-z]+)? [Tt]ime\b)"
)
_GOES_ON = re.compile(
    r"\b(?:Ms|Mx|Mses|Mmes|Drs|Profs|Govs|Lts|Sgts|Spc|Pte|Ofc|Cdr|Const|Attys?|Amb|Ald|Dep|Ft|[Aa]pprox)\.(?=\s)"
    r"|\b[Vv]ols?\.(?=\s+[\dIVX])"
    rf"|(?<![A-Za-z])(?:[ap]\.m|[AP]\.M)\.(?=\s+(?:{_DAY}|{_ZONE}))"
)
_PARAGRAPH_BREAK = re.compile(r"\r\n[ \t]*\r\n|\n[ \t]*\n|\r[ \t]*\r|(?:\r\n|\n|\r)[ \t]{2,}")


def passages(
    text: str, noise: Sequence[Range], *, most_words: int = PASSAGE_WORDS, overlap_words: int = OVERLAP_WORDS
) -> list[Passage]:
    """Passages of at most `most_words` words (a longer sentence is a passage of its own), in order.

    A passage never holds part of a sentence, and never reaches over noise.
    """
    return [
        passage for stretch in _stretches(text, noise) for passage in _packed(text, stretch, most_words, overlap_words)
    ]


def captions(text: str, noise: Sequence[Mark]) -> list[Passage]:
    """The pictures' captions among the noise, each a passage of its own; a longer one is cut at a sentence."""
    made: list[Passage] = []
    for mark in noise:
        if mark.caption:
            made += _packed(text, mark, PASSAGE_WORDS, 0)
    return made


def sentences(text: str, within: Range) -> Iterator[Range]:
    """The sentences of a stretch of text, without the white space around them. A line that ends a paragraph ends a
    sentence too: a headline has no full stop."""
    for paragraph in _paragraphs(text, within):
        start = paragraph.start
        for end in _sentence_ends(text, paragraph):
            whole = trimmed(text, start, end)
            if whole is not None:
                yield from _pieces(text, whole)
            start = end


def _sentence_ends(text: str, paragraph: Range) -> Iterator[int]:
    """Where the sentences of a paragraph end, with the white space after them."""
    body = text[paragraph.start : paragraph.end]
    going_on = {match.end() for match in _GOES_ON.finditer(body)}
    for boundary in get_sentence_boundaries("en", body):
        end = boundary["end_index"]
        stop = boundary["start_index"] + len(boundary["text"].rstrip())
        if stop not in going_on or end == len(body):
            yield paragraph.start + end


def all_sentences(text: str, noise: Sequence[Range]) -> list[Range]:
    """The sentences of all passages, in order."""
    return [sentence for stretch in _stretches(text, noise) for sentence in sentences(text, stretch)]


def _packed(text: str, stretch: Range, most_words: int, overlap_words: int) -> Iterator[Passage]:
    """The sentences of a stretch, as many in a passage as go into it."""
    run: list[Range] = []
    for sentence in sentences(text, stretch):
        if run and _words(text, [*run, sentence]) > most_words:
            yield _passage(run)
            last = run[-1:]
            fits = _words(text, last) <= overlap_words and _words(text, [*last, sentence]) <= most_words
            run = last if fits else []
        run.append(sentence)
    if run:
        yield _passage(run)


def _stretches(text: str, noise: Sequence[Range]) -> Iterator[Range]:
    """What lies between the noise."""
    start = 0
    for mark in noise:
        if start < mark.start:
            yield Range(start, mark.start)
        start = max(start, mark.end)
    if start < len(text):
        yield Range(start, len(text))


def _paragraphs(text: str, within: Range) -> Iterator[Range]:
    """Paragraphs: single lines, or, in hand-wrapped text, the lines up to an empty or indented one."""
    body = text[within.start : within.end]
    if not _is_wrapped(body):
        for line in lines(body):
            yield Range(within.start + line.start, within.start + line.end)
        return
    start = 0
    for match in [*_PARAGRAPH_BREAK.finditer(body), None]:
        end = match.start() if match else len(body)
        if start < end:
            yield Range(within.start + start, within.start + end)
        start = match.end() if match else end


def _is_wrapped(body: str) -> bool:
    """Whether most lines stop in mid-sentence near one width, as hand-wrapped text and wires do."""
    found = list(lines(body))
    followed = [line for line, after in pairwise(found) if not re.search(r"\n\s*\n", body[line.end : after.start])]
    if len(followed) < 3:
        return False
    short = [line for line in followed if line.end - line.start in WRAP_WIDTHS]
    unended = [line for line in short if not _SENTENCE_END.search(body[line.start : line.end])]
    return len(unended) > len(followed) * 0.6


def _pieces(text: str, sentence: Range) -> Iterator[Range]:
    """The sentence, cut at spaces if it is too long to be one."""
    start = sentence.start
    while sentence.end - start > MAX_SENTENCE_CHARS:
        room = text[start : start + MAX_SENTENCE_CHARS]
        space = max(room.rfind(" "), room.rfind("\n"), room.rfind("\t"))
        cut = start + (space if space > 0 else MAX_SENTENCE_CHARS)
        piece = trimmed(text, start, cut)
        if piece is not None:
            yield piece
        start = cut
    piece = trimmed(text, start, sentence.end)
    if piece is not None:
        yield piece


def _words(text: str, run: Sequence[Range]) -> int:
    return sum(len(text[sentence.start : sentence.end].split()) for sentence in run)


def _passage(run: Sequence[Range]) -> Passage:
    return Passage(run[0].start, run[-1].end, tuple(run))
