"""The data context: results and data docs on S3, everything else in memory.

What may not live here: suites and checkpoints.
"""

from __future__ import annotations

from typing import Any

import great_expectations as gx
from great_expectations.data_context import EphemeralDataContext
from great_expectations.data_context.types.base import (
    DataContextConfig,
    InMemoryStoreBackendDefaults,
    ProgressBarsConfig,
)

DOCS = "docs"
"""Zone of the data docs: `docs/validations/` holds results, `docs/site/` the pages made of them."""

SITE = "gate"


def docs_index() -> str:
    """The object key of the data docs' first page."""
    return f"{DOCS}/site/index.html"


def new_context(store: str) -> EphemeralDataContext:
    """A data context on the object store lent under this name."""
    defaults = InMemoryStoreBackendDefaults()
    stores: dict[str, Any] = dict(defaults.stores)
    stores[defaults.validation_results_store_name] = {
        "class_name": "ValidationResultsStore",
        "store_backend": _backend(store, f"{DOCS}/validations", filepath_suffix=".json"),
    }
    site = {
        "class_name": "SiteBuilder",
        "show_how_to_buttons": False,
        "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
        "store_backend": _backend(store, f"{DOCS}/site"),
    }
    context = gx.get_context(
        mode="ephemeral",
        project_config=DataContextConfig(
            stores=stores,
            expectations_store_name=defaults.expectations_store_name,
            validation_results_store_name=defaults.validation_results_store_name,
            checkpoint_store_name=defaults.checkpoint_store_name,
            data_docs_sites={SITE: site},
            analytics_enabled=False,
            progress_bars=ProgressBarsConfig(globally=False, metric_calculations=False),
        ),
    )
    assert isinstance(context, EphemeralDataContext)
    return context


def _backend(store: str, prefix: str, **options: str) -> dict[str, Any]:
    return {
        "module_name": "expectations.s3_backend",
        "class_name": "S3StoreBackend",
        "store": store,
        "prefix": prefix,
        "suppress_store_backend_id": True,
        **options,
    }
