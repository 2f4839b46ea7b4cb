"""`infoseek bench`: measures the platform against its targets, each figure beside its target (DESIGN §11)."""
