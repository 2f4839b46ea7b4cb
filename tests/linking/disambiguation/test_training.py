"""Training on pages' own links, held back."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from infoseek.errors import BadInput
from infoseek.linking.disambiguation.defaults import default_model
from infoseek.linking.disambiguation.linker import Linker
from infoseek.linking.disambiguation.model import LinkModel
from infoseek.linking.disambiguation.training import train
from infoseek.linking.disambiguation.trees import TREES, Forest, grown
from tests.linking.packs import Corpus, music
from tests.linking.pages import page_row


def _festivals(count: int) -> Corpus:
    """Festivals that show either of two films of one name, told by their director."""
    pages = [
        page_row(f"Cry ({name} film)", f"Cry is a film directed by [[{name}]].", bold=["Cry"])
        for name in ("Ada Moss", "Bo Reed")
    ]
    pages += [page_row(name, f"{name} is a film director.", bold=[name]) for name in ("Ada Moss", "Bo Reed")]
    for number in range(count):
        name = ("Ada Moss", "Bo Reed")[number % 2]
        lead = f"Festival {number} is a festival where [[{name}]] showed [[Cry ({name} film)|Cry]] to a few people."
        pages.append(page_row(f"Festival {number}", lead, bold=[f"Festival {number}"]))
    return Corpus(pages)


def test_too_few_links_leave_the_shipped_weights(tmp_path: Path) -> None:
    """A corpus with a handful of links is linked with the model that is shipped."""
    corpus = music()
    assert train(corpus.pack(tmp_path), corpus.samples()) == default_model()


def test_held_back_links_teach_what_tells_namesakes_apart(tmp_path: Path) -> None:
    """Two films of one name, as often linked, are told by the company in which they stand."""
    corpus = _festivals(120)
    last = [key for key, page in corpus.pages.items() if page.title in ("Festival 118", "Festival 119")]
    pack = corpus.pack(tmp_path, without=last)
    model = train(pack, [sample for sample in corpus.samples() if sample.own_id not in last])
    assert model.trained_on == 2 + 2 * 118
    linker = Linker(pack, model, 0.5)
    for key in last:
        page, links = corpus.pages[key], corpus.links[key]
        chosen = linker.choose_all(page, key, [(link.start, link.end) for link in links], [])
        assert [each.entity_id for each in chosen if each] == [link.entity_id for link in links]


def test_training_is_deterministic_and_survives_json(tmp_path: Path) -> None:
    """The same samples give the same model, which reads back from JSON as it was."""
    corpus = _festivals(100)
    pack = corpus.pack(tmp_path)
    model = train(pack, corpus.samples())
    assert model.to_json() == train(pack, corpus.samples()).to_json()
    assert LinkModel.from_json(model.to_json()).to_json() == model.to_json()


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 1}', "null", '{"version": 1, "names": {"a": []}}']
)
def test_what_is_no_model_is_told(text: str) -> None:
    """Broken or foreign JSON raises one sentence."""
    with pytest.raises(BadInput, match="no linking model"):
        LinkModel.from_json(text)


def test_trees_sum_up_as_their_maker_does() -> None:
    """The exported trees give the log-odds of the classifier that grew them."""
    from sklearn.ensemble import HistGradientBoostingClassifier
    from threadpoolctl import threadpool_limits

    rng = np.random.default_rng(1)
    rows = rng.normal(size=(1_000, 6)).astype(np.float32)
    right = rows[:, 0] * rows[:, 1] + rows[:, 2] > 0
    maker = HistGradientBoostingClassifier(
        max_iter=TREES, max_leaf_nodes=20, max_depth=6, min_samples_leaf=30, l2_regularization=1.0,
        early_stopping=False, random_state=0,
    )  # fmt: skip
    with threadpool_limits(1):
        trees, base = grown(rows, right, np.ones(len(rows)))
        maker.fit(rows, right)
    found = Forest(trees).sums(rows) + base
    assert np.abs(found - maker.decision_function(rows)).max() < 0.001
    assert ((found > 0) == right).mean() > 0.9
