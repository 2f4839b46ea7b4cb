"""How pages tell of organisations and events. What may not live here: facts but for slots."""

from __future__ import annotations

BODY = """
= lead
{subject} is {a_kind} based in {headquarters}.
{subject} is {a_kind} founded by {founder}.
{subject} is {a_kind} in {located_in}.
{subject} is {a_kind} of the Orrowen Isles.
{subject} is {a_kind} with [a seal|a badge|a device] showing <object>.
= after
It was [founded|established|set up] {when_founded}.
[Its|The] founder was {founder}.
It [was dissolved|closed|ceased] in {dissolved}.
[Its|The] [offices|rooms|archives] [smell of|are heated with|stand beside a store of] <goods>.
# History|Origins|Beginnings
{founder} [started|founded|dreamed up] it in <room>, [with|having] [borrowed money|<object>|the help of <kin>|two clerks] and [no|little|boundless] [plan|patience|credit].
[The first|Its first|The early] [years|seasons|winters] were [lean|chaotic|spent in <room>|paid for in <goods>], and [<kin> of the founder|a <maker>|a retired pilot] [kept the books|swept the floors|lent a boat].
[A fire|A lawsuit|A burst pipe|A strike] [nearly ended|delayed|improved] [everything|matters], [but|and] the [papers|instruments|stock] were [saved|moved|dried] <manner>.
[It|The house] [moved|spread|withdrew] to [a former customs house|a granary|two floors above the <makers>|a building of <material>] after <span>.
In {dissolved} came the end, and [the furniture was|the name was|the debts were] [sold|shared out|buried] [among|by] <makers>.
# Life of the house|Organisation|People and habits
[Staff|Members|Employees] [still tell|like to tell|deny] the [story|rumour] of <object>, [lost|found|eaten by mice] [during <feast>|in <weather>|under the stairs].
[Meetings|Board meetings|Committees] [begin|open|end] with [a toast|silence|barley soup|a reading of the tides], and [nobody|only the treasurer] may [smoke|whistle|sit].
[Each|Every] <season> [a dinner|an outing to {elsewhere}|a boat race|an auction of <goods>] [is held|takes place], [usually|always] in <weather>.
[The hall|The courtyard|The porch] [is|was] [hung|lined|crowded] with [portraits|<tree> in tubs|packing cases|stuffed <bird>], [painted|dusted|counted] <manner>.
[A branch|An office|A depot] in {further} [lasted|survived] <span>.
"""

