package app.greenroom.domain.upgrade;

import app.greenroom.domain.instance.PretalxVersion;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What there is to read about a release on the way.
 *
 * @param version the release
 * @param released when its feature release came out; empty if the table does not know it
 * @param links where to read
 * @param text the list of changes, line by line, as plain text; empty if it could not be read
 */
public record ReleaseNotes(PretalxVersion version, Optional<LocalDate> released, List<Link> links, List<String> text) {
    /** Copies the lists. */
    public ReleaseNotes {
        links = List.copyOf(links);
        text = List.copyOf(text);
    }

    /** Notes of which only the places are known. */
    public ReleaseNotes(PretalxVersion version, Optional<LocalDate> released, List<Link> links) {
        this(version, released, links, List.of());
    }

    /** The same notes with what was read. */
    public ReleaseNotes withText(List<String> read) {
        return new ReleaseNotes(version, released, links, read);
    }

    /**
     * A place to read.
     *
     * @param kind what is there
     * @param address on the web
     */
    public record Link(Kind kind, String address) {}

    /** What is at the other end of a link. */
    public enum Kind {
        /** The list of changes of this very release. */
        CHANGES,
        /** The article about the feature release. */
        NEWS,
        /** The page of the package index. */
        PACKAGE
    }
}
