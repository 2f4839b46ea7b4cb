"""The words of what several statements give together: spans between two dates, counts, things within a region.

What may not live here: which of the ways is taken (derived_phrases.py), or grammar (english.py).
"""

from __future__ import annotations

from typing import NamedTuple

from infoseek.offline.roles.value_words import Ways


class Event(NamedTuple):
    """How the event of a date is told: as the clause itself, and behind "after".

    In other words than where its date is told (value_words.py), as one thing may have both.
    """

    clause: str
    earlier: str


_OTHERS = {
    "opened": Event("opened its doors", "had been opened"),
    "built": Event("was completed", "had been completed"),
    "released": Event("came out", "had come out"),
    "published": Event("appeared", "had appeared"),
    "born": Event("was born", "had been born"),
    "died": Event("died", "had died"),
    "founded": Event("came into being", "had been founded"),
    "dissolved": Event("was dissolved", "had been dissolved"),
    "took_place": Event("took place", "had taken place"),
    "closed": Event("was closed", "had been closed"),
    "first_aired": Event("was first broadcast", "had first been broadcast"),
    "last_aired": Event("was last broadcast", "had last been broadcast"),
    "first_performed": Event("had its premiere", "had first been performed"),
    "first_ascent": Event("was first climbed", "had first been climbed"),
    "first_lit": Event("was first lit", "had first been lit"),
    "construction_began": Event("was begun", "had been begun"),
    "commissioned": Event("was commissioned", "had been commissioned"),
    "decommissioned": Event("was decommissioned", "had been decommissioned"),
    "deactivated": Event("was put out of use", "had been put out of use"),
    "demolished": Event("was demolished", "had been demolished"),
    "discontinued": Event("was discontinued", "had been discontinued"),
    "independence": Event("became independent", "had become independent"),
    "written": Event("was written", "had been written"),
}
EVENTS: dict[str, Event] = _OTHERS | {
    name: Event(f"was {name}", f"had been {name}")
    for name in "recorded painted baptised discovered introduced launched renovated".split()
}

