"""Units of measurement, as CLDR writes them in each language: symbols, abbreviations and names."""

from functools import lru_cache
from typing import Final

from scrape_clean.records.annotate.words.cldr import cldr
from scrape_clean.records.annotate.words.tables import rows

__all__ = ["Unit", "units_of"]

Unit = tuple[str, str]
"""CLDR's identifier of a unit and of what it measures: ``("kilometer", "length")``."""

_MORE: Final = {
    written: (unit, measured)
    for measured, entries in rows("""
length millimeter=mm|centimeter=cm|meter=m 米 メートル|kilometer=km 公里 キロ|inch=in|foot=ft|
  nanometer=nm|micrometer=μm µm
mass gram=g|kilogram=kg 公斤|milligram=mg|metric-ton=t 吨|pound=lb lbs|ounce=oz
volume liter=l L|milliliter=ml mL|cubic-meter=m³|teaspoon=tsp|tablespoon=tbsp
temperature celsius=°C|fahrenheit=°F|kelvin=K
area square-meter=m² 平方米 平方メートル|square-kilometer=km² 平方公里|hectare=ha 公顷
speed kilometer-per-hour=km/h|mile-per-hour=mph|meter-per-second=m/s
frequency revolution-per-minute=rpm|hertz=Hz|kilohertz=kHz|megahertz=MHz|gigahertz=GHz
power watt=W|kilowatt=kW|megawatt=MW|gigawatt=GW
energy kilowatt-hour=kWh|megawatt-hour=MWh|gigawatt-hour=GWh
electric milliampere-hour=mAh|volt=V
digital kilobyte=kB KB|megabyte=MB|gigabyte=GB|terabyte=TB
sound decibel=dB
pressure bar=bar|hectopascal=hPa|kilopascal=kPa
duration year=年 年間|month=个月 か月|day=天 日間|
  hour=小时 時間 시간|minute=分钟 分間 分|week=周 週間
""").items()
    for unit, _, forms in (entry.partition("=") for entry in entries.split("|"))
    for written in forms.split()
}
"""Symbols as everybody writes them, whatever CLDR's pattern for the language."""

_OTHERWISE: Final = frozenset(("light", "CD"))
"""What CLDR lets stand for the speed of light and for carats, and nearly everybody means otherwise."""


@lru_cache(maxsize=64)
def units_of(language: str) -> dict[str, Unit]:
    """Units by what is written behind the number, as written for symbols and in lower case for words."""
    units = {**cldr("en").units, **cldr(language).units, **_MORE}
    return {written: unit for written, unit in units.items() if written not in _OTHERWISE}
