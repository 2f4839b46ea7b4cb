"""Sentences that state one fact each, for what no box states: on the page it is about, or on its object's.

What may not live here: choosing which facts are told so (thing.py), filling slots (tellings.py of the room above).

{o}: the fact's values. {s}: the thing it is about. {me}: the page's own name. {She}, {Her}: as anywhere.
"""

from __future__ import annotations

from infoseek.world.grammar import Template, template
from infoseek.world.wording.colour import WORDS

_HERE = """
author: [It|The book] was written by {o}.
directed_by: [It|The film] was directed by {o}.
starring: [It|The film] stars {o}.
distributed_by: It was distributed by {o}.
painted_by: [It|The painting] was painted by {o}.
composed_by@film: The [music|score] is by {o}.
composed_by@opera: It was composed by {o}.
lyrics_by: The libretto is by {o}.
written_by: [It|The song] was written by {o}.
performed_by: It was recorded by {o}.
publisher: [It|The novel] was published by {o}.
based_on: It is [based on|adapted from] {o}.
architect: It was designed by {o}.
led_by: [It|The expedition] was led by {o}.
won_by: It was won by {o}.
sponsored_by: It was sponsored by the {o}.
founder: It was [founded|established] by {o}.
alma_mater: {She} [studied at|attended|graduated from] {o}.
birth_place: {She} was born in {o}.
death_place: {She} died in {o}.
headquarters: It is [based|headquartered] in {o}.
capital: Its capital is {o}.
on_river: It [lies|stands] on the {o}.
flows_into: It flows into the {o}.
crosses: It [crosses|spans] the {o}.
venue@opera: It was first performed at the {o}.
venue@competition: It took place at the {o}.
from_album: It appears on {o}.
label@album: It came out on {o}.
born: {She} was born {o}.
died: {She} died {o}.
founded: It was [founded|established] {o}.
dissolved: It was dissolved {o}.
opened: It [opened|was opened] {o}.
built: It was [built|completed] {o}.
published: [It|The novel] was [first published|published] {o}.
released: It was released {o}.
painted: It was painted {o}.
first_performed: It was first performed {o}.
took_place@battle: It was fought {o}.
took_place: It was held {o}.
height_m: It is {o} high.
area_km2@county: It covers {o}.
running_time: [It|The film] lasts {o}.
pages: It has {o} pages.
"""
_THERE = """
author: {She} wrote {s}.
directed_by: {She} directed {s}.
starring: {She} [starred in|acted in] {s}.
distributed_by: {me} distributed {s}.
painted_by: {She} painted {s}.
composed_by@film: {She} wrote the [music|score] of {s}.
composed_by@opera: {She} composed {s}.
lyrics_by: {She} wrote the libretto of {s}.
written_by: {She} wrote {s}.
publisher: {me} published {s}.
architect: {She} designed {s}.
led_by: {She} led {s}.
won_by: {She} won {s}.
founder: {She} founded {s}.
birth_place: {s} was born in {me}.
death_place: {s} died in {me}.
headquarters: {s} is based in {me}.
on_river: {s} lies on the {me}.
flows_into: {s} flows into the {me}.
crosses: {s} [spans|crosses] the {me}.
capital: {me} is the capital of {s}.
from_album: {me} contains {s}.
"""


def _read(text: str) -> dict[str, Template]:
    lines = (line.partition(": ") for line in text.strip().splitlines())
    return {key: template(sentence, WORDS) for key, _, sentence in lines}


_TEMPLATES = {"here": _read(_HERE), "there": _read(_THERE)}


def telling(place: str, predicate: str, kind: str) -> Template | None:
    """The sentence that tells a predicate of a thing of a kind "here" or "there"; None where there is none."""
    found = _TEMPLATES[place]
    return found.get(f"{predicate}@{kind}") or found.get(predicate)
