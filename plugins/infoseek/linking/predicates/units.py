"""Units of measure as pages spell them. What lives here: spellings and factors. What may not: reading numbers."""

from __future__ import annotations

import re

# unit of the tables -> (dimension, how many base units it is).
_CANONICAL: dict[str, tuple[str, float]] = {
    "m": ("length", 1.0),
    "km": ("length", 1000.0),
    "m2": ("area", 1.0),
    "km2": ("area", 1e6),
    "km3": ("volume", 1e9),
    "kg": ("mass", 1.0),
    "t": ("mass", 1000.0),
    "km/h": ("speed", 1.0),
    "m3/s": ("flow", 1.0),
    "/km2": ("density", 1.0),
    "kwh": ("energy", 1.0),
    "degC": ("temperature", 1.0),
    "g/mol": ("molar mass", 1.0),
    "%": ("share", 1.0),
}
_SPELLED: dict[tuple[str, float], str] = {
    ("length", 1.0): r"metres?|meters?|m",
    ("length", 1000.0): r"kilomet(?:re|er)s?|kms?",
    ("length", 0.01): r"centimet(?:re|er)s?|cm",
    ("length", 0.001): r"millimet(?:re|er)s?|mm",
    ("length", 0.3048): r"feet|foot|ft",
    ("length", 0.0254): r"inch(?:es)?|in(?=\s*(?:[),;./(]|$))",
    ("length", 0.9144): r"yards?|yds?",
    ("length", 1609.344): r"miles?|mi",
    ("length", 1852.0): r"nautical miles?|nmi|nm",
    ("area", 1.0): r"m²|m2|sq\.?\s?m|square\smet(?:re|er)s?",
    ("area", 1e6): r"km²|km2|km\^2|sq\.?\s?km|square\s(?:kilomet(?:re|er)s?|km)",
    ("area", 2_589_988.0): r"mi²|mi2|sq\.?\s?mi|square\smiles?",
    ("area", 1e4): r"hectares?|ha",
    ("area", 4046.86): r"acres?",
    ("area", 0.092903): r"ft²|ft2|sq\.?\s?ft|square\sfeet",
    ("volume", 1e9): r"km³|km3|cu\.?\s?km|cubic\skilomet(?:re|er)s?",
    ("volume", 4.168182e9): r"mi³|cu\.?\s?mi|cubic\smiles?",
    ("volume", 1.0): r"m³|m3|cu\.?\s?m|cubic\smet(?:re|er)s?",
    ("mass", 1.0): r"kilograms?|kilogrammes?|kgs?",
    ("mass", 0.001): r"grams?|grammes?|g",
    ("mass", 1000.0): r"tonnes?|metric\stons?|t",
    ("mass", 1016.047): r"long\stons?",
    ("mass", 907.1847): r"short\stons?",
    ("mass", 0.4535924): r"pounds?|lbs?",
    ("mass", 0.0283495): r"ounces?|oz",
    ("speed", 1.0): r"km/h|kmh|kph|km\sper\shour|kilomet(?:re|er)s?\sper\shour",
    ("speed", 1.609344): r"mph|mi/h|miles\sper\shour",
    ("speed", 1.852): r"knots?|kn",
    ("speed", 3.6): r"m/s",
    ("flow", 1.0): r"m³/s|m3/s|cubic\smet(?:re|er)s?\sper\ssecond",
    ("flow", 0.0283168): r"cu\.?\sft/s|cfs|cubic\sfeet\sper\ssecond",
    (
        "density",
        1.0,
    ): r"/\s?km²|/\s?km2|/\s?sq\.?\s?km|(?:people |inhabitants )?per\ssq(?:uare|\.)?\s?k(?:ilomet(?:re|er)|m)",
    ("density", 0.386102): r"/\s?mi²|/\s?sq\.?\s?mi|(?:people )?per\ssquare\smile",
    ("energy", 1.0): r"kwh",
    ("energy", 1000.0): r"mwh",
    ("energy", 1e6): r"gwh",
    ("temperature", 1.0): r"°\s?c|degrees\scelsius",
    ("molar mass", 1.0): r"g/mol|g·mol[−-]1|g\smol[−-]1",
    ("share", 1.0): r"%|per\s?cent",
}
# Places of a converted number that count.
DECIMALS = {"m": 2, "km": 2, "m2": 0, "km2": 2, "km3": 3, "kg": 2, "t": 1}

SPELLING = "|".join(f"(?:{spelled})" for spelled in _SPELLED.values())
"""A pattern of all spellings, to be matched whatever their case and up to the end of a word."""
_READ = [(re.compile(spelled, re.IGNORECASE), unit) for unit, spelled in _SPELLED.items()]


def factor(spelled: str, unit: str) -> float | None:
    """How many of the table's units one of the spelt unit is; None where they measure different things."""
    dimension, base = _CANONICAL[unit]
    for pattern, (measures, size) in _READ:
        if pattern.fullmatch(spelled):
            return size / base if measures == dimension else None
    return None


def is_unit(unit: str) -> bool:
    """Whether numbers can be converted to this unit."""
    return unit in _CANONICAL
