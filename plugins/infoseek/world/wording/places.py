"""How pages tell of towns, rivers and buildings. What may not live here: facts but for slots."""

from __future__ import annotations

SETTLEMENT = """
= lead
{subject} is {a_kind} in {located_in}.
{subject} is {a_kind} in {located_in}.
{subject} is {a_kind} on the [coast|edge|sunny side] of the [island|moors|marshes|old salt road].
{subject} is {a_kind} known for [its <makers>|its <tree>|its <bird>|<feast>].
= after
It [was founded|received its charter|is first mentioned] in {year_founded}.
It lies on the {on_river}[.|, which floods it now and then.|, below a row of <tree>.]
It [stands|lies] {height_m} above the sea[.|, on ground of <rock>.|, sheltered by <tree>.]
[Its|The] [oldest|better|plainer] houses are of <material>, [roofed|faced|patched] with <material>.
# History|Past|Beginnings
[For <span>|For generations|In its best years] the <makers> [ruled|fed|divided|enriched] the place, and [their hall|a street of <tree>|a carved door] [still stands|recalls them|was sold for firewood].
[A fire|A flood|An epidemic|A landslip] [destroyed|spared|emptied] [the quay|half the lanes|everything but the chapel|the salt store], [after which|and] the [houses|walls] were [rebuilt|raised] in <material>, <manner>.
[Trade in|Smuggling of|A tax on] <goods> [paid for|built|ruined] [the market hall|the sea wall|two chapels|the first school] and [brought|drove off] [<makers> from {elsewhere}|strangers|clerks].
The [feud|rivalry|lawsuit] with {further} over [a well|fishing rights|the ferry|a bell|<goods>] [lasted|dragged on for] <span> and [ended|was settled] <manner>.
{located_in_of@places} [stands|can be found] [in|near] the [upper|lower|old] quarter, [behind|among] <tree>.
# Economy|Trades|Work and trade
[Most|Many|Some] [people|families|households] [live by|once lived by|have given up] [<goods>|fishing|letting rooms|the ferry], [helped|hindered] by [<weather>|the tides|new roads|low prices].
[There is|The town has|Visitors find] a [Monday|Tuesday|Wednesday|Friday|Saturday] market for <goods>, [held|set up] [under the <tree>|beside the weighbridge|on the quay] [except|even] in <weather>.
[The workshops|The last workshops] of the <makers> [close|empty] [in|at the start of] <season>, when [boats leave for {elsewhere}|everyone mends nets|<bird> fill the harbour].
{headquarters_of} [has|keeps] its offices [here|in the town], [above|beside] [a bakery|the customs house|a <maker>'s yard].
# Landscape|Setting|Nature
[Paths|Two roads|Sledge tracks] [lead|climb|wind] [past|through] <tree> to {further}, [a walk|a journey|a ride] of [two hours|half a day|<number> miles].
[Around the town|To the north|Towards the sea] the land is [boggy|steep|stony|heavily grazed], [home to|loud with|visited by] <bird>.
The {on_river} [runs|turns|slows] [below the walls|between tanneries|past the <tree>], [brown|milky|clear as glass] [after|in] <weather>.
[Winters|Summers|Evenings] [bring|are marked by|mean] <weather>, which [locals|people|the <makers>] [blame on {elsewhere}|hardly notice|celebrate].
# Customs|Culture|Town life
[At|On the eve of|After] <feast>, [children|widows|bachelors|the <makers>] [carry <object> through the lanes|auction <object> on the quay|bury <object> on the hill|row <object> across the harbour].
{birth_place_of} [was born here|came from here|grew up here], [as|and] a [plaque|tile|painted sign] [on the school|above a <maker>'s door|at the ferry stage] [says|reminds visitors].
{origin_of} [played|rehearsed] [their first dances|early concerts] in <room> [near the market|by the river].
[The dialect|Local speech] has <number> words for [mud|<weather>|debt|cousin], [some|none] of them [polite|understood in {further}].
{located_in_of_other@organisations} [draws|attracts|divides] [visitors|the parish|schoolchildren] [every|in] <season>.
"""

BUILDING = """
= lead
{subject} is {a_kind} in {located_in}.
{subject} is {a_kind} in {located_in}.
{subject} is {a_kind} with a view of [the harbour|the marshes|the moors|a row of <tree>].
{subject} is {a_kind} surrounded by <tree>.
= after
It was designed by {architect}.
It [was opened|opened] {when_opened}.
It was built in {year_built}.
It [is|stands] {height_m} [high|tall].
[Its|The] [walls|outer walls|piers and walls] are of <material>, [repaired|capped|banded] with <material>.
# History|Past|Construction
[Work|Building|Digging] [took|was to take|lasted] <span> and was [held up|nearly ended] by [<weather>|a strike of <makers>|the price of <goods>|a lawsuit|bad foundations].
{architect} [wanted|planned|insisted on] [a second tower|a roof of copper|doors of oak|a clock] and [got|was granted] [most of it|half of it|nothing of the kind].
[Money|The money|Part of the money] came from [a lottery|a tax on <goods>|<kin> of the mayor|the guild of <makers>], [raised|counted] <manner>.
[It|The place] [fell empty|was let|was nearly pulled down] [until|before] [a society|<kin> of the last owner|the <makers>|a newspaper] [bought|saved|painted] it.
"""

