"""Ask a question, get a reply: search, read, group, cite."""

from collections.abc import Collection, Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.store import Store
from index.text.words import words, words_as_written
from index.types import Hit, Origin, Passage, Restriction
from qa.answers.calibration import Calibration
from qa.answers.disagreement import disagreements
from qa.answers.disputes import dispute
from qa.answers.evidence import OF_PICTURES, Asked
from qa.answers.groups import Candidate
from qa.answers.rank import best_of, groups_of, values_of, weighed
from qa.answers.revisions import completed
from qa.answers.versions import besides, updates
from qa.cite import cite
from qa.config import AnswerSettings
from qa.question.answer_type import asked_for
from qa.question.kind import Kind
from qa.question.kind_of import asks_about_pictures, kind_of
from qa.question.parts import LIGHT
from qa.question.plainly import plainly, without_demand
from qa.reading.initials import asked_initials, spelled_out
from qa.reading.reader import Reader
from qa.reply import Answer, Citation, Disagreement, Given, Refusal, Reply, Step, Timing, is_worth_a_look
from qa.stopwatch import Stopwatch

if TYPE_CHECKING:
    from qa.answers.timeline import Point

# Sentences shown where nothing answers.
_NEAREST = 3

# Words that no article need have to answer, besides those that only ask.
_SAYS_LITTLE = LIGHT | frozenset(
    """after again already also always because before during either even ever get got just later least most never often
    only own please quite really same since some soon still than through until very while yet""".split()
)


@dataclass(frozen=True, slots=True)
class _Read:
    """A question put plainly, the passages that a search brought, and what the reader found in them."""

    plain: str
    hits: Sequence[Hit]
    candidates: list[Candidate]
    watch: Stopwatch


