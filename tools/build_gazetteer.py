"""Build bot/arabic/data/places_tables.tsv from the public tables named in bot/arabic/data/SOURCES.md.

    python tools/build_gazetteer.py FOLDER_OF_TABLES

Deterministic: the same tables give the same file. A place that bot/arabic/data/places_by_hand.tsv holds already
(by code, or by name in the same country) is left out, so what was written by hand always wins.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel import Locale

from bot.arabic.letters import fold_word

DATA = Path(__file__).parent.parent / "bot" / "arabic" / "data"
HEAD = (
    "# Built by tools/build_gazetteer.py from the tables named in SOURCES.md: do not edit, add to places_by_hand.tsv.\n"
    "# code\tkind\twithin\tArabic names, best first\tEnglish name\tweight\tmark (w: an everyday word, c: needs a cue)\n"
)
# Yemen's table has no codes of its own: governorates take those of ISO 3166-2, districts are numbered as they stand.
YEMEN = {
    "أمانة العاصمة": "SA", "صنعاء": "SN", "عدن": "AD", "الحديدة": "HU", "ذمار": "DH", "عمران": "AM", "حجة": "HJ",
    "إب": "IB", "صعدة": "SD", "البيضاء": "BA", "شبوة": "SH", "تعز": "TA", "الجوف": "JA", "مأرب": "MA",
    "حضرموت": "HD", "المهرة": "MR", "الضالع": "DA", "المحويت": "MW", "لحج": "LA", "ريمة": "RA", "سقطرى": "SU",
    "أبين": "AB",
}  # fmt: skip
#: The countryside of a governorate, a place of places_by_hand.tsv: all its sub-districts but that of its capital.
RURAL = {
    "SY02": "SY.rural-aleppo", "SY04": "SY.rural-homs", "SY05": "SY.rural-hama", "SY06": "SY.rural-latakia",
    "SY07": "SY.rural-idlib", "SY08": "SY.rural-hasakah", "SY09": "SY.rural-deir-ez-zor", "SY10": "SY.rural-tartus",
    "SY11": "SY.rural-raqqa", "SY12": "SY.rural-daraa", "SY13": "SY.rural-suwayda", "SY14": "SY.rural-quneitra",
}  # fmt: skip
CAPITALS = "0000"
#: First-level divisions are taken from CLDR for these; the others are written by hand.
DIVIDED = ("IR", "TR", "JO", "SA", "EG", "DZ", "TN", "OM", "BH", "KW", "QA", "AE")
#: Fewest inhabitants of a town of GeoNames, by country: far countries do not need their villages.
SMALLEST = defaultdict(
    lambda: 20_000, PS=0, IQ=0, LB=0, LY=0, SD=0, JO=2_000, IL=3_000, YE=0, EG=15_000, SA=5_000, TR=20_000
)
GENERIC = re.compile(r"^(محافظة|منطقة|ولاية|إمارة|امارة|شعبية|إقليم)\s+")
#: Names a newsroom uses for a country, beside CLDR's.
MORE_NAMES = {
    "SY": "سورية|سوريا|الجمهورية العربية السورية",
    "US": "أمريكا|أميركا|الولايات المتحدة الأمريكية|الولايات المتحدة الأميركية",
    "RU": "روسيا الاتحادية", "GB": "بريطانيا", "AE": "الإمارات", "SA": "السعودية", "IR": "إيران", "PS": "فلسطين",
    "TR": "تركيا", "LY": "ليبيا", "CD": "الكونغو الديمقراطية|جمهورية الكونغو الديمقراطية", "CF": "أفريقيا الوسطى",
    "KP": "كوريا الشمالية", "KR": "كوريا الجنوبية", "MM": "ميانمار|بورما", "CZ": "التشيك", "NL": "هولندا",
    "SS": "دولة جنوب السودان", "IL": "إسرائيل|الكيان الإسرائيلي", "CN": "الصين", "IQ": "العراق", "YE": "اليمن",
    "GR": "اليونان", "BH": "البحرين", "EH": "الصحراء الغربية", "VA": "الفاتيكان", "NZ": "نيوزيلندا", "BA": "البوسنة",
}  # fmt: skip
MORE_ENGLISH = {
    "TR": "Turkey", "US": "USA|United States of America|America", "GB": "UK|Britain|Great Britain",
    "AE": "UAE|Emirates", "PS": "Palestine", "CD": "DR Congo|Democratic Republic of the Congo|DRC", "CI": "Ivory Coast",
    "MM": "Burma|Myanmar", "CZ": "Czech Republic", "KP": "North Korea", "KR": "South Korea", "RU": "Russian Federation",
}  # fmt: skip
#: What newsrooms call a country whose first name in CLDR is none of a headline.
FIRST_ENGLISH = {
    "TR": "Turkey", "CD": "DR Congo", "CG": "Republic of the Congo", "CI": "Ivory Coast", "MM": "Myanmar",
    "BA": "Bosnia and Herzegovina",
}  # fmt: skip
_NOT_COUNTRIES = re.compile(r"\d|EU|EZ|UN|XA|XB|ZZ|QO|EH")
#: Countries whose Arabic name is also a word: read as the country only where a cue says so.
WORDS_TOO = {"TD", "TO", "TV", "JE", "NR", "GU", "PN", "IM"}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    code: str
    kind: str
    within: tuple[str, ...]
    names: tuple[str, ...]
    english: str
    weight: int
    mark: str = ""

    def line(self) -> str:
        """As it stands in the file."""
        cells = (
            self.code,
            self.kind,
            ",".join(self.within),
            "|".join(self.names),
            self.english,
            str(self.weight),
            self.mark,
        )
        return "\t".join(cells) + "\n"


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def by_hand() -> Iterator[list[str]]:
    """The rows written by hand."""
    for line in (DATA / "places_by_hand.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def plain(name: str) -> str:
    """An English name without the signs of scientific transliteration: `Al Ḩasakah` → `Al-Hasakah`."""
    letters = unicodedata.normalize("NFKD", name)
    letters = "".join(sign for sign in letters if sign.isascii() or sign.isalpha()).replace("ı", "i")
    letters = re.sub(r"[‘’`ʼ]", "", letters)
    return re.sub(r"^(Al|Ar|As|Ad|At|An|Az|Ash|Adh|Ath) (?=[A-Z])", r"\1-", letters).strip()


def countries() -> Iterator[Row]:
    """Every country of the world, in Arabic and English, from CLDR."""
    arabic, english = Locale("ar").territories, Locale("en").territories
    for code, name in sorted(arabic.items()):
        if len(code) == 2 and not _NOT_COUNTRIES.search(code):
            names = dict.fromkeys([name, *MORE_NAMES.get(code, "").split("|")])
            others = (FIRST_ENGLISH.get(code, ""), english[code], *MORE_ENGLISH.get(code, "").split("|"))
            latin = "|".join(dict.fromkeys(filter(None, others)))
            yield Row(code, "country", (), tuple(filter(None, names)), latin, 10_000_000, "c" * (code in WORDS_TOO))


def divisions(folder: Path) -> Iterator[Row]:
    """Provinces and governorates from CLDR, where none were written by hand."""
    for row in read_csv(folder / "cldr41_subdivisions_mena.csv"):
        if row["country"] in DIVIDED:
            short = GENERIC.sub("", row["ar"])
            kind = row["ar"].split()[0] if GENERIC.match(row["ar"]) else "محافظة"
            code = f"{row['country']}-{row['code'][2:].upper()}"
            yield Row(code, "governorate", (row["country"],), (short, f"{kind} {short}"), plain(row["en"]), 400_000)


def syria(folder: Path) -> Iterator[Row]:
    """Districts, sub-districts and 5,251 communities of Syria."""
    seen: set[str] = set()
    table = read_csv(folder / "syria_communities.csv")
    centres = {(row["admin3"], fold_word(row["admin3_ar"]).removeprefix("مركز").strip()) for row in table}
    for row in table:
        for code, name, english, within, kind in (
            (row["admin2"], row["admin2_ar"], row["admin2_en"], row["admin1"], "district"),
            (row["admin3"], row["admin3_ar"], row["admin3_en"], row["admin2"], "subdistrict"),
        ):
            if code not in seen:
                seen.add(code)
                bare = re.sub(r"^مركز\s*|^مدينة ", "", name)
                names = (f"منطقة {bare}", f"قضاء {bare}") if kind == "district" else (f"ناحية {bare}",)
                rural = RURAL.get(row["admin1"]) if kind == "subdistrict" and not code.endswith(CAPITALS) else None
                weight = 50_000 if kind == "district" else 20_000
                yield Row(
                    code, kind, (within, rural) if rural else (within,), names, f"{plain(english)} ({kind})", weight
                )
        variants = tuple(part.strip() for part in re.split(r"[_]| - |-", row["name_ar"]) if part.strip())
        capital = row["name_ar"] == row["admin1_ar"].removeprefix("مدينة ")
        centre = capital or (row["admin3"], fold_word(row["name_ar"])) in centres
        yield Row(
            row["pcode"],
            "town" if centre else "village",
            (row["admin3"],),
            variants,
            plain(row["name_en"]),
            15_000 if centre else 1_000,
        )


def yemen(folder: Path) -> Iterator[Row]:
    """Districts and sub-districts of Yemen; its governorates are written by hand."""
    counts: Counter[str] = Counter()
    governorate = district = ""
    for row in read_csv(folder / "yemen_governorates_districts.csv"):
        name = re.sub("[\u064b-\u0652\u0670]", "", row["ar"]).strip()
        if row["level"] == "gov":
            governorate = f"YE-{YEMEN[name]}"
        elif row["level"] == "district":
            counts[governorate] += 1
            district = f"{governorate}{counts[governorate]:02d}"
            bare = name.removeprefix("مدينة ")
            yield Row(
                district,
                "district",
                (governorate,),
                tuple(dict.fromkeys((name, f"مديرية {bare}"))),
                plain(row["en"]),
                20_000,
            )
        elif name:
            counts[district] += 1
            yield Row(f"{district}.{counts[district]:02d}", "subdistrict", (district,), (name,), plain(row["en"]), 300)


def division_of(places: list[dict[str, str]], codes: dict[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    """Which division an admin1 code of GeoNames means: that whose name its largest place of that name bears."""
    found: dict[tuple[str, str], str] = {}
    for row in sorted(places, key=lambda row: -int(row["population"])):
        key = (row["country"], row["admin1"])
        for name in (row["ar"], *row["ar_all"].split("|")):
            code = codes.get((row["country"], fold_word(name)))
            if code and key not in found and code not in found.values():
                found[key] = code
    return found


def towns(folder: Path, codes: dict[tuple[str, str], str]) -> Iterator[Row]:
    """Towns of GeoNames."""
    places = read_csv(folder / "geonames500_mena_ar_en.csv")
    divided = division_of(places, codes) | {("PS", "GZ"): "PS-GAZA", ("PS", "WE"): "PS-WB"} | IRAQ | LEBANON
    for row in sorted(places, key=lambda row: (row["country"], -int(row["population"]), row["geonameid"])):
        country, people = row["country"], int(row["population"])
        if country == "SY" or people < SMALLEST[country]:
            continue
        names = [name.strip() for name in dict.fromkeys((row["ar"], *row["ar_all"].split("|")))]
        names = [
            name
            for name in names
            if re.fullmatch(r"[\u0621-\u064a][\u0621-\u064a ]{2,30}", name) and len(name.split()) < 5
        ]
        if names:
            within = divided.get((country, row["admin1"]), country)
            yield Row(
                f"G{row['geonameid']}",
                "city" if people >= 50_000 else "town",
                (within,),
                tuple(names),
                plain(row["en"]),
                people,
            )


_IRAQ = (
    "AN", "BA", "MU", "QA", "SU", "BB", "BG", "DA", "DQ", "DI", "AR", "KA", "KI", "MA", "NI", "WA", "NA", "SD", "HA",
)  # fmt: skip
IRAQ = {("IQ", f"{number:02d}"): f"IQ-{code}" for number, code in enumerate(_IRAQ, 1)}
LEBANON = {
    ("LB", number): f"LB-{code}"
    for number, code in {
        "04": "BA", "05": "ML", "06": "SOUTH", "07": "SOUTH", "08": "BEQ", "09": "NORTH", "10": "NORTH", "11": "BEQ",
    }.items()
}  # fmt: skip


def country_of(code: str, within: dict[str, tuple[str, ...]]) -> str:
    """The country at the end of the chain."""
    while within.get(code):
        code = within[code][0]
    return code


def build(folder: Path) -> list[Row]:
    """All rows that are not written by hand."""
    hand = list(by_hand())
    within = {cells[0]: tuple(filter(None, cells[2].split(","))) for cells in hand}
    common = set((DATA / "places_common.tsv").read_text(encoding="utf-8").splitlines()[1:])
    rows = [*countries(), *divisions(folder), *syria(folder), *yemen(folder)]
    within.update({row.code: row.within for row in rows if row.code not in within})
    taken = {(country_of(cells[0], within), fold_word(name)) for cells in hand for name in cells[3].split("|")}
    codes = {(row.within[0], fold_word(row.names[0])): row.code for row in rows if row.kind == "governorate"}
    codes |= {
        (cells[2][:2], fold_word(cells[3].split("|")[0])): cells[0] for cells in hand if cells[1] == "governorate"
    }
    yemeni = {("YE", fold_word(name)) for row in rows if row.code.startswith("YE-") for name in row.names}
    hand_codes = {cells[0] for cells in hand}
    out: list[Row] = []
    for row in [*rows, *towns(folder, codes)]:
        if row.code in hand_codes:
            continue
        land = country_of(row.within[0], within) if row.within else row.code
        known = [name for name in row.names if (land, fold_word(name)) in taken]
        if row.code.startswith("G") and (known or (land, fold_word(row.names[0])) in yemeni):
            continue
        word = any(fold_word(name) in common for name in row.names) and row.kind != "country"
        out.append(Row(row.code, row.kind, row.within, row.names, row.english, row.weight, "w" if word else row.mark))
    return out


def main(folder: str) -> None:
    """Write the table and say how large it became."""
    rows = build(Path(folder))
    (DATA / "places_tables.tsv").write_text(HEAD + "".join(row.line() for row in rows), encoding="utf-8")
    sys.stdout.write(json.dumps(Counter(row.kind for row in rows)) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
