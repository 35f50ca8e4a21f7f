"""Tells somebody: by mail through the site's own outgoing mail, and by fetching an address after every good run."""
import urllib.error
import urllib.parse
import urllib.request

import account
import wire

MAIL_LIMIT = 120
PING_LIMIT = 15
DAY = 24 * 3600


def mail(site, program, to, subject, body):
    """Sends a mail as the service user, by pretalx' own settings; gives why it could not be sent, or nothing."""
    try:
        status, _, complaint = account.ask(
            site, [site["python"], "-", to, subject, body], program.encode("utf-8"), MAIL_LIMIT)
    except (OSError, wire.Refused) as error:
        return str(error)[:300]
    last = complaint.splitlines()[-1:] or ["status %s" % status]
    return "" if status == 0 else last[0][:300]


class NoRedirects(urllib.request.HTTPRedirectHandler):
    """Another address than the one that was chosen is not fetched."""

    def redirect_request(self, *arguments):
        return None


def ping(address):
    """Fetches the address; gives why it could not be fetched, or nothing. It is a secret of sorts, so it is not said."""
    parts = urllib.parse.urlsplit(address)
    if parts.scheme != "https" and parts.hostname not in ("127.0.0.1", "localhost", "::1"):
        return "only https is fetched"
    wanted = urllib.request.Request(address, headers={"User-Agent": "greenroom"})
    try:
        with urllib.request.build_opener(NoRedirects()).open(wanted, timeout=PING_LIMIT) as answer:
            answer.read(1 << 10)
            return ""
    except urllib.error.HTTPError as error:
        return "%s answered %d" % (parts.hostname, error.code)
    except (OSError, ValueError) as error:
        return ("%s: %s" % (parts.hostname, getattr(error, "reason", error)))[:300]


def trouble(run):
    """Whether a run is not as it should be: it took no set, it was late, or sets went that nobody had collected."""
    return run["result"] != "OK" or bool(run["late"] or run["lost"])


def mail_due(run, known, now):
    """Whether somebody has to hear of a run: of trouble at once and then once a day, and when it is over."""
    if not trouble(run):
        return bool(known["mailed"])
    return run["reason"] not in ("JOB", "STOPPED") and (not known["mailed"] or now - known["mailed"] >= DAY - 3600)


def words(run, instance, good):
    """Subject and text of the mail."""
    name, address = instance["server"] + "/" + instance["id"], instance["siteUrl"]
    last = "The last good set is from %s (UTC)." % good if good else "There is no good set yet."
    if not trouble(run):
        return ("Backup of %s works again" % address,
                "The scheduled backup of %s (%s) took a whole set again: %s.\n" % (address, name, run["set"]))
    if run["result"] == "OK":
        what = "was late" if run["late"] else "needs room"
        return ("Backup of %s %s" % (address, what),
                "The scheduled backup of %s (%s) took a whole set: %s.\n%s" % (address, name, run["set"], more(run)))
    how = "was skipped" if run["result"] == "SKIPPED" else "failed"
    return ("Backup of %s %s" % (address, how),
            "The scheduled backup of %s (%s) %s.\n\nReason: %s\n%s\n%s\n%s\nEarlier sets are as they were.\n"
            "Greenroom shows more: greenroom schedule %s show\n" % (
                address, name, how, run["reason"].lower(), run["detail"], more(run), last, name))


def more(run):
    """What else there is to say about a run, in lines of their own."""
    lines = []
    if run["late"]:
        lines.append("It began %d hours after its time: the server was off, or nothing started it.\n" % (run["late"] // 3600))
    if run["lost"]:
        lines.append("For want of room %d earlier sets were removed that nobody had collected. "
                     "Collect more often, keep fewer sets, or make room.\n" % run["lost"])
    return "".join(lines)
