"""What things are: type nouns, their hierarchy, and how a page states its own. What may not live here: names, edges."""