class Assistant:
    """Answers questions from a store with a reader. One assistant may answer any number of questions."""

    def __init__(self, store: Store, reader: Reader, calibration: Calibration, settings: AnswerSettings) -> None:
        self.store = store
        self._reader = reader
        self.calibration = calibration
        self.settings = settings

    def ask(self, question: str, *, within: Restriction | None = None) -> Reply:
        """The answers that the articles, all or those `within`, give to a question."""
        (reply,) = (step for step in self.steps(question, within=within) if isinstance(step, Reply))
        return reply

    def steps(
        self,
        question: str,
        *,
        within: Restriction | None = None,
        near: Collection[Origin] = (),
        given: Given | None = None,
    ) -> Iterator[Step | Reply]:
        """What `ask` does, as it does it, and at last the reply. To cancel a question is to ask for no more steps.

        `within` and `near` bound and lead the search, as in `Store.search`. What is `given` is no answer.
        """
        read = yield from self._read_all(question, within, near)
        if given is not None:
            read.candidates[:] = [each for each in read.candidates if not _is_among(each, given)]
        yield self._reply(question, read, within)

    def timeline(self, question: str, *, within: Restriction | None = None) -> "list[Point]":
        """How the figure that the question asks about moved: as the articles report it, one after the other."""
        from qa.answers.timeline import reports, timeline  # which no other question needs

        read = _last(self._read_all(question, within))
        told = reports(read.candidates, self.calibration, read.plain, self.store.rarity)
        return timeline(told, self._reply(question, read, within).disagreements, question)

    def _read_all(
        self, question: str, within: Restriction | None, near: Collection[Origin] = ()
    ) -> Generator[Step, None, "_Read"]:
        watch = Stopwatch()
        yield Step("searching")
        plain = plainly(question)
        hits = self.store.search(
            plain,
            self.settings.passages,
            within=within,
            near=near,
            captions=asks_about_pictures(plain),
            lap=watch.lap,
        )
        watch.lap("search")
        candidates: list[Candidate] = []
        yield Step("reading", 0, len(hits))
        for done, found in enumerate(self.read(plain, hits, near), start=1):
            candidates += found
            yield Step("reading", done, len(hits))
        watch.lap("read")
        return _Read(plain, hits, candidates, watch)

    def _reply(self, question: str, of: "_Read", within: Restriction | None) -> Reply:
        plain, hits, candidates = of.plain, of.hits, of.candidates
        kind, asked = kind_of(plain), asked_for(plain)
        read = candidates if kind.wants_sentences else completed(candidates, hits, asked)
        groups = groups_of(read, self.calibration, kind, asked)
        answers = best_of(groups, self.calibration, self.settings.count, kind)
        answered = bool(answers) and answers[0].confidence >= self.settings.threshold
        if answered:
            answers = [answer for answer in answers if answer.confidence >= self.settings.threshold]
        else:
            answers = answers[: self.settings.count]  # a list of guesses would be a long one
        values: list[Answer] = []
        if not kind.wants_sentences:
            values = values_of(groups, self.calibration, self.settings.count, kind, asked)
        differences: list[Disagreement] = []
        if kind is Kind.FACTOID:
            # What was corrected is told of guesses too, if they may well be right: it is no answer.
            told = {answer.text for answer in answers if answered or is_worth_a_look(answer)}
            shown = [group for group in groups[: self.settings.count] if group.text in told]
            differences = updates(shown, hits, asked)
            if answered:
                differences += besides(differences, disagreements(values, asked), hits)
        if kind is Kind.FACTOID and (disputed := dispute(plain, hits)):
            differences.append(disputed)
        refusal = None if answered else self._refusal(plain, hits, answers, within)
        of.watch.lap("group")
        return Reply(
            question=question,
            kind=kind,
            answered=answered,
            answers=tuple(answers),
            refusal=refusal,
            elapsed_ms=sum(of.watch.ms.values()),
            timing=Timing(**of.watch.ms),
            passages=tuple(weighed(candidates, self.calibration)),
            values=tuple(values),
            disagreements=tuple(differences),
        )

    def _refusal(
        self, question: str, hits: Sequence[Hit], guesses: Sequence[Answer], within: Restriction | None
    ) -> Refusal:
        pictured = OF_PICTURES if any(hit.caption for hit in hits) else frozenset()
        unknown = (
            word
            for word, stem in words_as_written(without_demand(question))
            if word.casefold() not in _SAYS_LITTLE and stem not in pictured and not self.store.knows(stem)
        )
        none_within = not (hits or within is None) and not any(
            within.allows(article.origin, article.published, article.source) for article, _ in self.store.listing()
        )
        nearest = tuple(_nearest(question, hits, guesses))
        return Refusal(nearest, tuple(dict.fromkeys(unknown)), self.store.dates(), none_within)

    def read(self, question: str, hits: Sequence[Hit], near: Collection[Origin] = ()) -> Iterator[list[Candidate]]:
        """What the reader finds in each hit. `near` are the articles cited before, as in `steps`.

        A few words that answer stand in one sentence.
        """
        asked = Asked(question, self.store.rarity, near)
        texts, titles = [hit.text for hit in hits], [hit.heading for hit in hits]
        stops = [] if kind_of(question).wants_sentences else [_ends(hit.passage) for hit in hits]
        found = self._reader.read(question, texts, titles, stops=stops)
        initials = asked_initials(question)
        for rank, (hit, spans) in enumerate(zip(hits, found, strict=True), start=1):
            candidates = []
            for span in spans:
                places = spelled_out(hit.text, span.start, span.end, initials) if initials else (span.start, span.end)
                start, end = (hit.passage.start + place for place in places)
                candidates.append(Candidate(hit, start, end, asked.evidence(hit, start, end, span.margin, rank)))
            yield candidates


def _ends(passage: Passage) -> list[int]:
    """The last character of each of its sentences, counted from the passage's first."""
    return [sentence.end - 1 - passage.start for sentence in passage.sentences]


def _last(steps: Generator[Step, None, _Read]) -> _Read:
    """What the steps come to."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def _is_among(candidate: Candidate, given: Given) -> bool:
    """Whether these words, or some of them, were cited before, or say a name that was."""
    return candidate.text in given.names or any(
        cited.origin == candidate.hit.article.origin and cited.start < candidate.end and candidate.start < cited.end
        for cited in given.citations
    )


def _nearest(question: str, hits: Sequence[Hit], guesses: Sequence[Answer]) -> list[Citation]:
    """The sentence of the first guess, if it is worth a look, and those of all hits that share most words with the
    question; of those that share as many, the better hits'."""
    wanted = set(words(question))
    found = [
        (len(wanted & set(words(hit.article.text[sentence.start : sentence.end]))), hit, sentence)
        for hit in hits
        for sentence in hit.passage.sentences
    ]
    citations = {guess.citations[0].quote: guess.citations[0] for guess in guesses[:1] if is_worth_a_look(guess)}
    for shared, hit, sentence in sorted(found, key=lambda entry: -entry[0]):
        if len(citations) == _NEAREST or (citations and not shared):
            break
        citation = cite(hit, sentence.start, sentence.end)
        # A guess may run over several sentences.
        if not any(citation.quote in quote for quote in citations):
            citations[citation.quote] = citation
    return list(citations.values())
