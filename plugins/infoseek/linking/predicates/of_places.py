"""What is said of places, built and natural, and of countries. No other things' predicates here."""

from __future__ import annotations

from infoseek.linking.predicates.predicate import Predicate, counted, dated, measured, pointing, rated, termed

_ACTORS = "person organisation"
_LAND = "place"


def _place(
    name: str,
    labels: str,
    complete_for: str = "",
    of: str = _LAND,
    *,
    is_nested: bool = False,
    is_functional: bool = False,
) -> Predicate:
    return pointing(
        name,
        labels,
        "place",
        of,
        style="places",
        complete_for=complete_for,
        is_nested=is_nested,
        is_functional=is_functional,
    )


def _office(name: str, labels: str) -> Predicate:
    """Who rules of the day."""
    return pointing(name, labels, "person", _LAND, style="incumbent", is_volatile=True)


def _yearly(name: str, labels: str) -> Predicate:
    """A sum of money of one year."""
    return measured(name, "usd", labels, _LAND, is_volatile=True)


_SITE = (
    # A house, a town and a battlefield lie in one place; a river, a university or a festival in several. What
    # is marked ~ is one of several layers that such a place lies in.
    _place("located_in", "located in|location|situated in|place|county|state~|province~|district~|municipality~|"
           "department@place~|prefecture~|governorate~|canton~|parish~|borough~|island~|archipelago~|city@built|"
           "town@built|locality@built|museum@painting|museum@sculpture|collection@painting|collection@sculpture|"
           "owner@painting~",
           "settlement built battle painting sculpture", "place organisation event painting sculpture",
           is_nested=True),
    # A row of the rivers a town lies on may name the main one alone.
    _place("on_river", "on river|river|rivers@settlement", of="settlement county built"),
    _place("capital", "capital|capital city|county town|county seat|administrative centre|administrative center|"
           "capital › name|seat@area|administrative capital", "place"),
    _place("crosses", "crosses|spans|carries over", "built"),
    _place("flows_into", "flows into|mouth|river mouth|mouth location|empties into|drains into|"
           "mouth › location|flows to", of="river", is_nested=True, is_functional=True),
    _place("source", "source|source location|headwaters|origin@river|river source", of="water"),
    _place("outflow", "outflow|primary outflow|primary outflows|outflows", of="water"),
    _place("inflow", "inflow|primary inflow|primary inflows|inflows", of="water"),
    _place("tributary", "tributary|tributaries|main tributaries|left tributaries|right tributaries|"
           "tributaries › left|tributaries › right", of="water"),
    _place("mountain_range", "range@mountain|mountain range|parent range|mountains", of="mountain"),
    _place("largest_city", "largest city|largest settlement|biggest city", of="area island continent"),
    _place("twin_town", "twin town|twin towns|sister city|sister cities|twinned with|partner cities"),
    # A country's neighbours are listed in full; those of a county or a sea as far as they matter.
    pointing("borders", "land boundaries › border countries|border countries|borders|bordering countries|"
             "neighbouring countries|neighboring countries|neighbours|bordered by|"
             "land boundaries › regional border~|land boundaries › regional borders~", "place", "area water",
             style="listed", complete_for="country"),
    pointing("basin_country", "basin country|basin countries", "place", "water", style="listed"),
    pointing("port", "ports and terminals|ports|main ports|major ports", "place", _LAND, style="listed"),
    pointing("highest_point", "highest point|elevation extremes › highest point|elevation › highest point|"
             "highest peak|peak", "place", _LAND, style="point"),
    pointing("lowest_point", "lowest point|elevation extremes › lowest point|elevation › lowest point", "place",
             _LAND, style="point"),
    pointing("named_after", "named after|named for|namesake|eponym", f"{_ACTORS} place"),
    pointing("diocese", "diocese|archdiocese|see", "organisation place", "place organisation", style="works"),
    pointing("tenant", "tenant|tenants|home team|occupants", _ACTORS, "built", style="organisations",
             is_volatile=True),
)  # fmt: skip

