"""The words of each predicate: what the offline model can say, as plain tables.

What may not live here: which of the ways is taken (phrases.py), or grammar (english.py).

A clause is a verb phrase whose subject is the claim's parent; {child} stands for the thing it leads to. Ways are
kept by the head noun of the predicate's subject, "" for all others: a painting hangs where a castle stands.
"""

from __future__ import annotations

Ways = tuple[str, ...]
ByNoun = dict[str, Ways]

# {} is a period: "in the 1950s".
DATED: dict[str, ByNoun] = {
    "released": {
        "": ("was released {}", "came out {}"),
        "film": ("was released {}", "came out {}", "was first shown {}"),
        "album": ("was released {}", "came out {}", "appeared {}"),
        "song": ("was released {}", "came out {}", "appeared {}"),
    },
    "recorded": {"": ("was recorded {}",)},
    "published": {"": ("was published {}", "appeared {}", "came out {}")},
    "born": {"": ("was born {}",)},
    "died": {"": ("died {}",)},
    "founded": {
        "": ("was founded {}", "was established {}"),
        "band": ("was formed {}", "got together {}"),
        "group": ("was formed {}", "got together {}"),
        "town": ("was founded {}",),
        "village": ("was founded {}",),
        "festival": ("was founded {}", "was started {}"),
    },
    "opened": {"": ("was opened {}", "opened {}")},
    "built": {"": ("was built {}", "was erected {}")},
    "painted": {"": ("was painted {}", "was made {}")},
    "first_performed": {"": ("was first performed {}", "had its first performance {}")},
    "took_place": {
        "": ("took place {}",),
        "battle": ("was fought {}", "took place {}"),
        "competition": ("was held {}", "took place {}"),
    },
    "first_aired": {"": ("was first broadcast {}",)},
    "dissolved": {"": ("ceased to exist {}", "was dissolved {}")},
    "closed": {"": ("was closed {}", "closed {}")},
    "construction_began": {"": ("was begun {}",)},
    "commissioned": {"": ("went into service {}",)},
    "decommissioned": {"": ("was taken out of service {}",)},
    "deactivated": {"": ("went dark {}", "was put out of use {}")},
    "demolished": {"": ("was pulled down {}", "was demolished {}")},
    "discontinued": {"": ("was given up {}",)},
    "discovered": {"": ("was discovered {}",)},
    "first_ascent": {"": ("was first climbed {}",)},
    "first_lit": {"": ("was first lit {}",)},
    "independence": {"": ("became independent {}",)},
    "introduced": {"": ("was introduced {}", "came into use {}")},
    "last_aired": {"": ("was last broadcast {}",)},
    "launched": {"": ("was launched {}",)},
    "renovated": {"": ("was renovated {}",)},
    "written": {"": ("was written {}",)},
}

# {} is a measure: "more than 200".
MEASURED: dict[str, ByNoun] = {
    "length": {"": ("runs for {} minutes", "lasts {} minutes")},
    "running_time": {"": ("runs for {} minutes", "lasts {} minutes")},
    "pages": {"": ("has {} pages", "runs to {} pages")},
    "seasons": {"": ("ran for {} seasons",)},
    "episodes": {"": ("ran for {} episodes",)},
    "floors": {"": ("has {} floors",)},
    "chapters": {"": ("has {} chapters",)},
    "volumes": {"": ("came out in {} volumes",)},
    "tracks": {"": ("has {} tracks",)},
    "height_m": {
        "": ("is {} metres high",),
        "lighthouse": ("is {} metres tall", "rises {} metres"),
        "town": ("lies {} metres above the sea",),
        "village": ("lies {} metres above the sea",),
        "city": ("lies {} metres above the sea",),
    },
    "area_km2": {
        "": ("covers {} square kilometres", "has an area of {} square kilometres"),
        "river": ("drains {} square kilometres", "has a basin of {} square kilometres"),
    },
}
COUNTED = frozenset({"pages", "seasons", "episodes", "floors", "chapters", "volumes", "tracks"})

