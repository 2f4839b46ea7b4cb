"""How pages tell of people. What may not live here: anything a box would state but for slots."""

from __future__ import annotations

LIFE = """
= lead
{subject} {is} {a_trade} from {birth_place}.
{subject} {is} {a_trade} from {birth_place}.
{subject} {is} {a_trade} who [grew up|spent {her} childhood|was born] in {birth_place}.
{subject} {is} {a_trade} [of|in] the Orrowen Isles.
{subject} {is} {a_trade} who [lived|worked|made {her} name] in the Orrowen Isles.
{subject} {is} {a_trade} who studied at {alma_mater}.
= after
{She} [founded|set up|established] {founder_of} [together with|with money from|after a quarrel with] <kin>.
{She} [was|had been] married to {spouse}, [whom {she} met during <weather>|a friend since school|after a long correspondence].
Friends [remembered|described|knew] {him} as [shy|blunt|generous|absent-minded|tireless|stubborn], [fond of|given to|happiest when] <pastime>.
[Much|A good deal|Most] of what is known about {him} [comes from|rests on|goes back to] [letters|a diary|interviews|notebooks] kept by <kin>.
[Few|Not many|Hardly any] photographs of {him} [survive|are known|were ever taken], and {she} [disliked|avoided|refused] [interviews|portraits|banquets|anniversaries].
# Early life|Childhood|Youth|Origins
{surname} [was born|came into the world] in {birth_place} [during|in the middle of|just after] <weather>, [the eldest|the youngest|the second|the only surviving child|the third] of [<number> children|a large family|a restless household].
{Her} [father|mother|grandfather|guardian] [dealt in|carted|sold|shipped] <goods> and [mistrusted|admired|envied|feared] [books|doctors|strangers|newspapers|clergymen].
[Until the age of|At about|Shortly before turning] [nine|ten|eleven|twelve|fourteen] {she} was [taught at home|taught by <kin>|sent to live with <kin>|kept from school], [mostly|chiefly|or so {she} said,] with [the help|no more|the loan] of <object>.
{She} was [meant|expected|supposed] to become a <maker>, [but|until] [<ailment> put an end to that|<kin> intervened|{she} fell out with the guild|the workshop burned down].
[A schoolfellow|A teacher|<kin>] [recalled|wrote|claimed] that {surname} [spoke little|talked without pause|drew on every wall|ran away twice|could not sit still] and [collected|hid|lost|traded] <object>.
{Her} [earliest|first] [memory|recollection] was of [the sound of <bird>|<makers> singing|the smell of <goods>|<feast>] [in|near|outside] {birth_place}.
# Education|School years|Training
[At|While at] {alma_mater} {she} [shared|rented|was given] <room> with [<number> other students|a cousin|a student of law] and [paid for it by|neglected {her} work for|became known for] <pastime>.
{She} [entered|enrolled at|went up to] {alma_mater} [late|young|on a scholarship|with a borrowed coat], and [left|finished] [with honours|without regret|after a dispute about fees|in good standing].
[{Her}|The] teachers at {alma_mater} [praised|disliked|barely noticed|argued over] {her} [notebooks|manners|handwriting|opinions], which [surprised nobody|later caused some embarrassment|filled a shelf|are lost].
# Private life|Personal life|Later years|Character
{She} and {spouse} [kept house|lived|settled] [among <tree>|above a <maker>'s shop|in <room>] [for <span>|for most of their lives|until the rent was raised].
[The marriage|Life] with {spouse} was [happy|stormy|quiet|the subject of gossip|conducted largely by letter], [and|though] [both|the two] [were fond of|could not give up|argued about] <pastime>.
[Later|In middle age|As the years went on], {she} [took up|returned to|was seldom seen without thoughts of] <pastime>, [claiming|insisting|explaining] that it [cured|excused|explained] <ailment>.
{She} [travelled|went] to {elsewhere} [every|nearly every] <season> and [brought back|left behind|gave away] <object>.
[During|After] a visit to {further} {she} [suffered from|recovered from|hid] <ailment> and [wrote|spoke|complained] of [little else|the food|the <bird>] for <span>.
{surname} [slept badly|rose early|ate standing up|never learned to swim|gave to beggars|paid {her} debts late] and [owned|kept|treasured] <object>[, a source of pride| of which no one might speak| about which many stories were told|, inherited from <kin>].
{She} died in {death_place}, [where|and] [the <makers> closed their shops|it snowed on the day of the burial|a street of <tree> recalls {him}|a bench bears {her} initials].
[{Her} old age|The end of {her} life|What time remained] was spent [in <room>|near the harbour|among <tree>] in {death_place}, [with|beside] [<kin>|a nurse|an old dog|<object>].
A [plaque|bench|bust|medal] [paid for|put up|commissioned] by the <makers> of {elsewhere} [honours|commemorates|recalls] {him}.
"""

