"""The weights that linking starts from where a corpus has too few links to learn from.

What may not live here: anything computed; where the weights come from stands beside them.
"""

from __future__ import annotations

from infoseek.linking.disambiguation.model import LinkModel

_CHOICE = {
    "log_prior": 1.0, "named": 0.5, "weakly_named": -0.5, "spelt_so": 0.5, "words": 3.0, "near": 2.0, "beside": 1.0,
    "links_back": 2.5, "linked_here": 1.0, "named_here": 4.0, "named_otherwise": -3.0, "type_match": 2.0,
    "type_clash": -2.0, "section_match": 0.5, "section_clash": -0.5, "row_match": 1.0, "row_clash": -2.5, "type_of_page": 0.5, "type_of_company": 0.5,
    "type_of_group": 2.0, "quoted_song": 1.0, "quoted_other": -0.5,
    "plain_song": -0.3, "in_links": 0.1, "same_language": 1.0,
    "title_beside": 1.0, "title_missing": -1.5, "title_shared": 0.3,
}  # fmt: skip
_LINK = {"choice": 3.0, "three_words": 2.0, "capital": 1.5, "one_word": -1.0, "capital_left": -1.0,
         "capital_right": -1.0, "named": 0.5, "weakly_named": -1.0, "spelt_so": 1.0, "link_logit": 0.5, "joined_left": -2.0, "joined_right": -2.0,
         "part_of_name": -2.0, "contained": -1.0}  # fmt: skip


def default_model() -> LinkModel:
    """The shipped model.

    The weights are set by hand: the signs and the order of size that training on links of people gave on an
    encyclopaedia and on a community wiki, rounded, without what held on one of them alone.
    """
    return LinkModel(choice=_CHOICE, link=_LINK, intercept=-2.5)