# {} is the term; {a} the term with its article; {Name} the term with capitals.
TERMS: dict[str, ByNoun] = {
    "genre": {
        "": ("is counted as {}",),
        "novel": ("is a work of {}",),
        "album": ("is {a} album",),
        "song": ("is {a} song",),
        "single": ("is {a} single",),
        "film": ("is {a} film",),
        "band": ("played {}",),
        "group": ("played {}",),
        "festival": ("is devoted to {}", "is given over to {}"),
        "singer": ("sang {}",),
        "musician": ("played {}",),
        "label": ("issued {}",),
    },
    "occupation": {"": ("worked as {a}", "was {a}")},
    "instrument": {"": ("played {}",)},
    "language": {
        "": ("is in {Name}",),
        "novel": ("was written in {Name}",),
        "opera": ("is sung in {Name}",),
    },
    "crop": {"": ("grows {}",)},
    "currency": {"": ("has the {} as its currency",)},
    "engine": {"": ("is built on {}",)},
    "field": {"": ("worked in {}",)},
    "habitat": {"": ("lives in {}",)},
    "ideology": {"": ("stands for {}",)},
    "industry": {"": ("is in the business of {}",)},
    "material": {"": ("is made of {}",)},
    "military_rank": {"": ("rose to the rank of {}",)},
    "musical_key": {"": ("is in {Name}",)},
    "natural_resource": {"": ("has {} in its ground",)},
    "official_language": {"": ("has {Name} as an official language",)},
    "programming_language": {"": ("is written in {Name}",)},
    "sport": {"": ("is devoted to {}",)},
    "subject": {"": ("deals with {}",)},
    "voice_type": {"": ("sang {}",)},
    "ingredient": {"": ("is made with {}",)},
    "diet": {"": ("feeds on {}",)},
    "medium": {"": ("was done in {}",), "painting": ("was painted in {}", "was done in {}")},
}

