"""What is said of people: their lives, families, work and offices. No other things' predicates here."""

from __future__ import annotations

from infoseek.linking.predicates.predicate import Predicate, counted, dated, measured, pointing, termed

_ACTORS = "person organisation"


def _person(name: str, labels: str, *, complete_for: str = "", is_volatile: bool = False) -> Predicate:
    """A relation between two people; rows name those who matter."""
    return pointing(name, labels, "person", "person", complete_for=complete_for, is_volatile=is_volatile)


def _home(name: str, labels: str, of: str = "person") -> Predicate:
    """One place, whatever that lies in."""
    return pointing(name, labels, "place", of, style="places", is_functional=True, is_nested=True)


def _body(name: str, labels: str, *, is_volatile: bool = False) -> Predicate:
    return pointing(name, labels, "organisation", "person", style="organisations", is_volatile=is_volatile)


_LIFE = (
    dated("born", "born|birth date|date of birth|birthdate", "person"),
    dated("died", "died|death date|date of death|deceased", "person"),
    dated("baptised", "baptised|baptized|christened", "person"),
    # Offices, reigns and careers are had more than once.
    dated("active", "years active|active years|active|career", "person organisation", is_functional=False),
    dated("reign", "reign|reigned|pontificate", "person", is_functional=False),
    dated(
        "in_office", "in office|term|term of office|tenure|years of service", "person", is_functional=False
    ),
    _home("birth_place", "birth place|birthplace|place of birth"),
    _home("death_place", "death place|place of death"),
    _home("origin", "origin|place of origin", "person organisation"),
    pointing(
        "buried_in",
        "resting place|burial place|place of burial|buried|interred|burial",
        "place",
        "person",
        style="places",
    ),
    pointing("home_town", "hometown|home town", "place", "person", style="places"),
    pointing(
        "residence",
        "residence|residences|resides in|lives in|home",
        "place",
        "person",
        style="places",
        is_volatile=True,
    ),
    measured("stature_m", "m", "height@person|listed height", "person"),
    measured("weight_kg", "kg", "weight@person|listed weight", "person", is_volatile=True),
    counted("children_count", "number of children", "person", is_volatile=True),
)

_FAMILY = (
    # All marriages stand in the row, and each has two ends that can state it.
    _person("spouse", "spouse|husband|wife|married to|consort", complete_for="person"),
    _person("parent", "parent|parents|father|mother"),
    _person("child", "child|children|issue|offspring"),
    _person("sibling", "sibling|siblings|brother|sister"),
    _person("relative", "relative|relatives|relations|family@person"),
    _person("partner", "partner|partners|domestic partner|life partner", is_volatile=True),
    pointing("house", "house|royal house|noble house|dynasty", "organisation event", "person"),
)

_WORK = (
    termed("occupation", "occupation|profession|professions|job"),
    termed("instrument", "instrument|main instrument|musical instruments"),
    termed("voice_type", "voice type|vocal type|voice", "person"),
    termed("nationality", "nationality|citizenship", "person", style="proper terms"),
    termed("field", "field|fields of study|field of study|discipline|research field|scientific career › fields|"
           "main interests|academic discipline", "person"),
    termed("position", "position|playing position|positions", "person"),
    termed("military_rank", "rank|military rank", "person"),
    termed("allegiance", "allegiance", "person organisation", style="proper terms"),
    termed("service_branch", "branch|service branch|service/branch|branch of service", "person organisation"),
    termed("political_position", "political position", "organisation"),
    termed("cause_of_death", "cause of death|manner of death", "person"),
    termed("known_for", "known for|notable for", "person"),
    # Who else taught, studied, worked there is left out of a row.
    _person("doctoral_advisor", "doctoral advisor|doctoral adviser|doctoral supervisor|phd advisor|thesis advisor|"
            "scientific career › doctoral advisor", complete_for="person"),
    _person("doctoral_student", "doctoral student|doctoral students|scientific career › doctoral students"),
    _person("academic_advisor", "academic advisor|academic advisors|other academic advisors"),
    _person("teacher", "teacher|teachers|studied under|pupil of"),
    _person("student", "student|students@person|notable students|pupils"),
    pointing("influenced_by", "influences|influenced by|influence", _ACTORS, "person work language"),
    pointing("influenced", "influenced|has influenced", _ACTORS, "person"),
    _body("alma_mater", "alma mater|alma maters|educated at|university attended"),
    _body("worked_at", "institution|institutions|workplaces|work institutions|scientific career › institutions"),
    _body("employer", "employer|employers|organization@person|company@person|agency", is_volatile=True),
    _body("political_party", "party@person|political party|party affiliation"),
    _body("played_for", "former team|former teams|former club|former clubs|senior career › team|past teams"),
    _body("team", "team@person|current team|current club|club@person", is_volatile=True),
    pointing("associated_act", "associated act|associated acts", _ACTORS),
    pointing("member_of", "member of|musical group|member of band", _ACTORS),
    pointing("notable_work", "notable work|notable works|works|major works|best known works|selected works",
             "work album song film novel play opera painting sculpture poem series", "person", style="works"),
    pointing("award", "award|awards|notable awards|honours|honors|prize|prizes|decorations|accolades",
             "thing event", style="works"),
    pointing("fought_in", "battles/wars|battles|wars|conflicts|battles and wars", "event",
             "person organisation", style="works"),
    # Who held an office before and after: one office of several.
    pointing("predecessor", "predecessor|preceded by@person|preceded by@organisation", _ACTORS,
             "person organisation"),
    pointing("successor", "successor|succeeded by|followed by@person|followed by@organisation", _ACTORS,
             "person organisation"),
)  # fmt: skip

PREDICATES_OF_PEOPLE = (*_LIFE, *_FAMILY, *_WORK)
