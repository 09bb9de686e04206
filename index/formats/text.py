"""Bytes → characters, whatever the encoding."""

import codecs
import re
from io import TextIOWrapper
from unicodedata import category

from index.formats.source import BUFFER, Source, Unreadable
from index.text.language import language_of

# Bytes that are looked at to guess an encoding.
_TEXT_AROUND_A_ZERO = 60  # bytes for each
_SAMPLE = 256 * 1024

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16's, which it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# Encodings in plain ASCII bytes, which pass for UTF-8.
_SEVEN_BIT = frozenset({"iso2022_jp", "iso2022_kr", "hz", "utf-7"})


_ASCII = bytes(range(128))
_NO_LETTERS = bytes(code for code in range(256) if not (chr(code).isascii() and chr(code).isalpha()))
_WESTERN = "€‚„…‹‘’“”•–—™›\xa0¡£§©«®°´·»¿ÀÁÂÄÅÆÇÈÉÊËÍÎÏÑÓÔÖØÙÚÜßàáâäåæçèéêëìíîïñòóôöøùúûü".encode("cp1252")

# Encodings of Latin letters that are guessed where windows-1252 is meant.
_LATIN = re.compile(r"cp(?:125[078]|437|775|85\d)|iso8859_(?:[1-4]|1[0-6])|latin_1|mac_latin2|hp_roman8")
# The languages that do need another one, and which; of two the one in which more is letters.
_CENTRAL: tuple[str, ...] = ("cp1250", "iso8859_2")
_ENCODINGS = dict.fromkeys("bs cs hr hu pl ro sk sl sq sr".split(), _CENTRAL)
_ENCODINGS |= {"tr": ("cp1254",), "az": ("cp1254",), "lt": ("cp1257",), "lv": ("cp1257",)}
_TURKISH = frozenset({"cp1254", "iso8859_9"})
_PAIR = re.compile(rb"[\x80-\xff](?=[\x80-\xff])")
# A capital or a sign in the middle of a word, were it windows-1252: "Rz¹d", "ItÕs".
_IN_WORD = re.compile(
    rb"[a-z](?:[\x8a\x8c\x8e\x9f\xc0-\xd6\xd8-\xde]|[\xa1-\xa6\xaa\xb1-\xb3\xb9\xba\xbc-\xbf](?=[a-z]))"
)

# For each plain letter. In German or French it is a twentieth, in a short line more; in Greek or Russian all.
_FEW = 0.4


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of the bytes; line ends and a UTF-8 byte order mark stay, since offsets count every character.

    `declared` is what the file says its encoding is, which is believed only where the bytes bear it out. Raises
    Unreadable if the bytes are not text.
    """
    encoding = encoding_of(data, declared)
    return data.decode(encoding, "replace")


def encoding_of(data: bytes, declared: str | None = None, *, cut: bool = False) -> str:
    """The encoding of the bytes; `cut`: they may end within a character. Raises Unreadable if they are not text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    if b"\0" in data and not _has_stray_zeros(data, cut):
        return _wide(data)
    known = _codec(declared)
    if known in _SEVEN_BIT and _fits(data, known, cut):
        return known
    if _fits(data, "utf-8", cut) or _is_damaged_utf8(data):
        return "utf-8"
    if known and known not in ("utf-8", "ascii") and _fits(data, known, cut):
        # What is declared Latin-1 is windows-1252, as browsers read it: its quotation marks are control characters
        # in Latin-1.
        return "cp1252" if known in ("iso8859-1", "latin-1") and _fits(data, "cp1252", cut) else known
    if _is_western(data) and _fits(data, "cp1252", cut):
        return "cp1252"
    from charset_normalizer import from_bytes  # slow to load, and nearly every file is UTF-8

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None or not _fits(data, best.encoding, cut) or _is_western_after_all(data, best.encoding):
        # Five bytes have no meaning in windows-1252; all have one in Latin-1.
        return "cp1252" if _fits(data, "cp1252", cut) else "latin-1"
    return _of_its_language(data, best.encoding, cut)


def lines_of(source: Source) -> TextIOWrapper:
    """The source as a stream of text with its line ends as they are. Raises Unreadable if it is not text."""
    sample = source.stream.peek(BUFFER)
    encoding = encoding_of(sample, cut=True)
    errors = "stray" if sample.isascii() else "replace"
    return TextIOWrapper(source.stream, "utf-8-sig" if encoding == "utf-8" else encoding, errors, newline="")


