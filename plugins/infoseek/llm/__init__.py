"""The model port, dispatch, call cache, ledger and budget. Knows no tree, page or check."""
