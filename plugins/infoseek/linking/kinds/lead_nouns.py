"""The nouns a lead sentence uses for what its page is about: other names of types, compounds, and what is no type.

What lives here: words. What may not: the sentence's grammar (predicate_phrase.py).
"""

from __future__ import annotations

from infoseek.linking.kinds.types import KINDS

# Nouns a lead uses for what `types` knows under another name.
READ_AS = {
    "single": "song",
    "ballad": "song",
    "tune": "song",
    "track": "song",
    "movie": "film",
    "cd": "album",
    "lp": "album",
    "compilation": "compilation album",
    "soundtrack": "soundtrack album",
    "box set": "compilation album",
    "greatest hits": "compilation album",
    "publishing house": "publisher",
    "film studio": "production company",
    "trombonist": "musician",
    "violinist": "musician",
    "cellist": "musician",
    "organist": "musician",
    "flautist": "musician",
    "clarinetist": "musician",
    "opera house": "theatre",
    "playhouse": "theatre",
    "tributary": "river",
    "novelette": "novella",
    "multi-instrumentalist": "musician",
    "instrumentalist": "musician",
    "vocalist": "singer",
    "singer-songwriter": "singer",
    **{
        f"{music} standard": "song"
        for music in ("country", "jazz", "blues", "pop", "popular", "gospel", "rock", "soul", "bebop")
    },
    **{
        f"{medium} {word}": "television series"
        for medium in ("television", "tv")
        for word in ("program", "show")
    },
    "web site": "website",
    "site": "website",
    "javascript library": "software library",
    "php library": "software library",
    "python library": "software library",
    "ruby library": "software library",
    "open source library": "software library",
    "source library": "software library",
}
# Nouns too vague to name a type by themselves: what stands before them, or what the infobox says, comes first.
VAGUE = frozenset(
    "hit number release disc record recording version collection set title piece work parody remake adaptation "
    "sequel prequel spinoff spin-off".split()
)
# Nouns of sentences that speak of the name, of the page or of an idea, and name no sort of thing.
NO_TYPES = frozenset(
    "list discography filmography bibliography index page subpage article name surname term word phrase topic "
    "abbreviation acronym initialism backronym portmanteau shorthand jargon neologism nickname synonym alias redirect "
    "stub category summary placeholder overview act use attempt ability means idea combination extent state action "
    "reference type kind form sort subset superset similar general technical available question section part member "
    "and put meant used able unable something anything everything nothing someone anyone here there now".split()
)
COMPOUNDS = frozenset(name for name in READ_AS if " " in name) | frozenset(
    "live album|compilation album|soundtrack album|greatest hits album|remix album|tribute album|concept album|"
    "television sitcom|television series|television film|television program|television programme|radio program|"
    "television show|tv series|tv show|web series|radio series|short film|documentary film|short story|"
    "girl group|boy band|rock band|vocal group|record producer|film producer|film director|record label|"
    "record company|publishing house|publishing company|film studio|production company|box set|greatest hits|"
    "children's book|comic book|music festival|film festival|concert tour|video game|film company|opera house|"
    "concert hall|song contest|programming language|markup language|search engine|social network|"
    "operating system|web browser|mailing list|content management system|static site generator|site generator|"
    "text editor|message broker|web application|mobile app|web service|software library|javascript library|"
    "php library|python library|ruby library|open source library|mountain range|railway station|train station|"
    "nature reserve|national park|art museum|civil parish|ghost town|market town|football club|football team|"
    "baseball team|political party|trade union|research institute|public holiday|film star|top-level domain|"
    "building block|query language|file format|media type|flowering plant|video editor|photo editor|code editor".split(
        "|"
    )
)
NOUNS = frozenset().union(*KINDS.values(), READ_AS)
# Participles, and words that fill a noun's place without naming a kind of thing.
NO_NOUNS = frozenset(
    "held built given shown seen found run kept sent sold won lost etc same one ones way thing something first last "
    "only other result reason part lot example case time year day such well much many more most very both "
    "own open close new old free full short long".split()
)
_MODIFIER_ENDS = ("ed", "ing", "ly", "ous", "ish", "ful", "less", "able", "ible", "ive", "est")


def is_modifier(word: str) -> bool:
    """True where an unknown word is more likely an adjective or a participle than a noun."""
    return word in NO_NOUNS or word.endswith(_MODIFIER_ENDS)


def is_noun(word: str) -> bool:
    """True of the nouns that name a sort, or stand vaguely for one."""
    return word in NOUNS or word in VAGUE


def read_as(noun: str) -> str:
    """The type noun a head noun stands for: "single" and "standard" are songs."""
    return READ_AS.get(noun, noun)


def singular(noun: str) -> str:
    """A known noun's or a plain word's singular: "cities" -> "city", "boxes" -> "box", "species" stays."""
    word = noun.casefold()
    if is_noun(word) or word.endswith(("ss", "us", "is", "news", "series", "species")):
        return noun
    for end, instead in (("ies", "y"), ("ves", "f"), ("men", "man"), ("people", "person")):
        if word.endswith(end) and is_noun(_last(word)[: -len(end)] + instead):
            return noun[: -len(end)] + instead
    if word.endswith(("ses", "xes", "ches", "shes", "zes")):
        return noun[:-2] if not is_noun(_last(word)[:-1]) else noun[:-1]
    if word.endswith("ies") and len(word) > 4:
        return noun[:-3] + "y"
    return noun[:-1] if word.endswith("s") and len(word) > 3 else noun


def _last(words: str) -> str:
    return words.rpartition(" ")[2]