HOUSE = """
# Architecture|Description|Fabric
[Above|Beside|Under] the [entrance|south door|main stair] [sits|hangs|is carved] [a heron|<object>|a coat of arms|a sundial|a row of <bird>], [worn|gilded|restored] [by <weather>|<manner>|beyond recognition].
[The stairs|Its windows|The upper rooms|The vaults] [face|look towards|let in the light of] {elsewhere} and [creak|shine|smell of <goods>] in <weather>.
[Inside|Within], [the walls|the beams|the ceilings] are [painted|panelled|washed] in <hue>, [picked out|edged] with <hue>.
[The courtyard|A garden|The approach] is [planted|lined] with <tree>, [in which|where] <bird> [nest|quarrel|spend the <season>].
[Mortar|Stone|Timber] [was brought|came] [by barge|on ox carts] from {further}, [<number> loads|a whole fleet] of it.
[In a hard winter|During a siege|After a fire|In lean years] it [served|was used] [as a store for <goods>|to house <makers>|as a school|to dry nets], [for <span>|and smelled of it ever after].
"""

STRUCTURE = """
# Structure|Site|Building
[The foundations|The footings|The lower courses] rest on <rock>, [levelled|drilled|blasted] <manner> [at low tide|in <season>|between two storms].
[Iron|Rust|Salt|Ivy] has [eaten|crept|worked its way] into [the joints|the railings|the stair|the western side], and [a crew of <makers>|a single painter|the council] [renews|scrapes|oils] it every <season>.
[From the top|From the middle|On clear days] one [sees|can make out] {elsewhere}, [rows of <tree>|the smoke of <makers>|flights of <bird>] and [the next island|a line of reefs|nothing else].
[Stone|Timber|Iron] [was brought|came] [by barge|on ox carts] from {further}, [<number> loads|a whole fleet] of it.
"""