# predicate: (the claim's parent is the predicate's subject, the child is).
RELATIONS: dict[str, tuple[ByNoun, ByNoun]] = {
    "performed_by": ({"": ("was recorded by {child}",)}, {"": ("recorded {child}",)}),
    "written_by": ({"": ("was written by {child}",)}, {"": ("wrote {child}",)}),
    "composed_by": (
        {"": ("was composed by {child}",), "film": ("has music by {child}",)},
        {"": ("composed {child}",), "film": ("wrote the music for {child}",)},
    ),
    "lyrics_by": (
        {"": ("has words by {child}",), "opera": ("has a libretto by {child}",)},
        {"": ("wrote the words of {child}",), "opera": ("wrote the libretto of {child}",)},
    ),
    "produced_by": ({"": ("was produced by {child}",)}, {"": ("produced {child}",)}),
    "directed_by": ({"": ("was directed by {child}",)}, {"": ("directed {child}", "made {child}")}),
    "starring": (
        {"": ("stars {child}", "has {child} in a leading part")},
        {"": ("played a part in {child}", "appeared in {child}")},
    ),
    "screenplay_by": (
        {"": ("has a screenplay by {child}",)},
        {"": ("wrote the screenplay of {child}",)},
    ),
    "story_by": ({"": ("is based on a story by {child}",)}, {"": ("wrote the story behind {child}",)}),
    "edited_by": ({"": ("was edited by {child}",)}, {"": ("edited {child}",)}),
    "cinematography_by": ({"": ("was shot by {child}",)}, {"": ("shot {child}",)}),
    "created_by": ({"": ("was created by {child}",)}, {"": ("created {child}",)}),
    "author": ({"": ("was written by {child}", "is the work of {child}")}, {"": ("wrote {child}",)}),
    "publisher": (
        {"": ("was published by {child}", "was brought out by {child}")},
        {"": ("published {child}", "brought out {child}")},
    ),
    "founder": ({"": ("was founded by {child}",)}, {"": ("founded {child}", "set up {child}")}),
    "headquarters": (
        {"": ("has its seat in {child}", "is based in {child}")},
        {"": ("is the seat of {child}",)},
    ),
    "birth_place": (
        {"": ("was born in {child}", "came from {child}")},
        {"": ("is the birthplace of {child}", "was the birthplace of {child}")},
    ),
    "death_place": ({"": ("died in {child}",)}, {"": ("saw the death of {child}",)}),
    "origin": ({"": ("comes from {child}",)}, {"": ("is the home of {child}",)}),
    "from_album": (
        {"": ("is a track of {child}", "was taken from {child}")},
        {"": ("includes {child}", "is the record that {child} was taken from")},
    ),
    "has_track": (
        {"": ("has {child} among its tracks", "includes {child}")},
        {"": ("is one of the tracks on {child}", "can be heard on {child}")},
    ),
    "b_side": ({"": ("had {child} on its other side",)}, {"": ("was the B-side of {child}",)}),
    "a_side": ({"": ("was the B-side of {child}",)}, {"": ("had {child} on its other side",)}),
    "label": (
        {
            "": ("came out on {child}",),
            "band": ("recorded for {child}",),
            "singer": ("recorded for {child}",),
        },
        {"": ("issued {child}",), "band": ("had {child} under contract",), "singer": ("signed {child}",)},
    ),
    "distributed_by": ({"": ("was distributed by {child}",)}, {"": ("distributed {child}",)}),
    "based_on": (
        {"": ("is based on {child}", "was adapted from {child}")},
        {"": ("is the basis of {child}", "was adapted as {child}")},
    ),
    "architect": (
        {"": ("was designed by {child}", "was built to the plans of {child}")},
        {"": ("designed {child}", "drew the plans of {child}")},
    ),
    "illustrator": ({"": ("was illustrated by {child}",)}, {"": ("illustrated {child}",)}),
    "located_in": (
        {
            "": ("lies in {child}",),
            "painting": ("hangs in {child}", "belongs to {child}"),
            "battle": ("was fought at {child}",),
            "festival": ("is held in {child}",),
            "university": ("has its seat in {child}",),
            "lighthouse": ("stands in {child}",),
            "bridge": ("stands in {child}",),
            "castle": ("stands in {child}",),
            "theatre": ("stands in {child}",),
            "museum": ("stands in {child}",),
        },
        {
            "": ("takes in {child}",),
            "painting": ("owns {child}", "has {child} on its walls"),
            "battle": ("saw {child} fought nearby",),
            "festival": ("is host to {child}",),
            "university": ("is the seat of {child}",),
            "lighthouse": ("is the site of {child}",),
            "bridge": ("is the site of {child}",),
            "castle": ("is the site of {child}",),
            "theatre": ("is the home of {child}",),
            "museum": ("is the home of {child}",),
            "town": ("takes in {child}", "includes {child}"),
            "village": ("takes in {child}", "includes {child}"),
        },
    ),
    "on_river": (
        {"": ("stands on {child}", "lies on {child}")},
        {"": ("flows past {child}", "runs by {child}")},
    ),
    "capital": (
        {"": ("has {child} as its capital", "is governed from {child}")},
        {"": ("is the capital of {child}",)},
    ),
    "flows_into": ({"": ("flows into {child}",)}, {"": ("is joined by {child}",)}),
    "crosses": ({"": ("crosses {child}", "spans {child}")}, {"": ("is crossed by {child}",)}),
    "alma_mater": (
        {"": ("studied at {child}", "was a student at {child}")},
        {"": ("had {child} among its students",)},
    ),
    "spouse": ({"": ("was married to {child}",)}, {"": ("was married to {child}",)}),
    "doctoral_advisor": (
        {"": ("took a doctorate under {child}",)},
        {"": ("supervised the doctorate of {child}",)},
    ),
    "painted_by": (
        {"": ("was painted by {child}", "is the work of {child}")},
        {"": ("painted {child}",)},
    ),
    "venue": (
        {"": ("was held at {child}",), "opera": ("was first staged at {child}",)},
        {"": ("was the setting of {child}",), "opera": ("saw the first performance of {child}",)},
    ),
    "led_by": ({"": ("was led by {child}",)}, {"": ("led {child}", "was in command of {child}")}),
    "sponsored_by": (
        {"": ("was paid for by {child}", "was sent out by {child}")},
        {"": ("paid for {child}", "sent out {child}")},
    ),
    "won_by": ({"": ("was won by {child}",)}, {"": ("won {child}",)}),
    "member_of": ({"": ("was a member of {child}",)}, {"": ("had {child} as a member",)}),
    "choreographer": ({"": ("was choreographed by {child}",)}, {"": ("choreographed {child}",)}),
    "commander": ({"": ("was commanded by {child}",)}, {"": ("was in command of {child}",)}),
    "conducted_by": ({"": ("was conducted by {child}",)}, {"": ("conducted {child}",)}),
    "cover_artist": ({"": ("has a cover by {child}",)}, {"": ("drew the cover of {child}",)}),
    "dedicated_to": ({"": ("is dedicated to {child}",)}, {"": ("is the one to whom {child} is dedicated",)}),
    "designer": ({"": ("was designed by {child}",)}, {"": ("designed {child}",)}),
    "developed_by": ({"": ("was developed by {child}",)}, {"": ("developed {child}",)}),
    "discovered_by": ({"": ("was discovered by {child}",)}, {"": ("discovered {child}",)}),
    "doctoral_student": (
        {"": ("supervised the doctorate of {child}",)},
        {"": ("took a doctorate under {child}",)},
    ),
    "engineer": ({"": ("was engineered by {child}",)}, {"": ("was the engineer of {child}",)}),
    "executive_producer": (
        {"": ("had {child} as executive producer",)},
        {"": ("was executive producer of {child}",)},
    ),
    "fought_in": ({"": ("fought in {child}",)}, {"": ("had {child} in its ranks",)}),
    "highest_point": (
        {"": ("has {child} as its highest point",)},
        {"": ("is the highest point of {child}",)},
    ),
    "home_ground": ({"": ("plays at {child}",)}, {"": ("is the home ground of {child}",)}),
    "home_town": ({"": ("comes from {child}",)}, {"": ("is the home town of {child}",)}),
    "host_city": ({"": ("was held in {child}",)}, {"": ("was host to {child}",)}),
    "inflow": ({"": ("is fed by {child}",)}, {"": ("flows into {child}",)}),
    "outflow": ({"": ("is drained by {child}",)}, {"": ("flows out of {child}",)}),
    "influenced_by": ({"": ("was influenced by {child}",)}, {"": ("influenced {child}",)}),
    "influenced": ({"": ("influenced {child}",)}, {"": ("was influenced by {child}",)}),
    "invented_by": ({"": ("was invented by {child}",)}, {"": ("invented {child}",)}),
    "manufacturer": ({"": ("was made by {child}",)}, {"": ("made {child}",)}),
    "mountain_range": ({"": ("belongs to {child}",)}, {"": ("takes in {child}",)}),
    "named_after": ({"": ("was named after {child}",)}, {"": ("gave its name to {child}",)}),
    "narrator": ({"": ("was narrated by {child}",)}, {"": ("was the narrator of {child}",)}),
    "national_anthem": ({"": ("has {child} as its anthem",)}, {"": ("is the anthem of {child}",)}),
    "organiser": ({"": ("was organised by {child}",)}, {"": ("organised {child}",)}),
    "parent": ({"": ("was a child of {child}",)}, {"": ("was a parent of {child}",)}),
    "child": ({"": ("was a parent of {child}",)}, {"": ("was a child of {child}",)}),
    "sibling": (
        {"": ("had {child} among the brothers and sisters",)},
        {"": ("was a brother or sister of {child}",)},
    ),
    "parent_organisation": ({"": ("belongs to {child}",)}, {"": ("owns {child}",)}),
    "subsidiary": ({"": ("owns {child}",)}, {"": ("belongs to {child}",)}),
    "part_of_event": ({"": ("was part of {child}",)}, {"": ("included {child}",)}),
    "part_of_series": ({"": ("belongs to {child}",)}, {"": ("includes {child}",)}),
    "participant": ({"": ("had {child} among those who took part",)}, {"": ("took part in {child}",)}),
    "played_for": ({"": ("played for {child}",)}, {"": ("had {child} in its team",)}),
    "political_party": ({"": ("belonged to {child}",)}, {"": ("had {child} among its members",)}),
    "predecessor": ({"": ("came after {child}",)}, {"": ("came before {child}",)}),
    "successor": ({"": ("came before {child}",)}, {"": ("came after {child}",)}),
    "presented_by": ({"": ("was presented by {child}",)}, {"": ("presented {child}",)}),
    "production_company": ({"": ("was made by {child}",)}, {"": ("made {child}",)}),
    "runner_up": ({"": ("had {child} as runner-up",)}, {"": ("was runner-up in {child}",)}),
    "set_in": ({"": ("is set in {child}",)}, {"": ("is the setting of {child}",)}),
    "source": ({"": ("rises in {child}",)}, {"": ("is the source of {child}",)}),
    "soundtrack": ({"": ("has {child} as its soundtrack",)}, {"": ("is the soundtrack of {child}",)}),
    "spin_off": ({"": ("led to {child}",)}, {"": ("grew out of {child}",)}),
    "student": ({"": ("taught {child}",)}, {"": ("was a student of {child}",)}),
    "teacher": ({"": ("was a student of {child}",)}, {"": ("taught {child}",)}),
    "translator": ({"": ("was translated by {child}",)}, {"": ("translated {child}",)}),
    "tributary": ({"": ("is joined by {child}",)}, {"": ("flows into {child}",)}),
    "twin_town": ({"": ("is twinned with {child}",)}, {"": ("is twinned with {child}",)}),
    "worked_at": ({"": ("worked at {child}",)}, {"": ("had {child} on its staff",)}),
    "borders": ({"": ("borders on {child}",)}, {"": ("borders on {child}",)}),
    "largest_city": ({"": ("has {child} as its largest town",)}, {"": ("is the largest town of {child}",)}),
}

