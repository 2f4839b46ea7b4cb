"""The data contract: every table's columns, types and meaning (DESIGN §5).

What lives here: schemas only. The data dictionary is generated from them; readers and writers enforce them.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa


@dataclass(frozen=True)
class Column:
    """One column: name, Arrow type, meaning."""

    name: str
    type: pa.DataType
    doc: str


@dataclass(frozen=True)
class Table:
    """One table of a zone; `full_name` is `{zone}__{name}`."""

    zone: str
    name: str
    doc: str
    columns: tuple[Column, ...]

    @property
    def full_name(self) -> str:
        return f"{self.zone}__{self.name}"

    @property
    def schema(self) -> pa.Schema:
        return pa.schema([pa.field(column.name, column.type) for column in self.columns])


_S, _I, _F, _B = pa.string(), pa.int64(), pa.float64(), pa.bool_()

_SENTENCE = pa.struct([("start", _I), ("end", _I), ("kind", _S), ("section", _S)])
_LINK = pa.struct([("start", _I), ("end", _I), ("anchor", _S), ("target_url", _S), ("kind", _S)])
_SECTION = pa.struct([("title", _S), ("level", _I), ("start", _I), ("end", _I)])
_ROW = pa.struct(
    [
        ("label", _S),
        ("start", _I),
        ("end", _I),
        ("value_start", _I),
        ("value_end", _I),
        ("box", _I),
        ("group", _S),
    ]
)

PAGES = Table(
    "crawl",
    "pages",
    "One version of one page: its text with exact offsets, and where its bytes lie.",
    (
        Column("page_id", _S, "Hash of the canonical URL: 20 hex digits."),
        Column("url", _S, "Canonical URL, after redirects."),
        Column(
            "aliases_urls",
            pa.list_(_S),
            "Canonical URLs that lead here, sorted: redirects, and copies that were folded into this page.",
        ),
        Column("seed_set", _S, "Seed set that found it."),
        Column("title", _S, "The page's own heading, else its <title>."),
        Column("text", _S, "Row lines, then prose, joined by newlines. Every offset counts its characters."),
        Column(
            "sentences",
            pa.list_(_SENTENCE),
            "Spans of `text`; kind is lead, prose or list; section is the heading above.",
        ),
        Column(
            "links",
            pa.list_(_LINK),
            "Links inside `text`: anchor is text[start:end]; kind is row, lead, prose or list.",
        ),
        Column(
            "sections",
            pa.list_(_SECTION),
            "Headings and the span of the prose and list items below each, down to the next heading of its level; level is 1 to 6.",
        ),
        Column(
            "rows",
            pa.list_(_ROW),
            "Infobox and label/value rows: spans of the line 'Label: value' and of its value (cells joined by ' | '); box counts the page's boxes from 0; label is empty for a box's heading lines; group is the label of the row or heading that the row is a part of ('Area' of 'land: 180 sq km'), else empty.",
        ),
        Column(
            "bold_names",
            pa.list_(_S),
            "Names set in bold in the lead sentence: what the page declares its subject is called.",
        ),
        Column(
            "declared_names",
            pa.list_(_S),
            "Other names that the page declares for its subject in its metadata (og:title, JSON-LD name and alternateName).",
        ),
        Column("categories", pa.list_(_S), "Categories and tags that the page declares, in its order."),
        Column(
            "nav_urls",
            pa.list_(_S),
            "Canonical targets of links in navigation boxes and page furniture: frontier only, never evidence.",
        ),
        Column(
            "nofollow_urls",
            pa.list_(_S),
            "Canonical targets that the page asks not to follow (rel or robots nofollow), sorted.",
        ),
        Column("language", _S, "Declared language, else the one detected; two or three letters, or empty."),
        Column("published", _S, "Date of publication that the page declares, ISO, or empty."),
        Column("modified", _S, "Date of the last change that page or server declares, ISO, or empty."),
        Column("etag", _S, "ETag of the response, or empty."),
        Column("last_modified", _S, "Last-Modified of the response as sent, or empty."),
        Column("fetched_at", _S, "When the response came: UTC, ISO, in seconds."),
        Column("content_sha256", _S, "SHA-256 of the response body."),
        Column("text_sha256", _S, "SHA-256 of `text` in UTF-8."),
        Column(
            "text_print",
            pa.binary(),
            "Print of the main text by which near copies are found (web/crawl/copies.py).",
        ),
        Column("size_bytes", _I, "Length of the response body."),
        Column("warc_path", _S, "Object key of the WARC file."),
        Column("warc_offset", _I, "Offset of the gzip member of the response record."),
        Column("warc_length", _I, "Length of that member."),
        Column("batch_id", _S, "Batch that stored this version."),
    ),
)
CRAWL_FAILURES = Table(
    "crawl",
    "failures",
    "Every URL that was asked for and gave no page; dead ones are carried on until they are asked for again.",
    (
        Column("url", _S, "The URL asked for."),
        Column("seed_set", _S, "Seed set that asked."),
        Column("reason", _S, "Reason code: http_404, robots, too_large, not_html, timeout, out_of_scope, …"),
        Column("detail", _S, "One sentence."),
        Column("batch_id", _S, "Batch of the attempt."),
    ),
)
CRAWL_REPORT = Table(
    "crawl",
    "report",
    "What the crawl of a batch came to, as counts by seed set and host.",
    (
        Column("batch_id", _S, "Batch."),
        Column("seed_set", _S, "Seed set."),
        Column("host", _S, "Host, with its port where it is not the default."),
        Column(
            "measure",
            _S,
            "requests, status, bytes, pages, refused, queue_left, first_s or last_s.",
        ),
        Column(
            "key",
            _S,
            "status: the HTTP status or the failure's reason code; pages: new, changed, unchanged, not_modified, not_due, copy, gone, missing or kept_missing; refused: reason code of links and answers not taken; else empty.",
        ),
        Column(
            "value",
            _F,
            "A count; bytes for bytes; for first_s and last_s when the host was first and last heard of, in seconds since 1970.",
        ),
    ),
)
ENTITIES = Table(
    "linked",
    "entities",
    "One per live page after redirects are folded.",
    (
        Column("entity_id", _S, "Equal to the page_id of its page."),
        Column("page_id", _S, "Its page."),
        Column("url", _S, "Its page's canonical URL."),
        Column("name", _S, "Title without a disambiguating bracket."),
        Column("title", _S, "Title as the page has it."),
        Column(
            "type_noun",
            _S,
            "Head noun of the lead sentence's predicate: 'album', 'song', 'singer'; empty if none was found.",
        ),
        Column(
            "kind",
            _S,
            "person, work, place, organisation, event, thing, unknown, or list: a list, an index or a disambiguation page.",
        ),
        Column(
            "is_answerable",
            _B,
            "False for lists, disambiguation pages, discographies and pages without a type.",
        ),
        Column(
            "type_source", _S, "What stated the type: lead, box, category or title; empty where nothing did."
        ),
        Column("is_disambiguation", _B, "True for a page that only tells things of one name apart."),
        Column("language", _S, "Language of its page, as in crawl__pages."),
        Column("in_links", _I, "Pages that link here from their text."),
        Column(
            "page_rank",
            _F,
            "PageRank over the links between pages' texts, times the number of pages: 1 is the mean.",
        ),
        Column(
            "lead_start", _I, "Span of the lead sentence in the page's text; 0 and 0 where there is none."
        ),
        Column("lead_end", _I, "See lead_start."),
    ),
)
ALIASES = Table(
    "linked",
    "aliases",
    "Every name an entity goes by. The leak checks read it.",
    (
        Column("entity_id", _S, "The entity."),
        Column("alias", _S, "The name as written."),
        Column("folded", _S, "The name with case, diacritics and punctuation folded."),
        Column(
            "source",
            _S,
            "title, name, redirect, bold, declared, anchor, short, acronym, inflected or transliteration.",
        ),
        Column("count", _I, "How often it was seen."),
        Column(
            "prior",
            _F,
            "P(entity | folded name): its share of the links with this anchor over the corpus, smoothed by the names that pages declare; the same in every row of one entity and folded name.",
        ),
    ),
)
MENTIONS = Table(
    "linked",
    "mentions",
    "Where a page's text names an entity.",
    (
        Column("page_id", _S, "The page."),
        Column("start", _I, "Span in the page's text."),
        Column("end", _I, "See start."),
        Column("entity_id", _S, "The entity named."),
        Column(
            "source",
            _S,
            "link: the page's own link; name: an unlinked name; subject: the page's own subject by name, pronoun or type.",
        ),
        Column("kind", _S, "row, lead, prose or list, as in crawl__pages.links."),
        Column("score", _F, "How sure it is, calibrated as a probability; 1 for links."),
    ),
)
EDGES = Table(
    "linked",
    "edges",
    "One typed statement with its evidence: subject, predicate, and an entity or a value.",
    (
        Column("edge_id", _S, "Hash of subject, predicate, object or value, and evidence."),
        Column(
            "statement_id",
            _S,
            "Hash of subject, predicate, and object or value: the same for all evidence of one statement, from whichever end of the relation it is stated.",
        ),
        Column("subject_id", _S, "Entity the statement is about."),
        Column("predicate", _S, "Name from the lexicon: released, followed_by, written_by, …"),
        Column("object_id", _S, "Entity it points to; empty for a value or a name without a page."),
        Column("subject_type", _S, "Type noun of the subject."),
        Column("object_type", _S, "Type noun of the object; for a value its value_type."),
        Column("value_type", _S, "entity, name, place, date, duration, number or term."),
        Column(
            "value",
            _S,
            "Normalised: name and term folded (case, diacritics, punctuation), date ISO (as coarse as stated), duration in seconds, number in digits.",
        ),
        Column(
            "low",
            _F,
            "Least number the value can mean: first day as days since 1970-01-01 for dates, seconds, number; NaN for names and terms.",
        ),
        Column("high", _F, "Greatest number the value can mean; see low."),
        Column(
            "unit", _S, "Unit of low and high: days, s, m, km2, …; empty for counts and for what has none."
        ),
        Column("is_functional", _B, "The predicate has one value per subject: another stated value refutes."),
        Column("is_complete", _B, "The row lists all values: a value it lacks is refuted."),
        Column("is_volatile", _B, "It changes by nature: population, incumbents, records (V6, FIELD §3)."),
        Column(
            "as_of",
            _S,
            "Date at which a volatile statement held, as the page says, ISO; empty where it does not.",
        ),
        Column("source", _S, "row, lead, list, or sentence: another sentence, of this or of another page."),
        Column(
            "score",
            _F,
            "How sure the two ends are: the least score of the mentions it rests on, 1 for links and rows.",
        ),
        Column("label", _S, "The row's label as written; empty for sentences."),
        Column("page_id", _S, "Page of the evidence."),
        Column("url", _S, "Its canonical URL."),
        Column("content_sha256", _S, "Hash of the page's bytes."),
        Column("start", _I, "Span of the evidence (whole row line or sentence) in the page's text."),
        Column("end", _I, "See start."),
        Column("text", _S, "The evidence: text[start:end] of the page."),
    ),
)
_NAME = pa.struct([("alias", _S), ("folded", _S), ("source", _S)])
_OWN_LINK = pa.struct(
    [
        ("start", _I),
        ("end", _I),
        ("target_url", _S),
        ("kind", _S),
        ("alias", _S),
        ("folded", _S),
        ("line", _I),
    ]
)
_MENTION = pa.struct(
    [("start", _I), ("end", _I), ("entity_id", _S), ("source", _S), ("kind", _S), ("score", _F)]
)
_DRAFT = pa.struct(
    [
        ("predicate", _S),
        ("target_url", _S),
        ("value_type", _S),
        ("value", _S),
        ("key", _S),
        ("low", _F),
        ("high", _F),
        ("is_functional", _B),
        ("is_complete", _B),
        ("source", _S),
        ("label", _S),
        ("start", _I),
        ("end", _I),
        ("text", _S),
        ("families", pa.list_(_S)),
        ("needs_object", _B),
        ("unit", _S),
        ("is_volatile", _B),
        ("as_of", _S),
        ("score", _F),
        ("subject_id", _S),
        ("object_id", _S),
    ]
)
_ORIGIN = Column(
    "origin", _S, "Which version of the page: the hash of the part it lies in, and its row there."
)

READINGS = Table(
    "linked",
    "readings",
    "What each page says by itself, kept from batch to batch; rows of pages that changed or are gone stay.",
    (
        Column("page_id", _S, "The page."),
        _ORIGIN,
        *(
            Column(name, kind, "As in linked__entities.")
            for name, kind in (
                ("url", _S),
                ("name", _S),
                ("title", _S),
                ("type_noun", _S),
                ("kind", _S),
                ("type_source", _S),
                ("language", _S),
                ("is_disambiguation", _B),
                ("is_answerable", _B),
                ("lead_start", _I),
                ("lead_end", _I),
            )
        ),
        Column("family", _S, "What it can stand in for: album, song … for works, else its kind."),
        Column("content_sha256", _S, "As in crawl__pages."),
        Column("aliases_urls", pa.list_(_S), "As in crawl__pages."),
        Column("lookup_keys", pa.list_(_S), "Names by which text elsewhere may mean it without a link."),
        Column("name_words", pa.list_(_S), "Words that a name of it should share."),
        Column("aliases", pa.list_(_NAME), "Names it gives itself."),
        Column("links", pa.list_(_OWN_LINK), "Links of its text, each with its anchor as a name."),
        Column("drafts", pa.list_(_DRAFT), "Statements about itself, objects not yet resolved."),
        Column(
            "unread_labels",
            pa.list_(_S),
            "Labels of its rows that state nothing known, as often as they stand.",
        ),
        Column("words", pa.list_(pa.int32()), "CRC-32 of each word of its text, folded: sorted, each once."),
        Column("context", _S, "How its text begins, by which it is told from its namesakes."),
    ),
)
PAGE_MENTIONS = Table(
    "linked",
    "page_mentions",
    "What the names of the corpus make of each page, kept from batch to batch; the last row of a page counts.",
    (
        Column("page_id", _S, "The page."),
        _ORIGIN,
        Column("links", _S, "Hash of its links as they were resolved."),
        Column(
            "names",
            pa.list_(pa.int32()),
            "CRC-32 of each name that stands on it beside its links; null: too many.",
        ),
        Column("is_settled", _B, "Whether none of these names may mean another entity than its own."),
        Column("mentions", pa.list_(_MENTION), "As in linked__mentions."),
        Column("drafts", pa.list_(_DRAFT), "Statements of its sentences."),
    ),
)
LINK_REPORT = Table(
    "linked",
    "report",
    "What the linking of a batch came to and how good it is, as measures.",
    (
        Column("batch_id", _S, "Batch."),
        Column("measure", _S, "What was counted or computed; see linking/report.py."),
        Column("key", _S, "What of: a type, a predicate, a source, a reason; else empty."),
        Column("value", _F, "A count, a share or a score."),
    ),
)
GROWN_TREES = Table(
    "grown",
    "trees",
    "Every tree that was started, finished or quit, as its list of edits.",
    (
        Column("tree_id", _S, "Hash of the edits."),
        Column("batch_id", _S, "Batch."),
        Column("shard", _I, "Shard of the mapped task."),
        Column("root_id", _S, "Entity of the root: the answer."),
        Column("status", _S, "finished or quit."),
        Column("reason", _S, "Why it was quit; empty when finished."),
        Column("vertices", _I, "Vertices, attributes included."),
        Column("hidden", _I, "Hidden inner vertices."),
        Column("edits", _S, "JSON list of typed edits; replaying them gives the tree."),
        Column("corpus", _S, "Key of the linked manifest it was grown on."),
    ),
)
BLURRED_TREES = Table(
    "blurred",
    "trees",
    "Finished trees after blurring: the grown edits and the blur edits behind them.",
    tuple(column for column in GROWN_TREES.columns),
)
BLURRED_AUDIT = Table(
    "blurred",
    "audit",
    "What blurring did to each claim of each finished tree, whether a question came of the tree or not.",
    (
        Column("tree_id", _S, "The blurred tree; the grown one where blurring gave it up."),
        Column("child", _S, "Vertex that the claim leads to."),
        Column("predicate", _S, "The claim's predicate."),
        Column("before", _S, "The claim as growth made it."),
        Column(
            "after", _S, "The claim as the question says it; empty where it was dropped or never blurred."
        ),
        Column(
            "strategy",
            _S,
            "Rung taken: half_decade, narrow_band, region, …; dropped where the vertex went, empty where none was taken.",
        ),
        Column("candidates_before", _I, "Entities of its parent's type that the claim alone leaves (S⁻)."),
        Column("candidates_after", _I, "The same after blurring."),
        Column("left_before", _I, "Entities that all clues of its parent leave (S⁺)."),
        Column("left_after", _I, "The same after blurring this claim."),
        Column(
            "refused",
            _S,
            "JSON list of {strategy, bounds, leaves, reason, clause}: rungs and clauses that were not taken, and why.",
        ),
        Column("batch_id", _S, "Batch."),
    ),
)
BLURRED_QUESTIONS = Table(
    "blurred",
    "questions",
    "One question a tree.",
    (
        Column("question_id", _S, "Hash of tree and wording."),
        Column("tree_id", _S, "Its blurred tree."),
        Column("batch_id", _S, "Batch."),
        Column("question", _S, "The question in English."),
        Column("answer", _S, "Name of the root."),
        Column("answer_id", _S, "Entity of the root."),
        Column("answer_aliases", pa.list_(_S), "Names that count as right, sorted."),
        Column(
            "sub_questions",
            _S,
            "JSON list of {vertex, question, answer, candidates}: the intermediate steps, leaves first; candidates counts the entities that the step's own clues do not refute (above 1, the whole question settles it).",
        ),
        Column(
            "reading",
            _S,
            "JSON {question_hash, model, reading}: what an independent reading of the question's text found in it, the things, which one is asked for, and the clues (V4); empty where there is none.",
        ),
        Column("kind", _S, "CSP, MHP or HCSP (FIELD §1)."),
        Column("vertices", _I, "Vertices, attributes included."),
        Column("hops", _I, "Vertices with children, root included."),
        Column("tree", _S, "JSON of the blurred tree."),
        Column("edits", _S, "JSON list of all edits."),
        Column("model", _S, "Model that worded it."),
        Column("corpus", _S, "Key of the linked manifest."),
    ),
)
VERDICTS = Table(
    "gated",
    "verdicts",
    "One row a question and check.",
    (
        Column("question_id", _S, "The question."),
        Column("check", _S, "Check id, as in docs/reference/checks.md."),
        Column("status", _S, "passed, failed, not_run or waived."),
        Column("reason", _S, "One sentence; empty when passed."),
        Column("evidence", _S, "JSON of what the check saw."),
        Column("version", _S, "Version of the check."),
        Column("batch_id", _S, "Batch."),
    ),
)
ACCEPTED = Table(
    "gated",
    "accepted",
    "Questions that passed every check, with their certificate.",
    (
        *BLURRED_QUESTIONS.columns,
        Column("certificate", _S, "JSON: answer set, candidate-set sizes, evidence, versions, waivers."),
    ),
)
QUARANTINED = Table(
    "gated",
    "quarantined",
    "Questions that failed a check, kept with the reason.",
    (
        *BLURRED_QUESTIONS.columns,
        Column("check", _S, "First check that failed, in gate order."),
        Column("reason", _S, "Its reason."),
        Column("evidence", _S, "JSON of what it saw."),
    ),
)


def failures(zone: str) -> Table:
    """The failure table of a zone: one row an item that was given up, with its reason code."""
    return Table(
        zone,
        "failures",
        "Items that were given up, each with a reason code; they never stop a batch by themselves.",
        (
            Column("item", _S, "What failed: a URL, an entity, a tree or a question id."),
            Column("reason", _S, "Reason code."),
            Column("detail", _S, "One sentence."),
            Column("batch_id", _S, "Batch."),
        ),
    )


TABLES: dict[str, Table] = {
    table.full_name: table
    for table in (
        PAGES,
        CRAWL_FAILURES,
        CRAWL_REPORT,
        ENTITIES,
        ALIASES,
        MENTIONS,
        EDGES,
        LINK_REPORT,
        READINGS,
        PAGE_MENTIONS,
        GROWN_TREES,
        failures("grown"),
        BLURRED_TREES,
        BLURRED_AUDIT,
        BLURRED_QUESTIONS,
        failures("blurred"),
        VERDICTS,
        ACCEPTED,
        QUARANTINED,
    )
}
