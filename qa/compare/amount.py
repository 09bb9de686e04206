"""An amount, and how two of them stand to each other."""

from dataclasses import dataclass, replace
from fractions import Fraction

from qa.compare.relation import Relation
from qa.compare.units import FAHRENHEIT, ICE_FAHRENHEIT, PHYSICAL, SECONDS_A_MONTH, Measure, relation_of_units

# What was turned from miles into kilometres was rounded on the way: of two such figures each may be off by so much.
_CONVERSION = Fraction(1, 40)
# Nobody rounds off more than a tenth: 2.5 million is not "3 million". What lies halfway is rounded up.
_ROUNDED_OFF = Fraction(1, 10)
_HALFWAY = Fraction(1, 10**6)
_CONVERTED = frozenset(measure for measure, _ in PHYSICAL.values())


@dataclass(frozen=True, slots=True)
class Amount:
    """From `low` to `high`, both included; None is no bound.

    `unit` is what is counted, with the words before it and what became of it, or the currency, lower-case and singular;
    then " a day" or the like where it is so many a day; "" if nothing says. `of` is the whole that the
    amount is a part of, as in "18 of 31". `step` is what the figure was rounded to, 0 if it was not. `figure` is the
    number as it stands, before its unit, and `each` how much of the measure one of that unit is: 12 months for a year.
    `is_open`: the bound itself is left out, as in "more than 45". `is_rough`: it is said to be about that figure.
    `also` is what it may be as well: "7.3m" are millions, or metres.
    """

    low: Fraction | None
    high: Fraction | None
    measure: Measure = Measure.COUNT
    unit: str = ""
    of: Fraction | None = None
    step: Fraction = Fraction(0)
    figure: Fraction | None = None
    each: Fraction = Fraction(1)
    is_open: bool = False
    is_rough: bool = False
    also: "Amount | None" = None

    @property
    def is_exact(self) -> bool:
        """Whether it is one figure and no bound or range."""
        return self.low is not None and self.low == self.high


def exactly(value: Fraction | int, measure: Measure = Measure.COUNT, **more: object) -> Amount:
    """One figure."""
    return replace(Amount(Fraction(value), Fraction(value), measure, figure=Fraction(value)), **more)  # type: ignore[arg-type]


def converted(value: Amount, measure: Measure, unit: str, factor: Fraction | int = 1) -> Amount:
    """The amount as one of another measure, `factor` of which each of its own is."""
    low, high = (None if bound is None else bound * factor for bound in (value.low, value.high))
    if factor < 0:
        low, high = high, low
    return replace(
        value,
        low=low,
        high=high,
        measure=measure,
        unit=unit,
        step=value.step * max(factor, -factor),
        each=value.each * factor,
        also=None,
    )


def relation_of(one: Amount, other: Amount) -> Relation:
    """How two amounts stand to each other."""
    if one.measure is not other.measure:
        return _across(one, other)
    units = relation_of_units(one.unit, other.unit)
    if units is Relation.DIFFERENT or (one.of and other.of and one.of != other.of):
        return Relation.DIFFERENT
    if one.is_rough and other.is_rough and one.figure == other.figure:
        return units if one.each == other.each else Relation.DIFFERENT  # about 10 km, about 10 miles
    if (one.low, one.high) == (other.low, other.high):
        return units
    return Relation.DIFFERENT if _apart(_widened(one, other), _widened(other, one)) else Relation.COMPATIBLE


def _apart(one: Amount, other: Amount) -> bool:
    """Whether no amount is within both. An exact "45" is let pass for "more than 45": reports are not that careful."""
    closed = one.is_exact or other.is_exact or not (one.is_open or other.is_open)
    return any(
        low.low is not None and high.high is not None and (low.low > high.high or (low.low == high.high and not closed))
        for low, high in ((one, other), (other, one))
    )


def _across(one: Amount, other: Amount) -> Relation:
    """Amounts of different measures: "21" and "21-year-old" can say the same, weeks be compared with months."""
    for mine, theirs in ((one, other), (other, one)):
        if mine.also and mine.also.measure is theirs.measure:
            return relation_of(mine.also, theirs)
    if {one.measure, other.measure} == {Measure.SECONDS, Measure.MONTHS}:
        return Relation.DIFFERENT if _apart(_in_seconds(one), _in_seconds(other)) else Relation.COMPATIBLE
    if Measure.COUNT not in (one.measure, other.measure):
        return Relation.DIFFERENT
    count, measured = (one, other) if one.measure is Measure.COUNT else (other, one)
    if measured.measure is Measure.PERCENT and count.of:  # "18 of 31" and "most"
        return relation_of(converted(count, Measure.PERCENT, "", Fraction(100) / count.of), measured)
    if measured.measure is Measure.PERCENT and count.unit == measured.unit == "point":  # and of a percentage point
        return relation_of(converted(count, Measure.PERCENT, "point"), measured)
    if measured.measure is Measure.CELSIUS and count.unit in ("", "degree"):  # of whichever scale
        scales = (1, FAHRENHEIT) if count.unit else (measured.each,)
        apart = all(_apart(_widened(on, measured), _widened(measured, on)) for on in (_on(count, it) for it in scales))
        return Relation.DIFFERENT if apart else Relation.COMPATIBLE
    if count.unit:
        return Relation.DIFFERENT
    if count.high == measured.high == 0:  # nothing is no money
        return Relation.SAME
    if measured.measure in (Measure.SECONDS, Measure.MONTHS):
        return relation_of(converted(count, measured.measure, "", measured.each), measured)
    return Relation.DIFFERENT


def _on(degrees: Amount, scale: Fraction | int) -> Amount:
    """Degrees as a temperature on a scale, given by how many degrees Celsius each of its own is; to one of them."""
    ice = ICE_FAHRENHEIT if scale == FAHRENHEIT else 0
    low, high = (None if bound is None else bound - ice for bound in (degrees.low, degrees.high))
    return converted(replace(degrees, low=low, high=high, step=Fraction(1)), Measure.CELSIUS, "", scale)


def _in_seconds(value: Amount) -> Amount:
    """A length of time to a twentieth: months are not all as long."""
    factor = SECONDS_A_MONTH if value.measure is Measure.MONTHS else 1
    low = None if value.low is None else value.low * factor * Fraction(19, 20)
    high = None if value.high is None else value.high * factor * Fraction(21, 20)
    return Amount(low, high, Measure.SECONDS)


def _widened(one: Amount, other: Amount) -> Amount:
    """A rounded figure covers what rounds to it, where the other is not rounded as well; and what is measured in other
    units than the other what it may have been before it was converted."""
    room, short = Fraction(0), Fraction(0)
    if one.is_exact and one.step > other.step:
        assert one.low is not None
        room = one.step / 2
        short = room * _HALFWAY
        if one.measure is not Measure.CELSIUS:
            room = min(room, abs(one.low) * _ROUNDED_OFF)
    if one.measure in _CONVERTED and one.each != other.each:
        room = max(room, *(abs(bound) * _CONVERSION for bound in (one.low, one.high) if bound is not None))
    if not room:
        return one
    low, high = (None if bound is None else bound + way * room for bound, way in ((one.low, -1), (one.high, 1)))
    return replace(one, low=low, high=None if high is None else high - short)