_SIZE = (
    measured("height_m", "m", "height|elevation|architectural height|tower height|roof height|elevation › total|"
             "summit elevation|structural height|antenna spire|height › architectural|height › roof~|altitude|"
             "surface elevation", is_functional=True),
    measured("area_km2", "km2", "area|total area|surface area|area › total|basin size@river|basin area@river|"
             "catchment@river|catchment area@river|drainage area@river|area › total area|area › island|"
             "water area@lake", _LAND, is_functional=True),
    measured("basin_area_km2", "km2", "basin size|basin area|catchment|catchment area|drainage area", "water"),
    measured("land_area_km2", "km2", "land area|area › land|area › land area", _LAND, is_functional=True),
    measured("water_area_km2", "km2", "water area|area › water|area › water area", _LAND),
    measured("urban_area_km2", "km2", "area › urban|urban area", _LAND, is_volatile=True),
    measured("metro_area_km2", "km2", "area › metro|metro area", _LAND, is_volatile=True),
    measured("coastline_km", "km", "coastline|coastline length|coastline › total", _LAND),
    measured("shoreline_km", "km", "shore length|shoreline", "water"),
    measured("land_boundary_km", "km", "land boundaries › total|land boundaries|land boundary", _LAND),
    measured("highest_point_m", "m", "highest elevation|max elevation|maximum elevation|"
             "elevation extremes › highest point+|elevation › highest point+|highest point › elevation", _LAND),
    measured("lowest_point_m", "m", "lowest elevation|min elevation|minimum elevation|"
             "elevation extremes › lowest point+|elevation › lowest point+", _LAND),
    measured("prominence_m", "m", "prominence|topographic prominence", "mountain"),
    measured("length_km", "km", "length@place|river length|route length|total length@place|length › total", _LAND),
    measured("width_m", "m", "width|total width", "place"),
    measured("span_m", "m", "longest span|main span|span", "bridge"),
    measured("depth_m", "m", "depth|max depth|maximum depth|deepest point", "place event"),
    measured("mean_depth_m", "m", "average depth|mean depth|avg depth", "place"),
    measured("volume_km3", "km3", "water volume|volume@water", "water"),
    measured("discharge_m3s", "m3/s", "discharge|average discharge|mean discharge|discharge › average|"
             "discharge › mean", "water"),
    measured("focal_height_m", "m", "focal height|focal plane", "lighthouse"),
    measured("light_range_km", "km", "range@lighthouse", "lighthouse"),
    measured("floor_area_m2", "m2", "floor area|gross floor area", "built"),
    measured("cost_usd", "usd", "cost|construction cost|building cost|total cost", "place product vehicle event"),
    counted("floors", "floors|floor count|number of floors|storeys|stories|number of storeys", "built"),
    counted("capacity", "capacity|seating capacity|seats@built|bed count|beds", "built event"),
    counted("islands_count", "total islands|number of islands", "island water"),
)  # fmt: skip

_BUILT = (
    dated("opened", "opened|opening|opening date|date opened|inaugurated|inauguration|opened to public"),
    dated("built", "built|constructed|construction date|completed|year built|date built|completion date|"
          "year constructed|year completed|construction completed|year first constructed|built in|date completed"),
    dated("construction_began", "construction started|broke ground|groundbreaking|construction start|"
          "construction began|started", "place built", is_functional=False),
    dated("closed", "closed|closing date|date closed|closure", "place organisation", is_functional=False),
    dated("demolished", "demolished|date demolished|destroyed|torn down", "built"),
    dated("renovated", "renovated|restored|rebuilt|renovation date|refurbished", "built", is_functional=False),
    dated("first_lit", "first lit|year first lit", "lighthouse"),
    dated("deactivated", "deactivated|year deactivated|decommissioned@lighthouse", "lighthouse"),
    dated("discovered", "discovered|discovery date|date of discovery|discovery", is_functional=False),
    dated("first_ascent", "first ascent", "mountain", is_functional=False),
    # The box of a building credits its architects as that of a work its makers.
    pointing("architect", "architect|designed by@place|architecture by|architecture firm|designed by@work", _ACTORS,
             complete_for="work place"),
    pointing("builder", "builder|built by|main contractor|contractor", _ACTORS, "built vehicle product"),
    pointing("engineer", "engineer|structural engineer|engineers", _ACTORS, "built"),
    termed("architectural_style", "architectural style|architecture style|architectural type|style@built", "built"),
    termed("material", "material|construction material|building material|materials|construction@lighthouse|"
           "construction", "built product vehicle"),
    termed("denomination", "denomination|religious affiliation|affiliation@church", "place organisation"),
)  # fmt: skip

