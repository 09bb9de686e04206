"""When a web page says that it was published, and when changed."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from copy import deepcopy
from typing import TYPE_CHECKING

from index.formats.names import is_called_article

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LINKED_DATA = "//script[@type='application/ld+json']"
_TOLD = "//head/meta | //meta[@itemprop] | //link[@rel='canonical']"
_CHANGED = re.compile("modif|updat|revis", re.IGNORECASE)
# Its address may have a date in it, from years before.
_OF_A_PICTURE = re.compile("image|photo|thumb|video|audio|icon|logo", re.IGNORECASE)
_PUBLISHED = re.compile("publish|created|upload", re.IGNORECASE)

# Newspapers have put their old issues on the web; without this, what is older than the web has no date.
_FIRST_DAY = "1900-01-01"


def dates(tree: "HtmlElement") -> tuple[str | None, str | None]:
    """When the page says it was published and when modified: in its head, its address or its linked data. A
    date that stands anywhere else on a page may be that of another story."""
    parts = [part for part in (*tree.xpath(_TOLD), *_linked_data(tree)) if not _OF_A_PICTURE.search(_called(part))]
    published = _date_in([part for part in parts if not _tells_of_a_change(part)], first=True)
    return published, _date_in(parts, first=False)


def _called(part: "HtmlElement") -> str:
    return " ".join(part.get(name, "") for name in ("name", "property", "itemprop", "http-equiv"))


def _tells_of_a_change(part: "HtmlElement") -> bool:
    """Whether a part of a page's head tells when it was changed, and not when it was published."""
    if part.tag == "script":
        return not _PUBLISHED.search(part.text or "")
    return bool(_CHANGED.search(_called(part)))


def _date_in(parts: Iterable["HtmlElement"], *, first: bool) -> str | None:
    """The first or the last date that parts of a page tell."""
    from htmldate import find_date
    from lxml.html import fromstring

    told = fromstring("<html><head></head><body></body></html>")
    for part in parts:
        told.head.append(deepcopy(part))
    return find_date(told, original_date=first, extensive_search=False, min_date=_FIRST_DAY)


def _linked_data(tree: "HtmlElement") -> list["HtmlElement"]:
    """The page's linked data: where it tells when an article was published, no more than that, since it may tell of
    other stories too."""
    from lxml.html import Element

    scripts = tree.xpath(LINKED_DATA)
    for script in scripts:
        with suppress(ValueError, RecursionError):
            for thing in _things(json.loads(script.text or "", strict=False)):
                if is_called_article(thing) and thing.get("datePublished"):
                    own = Element("script", type="application/ld+json")
                    own.text = json.dumps({name: thing.get(name) for name in ("datePublished", "dateModified")})
                    return [own]
    return list(scripts)


def _things(told: object) -> Iterator[Mapping[str, object]]:
    """The objects that linked data consists of, but for those within others."""
    if isinstance(told, list):
        for one in told:
            yield from _things(one)
    elif isinstance(told, Mapping):
        yield told
        yield from _things(told.get("@graph"))