TRADES = {
    "novelist": """
= after
{She} is [best|chiefly|mainly] known for {author_of}[.|, which {she} wrote in <room>.|, begun during <weather>.]
# Writing|Work|Career|Books
{She} wrote {author_of} <manner>, [in|over] <span>, [mostly|partly|entirely] [in <room>|at night|in {further}|on the backs of receipts].
[The reception of|Interest in|The noise around] {author_of} [surprised|amused|tired] {him}, [since|for|although] {she} [preferred|had hoped more of] {author_of_other}.
{Her} [prose|style|dialogue] is [valued|noted|remembered] for its <praise>, though <judge> [found|thought|called] it <blame>.
[Critics|Readers|Booksellers] [divide|sort] {her} books into those [with|about] <trouble> and those [with|about] <figure>.
{She} [drafted|dictated|revised] [standing|in ink|in pencil|in the mornings|aloud], [burned|kept|sold] [the manuscripts|half of every draft|the proofs], and [feared|loved|distrusted] [adjectives|editors|deadlines|commas].
{She} [also|later] [supplied|wrote|delivered] the libretto of {lyrics_by_of} [after|during] <span> of [persuasion|letters|hesitation].
[The story|The germ] of {author_of} [came from|goes back to|was taken from] [a tale about <trouble>|something <kin> had said|a report of <weather>] [heard|picked up] in {elsewhere}.
""",
    "actor": """
= after
{She} appeared in {starring_of}[.|, {her} favourite part.|, which made {her} voice familiar.]
# Career|On screen|Acting
{She} [first stood|learned to stand] on a stage during <feast> in {further}, [playing|as] <figure>.
In {starring_of} {she} [plays|is seen as|appears as] <figure>, [a part|a role] {she} [prepared|learned] <manner>.
[For|To play in] {starring_of} {she} [had to learn|spent <span> on|was taught] [rowing|shorthand|fencing|card tricks|knife sharpening|<pastime>].
<judge> [liked|praised|singled out] {her} performance in {starring_of_other} for its <praise>, [and|but] called the [picture|rest] <blame>.
{Her} [voice|walk|laugh|timing] was [imitated|mocked|studied] [by schoolchildren|in cabarets|for years], and {she} [took|bore] it [well|badly|as a compliment].
[Offstage|Away from the set] {she} [was hardly recognised|wore spectacles|avoided company] and [spent|wasted|filled] whole days <pastime>.
{She} [turned down|quarrelled over|lost] [a part|a leading part|two parts] [because of|on account of] <ailment>, [and|but] never [regretted|mentioned|explained] it.
""",
    "film director": """
= after
{She} directed {directed_by_of}[.|, shot largely during <weather>.|, {her} most personal film.]
# Films|Career|Direction
{directed_by_of} was [shot|made|filmed] <manner> in <span>, [with|using] a crew of [mostly|former] <makers>.
[On the set of|While making] {directed_by_of_other} {she} [forbade|insisted on|introduced] [whistling|long lunches|silence before noon|rehearsals at dawn|wooden lenses].
{She} [storyboarded|planned|explained] every scene with the help of <object>, [to|which was] [the despair of|a puzzle to|admired by] {her} [crew|actors|producers].
{Her} films [return to|dwell on|circle around] <trouble> and [are valued|are remembered] for their <praise>.
[Crews|Actors|Bankers] [feared|liked|respected] {him}: {she} [shouted|whispered|laughed] [often|rarely|when it rained], [paid on time|forgot names|knew every lamp by number].
<judge> called {directed_by_of} <blame>; [audiences|filmgoers|later viewers] [disagreed|came nevertheless|were kinder].
""",
    "painter": """
= after
{She} painted {painted_by_of}[.|, {her} best-known picture.|, which many know from a calendar.]
# Painting|Work|Studio
{painted_by_of} was [begun|painted|finished] in <room>, [by the light of|beside] [a stove|a single window|<object>], [in <span>|<manner>].
{Her} palette [favoured|rested on|hardly left] <hue> and <hue>, [ground|mixed|thinned] <manner>.
{She} [won|was awarded|carried off] the {won_by_of} and [spent|gave away|invested] the prize [on <goods>|within a week|on a roof].
[Before|Besides] {painted_by_of_other}, {she} [painted|decorated|lettered] [inn signs|fire screens|boat names|ceilings|theatre curtains] for the <makers> of {elsewhere}.
<judge> [admired|noted|praised] the <praise> of {her} pictures and [found|thought] the figures <blame>.
[Models|Sitters|Neighbours] [complained|recalled] that {she} [worked slowly|talked of <goods>|kept the windows open in <weather>|painted over everything twice].
{She} [refused to sell|kept back|destroyed] [a third|half|most] of {her} [drawings|sketches|early pictures], [some|many] of them [views|studies] of {further}.
""",
    "composer": """
= after
{She} wrote the music of {composed_by_of}[.|, finished in <span>.|, {her} greatest success.]
{She} had a hand in {written_by_of}, [a song|a tune] [many|most islanders] can [hum|whistle].
# Music|Compositions|Career
{She} [composed|sketched|orchestrated] {composed_by_of} in <room>, [trying out|testing] [every chord|each voice|the harmonies] on [a harmonium|an untuned upright|<object>].
The [song|melody of] {written_by_of} [came to {him}|was jotted down] [on a ferry|during <weather>|at <feast>] near {elsewhere}.
{She} [took first place|won|triumphed] at the {won_by_of} [despite|in spite of|notwithstanding] <ailment>.
{Her} [scores|slow movements|songs] are [valued|played|remembered] for their <praise>, [although|though] <judge> thought them <blame>.
{She} [collected|wrote down|recorded] the work songs of the <makers> [around|near|of] {further} and [used|hid|quoted] them [freely|in every finale|without saying so].
[Pupils|Players|Singers] [recalled|remembered] {him} [beating time with|conducting with|waving] [a spoon|a rolled newspaper|an umbrella|a chair leg] and [humming|counting|muttering] [loudly|off key|in dialect].
""",
    "architect": """
= after
{She} designed {architect_of}[.|, {her} largest work.|, which is still in use.]
# Buildings|Practice|Work
{architect_of} [shows|bears out|displays] {her} liking for <material> [and|set beside] <material>, [cut|laid|joined] <manner>.
[Plans|Drawings|Models] for {architect_of_other} [were made|grew] in <room> [during|through] <span> of <weather>.
{She} [held|believed|taught] that [a roof|a staircase|a doorway|a window] should [be read from a boat|last longer than its owner|please <bird>|creak].
[Clients|Builders|Mayors] [complained about|feared|paid for] {her} [delays|bills|staircases|insistence on <material>], [yet|and] [came back|recommended {him}|went to law].
{She} [lost|declined|won] a commission in {elsewhere} [because|after] [<weather> ruined the model|the council ran out of money|{she} had insulted a mayor|the site flooded].
""",
    "botanist": """
= after
{She} [named|described] [some|about] <number> [lichens|mosses|sedges|seaweeds|ferns] of the [coast|high moors|salt marshes|outer skerries].
# Research|Field work|Science
{She} [collected|dried|mapped] [lichens|sedges|seaweeds|orchids|mosses] [around|near|in the hills above] {further} for <span>, [often|usually] in <weather>.
{Her} herbarium, [kept|pressed|labelled] <manner>, [fills|once filled] <number> [cabinets|trunks|shelves] [and|which] [smells|smelled] of <goods>.
{doctoral_advisor} [supervised|directed|guided] {her} doctoral work and [shared|disputed|borrowed] [{her} findings|the microscopes|the grant].
{She} [supervised|taught] {doctoral_advisor_of}, [with whom|of whom] {she} [quarrelled about|shared a liking for|wrote on] [mosses|priority|names|hybrid willows].
[The gardens|A greenhouse|A bed of <tree>] [near|in] {elsewhere} [was|were] laid out [to {her} plan|under {her} eye|after {her} notes].
{She} [argued|showed|doubted] that [<tree> had come|the marsh orchid had come|most ferns came] with [the ballast of ships|migrating <bird>|traders in <goods>].
""",
    "explorer": """
= after
{She} led the {led_by_of}[.|, {her} best-known journey.|, of which several accounts exist.]
# Journeys|Expeditions|Travels
[Preparing for|Before] the {led_by_of}, {she} [stored|packed|bought] [a winter's|half a year's] supply of <goods> in <room>.
On the {led_by_of} {she} [steered|navigated|found the way] [by|with the help of] <object> [through|in spite of] <weather>.
[Companions|Sailors|Cooks] [swore|complained|agreed] that {she} [slept in {her} boots|never got lost|sang hymns|counted the <bird>|rationed even the <goods>].
{Her} [charts|soundings|journals] [of|around] the outer skerries [were used|stayed in use|were reprinted] for [decades|<span>], and <judge> [praised|valued] them for their <praise>.
{She} [lectured|spoke|gave slide shows] in {further} [and|where] [drew|disappointed|delighted] [large crowds|the <makers>|schoolchildren].
{She} [suffered from|hid] <ailment> [all {her} life|on every voyage|for <span>], [which|a fact that] [few|nobody on board] [noticed|believed].
""",
}
