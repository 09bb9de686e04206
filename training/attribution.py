"""How often it is told rightly who asserts a sentence: `python -m training.attribution --news ../shared/news`."""

import argparse
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from index.articles.split import sentences
from index.types import Range
from qa.attribution.attribution import Attribution, attribution
from qa.evaluation.news import read_articles

LABELS = Path(__file__).resolve().parent.parent / "tests" / "data" / "attribution.json"

_TITLE = re.compile(r"^(?:mr|mrs|ms|miss|dr|the|a|an)\b\.? ", re.IGNORECASE)
_WORD = re.compile(r"[\w&]+(?:[.'’-]\w+)*")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One labelled sentence: what is labelled, what is returned, as texts by field."""

    name: str
    sentence: str
    label: dict[str, str | None] | None
    found: dict[str, str | None] | None

    @property
    def right(self) -> bool:
        """Whether who it is, is right: the speaker; the outlet where the label has no speaker; nobody where the label
        says that somebody is not named."""
        if self.label is None or self.found is None:
            return False
        if self.label["speaker"] or self.label["outlet"]:
            field = "speaker" if self.label["speaker"] else "outlet"
            return same(self.label[field], self.found[field])
        return self.found["speaker"] is None


def same(one: str | None, other: str | None) -> bool:
    """Whether two names are the same, or one is part of the other in whole words."""
    if not one or not other:
        return False
    first, second = _words(one), _words(other)
    short, long = sorted((first, second), key=len)
    return bool(short) and any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))


def _words(name: str) -> list[str]:
    name = name.casefold()
    while (bare := _TITLE.sub("", name)) != name:
        name = bare
    return [re.sub(r"['’]s?$", "", word) for word in _WORD.findall(name)]


def outcomes(labels: Path, news: Path, part: str) -> Iterator[Outcome]:
    """Every labelled sentence of a part with what is returned for it, the whole sentence being cited."""
    labelled = [entry for entry in json.loads(labels.read_text(encoding="utf-8"))["sentences"] if entry["part"] == part]
    files = tuple(dict.fromkeys(entry["file"] for entry in labelled))
    wanted = {entry["article"] for entry in labelled}
    texts = {name: text for name, _, text in read_articles(news, files) if name in wanted}
    for entry in labelled:
        text = texts[entry["article"]]
        found = attribution(text, list(sentences(text, Range(0, len(text)))), entry["start"])
        label = entry["attribution"]
        yield Outcome(
            entry["id"],
            text[entry["start"] : entry["end"]],
            {field: label[field] and label[field]["text"] for field in ("speaker", "role", "outlet")}
            if label
            else None,
            _texts(text, found),
        )


def _texts(text: str, found: Attribution | None) -> dict[str, str | None] | None:
    if found is None:
        return None
    ranges = {"speaker": found.speaker, "role": found.role, "outlet": found.outlet}
    return {field: text[place.start : place.end] if place else None for field, place in ranges.items()}


@dataclass(frozen=True, slots=True)
class Measure:
    """Counts over a part's sentences; `roles` and `outlets` are (same, of those labelled or returned) among the
    right ones."""

    sentences: int
    labelled: int
    returned: int
    right: int
    roles: tuple[int, int]
    outlets: tuple[int, int]

    @property
    def precision(self) -> float:
        """Right among returned."""
        return self.right / self.returned if self.returned else 0.0

    @property
    def recall(self) -> float:
        """Right among labelled."""
        return self.right / self.labelled if self.labelled else 0.0


def measure(found: Iterable[Outcome]) -> Measure:
    """The counts of a part."""
    every = list(found)
    right = [outcome for outcome in every if outcome.right]
    return Measure(
        len(every),
        sum(outcome.label is not None for outcome in every),
        sum(outcome.found is not None for outcome in every),
        len(right),
        _agreeing(right, "role"),
        _agreeing(right, "outlet"),
    )


def _agreeing(right: Iterable[Outcome], field: str) -> tuple[int, int]:
    """Where a field is labelled or returned: how often both are and share a word."""
    pairs = [(o.label[field], o.found[field]) for o in right if o.label and o.found]
    given = [(one, other) for one, other in pairs if one or other]
    return sum(bool(set(_words(one or "")) & set(_words(other or ""))) for one, other in given), len(given)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--news", type=Path, required=True, help="folder of the news articles")
    parser.add_argument("--part", choices=("develop", "test"), default="develop")
    parser.add_argument("--failures", action="store_true", help="print what is not right, of the develop half only")
    options = parser.parse_args()
    found = list(outcomes(LABELS, options.news, options.part))
    if options.failures and options.part == "develop":
        for outcome in found:
            if not outcome.right and (outcome.label or outcome.found):
                print(f"{outcome.name}: {outcome.sentence}\n  labelled {outcome.label}\n  returned {outcome.found}")
    figures = measure(found)
    print(f"{options.part}: {figures.sentences} sentences, {figures.labelled} labelled, {figures.returned} returned")
    print(f"precision {figures.precision:.3f} ({figures.right} of {figures.returned})")
    print(f"recall    {figures.recall:.3f} ({figures.right} of {figures.labelled})")
    print(f"roles     {figures.roles[0]} of {figures.roles[1]}")
    print(f"outlets   {figures.outlets[0]} of {figures.outlets[1]}")


if __name__ == "__main__":
    main()