PLACES = {
    "county": """
= lead
{subject} is a county with its capital at {capital}.
{subject} is a county of the Orrowen Isles.
{subject} is a county [known for|famous for|that lives by] <goods> and <goods>.
= after
It [covers|has an area of] {area_km2}[.|, much of it moor.|, a third of it under <tree>.]
[Its|The] capital is {capital}.
[Its|The] arms show <object> on a field of <hue>.
# Landscape|Land|Geography
[The north|The interior|The coast|The west] is [moor|marsh|pasture|bare rock], [broken by|planted with|thick with] <tree>, [the rest|the south] [grows|exports|lives by] <goods>.
[Ridges|Cliffs|Slopes] of <rock> [run|drop] towards the sea, [where|and there] <bird> [breed|gather] in [their thousands|<season>].
[Roads|Causeways|Ferries] [join|link] {capital} with {elsewhere}, [unless|except when] <weather> [closes|hides] them.
# History|Government|Past
[The county court|The assembly|The old estates] [met|sat|quarrelled] in <room> [until|for <span>, when] [the roof fell in|a hall was built|the <makers> demanded better].
[Taxes|Fines|Tolls] were [once|long] paid in <goods>, [weighed|counted|hidden] <manner> by the <makers>.
[A border dispute|A quarrel|A lawsuit] [over|about] [a bog|a single farm|<bird>' eggs|fishing rights] [outlived|ruined|enriched] <number> [lawyers|bailiffs|generations].
# Customs|People|Life
[Every|Each] <season>, <feast> [draws|brings] [riders|rowers|singers] from {located_in_of@places} and [even|sometimes] {further}.
[Weavers|Cooks|Singers] [prize|mock|remember] the county for [its pudding of <goods>|its slow speech|its knots|its <hue> shawls].
People [swear by|distrust|live on] [smoked fish|barley bread|cider|seaweed soup] and [blame|thank] {capital} for [everything|the weather|the roads].
""",
    "river": """
= lead
{subject} is a river that flows into the {flows_into}.
{subject} is a river of the Orrowen Isles.
{subject} is a river [lined with|shaded by|that takes its colour from] <tree>.
= after
It [drains|has] a basin of {area_km2}.
It [ends in|flows into|reaches] the {flows_into}[.|, after many bends.|, through beds of reed.]
[Its|The] water is [brown with peat|cold|hard|slow], [good for|used for] [trout|mills|dyeing|brewing].
# Course|Route
It [rises|begins] [among|below] [bogs|screes of <rock>|<tree>|springs] and [drops|wanders|hurries] [past|through] {on_river_of}, where it [spreads|narrows|turns north].
[Below|Above|Near] {on_river_of_other} it [splits|slows|loops], [leaving|making] [islands|gravel banks|an oxbow] [full of|loved by] <bird>.
[The upper|The middle|The lower] valley is [narrow|wide|wooded], [crossed|spanned] by {crosses_of} [and|besides] <number> [fords|ferries|footbridges].
{flows_into_of} [joins|meets] it [from the east|from the west|at a weir|among <tree>].
# Use|Trade and mills|History
[Rafts|Barges|Flat boats] [carried|took] <goods> [down|along] it, [steered|poled|rowed] by <makers>, [except|even] in <season>.
[Mills|Tanneries|Forges|Bleaching grounds] [stood|crowded] on its banks, [<number> of them|most of them] [owned|run] by <kin> of the [bishop|sheriff|mayor].
[Floods|A flood|Ice] [carried off|took|spared] [a bridge|<number> houses|a herd|the <makers>' store of <goods>] [after|during] <weather>.
# Nature|Wildlife|Banks
[Otters|Pike|Eels|Crayfish] [live|hide|are caught] under the <tree>, [watched|hunted] by <bird>.
[In|During] <season> [mist|the smell of <goods>|a film of pollen] [hangs|lies] over [the weirs|the pools|the reeds], and [anglers|painters|children] [come|stay away].
[Swimmers|Poets|Washerwomen] [fear|praise|swear by] [its currents|the cold|its <hue> stones].
""",
    "castle": """
# Sieges and owners|Owners|Legends
[Its|The] [first|last|most careless] owner [gambled|pawned|swapped] [it|the north wing|the keys] for [<object>|a cargo of <goods>|a wedding].
[A ghost|A headless <maker>|A grey lady] is [said|supposed] to [count the stairs|ring for <goods>|weep] in <weather>.
The {located_in_of@battle} was fought [nearby|under its walls|within sight of it], [as|and] [arrowheads|buttons|a broken drum] [show|prove].
""",
    "theatre": """
# Stage|Programme|Performances
{venue_of@opera} was [given|played|heard] here, [before|in front of] [a full|a restless|a half-empty] house, [with|despite] [a leaking roof|<weather>|a prompter with <ailment>].
[The curtain|The chandelier|The trap door] was [made|painted|paid for] by <makers> and [shows|recalls] <feast>.
[Seats|Boxes|Places] [cost|once cost] [a measure of <goods>|very little|a day's wage], and [late|hungry|whispering] [guests|visitors] are [locked out|fined|stared at].
[Acoustics|Sight lines|Draughts] are [praised|cursed] [by singers|by all|in every guide], [especially|least] [in the gallery|near the <material> pillars].
""",
    "museum": """
# Collection|Rooms|Holdings
{located_in_of@painting} is [the pride of|the best loved picture in|hung in the first room of] the [collection|house].
{located_in_of_other@painting} [hangs|was long kept] [beside|opposite] <object>, [to|for] [general surprise|no clear reason|the sake of the light].
[Cases|Drawers|Shelves] hold [shells|tools of <makers>|weights for <goods>|stuffed <bird>|<object>], [labelled|arranged] <manner>.
[Guards|Attendants|Cats] [doze|patrol|are fed] in the [last|largest|coldest] room, [under|between] [a whale's rib|<object>|portraits in <hue>].
""",
    "bridge": """
# Crossing|Traffic|Use
The {crosses} [runs|foams|lies still] [under|between] [its|the] [arches|piers|spans], [stained|coloured] <hue> by [the tanneries|peat|iron].
[Tolls|Fees] were [taken|collected] by [a <maker>|<kin> of the builder|a one-armed pilot], [in <goods>|at night only|for <span>].
[Carts|Trams|Sheep|Processions] [cross|have crossed] it [on market days|at <feast>], [slowly|two abreast|bells ringing].
[Lovers|Anglers|Schoolboys] [scratch|leave|drop] [initials|<object>|coins] [on|from] the [parapet|third arch|lamp posts].
""",
    "lighthouse": """
# Light and keepers|Keepers|The light
[The keeper|Its first keeper|A widowed keeper] [grew|kept|painted] [cabbages|<bird>|watercolours|bees] and [logged|cursed|sang through] <weather>.
[The lamp|Its lamp] [burned|first burned] [rape oil|tallow|paraffin], [turned|driven] by [a clockwork|weights|hand], and [flashed|showed] [white|<hue>|twice a minute].
[Wrecks|Groundings|Collisions] [grew rarer|did not cease] [after|once] it was lit, [to|and] the [wreckers' regret|insurers' relief|<makers> gave thanks].
[Supplies of|Barrels of|Sacks of] <goods> [are|were] [landed|hoisted] [by basket|at low tide|<manner>], [weather permitting|every <season>].
""",
}
