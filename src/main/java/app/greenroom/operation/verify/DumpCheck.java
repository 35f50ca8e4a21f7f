package app.greenroom.operation.verify;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Looks into a dump: whether it is complete in its own form, whatever its hash, and which versions made it. */
public final class DumpCheck {
    private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int SQLITE_HEADER = 100;

    private DumpCheck() {}

    /**
     * Versions that a dump was made with, such as {@code 17.6}; empty texts where it does not say.
     *
     * @param server of the database server
     * @param tool of pg_dump
     */
    public record Versions(String server, String tool) {}

    /** Versions that a dump was made with. */
    public static Versions versions(Path dump, String kind) throws IOException {
        if (kind.equals("sqlite")) {
            return new Versions("", "");
        }
        try (InputStream stream =
                new BufferedInputStream(Files.newInputStream(dump, LinkOption.NOFOLLOW_LINKS), 1 << 12)) {
            PostgresArchive archive = new PostgresArchive(new DataInputStream(stream));
            archive.begin();
            return new Versions(archive.server, archive.tool);
        } catch (EOFException | BadForm e) {
            return new Versions("", ""); // a verification says what is wrong with it
        }
    }

    /** What is wrong with a dump; empty if it is complete. */
    public static Optional<String> problem(Path dump, String kind) throws IOException {
        try (InputStream stream =
                new BufferedInputStream(Files.newInputStream(dump, LinkOption.NOFOLLOW_LINKS), 1 << 16)) {
            return kind.equals("sqlite")
                    ? sqlite(stream, Files.size(dump))
                    : new PostgresArchive(new DataInputStream(stream)).problem();
        }
    }

    /** The header tells the size of the whole file (SQLite's file format, section 1.3). */
    private static Optional<String> sqlite(InputStream stream, long size) throws IOException {
        byte[] header = stream.readNBytes(SQLITE_HEADER);
        if (header.length < SQLITE_HEADER || !Arrays.equals(header, 0, SQLITE.length, SQLITE, 0, SQLITE.length)) {
            return Optional.of("no SQLite database");
        }
        ByteBuffer fields = ByteBuffer.wrap(header);
        int stored = fields.getShort(16) & 0xffff;
        long pageSize = stored == 1 ? 65536 : stored;
        long pages = fields.getInt(28) & 0xffffffffL;
        if (pageSize < 512 || Long.bitCount(pageSize) != 1) {
            return Optional.of("pages of " + pageSize + " bytes");
        }
        boolean pagesKnown = fields.getInt(24) == fields.getInt(92);
        if (size % pageSize != 0 || (pagesKnown && pages * pageSize != size)) {
            return Optional.of("its header says " + pages * pageSize + " bytes, it has " + size);
        }
        return Optional.empty();
    }

    /**
     * An archive in the custom format of pg_dump: header, table of contents, one block of data for each entry that has
     * data. Written to a pipe it carries no positions, but the blocks tell their own length, so that the end is known.
     * Form: PostgreSQL's src/bin/pg_dump/pg_backup_archiver.c and pg_backup_custom.c, versions 1.12 (PostgreSQL 9.0) to
     * 1.16 (PostgreSQL 17).
     */
    private static final class PostgresArchive {
        private static final int NEWEST = 16;
        private static final int BLOCK_DATA = 1;
        private static final int BLOCK_LARGE_OBJECTS = 3;
        private static final int MOST_ENTRIES = 10_000_000;

        private final DataInputStream stream;
        private int minor;
        private int intSize;
        private int offsetSize;
        private String server = "";
        private String tool = "";

        PostgresArchive(DataInputStream stream) {
            this.stream = stream;
        }