_STATE = (
    termed("official_language", "official language|national language|official languages", _LAND,
           style="proper terms"),
    termed("spoken_language", "languages@place|language@place|common languages|spoken languages|"
           "recognised languages|languages spoken", _LAND, style="proper terms"),
    termed("religion", "religion|religions|faith", "place person organisation", style="proper terms"),
    termed("ethnic_group", "ethnic group|ethnic groups|ethnicity", "place person", style="proper terms"),
    termed("currency", "currency|official currency|exchange rates", _LAND, style="currency"),
    termed("currency_code", "currency code|iso 4217 code|exchange rates+", _LAND, style="code"),
    termed("calling_code", "calling code|country calling code|dialing code|dialling code|"
           "telephone system › international", _LAND, style="calling code"),
    termed("internet_tld", "internet tld|internet country code|internet top-level domain|cctld", _LAND, style="tld"),
    termed("postal_code", "postal code|post code|postcode|zip code|zip codes|postal codes", _LAND),
    termed("area_code", "area code|area codes|telephone code", _LAND),
    termed("demonym", "demonym|demonyms|nationality › noun", _LAND, style="proper terms"),
    termed("government_type", "government type|type of government|government|government › type|form of government",
           _LAND),
    termed("national_holiday", "national holiday|national day", _LAND, style="first"),
    termed("driving_side", "drives on the|driving side|drives on", _LAND),
    termed("natural_resource", "natural resource|natural resources", _LAND),
    termed("crop", "agriculture - products|agricultural products", _LAND),
    termed("export_commodity", "exports - commodities|export goods|main exports", _LAND, is_volatile=True),
    termed("import_commodity", "imports - commodities|import goods", _LAND, is_volatile=True),
    pointing("export_partner", "exports - partners|main export partners", "place", _LAND, style="listed",
             is_volatile=True),
    pointing("import_partner", "imports - partners|main import partners", "place", _LAND, style="listed",
             is_volatile=True),
    pointing("national_anthem", "anthem|national anthem|national anthem › name|state anthem", "song work poem",
             _LAND, style="works"),
    pointing("patron_saint", "patron saint|patron", "person", "place built organisation"),
    # A country became independent by steps, and rows give the one or the other.
    dated("independence", "independence|independence day|date of independence|independence declared", _LAND,
          is_functional=False),
    _office("head_of_state", "head of state|chief of state|executive branch › chief of state|president@area|"
            "monarch|king@area|queen@area|government › president|government › monarch|emperor@area"),
    _office("head_of_government", "head of government|executive branch › head of government|prime minister|premier|"
            "government › prime minister|government › premier|government › chancellor"),
    _office("mayor", "mayor|government › mayor|lord mayor|leader@settlement"),
    _office("governor", "governor|government › governor|governor general"),
)  # fmt: skip

