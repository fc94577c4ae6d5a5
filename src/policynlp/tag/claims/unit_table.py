"""Names of units as texts print them, to the unit's own name: pint's where pint has it.

One line a unit: name, then words (any case, plural by "s") and, after `|`, symbols (this case only).
"""

# ruff: noqa: E501 (tables are read by the line)
from __future__ import annotations

import re

MEASURES = """
meter: meter metre | m
kilometer: kilometer kilometre km kms klick | km KM
centimeter: centimeter centimetre | cm
decimeter: decimeter decimetre | dm
millimeter: millimeter millimetre | mm
micrometer: micrometer micrometre micron | µm μm um
nanometer: nanometer nanometre | nm
picometer: picometer picometre | pm
mile: mile | mi
nautical_mile: nautical mile | nmi
yard: yard | yd yds
foot: foot feet | ft
inch: inch inches | in. " ″
angstrom: angstrom | Å
light_year: light year; light-year | ly
parsec: parsec | kpc Mpc
meter ** 2: square meter; square metre; sq meter; sq metre; sq m; sq. m; sqm | m2 m² m^2
kilometer ** 2: square kilometer; square kilometre; sq kilometer; sq km; sq. km | km2 km² km^2
centimeter ** 2: square centimeter; square centimetre | cm2 cm² cm^2
mile ** 2: square mile; sq mile; sq mi
foot ** 2: square foot; square feet; sq ft; sq. ft; sq foot; sq feet | ft2 ft²
yard ** 2: square yard
inch ** 2: square inch; square inches
hectare: hectare | ha
acre: acre
acre_foot: acre-foot; acre-feet; acre foot; acre feet
feddan: feddan
dunam: dunam dunum decare donum dönüm
kanal: kanal
marla: marla
rai: rai
stremma: stremma; stremmata
tsubo: tsubo
maund: maund
ardeb: ardeb
cavan: cavan
arroba: arroba
mu: mu
meter ** 3: cubic meter; cubic metre; cu m; cbm | m3 m³ m^3
centimeter ** 3: cubic centimeter; cubic centimetre | cm3 cm³ cc
bcm: bcm | bcm
bcf: bcf | bcf Bcf
tcf: tcf | tcf Tcf
kilometer ** 3: cubic kilometer; cubic kilometre | km3 km³
hectometer ** 3: cubic hectometer; cubic hectometre | hm3 hm³
foot ** 3: cubic foot; cubic feet; cu ft; standard cubic foot; standard cubic feet | ft3 ft³ scf
mmcf: | mmcf MMcf MMscf mmscf
mmcf / day: | mmscfd MMscfd MMSCFD mmcfd MMcfd MMscf/d mmscf/d
lakh_tonne: lakh metric ton; lakh metric tonne | LMT
liter: liter litre | l L
hectoliter: hectoliter hectolitre | hl hL
kiloliter: kiloliter kilolitre | kl kL
megaliter: megaliter megalitre | ML
gigaliter: gigaliter gigalitre | GL
megaliter / day: | MLD
foot ** 3 / second: cusec
meter ** 3 / second: cumec
milliliter: milliliter millilitre | ml mL
microliter: microliter microlitre | µl µL μl μL
gallon: gallon | gal
barrel: barrel | bbl bbls
barrel / day: | bpd b/d bopd
barrel_of_oil_equivalent / day: | boepd
barrel_of_oil_equivalent: barrel of oil equivalent; barrels of oil equivalent | boe
bushel: bushel | bu
pint: pint
quart: quart
fluid_ounce: fluid ounce | fl oz
cup: cup
tablespoon: tablespoon | tbsp
teaspoon: teaspoon | tsp
kilogram: kilogram kilogramme kilo kg kgs | kg Kg
gram: gram gramme | g
milligram: milligram milligramme | mg
microgram: microgram microgramme mcg | µg μg ug mcg
nanogram: nanogram | ng
deadweight_ton: deadweight ton; deadweight tonne | DWT
metric_ton: tonne; metric ton; metric tonne | t mt MT
kilotonne: kilotonne kiloton | kt
megatonne: megatonne megaton | Mt MMT
gigatonne: gigatonne gigaton | Gt
ton: ton
long_ton: long ton
pound: pound lb lbs
ounce: ounce | oz
jin: jin catty catties
carat: carat
stone: stone
quintal: quintal; centner; zentner
dram: dram drachma
metric_ton_CO2e: t co2e; t co2; t co2eq; tonne co2e; tonne of co2e; tonne of co2; ton of co2e; ton of co2; tonne of carbon dioxide; ton of carbon dioxide; metric ton of carbon dioxide; ton of CO2 equivalent; tonne of CO2 equivalent; ton of carbon dioxide equivalent; tonne of carbon dioxide equivalent | tCO2e tCO2 tCO2eq
kilotonne_CO2e: kt co2e; kt co2; kt co2eq; kilotonne of co2; kilotonne of co2e; kilotonne of carbon dioxide; kilotonne of carbon dioxide equivalent | ktCO2e ktCO2 ktCO2eq
megatonne_CO2e: mt co2e; mt co2; mt co2eq; megatonne of co2; megatonne of co2e; megatonne of carbon dioxide; megatonne of carbon dioxide equivalent | MtCO2e MtCO2 MtCO2eq
gigatonne_CO2e: gt co2e; gt co2; gt co2eq; gigatonne of co2; gigatonne of co2e; gigatonne of carbon dioxide; gigatonne of carbon dioxide equivalent | GtCO2e GtCO2 GtCO2eq
watt: watt | W
kilowatt: kilowatt | kW KW
megawatt: megawatt | MW
gigawatt: gigawatt | GW
terawatt: terawatt | TW
milliwatt: milliwatt | mW
horsepower: horsepower; brake horsepower; bhp | hp bhp HP BHP
watt_hour: watt hour; watt-hour | Wh
kilowatt_hour: kilowatt hour; kilowatt-hour; kwh | kWh KWh
megawatt_hour: megawatt hour; megawatt-hour; mwh | MWh
gigawatt_hour: gigawatt hour; gigawatt-hour | GWh
terawatt_hour: terawatt hour; terawatt-hour | TWh
joule: joule | J
kilojoule: kilojoule | kJ
megajoule: megajoule | MJ
gigajoule: gigajoule | GJ
exajoule: exajoule | EJ
calorie: calorie | cal
kilocalorie: kilocalorie | kcal
british_thermal_unit: | Btu BTU
million_british_thermal_unit: million british thermal units | MMBtu mmBtu
electron_volt: electronvolt; electron volt | eV
kiloelectron_volt: | keV
megaelectron_volt: | MeV
gigaelectron_volt: | GeV
volt: volt | V
kilovolt: kilovolt | kV
millivolt: millivolt | mV
ampere: ampere amp | A
milliampere: milliampere milliamp | mA
milliampere * hour: | mAh
ohm: ohm | Ω
hertz: hertz hz | Hz
kilohertz: kilohertz | kHz
megahertz: megahertz | MHz
gigahertz: gigahertz | GHz
terahertz: terahertz | THz
newton: newton | N
kilonewton: kilonewton | kN
pascal: pascal | Pa
hectopascal: hectopascal | hPa
kilopascal: kilopascal | kPa
megapascal: megapascal | MPa
gigapascal: gigapascal | GPa
bar: | bar
millibar: millibar | mbar
psi: | psi
atmosphere: | atm
tesla: | T
mole: mole | mol
millimole: millimole | mmol
micromole: micromole | µmol μmol
nanomole: | nmol
millimolar: millimolar | mM
micromolar: micromolar | µM μM
nanomolar: nanomolar | nM
kelvin: kelvin | K
degree_Celsius: degree celsius; degree centigrade; deg celsius; deg. celsius; degree c; deg c; celsius; celcius; centigrade; centigrate | °C ℃ ° C ºC ° Celsius
degree_Fahrenheit: degree fahrenheit; deg fahrenheit; degree f; deg f; fahrenheit; farenheit; degree farenheit | °F ℉ ° F ºF ° Fahrenheit
degree: degree; deg; deg. | ° º
radian: radian | rad
turn: turn
decibel: decibel | dB
bit: bit
kilobit: kilobit | kbit kb Kb
megabit: megabit | Mbit mb Mb
gigabit: gigabit | Gbit gb Gb
byte: byte
kilobyte: kilobyte | KB kB
megabyte: megabyte | MB
gigabyte: gigabyte | GB
terabyte: terabyte | TB
petabyte: petabyte | PB
pixel: pixel | px
megapixel: megapixel | MP
knot: knot | kn kt/h
kilometer / hour: kph kmph | km/h kmh km/hr
mile / hour: mph | mph
meter / second: | m/s
mile / gallon: mpg | mpg
megabit / second: | Mbps
gigabit / second: | Gbps
kilobit / second: | kbps
revolutions_per_minute: rpm | rpm
twenty_foot_equivalent_unit: twenty-foot equivalent unit; standard container | TEU TEUs
gravity: | g-force
lumen: lumen
lux: lux
becquerel: becquerel | Bq
sievert: sievert | Sv
millisievert: millisievert | mSv
dalton: dalton | Da kDa
arcminute: arcminute; arcmin
arcsecond: arcsecond; arcsec
"""

