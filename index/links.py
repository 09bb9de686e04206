"""Sign the texts that came, and link them with those that tell their story in the same words (index/copies.py)."""

from functools import lru_cache

from index.copies import Lookup, Words, are_alike, day_of, hashes_of, restored, stored
from index.storage.changes import Changes


def link(changes: Changes) -> None:
    """Give a signature to every text that has none yet, and link it with those that it is a version or copy of."""
    fresh = changes.unsigned()
    if not fresh:
        return
    lookup = Lookup()
    for digest, parts in changes.signatures():
        if (hashes := restored(parts)) is None:
            fresh.append(digest)
        else:
            lookup.add(digest, hashes)
    made = {}
    for digest in fresh:
        article = changes.first_with(digest)
        made[digest] = hashes_of(article)
        lookup.add(digest, made[digest])
        changes.sign(digest, day_of(article), stored(made[digest]))

    @lru_cache(maxsize=10_000)
    def words_of(digest: str) -> Words:
        return Words.of(changes.first_with(digest))

    compared: set[tuple[str, str]] = set()
    for digest in fresh:
        for other in lookup.near(made[digest]) - {digest}:
            pair = (min(digest, other), max(digest, other))
            if pair not in compared and are_alike(words_of(digest), words_of(other)):
                changes.link(*pair)
            compared.add(pair)
