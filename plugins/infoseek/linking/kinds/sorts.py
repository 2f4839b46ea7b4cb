"""The tree of sorts of things, the nouns at home on it, and which sorts one thing may be of at once.

What lives here: words. What may not: asking them anything (types.py).
"""

from __future__ import annotations

# Nouns by sort. A sort is a path whose first part is the kind; what stands at the root of a kind or on a bough may
# be anything on the boughs above it. A noun may stand at several sorts: a church is a house and a body. The first
# is the one it is read as. Nouns of several words stand behind "|".
NOUNS: dict[str, str] = {
    "person": (
        "person man woman boy girl human singer songwriter musician composer pianist saxophonist guitarist "
        "drummer trumpeter trombonist bassist vocalist rapper bandleader conductor arranger producer performer "
        "entertainer artist actor actress director filmmaker screenwriter writer novelist author poet playwright "
        "dramatist librettist lyricist essayist journalist columnist critic editor publicist blogger vlogger "
        "painter sculptor architect illustrator cartoonist animator engraver printmaker photographer designer "
        "potter goldsmith silversmith jeweller clockmaker craftsman weaver tailor carpenter blacksmith "
        "scientist physicist chemist biochemist botanist zoologist biologist naturalist entomologist ornithologist "
        "geologist geographer meteorologist astronomer astrophysicist astronaut cosmonaut mathematician "
        "statistician logician philosopher historian archaeologist anthropologist ethnographer sociologist "
        "psychologist psychiatrist linguist philologist lexicographer economist theologian scholar academic "
        "researcher professor lecturer teacher educator tutor librarian archivist curator student physician "
        "doctor surgeon nurse midwife pharmacist dentist pathologist veterinarian engineer inventor programmer "
        "hacker webmaster technologist consultant entrepreneur businessman businesswoman businessperson "
        "industrialist banker merchant trader investor executive founder explorer adventurer mountaineer "
        "navigator cartographer surveyor traveller aviator pilot sailor fisherman shipbuilder shipwright pirate "
        "politician president minister premier chancellor governor senator mayor councillor commissioner "
        "ambassador diplomat consul lawyer solicitor barrister attorney judge jurist magistrate activist "
        "suffragette reformer feminist revolutionary philanthropist soldier sergeant lieutenant colonel major "
        "marshal admiral commander officer general knight samurai spy sheriff outlaw murderer gangster footballer "
        "athlete cricketer boxer wrestler golfer cyclist swimmer rower skier skater gymnast sprinter runner "
        "jockey racer player goalkeeper midfielder defender batsman coach referee sportsman sportswoman "
        "sportsperson comedian clown magician dancer ballerina choreographer impresario model presenter "
        "broadcaster commentator bishop archbishop cardinal pope priest priestess monk nun abbot friar pastor "
        "preacher rabbi missionary clergyman saint prophet king queen emperor empress prince princess duke "
        "duchess count countess baron baroness earl lord monarch ruler sultan shah tsar pharaoh caliph emir khan "
        "chief chieftain nobleman aristocrat socialite farmer gardener baker brewer cook chef miller hunter "
        "slave worker labourer translator interpreter printer bookseller collector violinist cellist organist "
        "harpist flautist flutist clarinetist clarinettist oboist percussionist tenor soprano baritone soloist "
        "instrumentalist multi-instrumentalist singer-songwriter youtuber influencer|film star|movie star|pop star|rock star"
    ),
    "person/imagined": "god goddess deity demigod character superhero supervillain",
    "place": "location locality landmark destination zone",
    "place/area": (
        "country state region district province island territory nation republic kingdom principality empire duchy "
        "municipality commune parish canton prefecture governorate emirate protectorate dependency colony enclave "
        "subdivision department constituency diocese continent subcontinent archipelago dominion"
    ),
    "place/area/county": "county shire",
    "place/settlement": (
        "city town village hamlet settlement municipality commune suburb neighbourhood neighborhood borough metropolis "
        "capital township quarter island resort|civil parish"
    ),
    "place/water/river": "river stream creek tributary brook distributary",
    "place/water/canal": "canal aqueduct",
    "place/water/lake": "lake pond reservoir lagoon loch tarn",
    "place/water/sea": "sea ocean gulf bay strait fjord inlet cove estuary lagoon",
    "place/water": "waterfall spring geyser glacier",
    "place/land/mountain": "mountain volcano peak hill summit massif fell",
    "place/land": (
        "peninsula cape headland isthmus plateau plain steppe desert forest wood moor marsh swamp wetland savanna "
        "prairie meadow beach coast dune oasis reef cave cliff basin delta pass heath valley canyon gorge ravine "
        "promontory island islet atoll|mountain range|nature reserve"
    ),
    "place/park": "park garden zoo arboretum playground reserve",
    "place/way": (
        "street road highway motorway avenue boulevard lane alley route trail footpath freeway expressway interchange "
        "square plaza railway railroad tramway metro subway tunnel pass canal"
    ),
    "place/built": (
        "building house hall tower station airport harbour port structure skyscraper mansion villa palace residence "
        "hotel inn hospital prison monastery abbey convent priory temple mosque synagogue shrine cathedral chapel "
        "basilica pagoda mausoleum tomb pyramid cemetery monument memorial obelisk fountain mine quarry farm ranch "
        "factory mill warehouse brewery distillery winery shop store mall market restaurant cafe pub bar tavern "
        "nightclub casino cinema stadium arena velodrome racecourse pier dock marina shipyard dam windmill "
        "watermill observatory planetarium aquarium fort fortress citadel wall gate arch apartment cottage bungalow manor "
        "pavilion greenhouse aerodrome airfield workshop laboratory studio gallery archive library courthouse embassy "
        "museum church theatre school college venue amphitheatre hackerspace makerspace"
    ),
    "place/built/bridge": "bridge viaduct aqueduct footbridge",
    "place/built/castle": "castle chateau",
    "place/built/lighthouse": "lighthouse",
    "place/built/theatre": "auditorium|opera house|concert hall",
    "work/audio/song": "song",
    "work/audio/album": "album mixtape",
    "work/audio/classical": "symphony concerto sonata oratorio cantata requiem overture nocturne",
    "work/text": (
        "story essay memoir biography autobiography diary letter treatise monograph manuscript textbook handbook "
        "anthology almanac manifesto speech poem epic"
    ),
    "work/text/novel": "novel",
    "work/text/play": "play",
    "work/text/poem": "sonnet ode psalm",
    "work/text/reference": "dictionary encyclopedia",
    "work/text/law": "law treaty constitution statute decree amendment",
    "work/text/article": "article paper report thesis dissertation",
    "work/stage/opera": "opera operetta",
    "work/stage/musical": "musical",
    "work/stage/ballet": "ballet",
    "work/screen/film": "film",
    "work/screen/episode": "episode",
    "work/screen": "documentary anime video advertisement trailer cartoon",
    "work/series": "series franchise serial miniseries telenovela programme podcast",
    "work/comic": "comic manga webcomic cartoon",
    "work/periodical": "magazine newspaper journal periodical newsletter blog weblog",
    "work/game": "game",
    "work/visual/painting": "painting",
    "work/visual/sculpture": "sculpture",
    "work/visual": "drawing engraving print photograph tapestry mosaic icon artwork installation",
    "work/slogan": "slogan motto",
    "event": "event season",
    "event/conflict": "conflict massacre revolution rebellion revolt uprising mutiny coup invasion crusade insurgency",
    "event/conflict/battle": "battle siege skirmish",
    "event/conflict/war": "war",
    "event/expedition": "expedition voyage",
    "event/election": "election referendum by-election",
    "event/disaster": (
        "disaster earthquake tsunami flood hurricane cyclone typhoon storm tornado famine fire wildfire eruption "
        "avalanche landslide explosion shipwreck crash accident derailment epidemic pandemic"
    ),
    "event/period": "decade century year month day",
    # A festival may be a contest and a run of concerts, a meetup may be held at a conference.
    "event/public": (
        "festival concert tour ceremony competition contest tournament championship race match prize award medal "
        "exhibition fair conference convention summit symposium congress seminar session meetup hackathon camp "
        "unconference workshop lecture talk keynote carnival parade pageant protest demonstration strike regatta "
        "marathon holiday game podcast"
    ),
    "organisation": (
        "organisation group agency institute institution association society union foundation charity federation "
        "committee commission council bureau ministry department cooperative collective coalition alliance network "
        "parliament senate assembly legislature court church denomination sect order congregation diocese monastery "
        "museum theatre station hospital school college troupe guild gang tribe family clan dynasty house league "
        "library archive gallery laboratory embassy observatory zoo community nonprofit consortium subsidiary "
        "government movement|working group|task force"
    ),
    "organisation/company": (
        "company label publisher corporation firm business conglomerate manufacturer retailer airline bank brewery "
        "distillery startup studio shop store restaurant newspaper magazine broadcaster brand agency vendor "
        "hotel railway railroad shipyard bookstore developer"
    ),
    "organisation/music": "band duo trio quartet quintet sextet orchestra choir ensemble supergroup",
    "organisation/education": "university school college academy conservatory faculty seminary",
    "organisation/sport": "club team",
    "organisation/party": "party",
    "organisation/military": "army navy regiment brigade battalion division squadron fleet militia",
    "thing/living": "species organism genus taxon subspecies breed cultivar dinosaur",
    "thing/living/animal": "animal invertebrate mollusc mollusk crustacean snail coral pet",
    "thing/living/animal/bird": "bird passerine seabird",
    "thing/living/animal/fish": "fish shark",
    "thing/living/animal/mammal": "mammal rodent primate marsupial whale bat dog cat horse racehorse",
    "thing/living/animal/insect": "insect arachnid butterfly moth beetle ant bee wasp spider",
    "thing/living/animal/reptile": "reptile snake lizard turtle",
    "thing/living/animal/amphibian": "amphibian frog toad salamander",
    "thing/living/plant": "plant tree shrub herb grass flower orchid fern moss vine cactus palm alga vegetable fruit",
    "thing/living/fungus": "fungus mushroom lichen",
    "thing/living/microbe": "bacterium virus",
    "thing/substance": (
        "compound mineral metal alloy acid chemical drug medication protein enzyme hormone vitamin gemstone fuel "
        "polymer plastic fabric textile isotope gas antibiotic vaccine toxin pigment dye molecule"
    ),
    "thing/food": (
        "food dish cuisine drink beverage cheese bread cake dessert soup sauce wine beer cocktail liqueur sausage "
        "pastry salad snack tea coffee spice fruit vegetable herb condiment"
    ),
    "thing/digital/software": (
        "software program app application plugin editor model library browser compiler toolkit client server bot script crawler "
        "addon widget middleware emulator firmware applet bookmarklet parser api|operating system|software library|"
        "content management system|search engine|web application|site generator|text editor|message broker"
    ),
    "thing/digital/service": (
        "website webpage service platform portal silo forum wiki blog homepage marketplace subreddit community "
        "network app application|social network|web service|top-level domain|mailing list|search engine"
    ),
    "thing/digital/protocol": (
        "protocol standard specification microformat vocabulary schema api|markup language|file format|media type|query language"
    ),
    "thing/language": "language dialect creole pidgin",
    "thing/script": "alphabet syllabary typeface font",
    "thing/product": (
        "product device machine gadget appliance instrument weapon gun rifle pistol missile bomb sword toy computer "
        "smartphone phone console camera calculator printer model clock watch robot lamp garment dress hat coin banknote stamp perfume "
        "microprocessor microcontroller synthesizer guitar piano laptop tablet brand app service"
    ),
    "thing/vehicle": "vehicle car motorcycle bicycle truck locomotive tram tank carriage",
    "thing/vehicle/ship": (
        "ship boat vessel submarine frigate destroyer cruiser battleship schooner steamship yacht ferry warship "
        "steamboat trawler tanker museum"
    ),
    "thing/vehicle/aircraft": "aircraft helicopter airship glider bomber airliner balloon",
    "thing/vehicle/spacecraft": "spacecraft satellite rocket spaceship",
    "thing/celestial": "star planet moon asteroid comet galaxy nebula constellation exoplanet satellite",
    "thing/award": "award prize medal order scholarship trophy",
    "thing/disease": "disease disorder syndrome infection cancer illness",
    "thing/currency": "currency cryptocurrency",
    "thing/faith": "religion sect denomination",
    "thing/dance": "dance",
    "thing/symbol": "flag emblem logo",
}
# Nouns for one thing: a recording is called a song, a single, a ballad by turns.
SAME: dict[str, str] = {
    "single": "song",
    "ballad": "song",
    "hymn": "song",
    "anthem": "song",
    "composition": "song",
    "instrumental": "song",
    "recording": "song",
    "movie": "film",
    "compilation": "album",
    "soundtrack": "album",
    "ep": "album",
    "sitcom": "series",
    "book": "novel",
    "novella": "novel",
    "trilogy": "novel",
    "fresco": "painting",
    "mural": "painting",
    "portrait": "painting",
    "statue": "sculpture",
    "bust": "sculpture",
    "encyclopaedia": "encyclopedia",
    "organization": "organisation",
    "theater": "theatre",
    "harbor": "harbour",
    "isle": "island",
    "aeroplane": "aircraft",
    "airplane": "aircraft",
    "automobile": "car",
    "plug-in": "plugin",
    "add-on": "addon",
    "co-founder": "founder",
    "web site": "website",
    "site": "website",
    "web app": "web application",
}
# Sorts apart on the tree that one thing may be of at once: a city state, a company's website. What a sort ends in "/"
# holds for all boughs above it, else only for what is said of it in general.
OVERLAPS: tuple[tuple[str, str], ...] = (
    ("place/area", "place/settlement"),
    ("place/area", "place/land"),
    ("place/area", "organisation"),
    ("place/land", "place/water"),
    ("place/land/", "place/park"),
    ("place/park", "place/built"),
    ("place/way", "place/built"),
    ("place/way", "organisation/company"),
    ("place/water/lake", "place/built"),
    ("place/water/canal", "place/water/river"),
    ("place/built", "work/visual/sculpture"),
    ("place/built", "organisation/company"),
    ("work/audio/song", "work/text"),
    ("work/audio/", "work/screen"),
    ("work/text", "work/periodical"),
    ("work/text/article", "work/periodical"),
    ("work/text/", "work/comic"),
    ("work/text/law", "event/public"),
    ("work/screen/", "work/stage/musical"),
    ("work/stage/musical", "work/stage/opera"),
    ("work/stage/", "work/text/play"),
    ("work/series", "work/"),
    ("work/series", "event/public"),
    ("work/comic", "work/periodical"),
    ("work/comic", "work/screen"),
    ("work/periodical", "thing/digital/"),
    ("work/periodical", "organisation/company"),
    ("work/game", "thing/digital/"),
    ("work/game", "thing/product"),
    ("event/public", "event/period"),
    ("event/public", "thing/award"),
    ("event/public", "organisation"),
    ("event/conflict/war", "event/expedition"),
    ("organisation", "thing/digital/"),
    ("organisation/company", "thing/digital/"),
    ("organisation/company", "thing/product"),
    ("organisation", "thing/faith"),
    ("thing/digital/software", "thing/digital/service"),
    ("thing/digital/software", "thing/digital/protocol"),
    ("thing/digital/", "thing/product"),
    ("thing/digital/", "thing/language"),
    ("thing/digital/", "thing/currency"),
    ("thing/living/", "thing/food"),
    ("thing/living/plant", "thing/substance"),
    ("thing/living/microbe", "thing/disease"),
    ("thing/food", "thing/substance"),
    ("thing/food", "thing/product"),
    ("thing/substance", "thing/product"),
    ("thing/product", "thing/vehicle/"),
    ("thing/product", "thing/award"),
)
