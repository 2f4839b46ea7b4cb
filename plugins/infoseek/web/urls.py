"""Canonical URLs and page ids: one spelling for each page, whoever links to it (RFC 3986, WHATWG URL).

What may not live here: fetching, scope and address rules.
"""

from __future__ import annotations

import hashlib
import re
import socket
from functools import lru_cache
from urllib.parse import SplitResult, quote_plus, unquote_to_bytes, urljoin, urlsplit

from w3lib.url import canonicalize_url, safe_url_string

from infoseek.errors import BadInput

PAGE_ID_LENGTH = 20
MAX_URL_LENGTH = 2000

_DEFAULT_PORTS = {"http": 80, "https": 443}
_TRACKING = frozenset(
    "gclid gclsrc dclid fbclid msclkid yclid twclid igshid mc_cid mc_eid _ga _gl _hsenc _hsmi mkt_tok "
    "vero_id wickedid oly_anon_id oly_enc_id s_cid "
    "phpsessid jsessionid sessionid session_id cfid cftoken zenid oscsid".split()
)
_TRACKING_PREFIXES = ("utm_", "aspsessionid")
_PATH_SESSION = re.compile(r";jsessionid=[^/;?]*", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*")
_IPV6 = re.compile(r"[0-9a-f:.]+")
_NUMERIC_LABEL = re.compile(r"\d+|0x[0-9a-f]*")
_TRIPLET = re.compile(r"%[0-9A-Fa-f]{2}|%")
# What the library would leave as it is; the greater part of all links.
_PLAIN_PATH = re.compile(r"(?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9_~,'()!*:@$&=.-]*)+")
_SCHEME = re.compile(r"https?:", re.IGNORECASE)
_PATH_END = re.compile(r"[?#]")
_CUT = re.compile(r"[\t\r\n]")
_EDGE = "".join(map(chr, range(0x21)))


def canonical_url(url: str, base: str | None = None) -> str:
    """The canonical spelling of an absolute URL, or of one relative to `base`.

    Scheme and host in lower case, default port, fragment, dot segments, tracking and session parameters
    dropped, percent-encoding normalised, query sorted. Raises `BadInput` where it is no http(s) URL.
    """
    text = _slashed(_CUT.sub("", url.strip(_EDGE)), base or "")
    try:
        return _absolute(urljoin(base, text) if base else text)
    except BadInput as error:
        raise BadInput(f"{url[:200]!r} is no usable URL: {error}.") from None
    except (ValueError, UnicodeError) as error:
        raise BadInput(f"{url[:200]!r} is no URL: {error}.") from None


def _slashed(text: str, base: str) -> str:
    """A reference as RFC 3986 would write what WHATWG URL reads in it: backslashes, slashes too many or missing."""
    cut = _PATH_END.search(text)
    path, rest = (text[: cut.start()], text[cut.start() :]) if cut else (text, "")
    if rest[:1] == "?" and not path and rest.partition("#")[0] == "?":
        # An empty query is one: it takes the place of the base's.
        return base.partition("#")[0].partition("?")[0]
    path = path.replace("\\", "/")
    scheme = _SCHEME.match(path)
    if scheme is None:
        return f"//{path.lstrip('/')}{rest}" if path.startswith("//") else f"{path}{rest}"
    after = path[scheme.end() :]
    if after.startswith("//") or not base.lower().startswith(scheme[0].lower()):
        return f"{scheme[0]}//{after.lstrip('/')}{rest}"
    return f"{after}{rest}"


def canonical_or_none(url: str, base: str | None = None) -> str | None:
    """The canonical spelling, or None where there is none: for links found on pages."""
    try:
        return canonical_url(url, base)
    except BadInput:
        return None


def page_id(canonical: str) -> str:
    """The page's id: the first 20 hex digits of the SHA-256 of its canonical URL."""
    return hashlib.sha256(canonical.encode()).hexdigest()[:PAGE_ID_LENGTH]


def site_of(canonical: str) -> str:
    """Host and port of a canonical URL, as scopes name them: `example.org`, `127.0.0.1:8000`."""
    return urlsplit(canonical).netloc


def host_and_port(canonical: str) -> tuple[str, int]:
    """Host (an IPv6 address without brackets) and port of a canonical URL, the default port included."""
    parts = urlsplit(canonical)
    return parts.hostname or "", parts.port or _DEFAULT_PORTS[parts.scheme]


@lru_cache(maxsize=65536)
def _absolute(url: str) -> str:
    """The canonical spelling. Raises `ValueError`, or `BadInput` where the URL is refused."""
    parts = urlsplit(url)
    if parts.scheme not in _DEFAULT_PORTS:
        raise BadInput("it does not begin with http:// or https://")
    site = _site(parts.scheme, parts.netloc)
    if parts.query or not _PLAIN_PATH.fullmatch(parts.path):
        found = _normalised(f"{parts.scheme}://{site}", parts)
    else:
        found = f"{parts.scheme}://{site}{parts.path}"
    if len(found) > MAX_URL_LENGTH:
        raise BadInput(f"it is longer than {MAX_URL_LENGTH} characters")
    return found


@lru_cache(maxsize=4096)
def _site(scheme: str, netloc: str) -> str:
    parts = urlsplit(f"{scheme}://{netloc}/")
    if parts.username is not None or parts.password is not None:
        raise BadInput("it carries a user name or password, which is never sent")
    host = _host(parts.hostname or "")
    return host if parts.port in (None, _DEFAULT_PORTS[scheme]) else f"{host}:{parts.port}"


def _normalised(origin: str, parts: SplitResult) -> str:
    path = _PATH_SESSION.sub("", parts.path.replace("\\", "/"))
    given = f"{origin}{_quoted_percents(path)}"
    once = canonicalize_url(given)
    # Once more: the first pass can uncover what the library itself would normalise.
    found = once if once == given else canonicalize_url(once)
    query = _query(parts.query)
    return f"{found}?{query}" if query else found


def _query(query: str) -> str:
    """The parameters sorted, each with the same few letters unescaped; one without a value stays so."""
    pairs = (pair.partition("=") for pair in query.split("&") if pair)
    found = sorted((_letters(name), mark, _letters(value)) for name, mark, value in pairs)
    kept = (
        (name, mark, value) for name, mark, value in found if not _is_tracking(name.decode("latin-1").lower())
    )
    return "&".join(f"{quote_plus(name)}{mark}{quote_plus(value)}" for name, mark, value in kept)


def _letters(text: str) -> bytes:
    return unquote_to_bytes(text.replace("+", " "))


def _host(host: str) -> str:
    """The host in lower-case ASCII, addresses in their usual form. Raises `ValueError`."""
    if ":" in host:
        if not _IPV6.fullmatch(host):
            raise ValueError("its address is malformed")
        return f"[{socket.inet_ntop(socket.AF_INET6, _packed(socket.AF_INET6, host))}]"
    # The library maps international names to ASCII (IDNA).
    ascii_host = urlsplit(safe_url_string(f"http://{host}/")).hostname or ""
    name = ascii_host.rstrip(".")
    if not _HOST.fullmatch(name) or len(name) > 253:
        raise ValueError("its host is missing or malformed")
    if _NUMERIC_LABEL.fullmatch(name.rpartition(".")[2]):
        # 127.1 and 0x7f000001 are addresses to every resolver (WHATWG URL, IPv4 parser).
        try:
            return socket.inet_ntoa(socket.inet_aton(name))
        except OSError:
            raise ValueError("its address is malformed") from None
    return name


def _packed(family: int, host: str) -> bytes:
    try:
        return socket.inet_pton(family, host)
    except OSError:
        raise ValueError("its address is malformed") from None


def _quoted_percents(text: str) -> str:
    """A percent sign that begins no triplet stands for itself."""
    return _TRIPLET.sub(lambda match: match[0] if len(match[0]) == 3 else "%25", text)


def _is_tracking(name: str) -> bool:
    return name in _TRACKING or name.startswith(_TRACKING_PREFIXES)
