"""Main text of real pages against pages read by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from infoseek.bench.main_text import gold_text, main_text_f1
from infoseek.bench.real_sites import SITES, beside, unpacked


def test_gold_is_what_is_selected() -> None:
    """Headings, what is left out and sections that point elsewhere are no gold; text after an element stays."""
    html = (
        "<div id=m><h2>A</h2><p>One <sup>[1]</sup>two.</p><script>x</script>"
        "<h2>See also<span>[edit]</span></h2><ul><li>Other</ul><h2>B</h2><p>Three.</p></div><p>Foot</p>"
    )
    assert gold_text(html, ["#m"], ["sup"], ["See also"]).split() == ["One", "two.", "Three."]


@pytest.mark.service
def test_main_text_of_real_pages(tmp_path: Path) -> None:
    """On 30 pages of three sites F1 is as high as the project asks, on average."""
    sites = beside()
    if sites is None:
        pytest.skip("no real sites: ../shared/sites is absent")
    for site in SITES:
        unpacked(site, sites, tmp_path)
    scores = main_text_f1(tmp_path)
    assert len(scores) == 30
    assert sum(score.f1 for score in scores) / 30 >= 0.93
    assert min(score.f1 for score in scores) >= 0.8
