"""The weights that linking starts from where a corpus has too few links to learn from.

What may not live here: anything computed; where the weights come from stands beside them.
"""

from __future__ import annotations

from infoseek.linking.model import LinkModel

_CHOICE = {
    "log_prior": 1.0, "named": 0.5, "weakly_named": -0.5, "spelt_so": 0.5, "words": 3.0, "near": 2.0, "beside": 1.0,
    "links_back": 1.0, "linked_here": 1.0, "named_here": 4.0, "named_otherwise": -3.0, "type_match": 2.0,
    "type_clash": -2.0, "section_match": 0.5, "section_clash": -0.5, "quoted_song": 1.0, "quoted_other": -0.5,
    "plain_song": -0.3, "in_links": 0.1, "same_language": 1.0,
}  # fmt: skip
_LINK = {"choice": 3.0, "three_words": 2.0, "capital": 1.5, "one_word": -1.0, "capital_left": -1.0,
         "capital_right": -1.0, "named": 0.5, "weakly_named": -1.0, "spelt_so": 1.0, "link_logit": 0.5}  # fmt: skip


def default_model() -> LinkModel:
    """The shipped model."""
    return LinkModel(choice=_CHOICE, link=_LINK, intercept=-2.5)
