package app.greenroom.storage.library;

import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotManifest.Role;
import app.greenroom.domain.backup.SnapshotManifest.Source;
import app.greenroom.domain.backup.SnapshotManifest.Stored;
import app.greenroom.domain.backup.SnapshotSummary.Condition;
import app.greenroom.domain.backup.SourcePath;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** One file of a snapshot as JSON, and the strict reading of members. */
final class EntryJson {
    private EntryJson() {}

    /** Writes one entry as an object; the journal of a half-taken snapshot uses the same form. */
    static void write(Entry entry, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("role", entry.role().name().toLowerCase(Locale.ROOT));
        json.writeObjectPropertyStart("source");
        Source source = entry.source();
        json.writeStringProperty("path", source.path().text());
        if (source.path().base64()) {
            json.writeBooleanProperty("base64", true);
        }
        json.writeNumberProperty("size", source.size());
        json.writeNumberProperty("mtimeNs", source.mtimeNs());
        json.writeNumberProperty("mode", source.mode());
        json.writeStringProperty("sha256", source.sha256());
        json.writeEndObject();
        json.writeObjectPropertyStart("stored");
        json.writeStringProperty("name", entry.stored().name());
        json.writeNumberProperty("size", entry.stored().size());
        json.writeStringProperty("sha256", entry.stored().sha256());
        json.writeEndObject();
        json.writeEndObject();
    }

    /** Reads one entry; its stored name stays inside the snapshot's folder. */
    static Entry read(JsonNode node) throws UnusableManifestException {
        JsonNode source = member(node, "source");
        JsonNode stored = member(node, "stored");
        SourcePath path = new SourcePath(
                text(source, "path"),
                source.get("base64") != null && source.get("base64").booleanValue());
        String name = text(stored, "name");
        if (!SourcePath.of(name).staysBelow() || leadsOut(name, File.separatorChar)) {
            throw damaged("leads out of the snapshot: " + name, null);
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
            throw damaged("no name of a file: " + name, null);
        }
        requireBytes(path);
        String sha256 = text(source, "sha256");
        String storedSha256 = text(stored, "sha256");
        return new Entry(
                Role.valueOf(text(node, "role").toUpperCase(Locale.ROOT)),
                new Source(
                        path, amount(source, "size"), number(source, "mtimeNs"), (int) number(source, "mode"), sha256),
                new Stored(name, amount(stored, "size"), storedSha256.equals(sha256) ? sha256 : storedSha256));
    }

    /** Where a backslash separates folders too, and a colon follows the name of a disk. */
    static boolean leadsOut(String name, char separator) {
        return separator == '\\' && (name.indexOf('\\') >= 0 || name.indexOf(':') >= 0);
    }

    private static void requireBytes(SourcePath path) throws UnusableManifestException {
        try {
            path.bytes();
        } catch (IllegalArgumentException e) {
            throw damaged("no base64: " + path.text(), e);
        }
    }

    static JsonNode member(JsonNode node, String name) throws UnusableManifestException {
        JsonNode member = node.get(name);
        if (member == null) {
            throw damaged("no " + name, null);
        }
        return member;
    }

    static String text(JsonNode node, String name) throws UnusableManifestException {
        JsonNode member = member(node, name);
        if (!member.isString()) {
            throw damaged(name + " is no text", null);
        }
        return member.stringValue();
    }

    static long number(JsonNode node, String name) throws UnusableManifestException {
        JsonNode member = member(node, name);
        if (!member.isIntegralNumber() || !member.canConvertToLong()) {
            throw damaged(name + " is no whole number", null);
        }
        return member.longValue();
    }

    /** A number of bytes or of things. */
    static long amount(JsonNode node, String name) throws UnusableManifestException {
        long amount = number(node, name);
        if (amount < 0) {
            throw damaged(name + " is less than nothing", null);
        }
        return amount;
    }

    static UnusableManifestException damaged(String message, @Nullable Throwable cause) {
        return new UnusableManifestException(Condition.DAMAGED, message, cause);
    }
}