# A gap runs to the date of another thing: who or what that is, as the claim's thing has it. predicate: (what the
# predicate's subject calls its object, what the object calls its subject).
ROLES: dict[str, tuple[str, str]] = {
    "author": ("its author", "a work of which they are the author"),
    "written_by": ("its writer", "a work that they wrote"),
    "composed_by": ("its composer", "a work that they composed"),
    "lyrics_by": ("its lyricist", "a work that they wrote the words of"),
    "performed_by": ("its performer", "a recording of theirs"),
    "produced_by": ("its producer", "a work that they produced"),
    "directed_by": ("its director", "a work that they directed"),
    "painted_by": ("its painter", "a picture that they painted"),
    "created_by": ("its creator", "a work that they created"),
    "illustrator": ("its illustrator", "a book that they illustrated"),
    "starring": ("its star", "a work that they appeared in"),
    "architect": ("its architect", "a building that they designed"),
    "engineer": ("its engineer", "a building that they engineered"),
    "founder": ("its founder", "a body that they founded"),
    "developed_by": ("its developer", "a thing that they developed"),
    "designer": ("its designer", "a thing that they designed"),
    "invented_by": ("its inventor", "a thing that they invented"),
    "discovered_by": ("its discoverer", "a thing that they discovered"),
    "led_by": ("its leader", "an event that they led"),
    "won_by": ("its winner", "an event that they won"),
    "publisher": ("its publisher", "a book that it published"),
    "label": ("its label", "a record that it issued"),
    "from_album": ("the album it is from", "one of its songs"),
    "has_track": ("one of its tracks", "an album that it is on"),
    "based_on": ("the work it is based on", "a work that is based on it"),
    "named_after": ("its namesake", "a thing named after it"),
    "preceded_by": ("the one before it", "the one after it"),
    "followed_by": ("the one after it", "the one before it"),
    "spouse": ("their spouse", "their spouse"),
    "doctoral_advisor": ("their doctoral adviser", "their doctoral student"),
    "doctoral_student": ("their doctoral student", "their doctoral adviser"),
    "teacher": ("their teacher", "their student"),
    "student": ("their student", "their teacher"),
    "parent": ("their parent", "their child"),
    "child": ("their child", "their parent"),
    "alma_mater": ("their school", "a student of theirs"),
    "member_of": ("their group", "one of its members"),
    "past_member": ("one of its members", "their group"),
    "located_in": ("the place it is in", "a thing that is in it"),
    "venue": ("its venue", "an event held there"),
    "headquarters": ("its seat", "a body based there"),
    "birth_place": ("their birthplace", "a native of the place"),
    "parent_organisation": ("its owner", "a body it owns"),
    "subsidiary": ("a body it owns", "its owner"),
    "screenplay_by": ("its screenwriter", "a work that they wrote the screenplay of"),
    "sponsored_by": ("its sponsor", "an event that it sponsored"),
}
# What is counted: predicate: (its objects, its subjects), in the plural; "" where nobody counts them.
COUNTED_THINGS: dict[str, tuple[str, str]] = {
    "performed_by": ("performers", "works"),
    "written_by": ("people", "works"),
    "composed_by": ("people", "works"),
    "lyrics_by": ("people", "works"),
    "arranged_by": ("people", "works"),
    "produced_by": ("people", "works"),
    "directed_by": ("people", "works"),
    "starring": ("actors", "productions"),
    "screenplay_by": ("people", "films"),
    "story_by": ("people", "films"),
    "edited_by": ("people", "works"),
    "cinematography_by": ("people", "films"),
    "created_by": ("people", "works"),
    "author": ("people", "works"),
    "publisher": ("publishers", "works"),
    "founder": ("people", "bodies"),
    "birth_place": ("", "people"),
    "death_place": ("", "people"),
    "buried_in": ("", "people"),
    "headquarters": ("", "bodies"),
    "label": ("labels", "records"),
    "distributed_by": ("companies", "works"),
    "based_on": ("works", "works"),
    "architect": ("architects", "buildings"),
    "builder": ("builders", "buildings"),
    "illustrator": ("people", "works"),
    "located_in": ("", "places"),
    "on_river": ("rivers", "places"),
    "crosses": ("rivers", "bridges"),
    "flows_into": ("waters", "rivers"),
    "alma_mater": ("universities", "people"),
    "doctoral_advisor": ("people", "people"),
    "doctoral_student": ("people", "people"),
    "painted_by": ("people", "works"),
    "won_by": ("winners", "events"),
    "award": ("awards", "people"),
    "member_of": ("groups", "people"),
    "past_member": ("people", "groups"),
    "developed_by": ("developers", "things"),
    "designer": ("people", "things"),
    "engineer": ("people", "structures"),
    "child": ("people", "people"),
    "parent": ("people", "people"),
    "sibling": ("people", "people"),
    "student": ("people", "people"),
    "teacher": ("people", "people"),
    "translator": ("people", "works"),
    "tributary": ("rivers", "rivers"),
    "borders": ("countries", "countries"),
    "played_for": ("teams", "people"),
    "worked_at": ("institutions", "people"),
    "fought_in": ("battles", "people"),
    "subsidiary": ("companies", "companies"),
    "influenced_by": ("people", "people"),
    "influenced": ("people", "people"),
    "named_after": ("namesakes", "things"),
    "organiser": ("organisers", "events"),
    "participant": ("participants", "events"),
    "production_company": ("companies", "works"),
    "executive_producer": ("people", "works"),
    "venue": ("venues", "events"),
    "origin": ("", "bands"),
    "twin_town": ("towns", "towns"),
    "manufacturer": ("manufacturers", "products"),
    "host_city": ("cities", "events"),
    "set_in": ("places", "works"),
    "notable_work": ("works", "people"),
    "capital": ("", "areas"),
    "mountain_range": ("ranges", "mountains"),
    "inflow": ("waters", "waters"),
    "political_party": ("parties", "people"),
}
# Counts said in words of their own: predicate: (of its objects, of its subjects); {} is "at least twelve".
COUNTS: dict[str, tuple[Ways, Ways]] = {
    "has_track": (("has {} tracks",), ("is a track of {} albums",)),
    "from_album": (("was taken from {} albums",), ("yielded {} singles",)),
    "spouse": (("was married {times}",), ()),
    "child": (("had {} children",), ()),
    "sibling": (("had {} brothers and sisters",), ()),
    "starring": (("has {} actors in leading parts",), ("played a part in {} productions",)),
    "founder": (("was founded by {} people",), ("founded {} ventures",)),
    "located_in": ((), ("contains {} places",)),
    "award": (("received {} awards",), ("went to {} winners",)),
    "borders": (("borders on {} countries",), ()),
}