DURATIONS = """
year: year; yr; calendar year
month: month
week: week; wk
day: day
hour: hour; hr | h
minute: minute; min
second: second; sec | s
millisecond: millisecond | ms
microsecond: microsecond | µs μs
nanosecond: nanosecond | ns
quarter: quarter
decade: decade
century: century centuries
fortnight: fortnight
millennium: millennium millennia
weekend: weekend
night: night
"""

SHARES = """
percent: percent; per cent; pct; pct.; percentage; p.c. | % ％ ﹪ pc
percentage_point: percentage point; percent point; per cent point; percentage-point; percent-point; %-point; % point; pc point | pp ppt ppts p.p.
basis_point: basis point; bps | bp bps
permille: per mille; per mil | ‰
ppm: part per million; parts per million | ppm
ppb: part per billion; parts per billion | ppb
"""

SHARE_FACTORS = {
    "percent": 1e-2,
    "percentage_point": 1e-2,
    "basis_point": 1e-4,
    "permille": 1e-3,
    "ppm": 1e-6,
    "ppb": 1e-9,
    "fraction": 1.0,
}

DEFINITIONS = (
    "mu = hectare / 15",
    "jin = 0.5 * kilogram",
    "feddan = 4200.833 * meter ** 2",
    "dunam = 1000 * meter ** 2",
    "rai = 1600 * meter ** 2",
    "stremma = 1000 * meter ** 2",
    "tsubo = 400 / 121 * meter ** 2",
    "maund = 40 * kilogram",
    "ardeb = 150 * kilogram",
    "cavan = 50 * kilogram",
    "arroba = 15 * kilogram",
    "kanal = 505.857 * meter ** 2",
    "marla = 25.2929 * meter ** 2",
    "quintal_metric = 100 * kilogram",
    "bcm = 1e9 * meter ** 3",
    "deadweight_ton = [deadweight]",
    "mmcf = 1e6 * foot ** 3",
    "lakh_tonne = 1e5 * metric_ton",
    "bcf = 1e9 * foot ** 3",
    "tcf = 1e12 * foot ** 3",
    "kilogram_CO2e = [carbon_equivalent]",
    "metric_ton_CO2e = 1000 * kilogram_CO2e",
    "kilotonne_CO2e = 1e6 * kilogram_CO2e",
    "megatonne_CO2e = 1e9 * kilogram_CO2e",
    "gigatonne_CO2e = 1e12 * kilogram_CO2e",
    "barrel_of_oil_equivalent = 6.1178632e9 * joule",
    "million_british_thermal_unit = 1e6 * british_thermal_unit",
    "twenty_foot_equivalent_unit = [container]",
)
"""What pint lacks: Chinese mu and jin (the customary units of Chinese law, 1/15 hectare and 500 g), the Egyptian feddan, the metric
dunam and stremma, the Thai rai, the Japanese tsubo, the maund as Pakistan buys wheat by it, the ardeb of
Egypt as wheat is bought by it, the cavan of the Philippines, the arroba of Brazil, the kanal and marla of Punjab, carbon dioxide
equivalents as a dimension of their own, and the barrel of oil equivalent (5.8 million Btu)."""

