"""A reply for other programs: JSON, whose fields docs/scripts.md describes."""

import json
from dataclasses import asdict

from index.types import Place
from qa.reply import Answer, Citation, Refusal, Reply, Turn


def turn_as_json(turn: Turn, *, explain: bool = False, values: bool = False) -> str:
    """The turn as one line of JSON; `explain` adds how the reply came about, `values` every value that was found."""
    fields = turn_fields(turn)
    if values:
        fields["values"] = [_answer_fields(answer, turn.reply) for answer in turn.reply.values]
    if explain:
        from qa.views.explain import explanation_fields

        fields["explanation"] = explanation_fields(turn.reply)
    return json.dumps(fields, ensure_ascii=False)


def turn_fields(turn: Turn) -> dict[str, object]:
    """The turn as JSON's types; docs/scripts.md describes its fields."""
    return {"question": turn.question, "asked_as": turn.asked} | _reply_fields(turn.reply)


def _reply_fields(reply: Reply) -> dict[str, object]:
    return {
        "kind": reply.kind.value,
        "answered": reply.answered,
        "elapsed_ms": round(reply.elapsed_ms, 1),
        "answers": [_answer_fields(answer, reply) for answer in reply.answers],
        "disagreements": [
            {
                "kind": disagreement.kind.value,
                "sides": [
                    {"text": side.text, "citations": [_citation_fields(citation) for citation in side.citations]}
                    for side in disagreement.sides
                ],
            }
            for disagreement in reply.disagreements
        ],
        "refusal": _refusal_fields(reply.refusal) if reply.refusal else None,
    }


def _answer_fields(answer: Answer, reply: Reply) -> dict[str, object]:
    return {
        "text": answer.text,
        "confidence": round(answer.confidence, 4),
        "sources": answer.sources,
        "voices": answer.voices,
        "agreement": reply.agreement(answer),
        "citations": [_citation_fields(citation) for citation in answer.citations],
    }


def _refusal_fields(refusal: Refusal) -> dict[str, object]:
    return {
        "nearest": [_citation_fields(citation) for citation in refusal.nearest],
        "unknown_words": list(refusal.unknown_words),
        "dates": list(refusal.dates) if refusal.dates else None,
    }


def _citation_fields(citation: Citation) -> dict[str, object]:
    return {
        "path": str(citation.path),
        "member": citation.member,
        "title": citation.title,
        "source": citation.source,
        "published": citation.published,
        **asdict(citation.facts),
        "extracted": citation.extracted,
        "caption": citation.caption,
        "start": citation.start,
        "end": citation.end,
        "line": citation.line,
        "quote": citation.quote,
        "attribution": asdict(citation.attribution) if citation.attribution else None,
        "also": [_place_fields(place) for place in citation.also],
    }


def _place_fields(place: Place) -> dict[str, object]:
    return {
        "path": str(place.origin.path),
        "member": place.origin.member,
        "source": place.source,
        "published": place.published,
    }
