"""The verbs of sentences as a table: which predicates they state, and of what.

What lives here: words. What may not: reading the table (verbs.py).
"""

from __future__ import annotations

# Past, participle and, of what is acted on, the predicates of who did it: the first that suits it counts.
# A third part: what a date beside the verb dates.
ACTIONS = """
wrote written author/written_by/developed_by written
co-wrote co-written author/written_by
penned penned author/written_by
authored authored author
composed composed composed_by
co-composed co-composed composed_by
produced produced produced_by
co-produced co-produced produced_by
directed directed directed_by
co-directed co-directed directed_by
created created created_by/developed_by
co-created co-created created_by/developed_by
developed developed developed_by
edited edited edited_by
translated translated translator
narrated narrated narrator
choreographed choreographed choreographer
arranged arranged arranged_by
conducted conducted conducted_by
presented presented presented_by
recorded recorded performed_by recorded
performed performed performed_by
sang sung performed_by
covered covered performed_by
illustrated illustrated illustrator
painted painted painted_by painted
sculpted sculpted created_by
carved carved created_by
published published publisher published
founded founded founder founded
co-founded co-founded founder founded
established established founder founded
set_up set_up founder founded
formed formed founder founded
started started founder/developed_by
designed designed architect/designer
built built builder/developed_by built
engineered engineered engineer
distributed distributed distributed_by
led led led_by took_place
sponsored sponsored sponsored_by
financed financed sponsored_by
organised organised organiser took_place
organized organized organiser took_place
won won won_by
invented invented invented_by
discovered discovered discovered_by discovered
maintained maintained operator
manufactured manufactured manufacturer
"""

# A frame: phrases, then what each slot states. Slots: "to" what follows the phrase at once, "date", "number", or
# a preposition. "<" before a predicate turns it round: it is said of what stands in the slot. "be" is any of
# is, was, are, were, has been, have been and had been.
WRITTEN_FRAMES = """
be released, be issued, came out : date=released/published, on=label, by=label, through=label
be first released, be originally released : date=released, on=label, by=label
appeared : date=published, on=label/from_album, in=<starring
be published, be first published, be originally published : date=published, by=publisher
premiered, be premiered, be first performed, be first staged, had its premiere, had its first performance, had its first night, saw its first performance, saw its first night, received its premiere : date=first_performed/first_aired/released, at=venue, in=venue
first aired, aired, debuted, be first broadcast, be first aired, be originally broadcast : date=first_aired, on=broadcast_on
opened, be opened, be inaugurated, be officially opened : date=opened/released
be founded, be established, be set up, be formed, formed, came together, be incorporated, be first held, be started : date=founded, in=origin
gained independence, gained its independence, became independent, be independent, achieved independence, won independence, attained independence, declared independence, declared its independence : date=independence
be discovered : date=discovered, by=discovered_by
be launched, launched : date=launched/founded
be introduced : date=introduced
be discontinued, be shut down, shut down : date=discontinued/dissolved
be built, be completed, be constructed, be erected, be finished : date=built
be demolished, be torn down, be pulled down : date=demolished
be renovated, be restored : date=renovated
be first lit, be lit : date=first_lit
be painted, be made, be signed, be completed : date=painted
be dissolved, be disbanded, disbanded, broke up, split up, closed, ceased operations, ceased, be wound up : date=dissolved
took place, be held, be fought, set out, sailed : date=took_place, at=venue/located_in, in=venue/located_in
be born : date=born, in=birth_place, at=birth_place
be baptised, be baptized : date=baptised
died : date=died, in=death_place, at=death_place
be buried in, be buried at, be interred at, be interred in : to=buried_in
married, be married to, be the husband of, be the wife of, be the widow of, wed : to=spouse
be the son of, be the daughter of, be a son of, be a daughter of, be the eldest son of, be the only son of, be the youngest son of, be the only daughter of : to=parent
be the father of, be the mother of : to=child
be the brother of, be the sister of, be a brother of, be a sister of, be the younger brother of, be the elder brother of, be the younger sister of, be the elder sister of : to=sibling
studied under, studied with, be taught by, be a pupil of, be a student of, be the pupil of : to=teacher
taught : to=student
be influenced by, be inspired by : to=influenced_by
be succeeded by : to=successor/followed_by
be named after, be named for, takes its name from : to=named_after
be dedicated to : to=dedicated_to
stars, starred, features : to=starring
starred in, stars in, acted in, appears in, appeared in, played in, had a part in, be cast in, co-starred in : to=<starring
be based on, be adapted from, be taken from, be an adaptation of, is adapted from, adapts, takes its story from : to=based_on
be set in, takes place in : to=set_in
be followed by : to=followed_by
be preceded by, followed, follows, succeeded, continues, be the sequel to, be a sequel to, be the follow-up to, came after, comes after : to=preceded_by
flows into, flowed into, empties into, drains into, joins, ends in, reaches, be a tributary of, discharges into : to=flows_into
lies on, stands on, be on, be situated on, be located on : to=on_river
crosses, spans, runs over, leads over, be built across : to=crosses
borders, shares a border with : to=borders
lies in, stands in, be located in, be situated in, be in, be held in, hangs in, be kept in, be housed in, be on display in, can be seen in, be kept at, be at, lies at, stands at, be located at, be housed at, hangs at, can be found in, be exhibited in : to=located_in
be based in, be headquartered in, has its headquarters in, had its headquarters in, has its seat in, had its seat in, has its offices in : to=headquarters/origin
be from, come from, came from, comes from, hail from, hails from, hailed from : to=origin
studied at, attended, graduated from, be educated at, be a student at, be a graduate of, earned a degree from, received a degree from, enrolled at, entered, went up to : to=alma_mater
worked for, worked at, taught at : to=worked_at
be a member of, joined, be the singer of, be the drummer of, be the bassist of, be the guitarist of : to=member_of
fought in, fought at, took part in : to=fought_in
be a subsidiary of, be a division of : to=parent_organisation
be affiliated with : to=affiliation
record for, recorded for, be signed to, signed with, signed to, be on : to=label
be on, be found on, appears on, appeared on, be included on, be from, be featured on, comes from, be a track on, be the opening track on, be a song from : to=from_album
contains, includes, contained, included, opens with, closes with : to=<from_album
be the capital of, be the capital city of, be the county town of : to=<capital
be the birthplace of : to=<birth_place
be the author of : to=<author/<written_by
be the writer of, be a writer of : to=<written_by/<author
be the composer of : to=<composed_by
be the director of : to=<directed_by
be the producer of, be a producer of : to=<produced_by
be the founder of, be a founder of, be a founding member of, be co-founder of, be a co-founder of, be the co-founder of, be founder of : to=<founder
be the architect of, be the designer of : to=<architect/<designer
be the creator of, be a creator of, be creator of, be the co-creator of, be a co-creator of : to=<created_by/<developed_by
be the developer of, be a developer of, be the author of : to=<developed_by
be the inventor of, be the co-inventor of : to=<invented_by
be an organiser of, be an organizer of, be the organiser of, be the organizer of, be a co-organizer of, co-organized : to=<organiser
be the leader of : to=<led_by
be the winner of, took first place at, took first prize at, triumphed at, won first prize at, be awarded : to=<won_by
paid for, equipped, be the sponsor of : to=<sponsored_by
wrote the music of, wrote the music for, wrote the score of, wrote the score for, composed the music for, composed the music of, composed the score for, scored : to=<composed_by
wrote the lyrics of, wrote the lyrics for, wrote the words of, wrote the libretto of, supplied the libretto of, wrote the libretto for : to=<lyrics_by
wrote the screenplay for, wrote the screenplay of, wrote the script for : to=<screenplay_by
be built by, be paid for by, be equipped by : to=sponsored_by
stands, be, rises to, rises, reaches a height of, has a height of, has an elevation of : number=height_m
be, runs for, has a length of : number=length_km
covers, has an area of, covers an area of : number=area_km2
has a basin of, drains a basin of, drains : number=area_km2
seats, has a capacity of, holds : number=capacity
runs, lasts, plays for, runs for, lasts for, has a running time of, be : number=running_time/length
runs to, has, fills, be : number=pages
"""

