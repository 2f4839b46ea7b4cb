"""What is said of organisations and of events. No other things' predicates here."""

from __future__ import annotations

from infoseek.linking.predicates.predicate import Predicate, counted, dated, measured, pointing, termed

_ACTORS, _BODIES = "person organisation", "organisation"
# What people or bodies set up, and where they rule.
_RUN = "organisation built place service event"


def _office(name: str, labels: str, of: str) -> Predicate:
    """Who holds an office of the day."""
    return pointing(name, labels, "person", of, style="incumbent", is_volatile=True)


_BODIES_OWN = (
    dated("founded", "founded|established|formed|formation|foundation|inception|founding date|date founded|"
          "year founded|incorporated|founded in|date established|year established|first held"),
    dated("dissolved", "dissolved|defunct|disbanded|dissolution|date dissolved|disestablished|ceased operations|"
          "folded|abolished|ceased publication|final issue"),
    # A row of founders is by custom the whole list of them.
    pointing("founder", "founder|founded by|established by|founding members~", _ACTORS, complete_for=_BODIES),
    pointing("headquarters", "headquarters|headquarter|head office|hq|headquarters location|seat@organisation|"
             "based in|base", "place", _BODIES, style="places", is_functional=True, is_nested=True),
    pointing("parent_organisation", "parent organisation|parent organization|parent company|parent institution|"
             "parent@organisation|holding company", _BODIES, _BODIES, style="organisations"),
    pointing("subsidiary", "subsidiary|subsidiaries|divisions@company|imprints", _BODIES, _BODIES,
             style="organisations"),
    pointing("affiliation", "affiliation|affiliations|affiliated with|academic affiliation|"
             "international affiliation", _BODIES, style="organisations"),
    pointing("participates_in", "international organization participation|memberships|membership of", _BODIES,
             "place organisation", style="listed", is_volatile=True),
    pointing("home_ground", "ground|stadium|home ground|home stadium|home arena|arena@organisation|"
             "venue@organisation", "place", _BODIES, style="places"),
    pointing("legislature", "legislature|parliament", _BODIES, "place", style="works"),
    pointing("past_member", "past member|past members|former member|former members", _ACTORS, _BODIES),
    pointing("has_member", "member|members|current members|band members|line-up|lineup", _ACTORS, _BODIES,
             is_volatile=True),
    pointing("owner", "owner|owned by|owners|proprietor", _ACTORS, is_volatile=True),
    pointing("operator", "operator|operated by|managed by|maintained by|administered by", _ACTORS,
             "place built organisation vehicle service", is_volatile=True),
    pointing("key_person", "key person|key people|principals", _ACTORS, _BODIES, is_volatile=True),
    _office("chief_executive", "ceo|chief executive|chief executive officer|managing director|general manager",
            _BODIES),
    _office("chairperson", "chairman|chairperson|chair|chairwoman|president@organisation|rector|chancellor@education|"
            "vice-chancellor|principal|secretary general|secretary-general|general secretary|dean|headmaster|"
            "president and ceo|leader@party|party leader|national chairman", _BODIES),
    _office("director_of", "director@organisation|director@built|curator|artistic director|museum director", _RUN),
    _office("coach", "head coach|coach|manager@sport|team manager", _BODIES),
    _office("music_director", "music director|principal conductor|chief conductor", _BODIES),
    counted("employees", "employees|number of employees|staff|workforce|employee count|academic staff", _RUN,
            is_volatile=True),
    counted("students", "students@education|enrollment|enrolment|number of students|undergraduates|pupils@education|"
            "student body", _RUN, is_volatile=True),
    counted("members_count", "membership|number of members|member count|total members", _RUN, is_volatile=True),
    counted("users", "users|registered users|number of users|active users", "service software product",
            is_volatile=True),
    measured("revenue_usd", "usd", "revenue|turnover|annual revenue|sales", _BODIES, is_volatile=True),
    measured("net_income_usd", "usd", "net income|profit|net profit|earnings", _BODIES, is_volatile=True),
    measured("operating_income_usd", "usd", "operating income|operating profit", _BODIES, is_volatile=True),
    measured("assets_usd", "usd", "total assets|assets|aum|assets under management", _BODIES, is_volatile=True),
    measured("endowment_usd", "usd", "endowment", _BODIES, is_volatile=True),
    termed("industry", "industry|industries@organisation|sector|business sector"),
    termed("product", "product|products@organisation|main products", _BODIES),
    termed("service", "service|services@organisation", _BODIES),
    termed("legal_form", "company type|type@company|legal form|legal status|traded as", _BODIES),
    termed("ideology", "ideology|ideologies", _BODIES),
    termed("colours", "colour|colours|color|colors|team colours|team colors|school colours|school colors",
           _BODIES),
    termed("nickname", "nickname|nicknames|other names"),
    termed("mascot", "mascot", _BODIES),
    termed("motto", "motto|slogan|national motto"),
    termed("league", "league|division@sport|conference@sport", _BODIES, is_volatile=True),
    termed("sport", "sport|sports", "organisation person event"),
    termed("area_served", "area served|region served|serves|coverage area|broadcast area", "organisation service"),
)  # fmt: skip

_EVENTS = (
    dated("took_place", "took place|date|dates|date held|dates held|event date|when", "event"),
    pointing("led_by", "led by|leader|expedition leader", _ACTORS, "event", complete_for="event"),
    pointing("won_by", "won by|winner|first prize|champion|champions|winning team", _ACTORS, "event",
             complete_for="event"),
    # Rows name the main sponsors, sides, commanders, guests.
    pointing("sponsored_by", "sponsored by|sponsor|main sponsor|sponsors", f"{_ACTORS} place", "event"),
    pointing("runner_up", "runner-up|runners-up|runner up|second place", _ACTORS, "event"),
    pointing("organiser", "organiser|organizer|organised by|organized by|organisers|organizers|organizing body",
             _ACTORS, "event"),
    pointing("belligerent", "belligerent|belligerents|combatants|combatant", f"{_ACTORS} place", "event"),
    pointing("commander", "commander|commanders|commanders and leaders|commander-in-chief", "person", "event"),
    pointing("participant", "participant|participants|participating teams|performers|guests", _ACTORS, "event"),
    pointing("part_of_event", "part of|part of@event", "event", "event", style="works"),
    pointing("venue", "venue|premiere location|premiere venue|where~|site@event", "place",
             "event opera ballet play musical symphony", style="places", complete_for="opera ballet play musical event",
             is_nested=True),
    pointing("host_city", "host city|host country|host|hosted in", "place", "event", style="places"),
    counted("attendance", "attendance|spectators|attendees|number of attendees", "event"),
    counted("participants_count", "number of participants|competitors|number of teams|teams@event|athletes|entrants",
            "event"),
    counted("deaths", "deaths|fatalities|number of deaths|death toll|total fatalities|dead|killed", "event"),
    counted("injuries", "injuries|injured|non-fatal injuries|total injuries", "event"),
    measured("damage_usd", "usd", "damage|property damage|total damage|damages", "event"),
    termed("result", "result|outcome", "event"),
)  # fmt: skip

PREDICATES_OF_BODIES = (*_BODIES_OWN, *_EVENTS)
