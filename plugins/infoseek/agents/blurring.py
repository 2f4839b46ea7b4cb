"""Blurring and wording one finished tree (DESIGN §8): least blur first, joint answer never lost.

What lives here: one tree's way to a question. Rungs are ladder.py's, prompts the roles'.
"""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import ValidationError

from infoseek.agents import composer, reader
from infoseek.agents.blur_audit import Audited
from infoseek.agents.growth import Asker
from infoseek.agents.reading_match import mismatches
from infoseek.agents.sizes import Sizes
from infoseek.agents.weakening import NotBlurred, Weakening, weakened
from infoseek.linking.corpus import LinkedCorpus
from infoseek.settings import ModelSettings
from infoseek.store.manifests import content_hash
from infoseek.tree import hcsp
from infoseek.tree.research_tree import ResearchTree

__all__ = ["NotBlurred", "Worded", "blur_and_word"]


@dataclass(frozen=True)
class Worded:
    """A blurred tree with its question and sub-questions, the model that worded it, and what blurring did.

    reading: what the reader found in the question (JSON, see `reader.stored`).
    """

    tree: ResearchTree
    question: str
    sub_questions: list[dict[str, str | int]]
    model: str
    audit: tuple[Audited, ...] = ()
    reading: str = ""


async def blur_and_word(sizes: Sizes, asker: Asker, model: ModelSettings, grown: ResearchTree) -> Worded:
    """The blurred tree and its wording. sizes: of the corpus it was grown on. Raises `NotBlurred`."""
    corpus = sizes.corpus
    seed = int(content_hash([sizes.settings.seed, grown.root.entity_id, "words"], 8), 16)
    every_name = [name for v in grown.vertices if v.is_entity for name in _names(corpus, v.entity_id, v.name)]
    blurred = await weakened(sizes, asker, model, grown, every_name, seed)
    try:
        return await _worded(corpus, asker, model, blurred, seed)
    except NotBlurred as error:
        raise NotBlurred(error.reason, str(error), tuple(blurred.audit)) from None


async def _worded(
    corpus: LinkedCorpus, asker: Asker, model: ModelSettings, blurred: Weakening, seed: int
) -> Worded:
    """The first wording, best first, that no check refuses."""
    tree, clauses = blurred.tree, blurred.clauses
    names = {v.id: _names(corpus, v.entity_id, v.name) for v in tree.vertices if v.is_entity}
    result = await asker.ask(composer.ask(tree, clauses, seed, model.composer))
    try:
        answer = composer.Wordings.model_validate(result.parsed)
    except ValidationError as error:
        raise NotBlurred("composer_nonsense", f"{error.error_count()} errors in the wording") from None
    reasons = []
    for wording in answer.wordings:
        reason, reading = composer.refusal(wording, tree, clauses, names), ""
        question = wording.question.strip()
        if reason is None:
            reason, reading = await _read(asker, model, tree, question, seed)
        if reason is None:
            steps = _steps(corpus, tree, wording)
            return Worded(tree, question, steps, result.model, tuple(blurred.audit), reading)
        reasons.append(reason)
    codes = [reason.partition(":")[0] for reason in reasons]
    raise NotBlurred(codes[0] if codes else "no_wording", f"wordings refused: {'; '.join(reasons) or 'none'}")


async def _read(
    asker: Asker, model: ModelSettings, tree: ResearchTree, question: str, seed: int
) -> tuple[str | None, str]:
    """Why an independent reading of the question does not give the tree back (V4), None where it does; the reading."""
    result = await asker.ask(reader.ask(question, seed, model.reader))
    try:
        reading = reader.Reading.model_validate(result.parsed)
    except ValidationError:
        return "reader_nonsense", ""
    found = mismatches(reading, tree)
    return f"misread_{found[0]}" if found else None, reader.stored(question, reading, result.model)


def _names(corpus: LinkedCorpus, entity_id: str, name: str) -> list[str]:
    return sorted({name, *corpus.aliases[entity_id]})


def _steps(corpus: LinkedCorpus, tree: ResearchTree, wording: composer.Wording) -> list[dict[str, str | int]]:
    """The intermediate steps, deepest first: vertex, sub-question, answer, candidates.

    candidates: how many entities the sub-question's own clues do not refute. Above 1, the step is settled
    only together with the clues above it, which the question as a whole is unique by.
    """
    asked = {sub.vertex: sub.question.strip() for sub in wording.sub_questions}
    order = sorted(tree.hidden_inner, key=lambda v: (-tree.depth(v.id), v.id))
    return [
        {
            "vertex": v.id,
            "question": asked[v.id],
            "answer": v.name,
            "candidates": len(hcsp.answers(tree, corpus.index.not_refuted, v.id)),
        }
        for v in order
    ]
