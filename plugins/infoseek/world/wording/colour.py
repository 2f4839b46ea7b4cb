"""Words that many texts share: weather, trades, materials, moods. They state nothing about anybody.

What lives here: lists of words. What may not: sentences.
"""

from __future__ import annotations


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|"))


WORDS: dict[str, tuple[str, ...]] = {
    "season": _listed("spring|summer|autumn|winter|Lent|Advent|midsummer|harvest"),
    "weather": _listed(
        "fog|drizzle|hail|a hard frost|sea mist|driving rain|a week of gales|wet snow|thin sunshine|"
        "a north wind|thunder|low cloud"
    ),
    "makers": _listed(
        "coopers|chandlers|tanners|weavers|rope makers|tinsmiths|boat builders|salt boilers|glassblowers|"
        "bell founders|potters|netmakers|wheelwrights|dyers|clockmakers|lime burners|quarrymen|bookbinders"
    ),
    "maker": _listed(
        "cooper|chandler|tanner|weaver|rope maker|tinsmith|boat builder|salt boiler|glassblower|bell founder|"
        "potter|netmaker|wheelwright|dyer|clockmaker|lime burner|saddler|bookbinder|ferryman|miller"
    ),
    "kin": _listed(
        "an aunt|an uncle|a grandmother|a great-uncle|an elder sister|a younger brother|a cousin|a godmother|"
        "a stepfather|a neighbour|two maiden aunts|a half-brother"
    ),
    "goods": _listed(
        "salt|herring|wool|slate|tallow|timber|barley|linen|cider|copper|wax|pitch|hemp|honey|oysters|peat|"
        "dried peas|lamp oil"
    ),
    "material": _listed(
        "granite|limestone|red brick|slate|tarred oak|whitewashed rubble|sandstone|cast iron|ships' timber|"
        "flint|basalt|yellow brick"
    ),
    "rock": _listed("granite|limestone|slate|sandstone|flint|basalt|clay|gravel|chalk|peat"),
    "tree": _listed("elms|limes|rowans|hawthorns|pines|alders|walnuts|willows|yews|planes|birches|medlars"),
    "bird": _listed(
        "terns|curlews|herons|swifts|jackdaws|plovers|eiders|gannets|owls|rooks|oystercatchers|wagtails"
    ),
    "object": _listed(
        "a brass telescope|a broken metronome|a box of fish hooks|a borrowed overcoat|a tin of buttons|"
        "a locked writing case|a chipped blue jug|a bundle of receipts|a pair of skates|a hand-drawn chart|"
        "a cracked barometer|a sack of seed potatoes|an unposted letter|a child's wooden horse|a ship's lantern|"
        "a ledger with torn pages"
    ),
    "room": _listed(
        "an attic|a boathouse loft|a back kitchen|a disused sail loft|a rented parlour|a garden hut|"
        "a converted granary|a room above a bakery|a shed behind the chapel|a cold front room|a cellar|a gatehouse"
    ),
    "pastime": _listed(
        "keeping bees|mending clocks|rowing before breakfast|collecting tide tables|growing medlars|playing draughts|"
        "walking by night|baking rye bread|pressing seaweed|repairing accordions|breeding pigeons|sketching clouds|"
        "reading timetables|carving spoons"
    ),
    "manner": _listed(
        "patiently|grudgingly|with great care|in a single sitting|against all advice|without haste|half in jest|"
        "by candlelight|at considerable expense|with borrowed tools|almost by accident|in some secrecy"
    ),
    "praise": _listed(
        "restraint|candour|dry humour|sense of place|lightness|economy|odd tenderness|unhurried pace|clear line|"
        "quiet cruelty|warmth|strange calm|sly wit|plainness"
    ),
    "blame": _listed(
        "too long by a third|rather cold|hard to follow|old-fashioned|too clever|uneven|sentimental|overcrowded|"
        "short of incident|more admired than loved|slow to begin|needlessly grim"
    ),
    "judge": _listed(
        "reviewers|provincial critics|younger readers|the newspapers|a visiting critic|the trade press|"
        "letter writers|its first audiences|schoolmasters|rival circles|later historians|most almanacs"
    ),
    "figure": _listed(
        "a retired pilot|a schoolmistress|a bankrupt grocer|an orphaned twin|a travelling piano tuner|"
        "a disgraced notary|a lighthouse keeper's son|a runaway apprentice|an elderly smuggler|a widowed ferry owner|"
        "a clerk who cannot sleep|a deaf bell ringer|a jealous baker|an unlucky surveyor|a girl who draws maps|"
        "a doctor without patients"
    ),
    "trouble": _listed(
        "a drowned inheritance|a forged will|the loss of a boat|a quarrel over a well|a wedding put off too often|"
        "a sealed letter|a missing bell|a debt nobody remembers|a house built on the wrong side of a boundary|"
        "an accusation of arson|a failed harvest|a stranger's return|a stolen chart|a vow of silence"
    ),
    "feast": _listed(
        "the blessing of the boats|the lantern walk|the egg race|a regatta for rowing boats|the goose fair|"
        "the burning of the straw bear|a Sunday market|the ringing of the old year|a procession of masks|"
        "the cutting of the first peat"
    ),
    "ailment": _listed(
        "a weak chest|failing eyesight|a broken wrist|insomnia|a fever|rheumatism|seasickness|a bad hip|"
        "a long convalescence|a stammer"
    ),
    "number": _listed("two|three|four|five|six|seven|eight|nine|eleven|a dozen|fourteen|some twenty"),
    "span": _listed(
        "one summer|two winters|three weeks|a month|nearly a year|eleven days|a single night|most of a decade|"
        "half a year|several seasons"
    ),
    "hue": _listed(
        "ochre|slate blue|rust|bottle green|bone white|soot black|madder|pale yellow|lead grey|rose"
    ),
}