PINT_NAMES = {"barrel": "oil_barrel", "knot": "knot", "ton": "ton", "quintal": "quintal_metric", "quarter": "0.25 * year"}
"""Where our name means another thing to pint: its barrel is the US dry one, and news means oil."""

HARD_SYMBOLS = frozenset(["in.", '"', "″", "°", "º"])
"""Symbols that stand for other things so often (quotation marks, page ends) that they count only where they touch the digits."""

WORDY_SYMBOLS = frozenset(
    [
        "m",
        "g",
        "t",
        "l",
        "s",
        "h",
        "A",
        "N",
        "T",
        "K",
        "M",
        "J",
        "V",
        "W",
        "L",
        "bar",
        "kn",
        "pm",
        "ns",
        "min",
        "mt",
        "bu",
        "cc",
        "Da",
        "Pa",
        "rad",
        "pc",
        "cal",
        "atm",
        "gal",
        "MP",
        "mi",
        "ha",
    ]
)
"""Symbols read only right after digits, and not before a letter or digit."""


def _read(table: str) -> tuple[dict[str, str], dict[str, str]]:
    words: dict[str, str] = {}
    symbols: dict[str, str] = {}
    for line in table.strip().splitlines():
        name, _, rest = line.partition(":")
        wordy, _, signs = rest.partition("|")
        phrases = wordy.split(";") if ";" in wordy else wordy.split() if name not in _PHRASED else [wordy]
        for phrase in filter(None, (p.strip().lower() for p in phrases)):
            words[phrase] = name
            if phrase.startswith(("degree ", "deg ")):
                words[phrase.replace("degree ", "degrees ", 1)] = name
                continue
            if " of " in phrase:
                words[re.sub(r"(tonne|ton|barrel)\b", r"\1s", phrase, count=1)] = name
                continue
            if phrase.startswith(("t ", "mt ", "gt ")):
                continue
            if phrase[-1:].isalpha() and not phrase.endswith("s"):
                words[phrase + "s"] = name
        signs = signs.replace("° C", "°_C").replace("° F", "°_F").replace("fl oz", "")
        for sign in signs.split():
            symbols[sign.replace("_", " ")] = name
    return words, symbols


_PHRASED = frozenset(
    {
        "nautical_mile",
        "mile ** 2",
        "yard ** 2",
        "long_ton",
        "fluid_ounce",
        "million_british_thermal_unit",
        "barrel_of_oil_equivalent",
    }
)

_measure_words, _measure_symbols = _read(MEASURES)
_duration_words, _duration_symbols = _read(DURATIONS)
_share_words, _share_symbols = _read(SHARES)

WORDS: dict[str, tuple[str, str]] = (
    {w: (u, "measure") for w, u in _measure_words.items()}
    | {w: (u, "duration") for w, u in _duration_words.items()}
    | {w: (u, "percent") for w, u in _share_words.items()}
)
"""Lower-case phrase to (unit, kind)."""
SYMBOLS: dict[str, tuple[str, str]] = (
    {w: (u, "measure") for w, u in _measure_symbols.items()}
    | {w: (u, "duration") for w, u in _duration_symbols.items()}
    | {w: (u, "percent") for w, u in _share_symbols.items()}
)
"""Symbol to (unit, kind), case as printed."""
