"""The embedded size: services on loopback, one batch run with live progress."""