        Optional<String> problem() throws IOException {
            try {
                Optional<String> trouble = begin();
                return trouble.isPresent() ? trouble : contents();
            } catch (EOFException e) {
                return Optional.of("it is cut");
            } catch (BadForm e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        }

        /** Reads the header. */
        Optional<String> begin() throws IOException {
            return "PGDMP".equals(new String(stream.readNBytes(5), StandardCharsets.ISO_8859_1))
                    ? header()
                    : Optional.of("no archive of pg_dump");
        }

        private Optional<String> contents() throws IOException {
            int expected = tableOfContents();
            int found = blocks();
            return found == expected
                    ? Optional.empty()
                    : Optional.of("data of " + found + " entries, the table of contents has " + expected);
        }

        private Optional<String> header() throws IOException {
            int major = stream.readUnsignedByte();
            minor = stream.readUnsignedByte();
            stream.readUnsignedByte();
            if (major != 1 || minor < 12 || minor > NEWEST) {
                return Optional.of("archive version " + major + "." + minor + " is not known");
            }
            intSize = stream.readUnsignedByte();
            offsetSize = stream.readUnsignedByte();
            int format = stream.readUnsignedByte();
            if (format != 1 || intSize < 4 || intSize > 8 || offsetSize < 4 || offsetSize > 8) {
                return Optional.of("no archive in custom format");
            }
            if (minor >= 15) {
                stream.readUnsignedByte(); // compression method
            } else {
                integer(); // compression level
            }
            for (int field = 0; field < 7; field++) {
                integer(); // time of the dump
            }
            skipText(); // database
            server = version();
            tool = version();
            return Optional.empty();
        }

        /** Number of entries that have data. */
        private int tableOfContents() throws IOException {
            long count = integer();
            if (count < 1 || count > MOST_ENTRIES) {
                throw new BadForm("a table of contents of " + count + " entries");
            }
            int withData = 0;
            for (long entry = 0; entry < count; entry++) {
                integer(); // number
                integer(); // whether it was dumped by a function
                skipTexts(4); // table oid, oid, name, description
                integer(); // section
                skipTexts(5); // definition, drop, copy, schema, table space
                if (minor >= 14) {
                    skipText(); // access method
                }
                if (minor >= 16) {
                    integer(); // kind of relation
                }
                skipTexts(2); // owner, with oids
                skipTextsToTheEnd(); // what it depends on
                int state = stream.readUnsignedByte();
                stream.skipNBytes(offsetSize);
                if (state < 1 || state > 3) {
                    throw new BadForm("an entry in state " + state);
                }
                withData += state == 3 ? 0 : 1;
            }
            return withData;
        }

        /** Number of blocks of data up to the end of the file. */
        private int blocks() throws IOException {
            int blocks = 0;
            for (int kind = stream.read(); kind >= 0; kind = stream.read()) {
                integer(); // number of its entry
                if (kind == BLOCK_DATA) {
                    skipPieces();
                } else if (kind == BLOCK_LARGE_OBJECTS) {
                    while (integer() != 0) {
                        skipPieces();
                    }
                } else {
                    throw new BadForm("a block of kind " + kind);
                }
                blocks++;
            }
            return blocks;
        }

        private void skipPieces() throws IOException {
            for (long length = integer(); length != 0; length = integer()) {
                if (length < 0) {
                    throw new BadForm("a piece of " + length + " bytes");
                }
                stream.skipNBytes(length);
            }
        }

        private void skipTexts(int count) throws IOException {
            for (int text = 0; text < count; text++) {
                skipText();
            }
        }

        /** Skips texts up to the first that is not there. */
        private void skipTextsToTheEnd() throws IOException {
            boolean more = true;
            while (more) {
                more = skipText();
            }
        }

        /** Skips a text; whether there was one. */
        private boolean skipText() throws IOException {
            long length = integer();
            if (length > 0) {
                stream.skipNBytes(length);
            }
            return length >= 0;
        }

        /** A short text whose first word is a version; distributions add the name of their package. */
        private String version() throws IOException {
            long length = integer();
            if (length > 200) {
                throw new BadForm("a version of " + length + " bytes");
            }
            String text = new String(stream.readNBytes((int) Math.max(0, length)), StandardCharsets.ISO_8859_1);
            String word = text.split(" ", 2)[0];
            return word.matches("\\d{1,3}(\\.\\d{1,3}|[a-z]{2,5}\\d{1,2})*") ? word : "";
        }

        private long integer() throws IOException {
            int sign = stream.readUnsignedByte();
            long value = 0;
            for (int at = 0; at < intSize; at++) {
                value |= (long) stream.readUnsignedByte() << (8 * at);
            }
            return sign == 0 ? value : -value;
        }
    }

    /** The form is not that of an archive. */
    private static final class BadForm extends IOException {
        private static final long serialVersionUID = 1L;

        BadForm(String message) {
            super(message);
        }
    }
}
