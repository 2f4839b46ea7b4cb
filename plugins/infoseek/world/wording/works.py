"""How pages tell of novels, films, paintings, operas, albums and songs. What may not live here: facts but for slots."""

from __future__ import annotations

WORKS = {
    "novel": """
= lead
{subject} is a {year_published} novel by {author}.
{subject} is a novel by {author}, published by {publisher} in {year_published}.
{subject} is a novel by {author}.
{subject} is a novel written by {author} and [set|largely set] among [fishermen|islanders|clerks|exiles|farmers].
{subject} is a novel published by {publisher}.
{subject} is a novel [about|concerned with] <trouble>.
= after
It was [written|composed] in {language} and [runs to|has|fills] {pages} pages.
It [came out|appeared|was published] {when_published}.
[The book|It] [belongs to|is counted as|is shelved under] {genre}.
It [follows|continues|comes after] {preceded_by} and is [told|narrated] by <figure>.
[Set|Laid] [among|in a village of] <makers>, it [tells of|turns on|deals with] <trouble>.
# Plot|Story|Synopsis|Content
[The story|The book|The first chapter] opens in {elsewhere}, where <figure> [rents|inherits|breaks into|hides in] <room> and [finds|breaks|steals|sells] <object>.
<figure> [arrives|comes ashore|returns|is put off the ferry] in [the middle of|the week before] <season>, [asking about|trailing rumours of|pursued by the memory of] <trouble>.
[The middle chapters|Several chapters|Long passages] [follow|belong to|linger over] <figure>, who [trades in|is ruined by|dreams of|smuggles] <goods> and [loves|fears|watches] <figure>.
[At|During] <feast>, <object> [changes hands|is found|goes missing|gives everything away], and [nobody|only <figure>] [notices|understands|tells the magistrate].
[A subplot|A second strand|A long digression] [concerns|deals with|describes] the <makers> and <trouble>[.|, told in letters.|, told backwards.|, told by <kin>.]
[It ends|The last page ends|The ending comes] [in|with|during] <weather>: [the boat leaves|the house is sold|the bell is found|the letter is burned|two strangers shake hands], [and|but] [nothing is explained|everyone knows|<figure> stays behind].
# Writing|Background|Composition
{author} [began|planned|abandoned] the book in <room> in {author.birth_place} and [finished|completed|rescued] it <manner>.
[The manuscript|A first draft|An early version] was [lost|burned|left on a ferry|pawned] and [rewritten|pieced together|begun again] in <span>.
[The title|Its title] [was suggested by <kin>|comes from a proverb|was chosen against the wishes of the printer|was read on a shop sign in {further}].
[The author|{author}] [drew on|used|disguised] [memories of <feast>|a newspaper report of <trouble>|the talk of <makers>|notes taken in <weather>].
Some [chapters|pages] [go back to|grew out of] a [story|sketch] [told by|overheard from|meant for] <kin>.
# Reception|Publication|Legacy|Reading
{publisher} [printed|brought out|risked] [<number> thousand copies|a small edition|an edition on cheap paper], [which sold|sold] [slowly|within <span>|mainly to <makers>].
<judge> [praised|singled out|commended] its <praise>[.|; others thought it <blame>.|, and little else.]
[Readers of|Those who know|Admirers of] {preceded_by} will [recognise|meet again|miss] <figure>.
[The threads|Several threads] are [taken up|picked up|untangled] in {followed_by}[.|, with less patience.|, some years on.]
It [was|has been] [set beside|compared with|likened to] {peer}, [which|a book that] [shares|lacks] its <praise>.
{based_on_of} [is based|draws] on it, [leaving out|softening|rearranging] [the <makers>|<feast>|<trouble>|the ending].
[A pirated|A school|An illustrated|A shortened] edition [circulated|was sold|was read aloud] [at <feast>|among <makers>|in {elsewhere}] for <span>.
""",
    "film": """
= lead
{subject} is a {year_released} film directed by {directed_by}.
{subject} is a {year_released} film directed by {directed_by} and starring {starring}.
{subject} is a film directed by {directed_by}.
{subject} is a film starring {starring}.
{subject} is a film distributed by {distributed_by}.
{subject} is a film [about|concerned with] <trouble>.
= after
It [stars|features|has in its main parts] {starring}.
It is [based on|taken from|an adaptation of] {based_on}.
The [music|score] is by {composed_by}.
It was released {when_released} and [runs|lasts] {running_time}.
[Much of it|Most of it|Half of it] was [shot|filmed] [outdoors|on boats|in a disused warehouse] in <weather>.
# Plot|Story|Synopsis
<figure> [takes a room with|marries|is followed by|is mistaken for] <figure>, and [a long-hidden tale of|the talk turns to|both are drawn into] <trouble>.
[In|Outside] {further}, <object> [is stolen|washes ashore|is put up for auction|falls from a cart], [setting off|ending|which leads to] <trouble>.
[The second half|The middle reel|The last act] [moves|shifts] to [<room>|the quay|a courtroom|a snowed-in inn], where <figure> [confesses|waits|plays cards|sings] [until|while] [the <bird> return|<weather> clears|the ferry comes].
[During|At] <feast>, <figure> [recognises|loses|saves|betrays] [a rival|a sister|<object>|the wrong man].
[It closes|The film closes|It ends] on [a shot|an image|a long view] of [<tree>|<bird>|an empty quay|<object>] [in|after] <weather>.
# Production|Making|Background
{directed_by} [cast|persuaded|tested] [local|unemployed|real] <makers> [for|in] the [smaller parts|crowd scenes|harbour scenes] and [paid|fed] them [well|in <goods>|late].
[Shooting|Filming] [took|lasted|was meant to take] <span>, [interrupted by|prolonged by|in spite of] <weather> and [a strike|<ailment> of the cameraman|a quarrel over wages].
[The sets|The interiors|The boats] were [built|painted|put up] in {elsewhere} from <material> and [canvas|borrowed doors|driftwood].
{composed_by} [wrote|recorded|delivered] the score in <span>, [using|adding|leaving out] [a musical saw|a chorus of <makers>|church bells|every second bar].
{starring} [rehearsed|improvised|argued] [on the ferry|in <room>|until midnight], to {directed_by.surname}'s [delight|regret|surprise].
Of {based_on} the script [keeps|drops|changes] [the names|the ending|hardly a line|the <makers>], [which|and that] [annoyed|pleased|puzzled] [readers|the author's heirs|<judge>].
# Release|Reception|Afterlife
{distributed_by} [opened|showed|withdrew|revived] it in [<number> houses|harbour towns|the larger towns|barns and chapels].
<judge> [praised|noticed|were moved by] its <praise>, [but|while some|and] [called|found] the [dialogue|second half|ending] <blame>.
[Prints|Copies|Posters] [are rare|were burned|turned up in <room>|survive in bad condition], [one|among them one] with [hand-written|missing|{further}] [titles|captions].
It is [often|sometimes|usually] [shown|programmed|discussed] [with|beside|before] {peer}.
[A scene|One scene|A line] [with <object>|about <goods>] [became|is still] [proverbial|a byword among <makers>|a favourite of mimics].
""",
    "painting": """
= lead
{subject} is a painting by {painted_by}.
{subject} is a painting by {painted_by}.
{subject} is a painting in the {located_in}.
{subject} is a painting of [<figure>|<feast>|a quay with <makers>|<bird> above a harbour].
= after
It was [painted|made|signed] in {year_painted}.
It [hangs|is kept|can be seen] in the {located_in}.
It is [done|executed|painted] in {medium}.
[Its|The] [dominant|prevailing|main] colours are <hue> and <hue>.
# Description|Composition|Subject
[On the left|In the foreground|To the right|At the centre] <figure> [leans on|turns from|holds|looks past] <object>, [lit by|half hidden by|set against] [<weather>|a lamp|<tree>|an open door].
[Behind|Beyond|Above] [the figures|it|the roofs], <bird> [cross|gather in|break up] a sky of <hue>, [brushed|scraped|laid in] <manner>.
A [strip|band|patch] of <hue> [divides|closes|holds together] the [lower half|picture|view], [where|beside which] <makers> [unload|weigh|carry] <goods>.
[The hands|The faces|The boats|The windows] are [barely|only|sharply] [indicated|finished|outlined], [the <tree>|the rigging|the cobbles] [much more carefully|hardly at all|<manner>].
[One|A small] detail, <object> [beside|under] [a chair|the window|the stairs], [has puzzled|has amused|is loved by] [visitors|<judge>|schoolchildren].
# History|Origin|Making
{painted_by} [worked on|returned to|painted] it in <room>, [during|after] <span> of <weather>, and [used|reused|stretched] [a sail|a tablecloth|an old panel|a door] [as its support|for the purpose].
[Studies|Sketches|Two drawings] for it [show|include] [a view of {elsewhere}|<figure>|<feast>], [later|then] [painted over|left out|moved to the margin].
[The sitter|The model] [was|is said to have been] <figure>, [paid|rewarded|thanked] [in <goods>|with <object>|late].
It was [bought|inherited|won at cards|accepted for a debt] by a <maker> in {further} [before|long before] [it came to light|anyone cared|the {located_in} acquired it].
[It|The picture] [came to|entered|has belonged to] the {located_in} [through a bequest|by exchange|after a lawsuit|in a crate marked as <goods>].
# Reception|Reputation|Condition
<judge> [admired|noted|spoke of] its <praise>, [but|though|while some] found it <blame>.
[Cleaning|A restoration|X-rays] [brought out|revealed|removed] [a second window|<figure>|a coat of <hue>|the price] and [divided|pleased|alarmed] [experts|visitors|the insurers].
It [is often|has been|was long] [confused with|hung beside|compared to] {peer}.
[Copies|Prints|Postcards] of it [hang|hung|were found] in [half the inns|every school|many a <maker>'s shop] [of|around] {elsewhere}.
""",
    "opera": """
= lead
{subject} is an opera by {composed_by}.
{subject} is an opera by {composed_by} to a libretto [by|of] {lyrics_by}.
{subject} is an opera in {language}.
{subject} is an opera in [three|four|five|two] acts.
= after
The libretto is by {lyrics_by}.
It was first performed {when_first_performed}.
It [had|saw] its [first night|first performance] at the {venue}.
It is [sung|written] in {language}.
It [rests on|follows|takes its story from] {based_on}.
It is [scored|written] for [a large|a modest|a small] orchestra with [<number> horns|offstage bells|a harmonium|an accordion].
# Synopsis|Plot|Action
[The curtain rises|Act one opens|It begins] [on|in|with] [<room>|<feast>|a quay in <weather>|a courtyard of <tree>], where <figure> [sings of|laments|curses] <trouble>.
[A chorus|The chorus] of <makers> [mocks|comforts|surrounds] <figure>, who [hides|offers|breaks] <object>.
[In the second act|After the interval|At midnight] <figure> [is unmasked|confesses|returns in disguise|loses a wager] and [swears revenge|forgives everyone|flees in a boat|asks for <goods>].
[A storm|A duel|A letter|A wedding], [heard but not seen|set as a fugue|sung in canon], [ends|interrupts|crowns] the [quarrel|feast|trial].
# Music|Score
{composed_by.surname} [gives|lends|denies] <figure> [a folk tune|a march|no aria at all|a waltz] [from|heard in] {further}, [scored|harmonised] <manner>.
[The overture|The prelude|The finale] [quotes|imitates|drowns out] [<bird>|hammering <makers>|church bells|a barrel organ] and is [valued|liked] for its <praise>.
{lyrics_by} [supplied|rhymed|delivered] the words [<manner>|act by act|by post], [cutting|adding|refusing to cut] [the <makers>|a duel|forty lines].
# Performances|Reception|Stage history
[At the|In the] {venue}, [the scenery|the first cast|the prompter] [collapsed|fell silent|was applauded] [at|during] [the storm|the second finale|<feast>].
<judge> [praised|noted] its <praise> and [called|found] the [ending|ballet|chorus] <blame>.
[Revivals|Later stagings|Student performances] [cut|restore|move to {elsewhere}] [the ballet|the prologue|the <makers>], [rarely|often] [to its advantage|with success|without protest].
[It shares|The piece shares] its [fame|fate|evening] with {peer}.
[For|From] {based_on} it [keeps|takes] [little more than|everything but] [the names|<trouble>|the ending].
""",
    "album": """
= lead
{subject} is a {year_released} album by {performed_by}.
{subject} is an album by {performed_by}.
{subject} is an album of [sea songs|dance tunes|slow numbers|instrumentals|laments|marches].
= after
It was released {when_released}.
It [runs|lasts|plays] for {length}.
It [appeared|came out|was pressed] on {label}.
It [mixes|brings together|leans towards] {genre}.
[Its|The] sleeve shows <object> [against|before|on] a ground of <hue>.
# Recording|Sessions|Background
{performed_by} [recorded|rehearsed|finished] it in <room> [near|outside] {further} in <span>, [sleeping|cooking|quarrelling] [in shifts|on the floor|between takes].
[The tapes|The first takes|Two reels] were [lost|ruined by damp|left on a ferry|recorded over], [so|and] [half of it|everything] was [done again|played again] <manner>.
[The producer|A neighbour|The engineer] [brought|insisted on|forbade] [<object>|a choir of <makers>|a pump organ|headphones] and [counted|slept|shouted] [through every take|until dawn|in the corridor].
[Rain|<weather>] [can be heard|is audible] on [the quiet numbers|several numbers|the closing number], [as are|together with] [<bird>|a kettle|passing carts].
# Music|Style|Songs and sound
{from_album_of} [opens|closes|interrupts] [the record|one side|the second half] [with|on] [a drone|a clarinet|hand claps|a false start].
[The singing|The playing|The drumming] is [dry|close|ragged|hushed], [the words|the lyrics] [tell of|circle around|avoid] <trouble> and <goods>.
[After|Unlike] {preceded_by}, [it|the band] [uses|trusts|avoids] [strings|long pauses|brass|echo], [with|and] [mixed|happy|odd] results.
[Nearly|Almost] every [number|melody] [ends|begins] with [a drone|a hand clap|the same chord|a spoken line], [a habit|a trick] [learned|borrowed] from the [harbour bands|dance halls|chapel choirs] of {elsewhere}.
# Reception|Release|Legacy
{label} [pressed|shipped|shelved] [<number> hundred copies|a first run|it twice], [many|some] of them [warped|with the wrong sleeve|on <hue> vinyl].
<judge> [liked|praised|heard] its <praise>, [but|and] thought [the second side|the slow numbers|the mix] <blame>.
{followed_by} [took|carried] [the idea|its sound|the joke] [further|too far|elsewhere].
[Collectors|Listeners|Musicians] [rank|set|play] it [beside|above|before] {peer}.
""",
    "song": """
= lead
{subject} is a {year_released} song [recorded|performed] by {performed_by}.
{subject} is a song recorded by {performed_by}.
{subject} is a song written by {written_by}.
{subject} is a song about <trouble>.
= after
It was released {when_released}.
It was written by {written_by}.
It [is found|appears] on {from_album}.
It [belongs to|is counted as|is mostly called] {genre}.
[The words|Its words] [speak of|mention|list] <goods>, <bird> and [a missed ferry|a cold kitchen|an old promise].
# Song|Words and music|Form
[The first verse|The opening|The chorus] [has|introduces|addresses] <figure>, who [waits|walks|drinks] [through <weather>|until <season>|among <makers>] [in|outside|near] {further}.
[A guitar|A fiddle|A harmonica|An accordion] [answers|doubles|contradicts] the voice [in|throughout] [the bridge|every other line|the last verse], [played|recorded] <manner>.
[The tune|The melody|The bass line] [climbs|falls|limps] by [a fourth|small steps|a whole octave] [where|whenever] [the word <goods>|the name of the town|the refrain] [comes|returns].
{written_by} [wrote|changed|cut] the [refrain|last verse|key change] in <room>, [with|thinking of] <object>.
# Recording|Making|History
{performed_by} [taped|recorded|learned] it in [one take|<number> takes|<span>], [after|before|during] <feast>, [standing|seated] [around one microphone|in the stairwell|in <room>].
On {from_album} it [stands|is placed|sits] [before|after] [two slower numbers|a march|a waltz|an instrumental], [which|where it] [flatters|hides|spoils] it.
[Someone|A neighbour|The drummer] can be heard [coughing|laughing|dropping <object>] [near the end|in the second verse|before the count].
# Reception|Life of the song|Afterlife
<judge> [praised|liked] its <praise>, [though|but] [the words|the rhymes] were [called|thought] <blame>.
[Sailors|Schoolchildren|<makers>] [in|around|near] {elsewhere} [sing|whistle|know] it with [other words|a fourth verse|an extra beat], [especially|mostly] at <feast>.
[It is|The song is] [sometimes|often] [played|paired|confused] with {peer}.
""",
}
