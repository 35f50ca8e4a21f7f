"""When a schedule is due: times of day in a zone, through every change of the clock."""
import datetime
import zoneinfo


def zone_of(name):
    return datetime.timezone.utc if name in ("UTC", "Z") else zoneinfo.ZoneInfo(name)


def moments(times, zone, around):
    """Every due moment of the days around one, in order. A time that the clock jumps over is due when it has jumped."""
    day = datetime.datetime.fromtimestamp(around, zone).date()
    found = []
    for ahead in (-2, -1, 0, 1, 2):
        date = day + datetime.timedelta(days=ahead)
        for text in times:
            hour, minute = (int(part) for part in text.split(":"))
            found.append(datetime.datetime(date.year, date.month, date.day, hour, minute, tzinfo=zone).timestamp())
    return sorted(found)


def next_after(times, zone, moment):
    return next(each for each in moments(times, zone, moment) if each > moment)


def last_before(times, zone, moment):
    """The newest due moment that is not after another."""
    return [each for each in moments(times, zone, moment) if each <= moment][-1]
