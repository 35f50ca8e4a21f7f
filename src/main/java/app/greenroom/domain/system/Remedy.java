package app.greenroom.domain.system;

import java.util.Locale;

/** What this program can put right about what pretalx stands on. */
public enum Remedy {
    /** Installs gettext, which compiles translations. */
    GETTEXT,
    /** Installs redis where it is missing, and lets pretalx use it. */
    REDIS,
    /** Lets pretalx hand its background tasks to celery, with a worker as a service. */
    CELERY,
    /** Installs the newest Python that the distribution packages. */
    PYTHON;

    /** Its name in a command. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
