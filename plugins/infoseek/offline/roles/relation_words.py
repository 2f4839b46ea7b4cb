"""The words of relations between two things, in both directions, as one table.

What may not live here: which of the ways is taken (phrases.py), or grammar (english.py).
"""

from __future__ import annotations

from infoseek.offline.roles.value_words import ByNoun

SLOT = "{child}"

# predicate = what is said of its subject | what is said of its object. "@" is the other of the two. Ways stand
# between "/"; after ";" come those of some nouns or sorts (nouns.py), always by the predicate's SUBJECT: a painting
# hangs where a castle stands. No two predicates share a way, so that a clause says which one it is.
_TABLE = """
performed_by = was recorded by @; band: had @ in its line-up; event: had a performance by @; play: was performed by @
    | recorded @; event: performed at @; play: performed @
written_by = was written by @; book: has @ among its writers; film: had its script written by @
    | wrote @; book: was one of the writers of @; film: wrote the script of @
composed_by = was composed by @; film: has music by @; series: has music by @
    | composed @; film: wrote the music for @; series: wrote the music for @
lyrics_by = has words by @; play: has a libretto by @ | wrote the words of @; play: wrote the libretto of @
arranged_by = was arranged by @ | arranged @
produced_by = was produced by @ | produced @
directed_by = was directed by @ | directed @
starring = stars @ / has @ in a leading part | played a part in @ / appeared in @
screenplay_by = has a screenplay by @ | wrote the screenplay of @
story_by = is based on a story by @ | wrote the story behind @
edited_by = was edited by @ | edited @
cinematography_by = was shot by @ | shot @
created_by = was created by @ | created @
author = has @ as its author; book: was written by @; text: was written by @; play: was written by @
    | is the author of @; book: wrote @; text: wrote @; play: wrote @
publisher = was published by @ / was brought out by @ | published @ / brought out @
founder = was founded by @ / was set up by @ | founded @ / set up @
headquarters = has its headquarters in @ / is based in @ | is the seat of @
birth_place = was born in @ / is a native of @ | is the birthplace of @
death_place = died in @ | is the place where @ died
buried_in = is buried in @ | is the burial place of @
origin = comes from @; band: was formed in @ | is where @ comes from; band: is where @ was formed
home_town = has @ as a home town | is the home town of @
from_album = is a track of @ / was taken from @ | yielded @
has_track = has @ among its tracks | is one of the tracks on @ / can be heard on @
b_side = had @ on its B-side | was the B-side of @
a_side = had @ on its A-side | was the A-side of @
label = came out on @ / was issued by @; band: recorded for @; person: recorded for @
    | issued @; band: had @ under contract; person: had @ under contract
distributed_by = was distributed by @ | distributed @
based_on = is based on @ / was adapted from @ | is the basis of @
architect = was designed by @ / was built to the plans of @ | designed @ / drew the plans of @
builder = was built by @ | built @
illustrator = was illustrated by @ | illustrated @
located_in = lies in @ / is situated in @; picture: hangs in @ / is kept in @; battle: was fought at @
    ; event: is held in @; school: is located in @; bridge: stands in @; built: stands in @; body: is located in @
    | contains @; picture: has @ on its walls / is home to @; battle: saw @ fought nearby
    ; event: is host to @; bridge: is the site of @; built: is the site of @
on_river = stands on @ / lies on the banks of @ | flows past @ / runs by @
capital = has @ as its capital / is governed from @ | is the capital of @
flows_into = flows into @ | receives the waters of @
crosses = crosses @ / spans @ | is crossed by @ / is spanned by @
alma_mater = studied at @ / was a student at @ | had @ among its students
spouse = was married to @ | was married to @
doctoral_advisor = took a doctorate under @ | supervised the doctorate of @
doctoral_student = supervised the doctorate of @ | took a doctorate under @
academic_advisor = was advised at university by @ | was the academic adviser of @
painted_by = was painted by @; sculpture: was sculpted by @; statue: was sculpted by @
    | painted @; sculpture: sculpted @; statue: sculpted @
venue = was held at @ / took place at @; play: was first staged at @
    | was the venue of @; play: saw the first performance of @
led_by = was led by @ | led @
sponsored_by = was sponsored by @ / was paid for by @ | sponsored @ / paid for @
won_by = was won by @ | won @
runner_up = had @ as runner-up | was runner-up in @
award = received @ / was awarded @ | was awarded to @ / went to @
notable_work = is known for @ | is a well-known work of @
member_of = was a member of @ | had @ as a member
past_member = had @ as a member | was a member of @
choreographer = was choreographed by @ | choreographed @
commander = was commanded by @; battle: had @ in command on one side
    | commanded @; battle: was in command on one side at @
belligerent = had @ on one of its sides | took up arms in @
conducted_by = was conducted by @ | conducted @
cover_artist = has a cover by @ | drew the cover of @
dedicated_to = is dedicated to @ | is the one to whom @ is dedicated
designer = has @ as its designer | is the designer of @
developed_by = was developed by @ | developed @
discovered_by = was discovered by @ | discovered @
engineer = was engineered by @ | was the engineer of @
executive_producer = had @ as executive producer | was executive producer of @
fought_in = fought in @ | had @ in its ranks
highest_point = has @ as its highest point | is the highest point of @
lowest_point = has @ as its lowest point | is the lowest point of @
home_ground = plays its home matches at @ | is the home ground of @
host_city = was hosted by @ | was host to @
inflow = is fed by @ | feeds @
outflow = is drained by @ | flows out of @
influenced_by = was influenced by @ | influenced @
influenced = influenced @ | was influenced by @
invented_by = was invented by @ | invented @
manufacturer = was manufactured by @ | manufactured @
mountain_range = is a part of the range of @ | takes in the heights of @
named_after = was named after @ | gave its name to @; person: gave a name to @
narrator = was narrated by @ | was the narrator of @
national_anthem = has @ as its anthem | is the anthem of @
organiser = was organised by @ | organised @
parent = was a child of @ | was a parent of @
child = was a parent of @ | was a child of @
sibling = was a sibling of @ | was a sibling of @
relative = was related to @ | was related to @
house = belonged to the house of @ | counts @ among its house
parent_organisation = is owned by @ | owns @
subsidiary = owns @ | is owned by @
affiliation = is affiliated with @ | has @ as an affiliate
legislature = has @ as its legislature | is the legislature of @
part_of_event = was part of @ | had @ as one of its parts
part_of_series = belongs to the series of @ | is the series to which @ belongs
participant = had @ among those who took part | took part in @
played_for = played for @ | had @ in its team
political_party = belonged to the party of @ | is the party to which @ belonged
predecessor = succeeded @ | was succeeded by @
successor = was succeeded by @ | succeeded @
presented_by = was presented by @ | presented @
production_company = was made by @ | made @
set_in = is set in @ | is the setting of @
source = rises in @ | is where @ rises
soundtrack = has @ as its soundtrack | is the soundtrack of @
spin_off = led to the spin-off @ | is a spin-off of @
student = taught @ | was taught by @
teacher = was taught by @ | taught @
translator = was translated by @ | translated @
tributary = has @ as a tributary | is a tributary of @
twin_town = is twinned with @ | is twinned with @
worked_at = worked at @ | had @ on its staff
borders = borders on @ | borders on @
basin_country = drains a part of @ | is drained in part by @
port = has a port at @ | is a port of @
diocese = belongs to the diocese of @ | is the diocese of @
patron_saint = has @ as its patron saint | is the patron saint of @
largest_city = has @ as its largest town | is the largest town of @
broadcast_on = was broadcast on @ | broadcast @
genus = belongs to the genus of @ | is the genus of @
species = belongs to the species of @ | is the species of @
taxon_family = belongs to the family of @ | is the family of @
taxon_order = belongs to the order of @ | is the order of @
taxon_class = belongs to the class of @ | is the class of @
"""


def _by_noun(text: str) -> ByNoun:
    found: ByNoun = {}
    for number, group in enumerate(text.split(";")):
        noun, _, ways = ("", "", group) if not number else group.partition(":")
        found[noun.strip()] = tuple(" ".join(way.split()).replace("@", SLOT) for way in ways.split("/"))
    return found


def _read(table: str) -> dict[str, tuple[ByNoun, ByNoun]]:
    found = {}
    for entry in table.replace("\n    ", " ").strip().splitlines():
        predicate, _, words = entry.partition(" = ")
        of_subject, of_object = words.split("|")
        found[predicate] = (_by_noun(of_subject), _by_noun(of_object))
    return found


RELATIONS: dict[str, tuple[ByNoun, ByNoun]] = _read(_TABLE)
"""predicate: (ways where the claim's parent is the predicate's subject, ways where the child is)."""