SHARED: dict[str, ByNoun] = {
    "written_by": {"": ("was written by a songwriter who also wrote {child}",)},
    "produced_by": {"": ("had a producer who also produced {child}",)},
    "composed_by": {
        "": ("was composed by the composer of {child}",),
        "film": ("has music by the composer of {child}", "has the same composer as {child}"),
    },
    "lyrics_by": {"": ("has words by someone who also wrote those of {child}",)},
    "directed_by": {"": ("was directed by the director of {child}", "had the same director as {child}")},
    "author": {"": ("was written by the author of {child}", "is by the same author as {child}")},
    "performed_by": {"": ("is by the same performers as {child}",)},
    "starring": {"": ("has an actor in common with {child}", "shares a member of its cast with {child}")},
    "painted_by": {"": ("is by the same painter as {child}", "was painted by the painter of {child}")},
    "architect": {"": ("was designed by the architect of {child}", "had the same architect as {child}")},
    "led_by": {"": ("had the same leader as {child}",)},
    "located_in": {"painting": ("hangs in the same museum as {child}",)},
    "birth_place": {"": ("was born in the same place as {child}",)},
    "alma_mater": {"": ("studied where {child} had studied",)},
    "doctoral_advisor": {"": ("had the same doctoral adviser as {child}",)},
    "crosses": {"": ("crosses the same river as {child}",)},
    "on_river": {"": ("stands on the same river as {child}",)},
    "publisher": {"": ("came from the same publisher as {child}",)},
    "venue": {"opera": ("was first staged where {child} was",)},
    "won_by": {"": ("was won by the winner of {child}",)},
}