# What a predicate is said of in sentences, where that is less than of what a row may say it.
SAID_OF = {
    "author": "novel story poem play essay memoir biography autobiography textbook",
    "written_by": "song film series musical episode",
    "composed_by": "song opera film musical symphony ballet series concerto sonata oratorio cantata requiem",
    "lyrics_by": "song opera musical",
    "screenplay_by": "film",
    "produced_by": "album song film series",
    "directed_by": "film series episode",
    "created_by": "series sculpture comic",
    "developed_by": "software service protocol game",
    "designer": "game typeface font software protocol",
    "edited_by": "film",
    "performed_by": "song album",
    "conducted_by": "album",
    "presented_by": "series",
    "narrator": "film documentary series",
    "illustrator": "novel story poem",
    "publisher": "novel periodical game story poem comic",
    "architect": "built",
    "builder": "built ship",
    "founder": "organisation public settlement periodical",
    "led_by": "expedition",
    "won_by": "public",
    "sponsored_by": "expedition public",
    "organiser": "public",
    "operator": "service",
    "starring": "film series musical",
    "label": "album song music",
    "distributed_by": "film",
    "broadcast_on": "series",
    "based_on": "film opera novel play musical ballet series",
    "set_in": "novel film opera play series story game",
    "dedicated_to": "song album symphony novel poem opera",
    "crosses": "bridge",
    "capital": "area",
    "borders": "area",
    "origin": "music",
    "member_of": "person",
    "fought_in": "person",
    "named_after": "built park way settlement",
    "influenced_by": "person",
    "successor": "person",
    "affiliation": "organisation",
    "released": "song album film game software",
    "published": "text periodical comic",
    "written": "opera play",
    "recorded": "album",
    "opened": "built park way organisation/company education",
    "founded": "organisation settlement public periodical service",
    "built": "built",
    "dissolved": "organisation",
    "discontinued": "software service",
    "introduced": "software service protocol product vehicle",
    "launched": "software service ship spacecraft",
    "discovered": "celestial island archipelago",
    "discovered_by": "celestial substance island archipelago",
    "independence": "area",
    "invented_by": "product substance game software protocol",
    "took_place": "conflict expedition public election",
    "height_m": "place",
    "length_km": "river bridge way canal",
    "capacity": "built",
    "running_time": "film",
    "length": "album song",
    "pages": "novel",
}
# What it points to in sentences, where that is less than of what a row may name; things of unknown type too
# where "by" leads to them.
POINTS_TO = {
    "performed_by": "person music",
    "label": "company",
    "publisher": "company",
    "distributed_by": "company",
    "alma_mater": "education",
    "on_river": "river",
    "crosses": "river",
    "flows_into": "river lake sea",
    "author": "person",
    "architect": "person company",
    "illustrator": "person",
    "painted_by": "person",
    "starring": "person",
    "capital": "settlement",
    "borders": "area",
    "set_in": "settlement area",
    "fought_in": "conflict",
    "developed_by": "person company community organisation",
    "influenced_by": "person",
    "named_after": "person",
    "member_of": "music party sport organisation",
    "venue": "built event",
}
