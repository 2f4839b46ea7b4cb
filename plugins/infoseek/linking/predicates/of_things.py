"""What is said of living things, software, products, vehicles and substances. No other things' predicates here."""

from __future__ import annotations

from infoseek.linking.predicates.predicate import Predicate, counted, dated, measured, pointing, termed

_ACTORS, _BODIES = "person organisation", "organisation"
_MADE = "product vehicle software service digital food game language protocol"


def _taxon(name: str, labels: str) -> Predicate:
    """A rank of the classification: a group may go by several names, so that none refutes another."""
    return pointing(name, labels, "thing", "living", style="works")


_LIVING = (
    _taxon("kingdom", "kingdom|scientific classification › kingdom"),
    _taxon("phylum", "phylum|division@living|scientific classification › phylum"),
    _taxon("taxon_class", "class@living|scientific classification › class"),
    _taxon("taxon_order", "order@living|scientific classification › order"),
    _taxon("taxon_family", "family@living|scientific classification › family"),
    _taxon("genus", "genus|scientific classification › genus"),
    _taxon("species", "species@living|scientific classification › species"),
    termed("binomial_name", "binomial name|scientific name|latin name", "living", style="first"),
    termed("conservation_status", "conservation status|iucn status|conservation", "living", is_volatile=True),
    termed("habitat", "habitat|habitats", "living"),
    termed("diet", "diet|feeds on", "living"),
    termed("breed_origin", "origin@living|country of origin@living", "living", style="proper terms"),
)

_MADE_THINGS = (
    pointing("developed_by", "developer|developed by|original author|original authors|designed by@software|"
             "developers|programmer|author@software|authors@software|creator@software", _ACTORS, f"{_MADE} work"),
    pointing("manufacturer", "manufacturer|manufactured by|maker|made by|builder@vehicle", _BODIES, _MADE,
             style="organisations"),
    pointing("designer", "designer|designers|designed by@product|designed by@vehicle|design by", _ACTORS,
             f"{_MADE} work"),
    pointing("invented_by", "inventor|invented by", _ACTORS),
    pointing("discovered_by", "discovered by|discoverer|discoverers", _ACTORS),
    dated("introduced", "introduced|introduction|introduction date|launch date|date introduced|first produced|"
          "year introduced", f"{_MADE} thing", is_functional=False),
    dated("discontinued", "discontinued|end of production|production ended|end of life|shut down|shutdown date",
          f"{_MADE} thing", is_functional=False),
    dated("launched", "launched|launch|date launched", "vehicle service digital product"),
    dated("commissioned", "commissioned|entered service|maiden voyage|first flight", "vehicle",
          is_functional=False),
    dated("decommissioned", "decommissioned|retired|out of service|stricken|scrapped", "vehicle",
          is_functional=False),
    termed("programming_language", "written in|programming language|programming languages", "software service digital"),
    termed("operating_system", "operating system|operating systems|os", "software product service"),
    termed("platform", "platform|platforms|console", "software game product service work"),
    termed("licence", "license|licence|licensing|software license", "software work protocol service digital"),
    termed("engine", "engine|game engine|powertrain", "game software vehicle"),
    termed("file_extension", "filename extension|filename extensions|file extension|file extensions",
           "software protocol digital"),
    termed("latest_version", "stable release|latest release|latest version|current version|preview release|"
           "latest release version", "software protocol digital service", is_volatile=True, style="first"),
    termed("ingredient", "ingredient|main ingredient|main ingredients|ingredients", "food"),
    termed("vehicle_class", "class@vehicle|class and type|vehicle class|body style|type@vehicle", "vehicle"),
    termed("processor", "cpu|processor|system on chip|soc", "product"),
    counted("units_sold", "units sold|units shipped|copies sold|number built|units produced", is_volatile=True),
    measured("price_usd", "usd", "price|introductory price|unit cost|list price|retail price", f"{_MADE} thing",
             is_volatile=True),
    counted("crew", "crew|complement|crew size", "vehicle"),
    measured("mass_kg", "kg", "mass|weight@product|weight@vehicle|launch mass|dry mass|curb weight|kerb weight",
             "product vehicle celestial thing"),
    measured("top_speed_kmh", "km/h", "top speed|maximum speed|max speed|speed@vehicle|cruise speed~",
             "vehicle product"),
    measured("wingspan_m", "m", "wingspan|wing span", "vehicle living"),
    measured("beam_m", "m", "beam", "vehicle"),
    measured("vehicle_length_m", "m", "length@vehicle|length overall|overall length", "vehicle product"),
    measured("displacement_t", "t", "displacement|tonnage", "vehicle"),
)  # fmt: skip

_SUBSTANCES = (
    termed("chemical_formula", "chemical formula|formula|molecular formula", "substance", style="first"),
    measured("melting_point_c", "degC", "melting point", "substance"),
    measured("boiling_point_c", "degC", "boiling point", "substance"),
    measured("molar_mass", "g/mol", "molar mass|molecular weight", "substance"),
    measured("diameter_km", "km", "diameter|mean diameter|dimensions@celestial", "celestial"),
    termed("crystal_system", "crystal system", "substance"),
)

PREDICATES_OF_THINGS = (*_LIVING, *_MADE_THINGS, *_SUBSTANCES)
