"""Which sets stay: the newest one of each of the last so many hours, days, weeks, months and years that have any.

The same rule as that of the library on a laptop, tried with the same table. Periods are those of UTC; weeks are those of
ISO 8601. A set that cannot be used takes nobody's place, and stays only where a period that is kept has no usable one.
"""
import datetime

PERIODS = ("hourly", "daily", "weekly", "monthly", "yearly")


def holding(period, moment):
    if period == "weekly":
        return tuple(moment.isocalendar())[:2]
    parts = (moment.year, moment.month, moment.day, moment.hour)
    return parts[:{"hourly": 4, "daily": 3, "monthly": 2, "yearly": 1}[period]]


def taken(name):
    """When a set was begun, by its name."""
    return datetime.datetime.strptime(name[:20], "%Y-%m-%dT%H-%M-%SZ")


def staying(names, usable, rule):
    """Those of the given sets that stay. The newest usable one always does."""
    newest_first = sorted(names, reverse=True)
    stay = set([name for name in newest_first if name in usable][:1])
    for period in PERIODS:
        stay |= of_period(newest_first, usable, period, rule[period])
    return stay


def of_period(newest_first, usable, period, left):
    with_usable = {holding(period, taken(name)) for name in newest_first if name in usable}
    stay, seen = set(), set()
    for name in newest_first:
        stretch = holding(period, taken(name))
        if not left:
            break
        if (name in usable or stretch not in with_usable) and stretch not in seen:
            seen.add(stretch)
            stay.add(name)
            left -= stretch in with_usable
    return stay
