"""Single pages from the web; the only place that knows httpx. Nothing that answers imports it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urlsplit

from index.errors import Error

if TYPE_CHECKING:
    import httpx
    from protego import Protego

# Seconds until a connection stands and between two pieces of an answer; and for the whole of a page.
_PATIENCE = 10.0
_LONGEST = 60.0

_MOST_BYTES = 20_000_000
_MOST_ROBOTS = 500_000  # what of a robots.txt counts, by RFC 9309
_MOST_REDIRECTS = 5

# By this name sites' robots.txt may speak of us.
AGENT = "qa"


class NotFetched(Error):
    """A page that could not be got: its address and why."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"{url} {reason}.")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What lies at an address, which is where redirects led, without what follows "#": its bytes, their media type and
    encoding, where told."""

    url: str
    data: bytes
    media_type: str | None
    charset: str | None


class Fetcher:
    """Gets pages, as many as are wanted, where the sites' robots.txt allow it. To be used as a context manager."""

    def __init__(self) -> None:
        import httpx

        self._client = httpx.Client(timeout=_PATIENCE, headers={"User-Agent": f"{AGENT} (reads single pages)"})
        self._rules: dict[str, Protego] = {}

    def __enter__(self) -> "Fetcher":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def fetch(self, url: str) -> Fetched:
        """What lies at an address. Raises NotFetched."""
        import httpx

        deadline = time.monotonic() + _LONGEST
        at = url
        for _ in range(_MOST_REDIRECTS + 1):
            if not is_web(at):
                raise NotFetched(url, f"leads to {at}, which is no web address")
            if not self._robots(at, url, deadline).can_fetch(at, AGENT):
                raise NotFetched(url, "is not fetched: the site's robots.txt asks programs not to")
            with self._answer(at, url) as answer:
                if answer.has_redirect_location:
                    at = str(answer.url.join(answer.headers["Location"]))
                    continue
                if not answer.is_success:
                    reason = httpx.codes.get_reason_phrase(answer.status_code)  # the site's own may be anything
                    raise NotFetched(url, f"cannot be had: the site answers {answer.status_code} {reason}".rstrip())
                media_type = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
                data = _body(answer, url, deadline, _MOST_BYTES)
                if len(data) > _MOST_BYTES:
                    raise NotFetched(url, f"is not fetched: it is larger than {_MOST_BYTES / 1e6:.0f} MB")
                whole = urldefrag(str(answer.url)).url  # "#comments" is a place on the page, which is one
                return Fetched(whole, data, media_type or None, answer.charset_encoding)
        raise NotFetched(url, "leads from one address to the next without an end")

    def _robots(self, at: str, url: str, deadline: float) -> "Protego":
        """The rules of the site that an address belongs to. A site without any allows all, one that cannot tell them
        forbids all."""
        from protego import Protego

        parts = urlsplit(at)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            place = f"{site}/robots.txt"
            for _ in range(_MOST_REDIRECTS + 1):
                with self._answer(place, url) as answer:
                    if answer.has_redirect_location:
                        place = str(answer.url.join(answer.headers["Location"]))
                        continue
                    if answer.is_server_error:
                        raise NotFetched(url, f"is not fetched: the site's robots.txt gives {answer.status_code}")
                    rules = _body(answer, url, deadline, _MOST_ROBOTS) if answer.is_success else b""
                    break
            else:
                rules = b""
            self._rules[site] = Protego.parse(rules.decode("utf-8", "replace"))
        return self._rules[site]

    @contextmanager
    def _answer(self, at: str, url: str) -> Iterator["httpx.Response"]:
        """The answer to a request, before its body; what goes wrong in it is told of `url`."""
        import httpx

        try:
            with self._client.stream("GET", at) as answer:
                yield answer
        except httpx.TimeoutException as error:
            raise NotFetched(url, f"cannot be had: the site does not answer within {_PATIENCE:.0f} seconds") from error
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise NotFetched(url, f"cannot be had: {str(error) or type(error).__name__}".rstrip(".")) from error


def is_web(place: str) -> bool:
    """Whether it is an address of the web."""
    try:
        parts = urlsplit(place)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _body(answer: "httpx.Response", url: str, deadline: float, most: int) -> bytes:
    """The body, of which no more is read than shows that it is longer than `most`. Raises NotFetched where it takes
    too long."""
    data = bytearray()
    for piece in answer.iter_bytes():
        data += piece
        if len(data) > most:
            break
        if time.monotonic() > deadline:
            raise NotFetched(url, f"cannot be had: it takes longer than {_LONGEST:.0f} seconds")
    return bytes(data[: most + 1])