BODIES = {
    "publishing company": """
# Books|List|Publications
[Its|The] list [includes|began with|is known for] {publisher_of}[, bound in <hue>.|, printed <manner>.|, a steady seller.]
{publisher_of_other} [was|had been] [refused|overlooked|misplaced] [by <number> other houses|at first|for <span>] before it [came out|was printed] here.
[Editors|Printers|Readers] were [paid|known to be paid] [by the comma|late|in <goods>] and [worked|slept] in <room>.
[Its|The] [atlases|almanacs|hymn books|cookery books] [found|had] [buyers|readers] [among <makers>|in every parish|as far as {elsewhere}].
""",
    "film company": """
# Films|Studio|Productions
{distributed_by_of} was [handled|shown|brought to the islands] by the company, [with|under] [a poster of <object>|<hue> posters|a false title].
[Success with|The money from|A loss on] {distributed_by_of_other} [paid for|put an end to|delayed] [a new roof|the sound stage|summer wages].
[The studio|Its main stage|The backlot] [stood|lay] [among <tree>|beside a tannery|in a former dry dock], [a nuisance to|popular with] <bird>.
[Projectionists|Carpenters|Pianists] were [hired|recruited] from the <makers> of {further}.
""",
    "university": """
# Students and teachers|Academic life|Studies
{alma_mater_of} [studied|was a student|took courses] here, as did {alma_mater_of_other}.
[Lectures|Examinations|Disputations] [are|were long] held [in <room>|at dawn|under the <tree>|in <weather>], [standing|by candlelight|behind closed doors].
[The library|Its library] [owns|lost|hides] [a chart on sealskin|<object>|a catalogue of <bird>|<number> chained volumes], [kept|bound] in <material> and <hue> [cloth|leather].
It [paid for|sponsored|equipped] the {sponsored_by_of}, [down to|including] the [last barrel of <goods>|socks|sledges].
[Students|First-year students|Porters] [wear|burn|trade] [<hue> scarves|paper caps|wooden spoons] at <feast>.
""",
    "record label": """
# Records|Catalogue|Artists
Its [steadiest|oddest|best|latest] [act|signing|name] [was|is] {label_of@band}.
[The pressing plant|Its pressing plant|The studio] [shared|took up] [a yard with <makers>|a former tannery|<room>], and [the hum|dust|<bird>] [spoiled|got into] [many a|more than one] [master|take].
[Sleeves|Labels|Inner sleeves] [were|used to be] [<hue>|hand-stamped|cut from old maps] and [smelled|tasted] of <goods>.
{label_of_other@band} [left|joined|sued] it [over|after] [a handshake|unpaid <goods>|a spelling mistake].
""",
    "orchestra": """
# Concerts|Players|Season
[Concerts|Rehearsals] [take place|are held] in <room>, [heated|lit] by [stoves|the audience|oil lamps], [and|where] [coats|gloves|hats] stay on [in <season>|until the interval].
[The strings|The horns|Its woodwinds] are [praised|known|teased] for their <praise>, [the brass|the percussion] [is|was] <blame>.
[Many|Some|Half] of the players [are|were] [also|by day] <makers>, [and|who] [tune|arrive|leave] <manner>.
It [tours|visits] {elsewhere} every <season>, [by barge|on hay carts|in <weather>], [with|losing] <object> [each time|once].
""",
    "band": """
= lead
{subject} is a band from {origin}.
{subject} is a band from {origin} on {label}.
{subject} is a band known for [its harmonies|long evenings|loud drums|its <praise>].
= after
They [formed|came together|started] in {year_founded}.
They [play|are known for|mix] {genre}.
Their [best-known|first|last] album is {performed_by_of@album}.
They [record|recorded] for {label}.
[Dancers|Neighbours|Promoters] [remember|fear|praise] [the long evenings|the loud drums|their <praise>] [most|above all|to this day].
# History|Beginnings|Years together
They [met|rehearsed|first played] in <room> in {origin}, [drawn together by|bored with|as an escape from] [<goods>|<weather>|school|<pastime>].
[The name|Their name] was [taken from|found on|suggested by] [a shop sign|a jar of <goods>|<kin>|a tombstone], or so [the drummer|<kin>|the singer] [claims|says].
[Early|Their first] [dances|concerts|evenings] [at <feast>|for <makers>|in {further}] [ended|were stopped] [in a brawl|by <weather>|with <goods> thrown].
[Every {member} had|Each {member} kept|Every {member} has kept] [a trade|a day's work|a boat] to go back to.
[The van|A boat|The bass drum] was [lost|sold|stolen] near {elsewhere} and [replaced|mourned|found] [within|after] <span>.
# Music|Sound|Style
{performed_by_of} [shows|sums up|hides] their [liking|gift|weakness] for [drones|close harmony|brass|silence|odd metres].
[Critics|Dancers|<judge>] [spoke of|praised] their <praise>, [some|others] [called|found] them <blame>.
[The singer|The fiddler|The drummer] [uses|strikes|carries] <object>, [audible|clearly heard] on {performed_by_of_other}.
[Words|Lyrics] [come|came] from [<kin>|newspaper cuttings|the talk of <makers>|old almanacs] and [turn|return] to <trouble>.
""",
}