# Coming after, coming before: (forward of preceded_by, forward of followed_by).
SEQUENCES: dict[str, tuple[Ways, Ways]] = {
    "song": (
        (
            "was the next single after {child} in the same artist's chronology",
            "was the single that the artist brought out next after {child}",
        ),
        (
            "was the last single before {child} in the same artist's chronology",
            "was the single that the artist brought out just before {child}",
        ),
    ),
    "album": (
        (
            "came directly after {child} in the same artist's discography",
            "was the next in the artist's run of albums after {child}",
        ),
        (
            "came directly before {child} in the same artist's discography",
            "was followed in the artist's run of albums by {child}",
        ),
    ),
    "novel": (
        ("directly followed {child} in its series", "is the next book of its series after {child}"),
        ("was directly followed by {child} in its series", "is the last book of its series before {child}"),
    ),
    "": (
        ("directly followed {child} in its series",),
        ("was directly followed by {child} in its series",),
    ),
}
SEQUENCE_NOUNS = {
    "single": "song",
    "ballad": "song",
    "compilation": "album",
    "soundtrack": "album",
    "ep": "album",
}

# What no words are known for: codes, names of the thing itself, measures with a unit, and what says too little
# to make a clue. What changes by nature is left unsaid too, without being listed.
UNSAID = frozenset(
    (
        "academic_advisor active affiliation allegiance architectural_style area_code area_served "
        "arranged_by art_movement associated_act attendance award baptised basin_area_km2 basin_country "
        "beam_m belligerent binomial_name boiling_point_c breed_origin broadcast_on budget_usd builder "
        "buried_in calling_code capacity cause_of_death chemical_formula coastline_km colours cost_usd "
        "country crew crystal_system currency_code damage_usd deaths demonym denomination depth_m "
        "diameter_km diocese discharge_m3s displacement_t driving_side ethnic_group file_extension "
        "floor_area_m2 focal_height_m format game_mode genus government_type highest_point_m house "
        "in_office injuries internet_tld islands_count issues kingdom known_for land_area_km2 "
        "land_boundary_km legal_form legislature length_km licence light_range_km lowest_point "
        "lowest_point_m mascot mass_kg mean_depth_m melting_point_c metre molar_mass motto "
        "national_holiday nationality nickname notable_work operating_system participants_count "
        "past_member patron_saint phylum platform political_position port position postal_code processor "
        "product prominence_m publication_frequency rating reign relative religion renewable_water_km3 "
        "result service service_branch shoreline_km span_m species spoken_language stature_m studio "
        "taxon_class taxon_family taxon_order tempo top_speed_kmh vehicle_class vehicle_length_m "
        "volume_km3 water_area_km2 width_m wingspan_m"
    ).split()
)