_STATISTICS = (
    counted("population", "population|population › total|number of inhabitants|inhabitants|population total|"
            "population › city|population › town|population › estimate|population › census|population › village|"
            "population › county|total population|census population", _LAND, is_volatile=True),
    counted("urban_population", "population › urban|urban population@settlement", _LAND, is_volatile=True),
    counted("metro_population", "population › metro|metro population", _LAND, is_volatile=True),
    counted("households", "households|number of households", _LAND, is_volatile=True),
    measured("population_density", "/km2", "population density|density|population › density|population › total density",
             _LAND, is_volatile=True),
    rated("population_growth", "%", "population growth rate|population growth|annual growth rate", _LAND),
    rated("birth_rate", "/1000", "birth rate", _LAND),
    rated("death_rate", "/1000", "death rate", _LAND),
    rated("net_migration_rate", "/1000", "net migration rate", _LAND),
    rated("fertility_rate", "", "total fertility rate|fertility rate", _LAND),
    rated("infant_mortality", "/1000", "infant mortality rate › total|infant mortality", _LAND),
    rated("life_expectancy", "y", "life expectancy at birth › total population|life expectancy", _LAND),
    rated("median_age", "y", "median age › total|median age", _LAND),
    rated("literacy", "%", "literacy › total population|literacy rate|literacy", _LAND),
    rated("urban_share", "%", "urbanization › urban population", _LAND),
    rated("unemployment_rate", "%", "unemployment rate|unemployment", _LAND),
    rated("inflation_rate", "%", "inflation rate (consumer prices)|inflation rate|inflation", _LAND),
    rated("gdp_growth", "%", "gdp - real growth rate|gdp growth", _LAND),
    rated("public_debt", "%", "public debt|government debt", _LAND),
    rated("military_spending", "%", "military expenditures|military spending", _LAND),
    rated("poverty_share", "%", "population below poverty line|poverty rate", _LAND),
    rated("arable_share", "%", "land use › arable land", _LAND),
    rated("gini", "", "gini|gini index|distribution of family income - gini index|gini coefficient", _LAND),
    rated("human_development", "", "hdi|human development index", _LAND),
    measured("irrigated_km2", "km2", "irrigated land", _LAND, is_volatile=True),
    _yearly("gdp_ppp_usd", "gdp (purchasing power parity)|gdp (ppp)|gdp (ppp) › total|gdp (ppp) total"),
    _yearly("gdp_usd", "gdp (official exchange rate)|gdp (nominal)|gdp (nominal) › total|gdp|nominal gdp"),
    _yearly("gdp_per_capita_usd", "gdp - per capita (ppp)|gdp (ppp) › per capita|gdp per capita"),
    _yearly("exports_usd", "exports"),
    _yearly("imports_usd", "imports"),
    _yearly("current_account_usd", "current account balance"),
    _yearly("external_debt_usd", "debt - external|external debt"),
    _yearly("reserves_usd", "reserves of foreign exchange and gold|foreign reserves"),
    counted("labour_force", "labor force|labour force", _LAND, is_volatile=True),
    counted("telephone_lines", "telephones - main lines in use|telephones › main lines in use", _LAND, is_volatile=True),
    counted("mobile_phones", "telephones - mobile cellular|telephones › mobile cellular", _LAND, is_volatile=True),
    counted("internet_users", "internet users", _LAND, is_volatile=True),
    counted("internet_hosts", "internet hosts", _LAND, is_volatile=True),
    counted("airports", "airports", _LAND, is_volatile=True),
    counted("heliports", "heliports", _LAND, is_volatile=True),
    counted("merchant_ships", "merchant marine › total", _LAND, is_volatile=True),
    measured("railways_km", "km", "railways › total|railways|rail network", _LAND, is_volatile=True),
    measured("roads_km", "km", "roadways › total|roadways|road network", _LAND, is_volatile=True),
    measured("waterways_km", "km", "waterways", _LAND, is_volatile=True),
    measured("electricity_production_kwh", "kwh", "electricity - production", _LAND, is_volatile=True),
    measured("electricity_consumption_kwh", "kwh", "electricity - consumption", _LAND, is_volatile=True),
    measured("renewable_water_km3", "km3", "total renewable water resources", _LAND),
)  # fmt: skip

PREDICATES_OF_PLACES = (*_SITE, *_SIZE, *_BUILT, *_STATE, *_STATISTICS)
