"""The stock that names are put together from: one fictional archipelago, the Orrowen Isles.

What lives here: words. What may not: drawing from them (names.py), and any noun that names a kind of page,
which would make a title read as a description.
"""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ARCHIPELAGO = "Orrowen Isles"

WOMEN = _words(
    "Ada Agnes Alma Annika Astrid Beatrix Berit Bettina Brenna Camilla Carina Cecily Clemence Cordelia Dagny "
    "Davina Delphine Dorothea Edda Eleanor Elspeth Enid Esme Eulalia Fabia Felicia Flora Frida Genevra Greta "
    "Gudrun Gwendolen Harriet Hedda Helga Henrike Ida Imogen Ingrid Iona Isolde Jessamy Johanna Judith Juliana "
    "Karin Katrin Kirsten Leonie Lettice Linnea Lorna Lucinda Lydia Magda Maren Marit Maud Merete Mina Morwenna "
    "Muriel Nadia Nerys Odette Olwen Orla Ottilie Petra Philippa Ragna Renata Rosalind Rowena Sabine Saskia "
    "Selma Sigrid Silvia Solveig Sunniva Sybil Tamsin Thea Thora Tilda Ulrike Una Ursula Vera Verity Viola "
    "Wanda Wilhelmina Winifred Ylva Yseult Zelda"
)
MEN = _words(
    "Alban Albert Aldous Ambrose Anders Anselm Arvid Aubrey Balthasar Benno Bertil Boris Caspar Cedric Clement "
    "Conrad Corin Cyril Dietmar Edmund Einar Eldred Emil Erasmus Ernst Evander Fabian Ferdinand Finn Florian "
    "Folke Gareth Gideon Gilbert Gottfried Gunnar Hakon Halvard Harald Hartley Hector Hjalmar Horatio Hugo Ivo "
    "Jasper Joachim Jorin Julius Karel Kasimir Knut Lambert Lars Leander Linus Lorenz Ludo Lucian Magnus Marius "
    "Matthias Maynard Milo Nils Norbert Olaf Osric Oswin Otto Percival Piers Quentin Rafe Ragnar Reinhold Rolf "
    "Roderick Rufus Rupert Silas Sigurd Sixten Stellan Tancred Theodor Tobias Torsten Ulric Valentin Viggo "
    "Volker Walter Wendel Wilfred Yorick Yngve"
)
STEMS = _words(
    "Ald Ander Arn Ash Aus Bal Bar Bel Bex Bran Bram Brock Cald Cal Carr Cor Crae Cul Dal Dar Del Dren Dun Eck "
    "Eld Elm Ern Esk Fal Far Fen Fin Forn Gar Gel Gil Gol Grim Had Hal Har Hazel Hel Hes Holm Hus Ild Ing Iver "
    "Jar Jel Kel Kest Kil Kor Lan Lar Leck Lin Lor Lun Mal Mar Mel Mer Mor Nar Nev Nor Oak Ol Orm Oss Pel Pen "
    "Quin Ral Ras Rav Ren Ros Sal Sel Skar Sol Stan Stor Sul Tam Tarn Thorn Tor Tros Ul Var Vel Vik Wal War "
    "Wend Wil Wyn Yar Yel Zel"
)
SURNAME_ENDS = _words(
    "aker beck berg bourne by combe crest dahl dane eby fell field gard gate grave gren hart holt kin land lind "
    "low lund mark mere mond nay quist rick ridge rose sen shaw sted stone strom tree vane vard wick wood worth"
)
TOWN_ENDS = _words(
    "bay borough brook burn bury carrick cliffe cove cross dale den fall fjord ford garth ham haven head hithe "
    "hurst ing kirk lea marsh mouth ness over pool port quay reach sand scar stead stow strand thorpe ton vale "
    "ville wall ward water wich wold yard"
)
TOWN_QUALIFIERS = _words("Upper Nether Little Great Old Saint North South Far Long")
COUNTY_ENDS = ("mark", "shire", " Coast", " Holds", "fold", " Skerries", "land", " Downs", " Reach", "wold")
RIVER_ENDS = _words("a ay eck el en er ey ib in ish ith low mer na ock or ow sel ta ter un ve well wen yre")
SEAS = ("Ostric Sea", "Vellish Sound", "Sea of Herons", "Grey Strait", "Bay of Lanterns")