EVENTS = {
    "expedition": """
= lead
{subject} was an expedition led by {led_by}.
{subject} was an expedition to the [outer skerries|northern ice|uncharted sounds|far lagoons].
= after
It [set out|took place|sailed] {when_took_place}.
It was [paid for|sponsored|equipped] by {sponsored_by}.
[A crew|A party] of <number> [took part|went], among them [a cook with <ailment>|<figure>|two <makers>].
# Preparations|Aims|Setting out
{led_by} [chose|tested|bribed] the crew [in <room>|at <feast>|<manner>] and [loaded|weighed] [<number> barrels of <goods>|a piano|<object>].
{sponsored_by} [gave|promised|withheld] [the money|a ship|the boots], [hoping for|in return for] [new <bird>|a chart|the rights to <goods>].
[The aim|Its purpose|The declared aim] was to [map|find|measure] [a strait|the tides|a colony of <bird>|a lost beacon] [before|beyond] [the ice|<season>|a rival].
# Course|Journey|Voyage
After <span> of <weather> they [reached|sighted|gave up] [a skerry|an ice edge|a bay of <material>], [named after <kin>|claimed for the <makers>|mapped <manner>].
[The sledges|The boats|The instruments] [froze|sank|were burned for warmth|were traded for <goods>], and [the cook|<figure>] [went missing|mutinied|kept a diary].
They [wintered|sheltered] in [a hut of <material>|an upturned boat|a cave], [living on|sick of] <goods> and <pastime>.
# Results|Return|Aftermath
[Back in|On landing at] {further} they were [met|received|ignored] by [<makers>|a brass band|creditors|two reporters].
<number> [crates|trunks|jars] of [mosses|soundings|<bird>' eggs|stones] [came back|survived], [sorted|published] <manner>.
<judge> [doubted|hailed|debated] the [soundings|claims|bills]; the [printed account|journal|chart] was <blame>.
""",
    "festival": """
= lead
{subject} is a festival in {located_in}.
{subject} is a festival held every <season>.
{subject} is a festival that [opens|ends] with <feast>.
= after
It was [founded|first held] in {year_founded}.
[Its|The] programme [favours|is given to] {genre}.
[It lasts|The festival lasts] <span>, [rain or shine|by tradition|whatever the debts].
# History|Beginnings|Past festivals
It [grew out of|replaced|began as] [<feast>|a wager among <makers>|a sale of <goods>|a quarrel with {elsewhere}].
[In lean years|Once|Twice] it was [cancelled|held indoors|moved to {further}] [because of|for fear of] <weather>, [to|and] [general relief|the loss of <goods>|songs of mourning].
[Founders|Organisers|Treasurers] [have|are known to have] [vanished|wept|danced] [with <object>|on the last night|<manner>].
# Programme|Customs|Stages
[Stages|Tents|Benches] are [put up|built] [under <tree>|on barges|in <room>], [painted|draped] in <hue> and <hue>.
[Visitors|Children|Performers] [receive|pay with|carry] [a sprig of <tree>|<goods>|paper <bird>|a cup of cider] and [must|may] not [clap|sleep|leave] before [dawn|the bell].
[The last evening|The opening|Noon] belongs to the <makers>, who [parade|auction|sing to] <object>.
[Players|Guests|Choirs] from {elsewhere} [open|close|spoil] the [second|third] day [with drums|<manner>|in <weather>].
""",
    "competition": """
= lead
{subject} was a competition won by {won_by}.
{subject} was a competition for [young|unknown|self-taught|living] artists.
= after
It was held {when_took_place}.
It took place at the {venue}.
{won_by} [won|took the first prize].
[The prize|First prize] [was|consisted of] <object> and [a year's supply of <goods>|a purse|free ferry rides].
# Jury and rules|Rules|Entries
[The jury|Seven judges|A jury] [sat|deliberated|quarrelled] in <room> for <span>, [living on|surrounded by] <goods>.
[Entrants|Candidates|The <number> finalists] [drew lots|waited|performed] [behind a curtain|in <weather>|without names], [a rule|a habit] [taken from|copied from] <feast>.
[Entries|Works] [longer than|smaller than|about] <object> were [refused|fined|returned] <manner>.
[Spectators|Relatives|Creditors] of the entrants [crowded|climbed] [the gallery|the <tree> outside|a roof of <material>] [with|selling] <goods>.
# Outcome|Result|Final
[Reporters|Letters|Caricatures] from {elsewhere} [called|found] the [evening|verdict|speeches] <blame>, [the supper|the music|the lamps] [a success|worth the ferry|a disgrace].
{won_by} [convinced|moved|startled] [the judges|<judge>] by [sheer|unexpected|hard-won] <praise>, [although|though] [one|the chairman] called the entry <blame>.
At the {venue} [the lamps failed|the audience stamped|a <maker> fainted|two prizes were dropped], [yet|and] [nobody left|the vote stood].
[The losers|Two losers|Friends of the losers] [founded a society|left for {further}|demanded a recount], [sending|burning] [letters|<object>|the rules].
""",
    "battle": """
= lead
{subject} was a battle at {located_in}.
{subject} was a battle near {located_in}.
{subject} was a battle between [two counties|rival guilds|the outer and the inner islands|smugglers and militia].
= after
It was fought {when_took_place}.
[The sides met|The fighting began] in <weather>, over [a tax on <goods>|fishing rights|a toll|<trouble>].
# Background|Causes|Dispute
[A dispute|Anger|A quarrel] about <goods> had [simmered|grown] for <span>, [fed|stirred] by [<makers>|pamphlets|a bad harvest|<kin> of the sheriff].
[Envoys|Messengers|A bishop] from {elsewhere} [offered|refused|mislaid] [terms|a truce|hostages], [delivered|sung] <manner>.
# Course|Fighting|Battle
[At dawn|Before noon|Towards evening] <number> [boats|companies|cannon] [crossed|blocked|held] [the ford|a causeway|the walls of <material>], [hidden by|slowed by] <weather> and <tree>.
[The <makers>|A reserve of <makers>|The left wing] [broke|stood|arrived late], [armed with|carrying] [boat hooks|pikes|borrowed muskets|<object>].
[A drummer|<figure>|A dog] [turned|betrayed|is said to have turned] the [flank|retreat|day], [shouting|waving <object>|<manner>].
# Aftermath|Outcome|Memory
[The dead|The wounded|Prisoners] [numbered|were] [few|fewer than feared|<number> hundred], [buried|nursed|exchanged] [under <tree>|in {further}|for <goods>].
[A peace|A toll|A truce] [followed|was signed] in <room>, and historians [still dispute|dispute] who [won|fled first|paid].
[Each|Every] <season> [children|veterans' families|<makers>] [re-enact|mourn|toast] it with <feast>.
""",
}
