package app.greenroom.domain.rollback;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What came into a site since an upgrade opened it: the live state against the one that was kept. Going back sets it aside.
 *
 * @param opened when visitors got to the new version, by the server's clock; empty if that was not written down
 * @param rows number of each kind; a kind that could not be counted is missing
 * @param files uploaded files that are new or changed
 * @param bytes size of those
 */
public record SinceThen(Optional<Instant> opened, Map<Kind, Long> rows, long files, long bytes) {
    /** Nothing came. */
    public static final SinceThen NOTHING = new SinceThen(Optional.empty(), Map.of(), 0, 0);

    /** Copies the map, in the order of the kinds. */
    public SinceThen {
        Map<Kind, Long> ordered = new EnumMap<>(Kind.class);
        ordered.putAll(rows);
        rows = Collections.unmodifiableMap(ordered);
    }

    /** Whether something came. */
    public boolean any() {
        return files > 0 || rows.values().stream().anyMatch(number -> number > 0);
    }

    /** What is counted. */
    public enum Kind {
        /** New events. */
        EVENTS,
        /** New proposals. */
        PROPOSALS,
        /** Proposals that were there before and were changed. */
        EDITED,
        /** New accounts. */
        USERS,
        /** New reviews. */
        REVIEWS,
        /** Messages sent, which lie unsent in the outbox again or are gone from it. */
        MAILS
    }
}
