"""The sorts of things the offline model tells apart, by the head of their type noun.

What lives here: nouns. What may not: the words of predicates (value_words.py, relation_words.py), grammar.
"""

from __future__ import annotations

from functools import lru_cache

_REMEMBERED = 4096

# A sort per line; the first a noun stands at is its own.
_SORTS: dict[str, str] = {
    "person": (
        "person man woman boy girl human people singer songwriter musician composer pianist saxophonist guitarist "
        "drummer trumpeter trombonist bassist vocalist rapper bandleader conductor arranger producer performer "
        "entertainer artist actor actress director filmmaker screenwriter writer novelist author poet playwright "
        "dramatist librettist lyricist essayist journalist columnist critic editor publicist blogger vlogger "
        "painter sculptor architect illustrator cartoonist animator engraver printmaker photographer designer "
        "potter goldsmith silversmith jeweller clockmaker craftsman weaver tailor carpenter blacksmith scientist "
        "physicist chemist biochemist botanist zoologist biologist naturalist entomologist ornithologist geologist "
        "geographer meteorologist astronomer astrophysicist astronaut cosmonaut mathematician statistician "
        "logician philosopher historian archaeologist anthropologist ethnographer sociologist psychologist "
        "psychiatrist linguist philologist lexicographer economist theologian scholar academic researcher "
        "professor lecturer teacher educator tutor librarian archivist curator student physician doctor surgeon "
        "nurse midwife pharmacist dentist pathologist veterinarian engineer inventor programmer hacker webmaster "
        "technologist consultant entrepreneur businessman businesswoman businessperson industrialist banker "
        "merchant trader investor executive founder co-founder explorer adventurer mountaineer navigator "
        "cartographer surveyor traveller aviator pilot sailor fisherman shipbuilder shipwright pirate politician "
        "president minister premier chancellor governor senator mayor councillor commissioner ambassador diplomat "
        "consul lawyer solicitor barrister attorney judge jurist magistrate activist suffragette reformer "
        "feminist revolutionary philanthropist soldier sergeant lieutenant colonel major marshal admiral "
        "commander officer general knight samurai spy sheriff outlaw murderer gangster footballer athlete "
        "cricketer boxer wrestler golfer cyclist swimmer rower skier skater gymnast sprinter runner jockey racer "
        "player goalkeeper midfielder defender batsman coach referee sportsman sportswoman sportsperson comedian "
        "clown magician dancer ballerina choreographer impresario presenter broadcaster commentator bishop "
        "archbishop cardinal pope priest priestess monk nun abbot friar pastor preacher rabbi missionary "
        "clergyman saint prophet king queen emperor empress prince princess duke duchess count countess baron "
        "baroness earl lord monarch ruler sultan shah tsar pharaoh caliph emir khan chief chieftain nobleman "
        "aristocrat socialite farmer gardener baker brewer cook chef miller hunter slave worker labourer "
        "translator interpreter printer bookseller collector violinist cellist organist harpist flautist flutist "
        "clarinetist clarinettist oboist percussionist tenor soprano baritone soloist instrumentalist "
        "multi-instrumentalist singer-songwriter youtuber influencer god goddess deity demigod character "
        "superhero supervillain developer star maintainer model"
    ),
    "song": "song single ballad hymn anthem composition instrumental recording",
    "album": "album mixtape compilation soundtrack ep",
    "film": "film movie documentary",
    "series": "series sitcom franchise serial miniseries telenovela programme podcast",
    "play": "opera operetta musical ballet play",
    "music": "symphony concerto sonata oratorio cantata requiem overture nocturne",
    "book": (
        "novel book novella trilogy story essay memoir biography autobiography diary treatise monograph manuscript "
        "textbook handbook anthology almanac poem epic sonnet ode dictionary encyclopedia encyclopaedia"
    ),
    "text": "article paper report thesis dissertation speech manifesto letter law treaty comic manga webcomic",
    "picture": "painting fresco mural portrait sculpture statue bust drawing engraving print tapestry mosaic icon",
    "periodical": "magazine newspaper journal periodical newsletter",
    "game": "game",
    "river": "river stream creek brook tributary",
    "water": "lake pond reservoir lagoon loch sea ocean bay canal waterfall",
    "mountain": "mountain volcano peak hill summit massif fell",
    "settlement": "city town village hamlet settlement municipality suburb neighbourhood borough capital",
    "area": (
        "country state region district province island territory nation republic kingdom county shire archipelago "
        "peninsula desert forest park continent empire duchy"
    ),
    "bridge": "bridge viaduct aqueduct footbridge",
    "built": (
        "building house hall tower station airport harbour port skyscraper mansion villa palace hotel inn hospital "
        "prison monastery abbey convent priory temple mosque synagogue shrine cathedral chapel basilica church "
        "castle chateau lighthouse theatre theater auditorium museum library cemetery monument memorial fountain "
        "mine farm factory mill brewery restaurant cafe pub cinema stadium arena dam windmill observatory fort "
        "fortress citadel gate arch"
    ),
    "battle": "battle siege skirmish war conflict",
    "event": (
        "event festival concert tour ceremony competition contest tournament championship race match expedition "
        "voyage election exhibition fair conference convention summit symposium congress session meetup hackathon "
        "camp unconference workshop lecture talk keynote carnival parade pageant protest demonstration regatta "
        "marathon"
    ),
    "band": "band group duo trio quartet quintet sextet orchestra choir ensemble supergroup",
    "team": "club team",
    "school": "university school college academy conservatory faculty",
    "body": (
        "organisation organization agency institute institution association society union foundation charity "
        "federation committee commission council company label publisher corporation firm business manufacturer "
        "airline bank startup studio party army navy regiment brigade consortium startup broadcaster"
    ),
    "software": (
        "software program app application plugin plug-in editor library browser client server bot script crawler "
        "framework tool engine addon add-on toolkit bookmarklet parser compiler generator reader api"
    ),
    "service": (
        "website webpage service platform portal silo forum wiki blog homepage site community network marketplace"
    ),
    "protocol": "protocol standard specification microformat vocabulary format",
    "ship": "ship boat vessel submarine frigate destroyer cruiser schooner yacht ferry steamship",
}
_SORT_OF = {noun: sort for sort, nouns in reversed(_SORTS.items()) for noun in nouns.split()}
PERSONS = frozenset(_SORTS["person"].split())
# Things that have a title; other things have a name.
_TITLED = frozenset({"song", "album", "film", "series", "play", "music", "book", "text", "picture"})


def head(type_noun: str) -> str:
    """The last word of a type noun; "thing" where there is none."""
    words = type_noun.split()
    return words[-1] if words else "thing"


@lru_cache(_REMEMBERED)
def sort_of(type_noun: str) -> str:
    """The sort of a type noun's head; "" where it is not known."""
    return _SORT_OF.get(head(type_noun).casefold(), "")


def is_person(type_noun: str) -> bool:
    """Whether a type noun names people."""
    return sort_of(type_noun) == "person"


def is_titled(type_noun: str) -> bool:
    """Whether things of the type have a title rather than a name."""
    return sort_of(type_noun) in _TITLED