def _stray(error: UnicodeError) -> tuple[str, int]:
    """A byte of windows-1252 in what began as plain ASCII and was taken for UTF-8."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("stray", _stray)


def is_text(head: bytes) -> bool:
    """Whether a file that begins so can be text: nearly any bytes are letters in some encoding, but for control
    characters."""
    try:
        encoding = encoding_of(head, cut=True)
    except Unreadable:
        return False
    words = head.decode(encoding, "replace")
    return all(character.isspace() or category(character) != "Cc" for character in words)


def head_in_utf8(head: bytes) -> bytes:
    """The first bytes of a file in UTF-8, where they are in an encoding of more bytes a character."""
    try:
        encoding = encoding_of(head, cut=True) if b"\0" in head else "utf-8"
    except Unreadable:
        return head
    return head if encoding == "utf-8" else head.decode(encoding, "replace").lstrip("\ufeff").encode("utf-8", "replace")


def whole_characters(text: str) -> str:
    """The text with halves of characters made whole, or marked: JSON can hold them, nothing else can."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _wide(data: bytes) -> str:
    """Which encoding of two or four bytes a character it is, told by where its zeros are."""
    sample = data[: len(data[:4096]) // 4 * 4]
    zeros = [sample[place::4].count(0) / max(1, len(sample) // 4) for place in range(4)]
    for encoding, high in (
        ("utf-32-le", (1, 2, 3)),
        ("utf-32-be", (0, 1, 2)),
        ("utf-16-le", (1, 3)),
        ("utf-16-be", (0, 2)),
    ):
        low = [place for place in range(4) if place not in high]
        if all(zeros[place] > 0.5 for place in high) and all(zeros[place] < 0.2 for place in low):
            return encoding
    raise Unreadable("is binary, not text")


def _codec(name: str | None) -> str | None:
    """Python's name of an encoding of text, if it knows one."""
    try:
        return codecs.lookup(name.strip()).name if name and "".encode(name.strip()) == b"" else None
    except (LookupError, ValueError, UnicodeError, TypeError, AttributeError):
        return None


def _fits(data: bytes, encoding: str, cut: bool) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)("strict").decode(data, final=not cut)
    except (UnicodeError, LookupError):
        return False
    return True


def _is_western(data: bytes) -> bool:
    """Whether, among plain letters, there are but a few others, all of which Western languages use in windows-1252.
    A short text says too little for a guess by frequencies."""
    others = data.translate(None, _ASCII)
    letters = len(data.translate(None, _NO_LETTERS))
    return len(others) < _FEW * letters and not others.translate(None, _WESTERN)


def _is_western_after_all(data: bytes, guess: str) -> bool:
    """Whether a guess by frequencies is worse than windows-1252: among plain letters there are but a few others, in
    places that they have in words, in no language that needs another encoding; and the guess is a Latin one too, or
    they mostly stand alone, which no bytes of it do."""
    sample = data[:_SAMPLE]
    others = len(sample.translate(None, _ASCII))
    letters = len(sample.translate(None, _NO_LETTERS))
    if others >= _FEW * letters or guess in _TURKISH or _IN_WORD.search(sample):
        return False
    if not _LATIN.fullmatch(guess) and 3 * len(_PAIR.findall(sample)) > others:
        return False
    return _language(sample) not in _ENCODINGS


def _of_its_language(data: bytes, guess: str, cut: bool) -> str:
    """What a text is written in that is guessed to be in an encoding of Latin letters, by its language; else the guess.
    Frequencies do not tell usual encodings from rare ones that have most letters in common with them."""
    if not _LATIN.fullmatch(guess):
        return guess
    sample = data[:_SAMPLE]
    others = sample.translate(None, _ASCII)
    fitting = [one for one in _ENCODINGS.get(_language(sample) or "", ()) if _fits(data, one, cut)]
    return max(fitting, key=lambda one: sum(map(str.isalpha, others.decode(one))), default=guess)


def _language(sample: bytes) -> str | None:
    """The language of what is not plain ASCII, as far as it can be told in the wrong encoding."""
    telling = b"\n".join(piece for piece in re.split(rb"[\r\n<>]", sample) if not piece.isascii())
    return language_of(telling.decode("cp1252", "replace"))


def _has_stray_zeros(data: bytes, cut: bool) -> bool:
    """Whether it is UTF-8 but for a zero or two in a text of some length: where there are more, each is a part of a
    character, or of no text."""
    return data.count(0) * _TEXT_AROUND_A_ZERO <= len(data) and _fits(data, "utf-8", cut)


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether there is far more good UTF-8 than bad: a page cut in a character, or pasted together."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return len(re.findall(r"[^\x00-\x7f\ufffd]", text)) >= 10 * bad
