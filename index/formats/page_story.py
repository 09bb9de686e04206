"""A web page as its main text is looked for in: without what asks for consent, what is struck through, and tables that
only set it out."""

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from index.formats.fragment import STRUCK, raised

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# What asks for consent to cookies, as it is called by those who make it.
_ASKS_CONSENT = re.compile(r"cookie|consent|gdpr|onetrust|didomi|usercentrics|qc-cmp|sp_message", re.IGNORECASE)
_MAY_ASK = "//body//*[@id or @class][not(ancestor-or-self::article or ancestor-or-self::main)]"
_STORY = "boolean(.//article | .//main | .//h1)"

# Tables within which there are others, or paragraphs in a cell, with their rows and cells.
_TABLE = "//table[.//table or ./descendant::td[count(p | h1 | h2 | h3 | ul | blockquote) > 1]]"
_SETS_OUT = " | ".join(f"{_TABLE}{path}" for path in ("", "/tr", "/tr/td", "/tbody", "/tbody/tr", "/tbody/tr/td"))

# Characters: a longer text is struck through by a tag that was forgotten.
_LONG_STRUCK = 300


def story_only(tree: "HtmlElement") -> "HtmlElement":
    """A copy of the page without what asks for consent to cookies, which may be longer than the story; tables that set
    out the page are none in it, for they would be read as one row; what is struck through is gone, and what is raised
    stays so."""
    tree = deepcopy(tree)
    for part in tree.xpath(_MAY_ASK):
        called = f"{part.get('id')} {part.get('class')}"
        if _ASKS_CONSENT.search(called) and not part.xpath(_STORY):
            part.drop_tree()
    for part in tree.xpath(_SETS_OUT):
        part.tag = "div"
    for part in list(tree.iter(*STRUCK)):
        if len(part.text_content()) < _LONG_STRUCK:
            part.text, part[:] = "", []
    for part in tree.xpath("//sup/descendant-or-self::*[not(*)]"):
        part.text = raised(part.text or "")
    return tree
