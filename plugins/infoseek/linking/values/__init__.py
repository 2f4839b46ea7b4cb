"""Values as text states them: dates, quantities, terms. What may not live here: what a value is of."""
