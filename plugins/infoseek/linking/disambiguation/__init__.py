"""Which entity a name stands for: the linker pack, features, model. What may not live here: names themselves."""