ADJECTIVES = _words(
    "Amber Ancient Autumn Bitter Blue Borrowed Brass Bright Broken Burning Careless Clouded Cold Copper Counted "
    "Crooked Crimson Dappled Distant Drifting Drowned Dusty Early Eastern Empty Fallen Faithful Forgotten Frozen "
    "Furthest Gentle Gilded Glass Golden Green Grey Half-Remembered Hidden Hollow Honest Hungry Inland Invisible "
    "Iron Ivory Jealous Kindly Last Late Leaden Lesser Lost Lucky Marble Midnight Mild Motionless Narrow Nameless "
    "Northern Obedient Open Painted Pale Paper Patient Perfect Plain Quiet Quarrelsome Reluctant Restless Rising "
    "Rusted Salt Scarlet Second Secret Shallow Silent Silver Sleeping Slow Small Southern Stolen Stubborn Summer "
    "Tall Tender Thirteenth Thin Tidal Uncertain Unfinished Unwritten Upward Vanished Velvet Wandering Waking "
    "Weathered Western White Wild Winter Wooden Yellow Young"
)
NOUNS = _words(
    "Acrobat Almanac Anchor Apprentice Aqueduct Archive Astronomer Atlas Barometer Beacon Beekeeper Bell Bellows "
    "Bittern Boathouse Cabinet Candle Carriage Cartographer Causeway Cellar Chandler Chapel Chimney Cistern Clock "
    "Clockmaker Cloister Compass Cooper Cormorant Courier Cradle Curlew Daughter Dovecote Drawbridge Dulcimer "
    "Eclipse Ember Errand Estuary Fable Falcon Farewell Feather Fiddler Foghorn Foundling Fountain Garden Gatehouse "
    "Ghost Glacier Glassblower Glasshouse Glove Granary Guest Hammock Harbour Harp Harvest Hawthorn Headland "
    "Hedgerow Heiress Heron Horizon Hourglass Inheritance Inkwell Interpreter Juniper Kestrel Kettle Key Kiln "
    "Knot Ladder Lantern Ledger Letter Locksmith Lodger Loom Magpie Map Mariner Marionette Meadow Merchant Messenger "
    "Midwife Miller Mirror Mooring Moth Needle Nightingale Oar Observatory Orchard Organist Outpost Oyster Parasol "
    "Parcel Passenger Peninsula Petrel Piper Plover Postcard Potter Promise Quarry Quilt Raft Rainstorm Reef "
    "Reservoir Ribbon Riddle Rookery Rope Rower Saddle Sandbank Scarecrow Schooner Seamstress Sexton Shadow "
    "Shepherd Shipwright Shutter Signal Skylark Sleepwalker Snowfall Sparrow Spindle Staircase Stowaway Stranger "
    "Sundial Surveyor Swallow Tailor Tapestry Telescope Thicket Thistle Threshold Tide Timetable Tinker Toymaker "
    "Translator Traveller Tunnel Umbrella Valley Veranda Viaduct Vineyard Visitor Voyage Wager Walnut Wardrobe "
    "Warden Waterfall Weathervane Weaver Wheelwright Whistle Widow Willow Window Witness Wren"
)
HOURS = ("Dawn", "Daybreak", "Noon", "Dusk", "Nightfall", "Low Tide", "High Tide", "First Snow", "Midsummer")
MOODS = _words(
    "Weather Hours Distances Signals Harvests Crossings Errands Tides Echoes Windows Letters Promises Seasons "
    "Returns Postcards Horizons Lullabies Arrivals"
)
VERBS = ("Row", "Walk", "Carry", "Sing", "Send", "Ferry", "Write", "Follow", "Bring", "Call")
