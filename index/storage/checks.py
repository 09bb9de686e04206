"""A catalog that is looked through for what is wrong with it."""

from collections.abc import Iterator

from index.errors import DamagedIndex
from index.storage.catalog import FIELDS, Catalog
from index.storage.database import checksum

# Each counts what must not be there.
_COUNTS = (
    (
        "select count(*) from passages where first not in (select first from articles where passages > 0)",
        "passages of no article",
    ),
    ("select count(*) from vectors where row not in (select row from passages)", "vectors of no passage"),
    ("select count(*) from passages where row not in (select row from vectors)", "passages without a vector"),
    (
        "select count(*) from (select 1 from articles group by path, ifnull(member, '') having count(*) > 1)",
        "articles that are there twice",
    ),
    (
        "select count(*) from files where articles <> (select count(*) from articles where articles.path = files.path)",
        "files with another number of articles than they gave",
    ),
    (
        "select count(*) from articles where path not in (select path from files)",
        "articles of files that are not noted",
    ),
    ("select count(*) from signatures where digest not in (select digest from articles)", "signatures of no article"),
    ("select count(*) from articles where digest not in (select digest from signatures)", "articles without signature"),
    ("select count(*) from linked where one not in (select digest from signatures)", "links of no article"),
    ("select count(*) from linked where (other, one) not in (select one, other from linked)", "links of one direction"),
)


class CheckedCatalog(Catalog):
    """A catalog that knows what it should be."""

    def faults(self) -> Iterator[str]:
        """What is wrong with the catalog, after reading all of it; nothing if it is whole."""
        try:
            if broken := self.broken():
                yield broken
                return
            for number in self.damaged():
                yield f"article {number} is not what was written"
            for query, what in _COUNTS:
                for (wrong,) in self._rows(query):
                    if wrong:
                        yield f"{wrong} {what}"
            held = self.collection()
            if (counted := self.counted()) != (held.articles, held.passages):
                yield f"{counted[0]} articles with {counted[1]} passages, not {held.articles} with {held.passages}"
            if damaged := self.damaged_signatures():
                yield f"{len(damaged)} signatures that are not what was written"
        except DamagedIndex as error:
            yield error.reason

    def counted(self) -> tuple[int, int]:
        """How many articles there are, and how many passages they have."""
        ((articles,),) = self._rows("select count(*) from articles")
        ((passages,),) = self._rows("select total(passages) from (select distinct first, passages from articles)")
        return articles, int(passages)

    def damaged(self) -> list[int]:
        """The articles that are not as they were written, they or their passages, words or vectors."""
        written = list(self._rows("select id, checksum from articles"))
        return [number for number, check in written if check != self.checksum_of(number)]

    def checksum_of(self, number: int) -> int:
        """The checksum of an article with all that belongs to it, as it is now."""
        found = 0
        for row in self._rows(f"select first, passages, words_only, {FIELDS} from articles where id = ?", number):
            found = checksum(row, found)
        query = (
            "select row, first, start, end, sentences, words, caption, vector from passages join vectors using (row)"
            " where row between ? and ? order by row"
        )
        for first, count in list(self._rows("select first, passages from articles where id = ?", number)):
            for row in self._rows(query, first, first + count - 1):
                found = checksum(row, found)
        return found

    def damaged_signatures(self) -> list[str]:
        """The digests of texts whose signatures are not as they were written."""
        rows = self._rows("select * from signatures")
        return [values[0] for *values, check in rows if check != checksum(values)]
