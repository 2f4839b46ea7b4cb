"""The terms that facts draw on: few enough that every one is shared, the first ones the most common.

What lives here: words. What may not: drawing from them.
"""

from __future__ import annotations

LANGUAGES = ("Orrowen", "Vellish", "Ostric", "Low Kessian", "High Kessian", "Skerric", "Old Marran")
NOVEL_GENRES = (
    "Historical fiction",
    "Gothic fiction",
    "Mystery",
    "Satire",
    "Adventure",
    "Family saga",
    "Sea story",
    "Epistolary fiction",
    "Romance",
    "Picaresque",
    "Psychological fiction",
    "Fantasy",
)
FILM_GENRES = (
    "Drama",
    "Comedy",
    "Crime",
    "Melodrama",
    "Thriller",
    "Period drama",
    "Farce",
    "Ghost story",
    "Seafaring",
    "Courtroom drama",
    "Road movie",
)
MUSIC_GENRES = (
    "Folk rock",
    "Chamber pop",
    "Harbour jazz",
    "Skiffle",
    "Beat music",
    "Psychedelic rock",
    "Dance band",
    "Protest folk",
    "Soft rock",
    "Swing",
    "Surf",
    "Garage rock",
)
MEDIA = (
    "Oil on canvas",
    "Watercolour",
    "Oil on panel",
    "Tempera",
    "Gouache",
    "Pastel",
    "Ink on paper",
    "Fresco",
    "Casein",
    "Encaustic",
)
INSTRUMENTS = (
    "Piano",
    "Violin",
    "Organ",
    "Cello",
    "Harp",
    "Clarinet",
    "Flute",
    "Accordion",
    "Viola",
    "Harpsichord",
)
OCCUPATIONS = (
    "Journalist",
    "Teacher",
    "Translator",
    "Librarian",
    "Critic",
    "Essayist",
    "Engraver",
    "Illustrator",
    "Playwright",
    "Photographer",
    "Surveyor",
    "Printer",
)
