package app.greenroom.storage.library;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotManifest;
import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotManifest.Head;
import app.greenroom.domain.backup.SnapshotManifest.Origin;
import app.greenroom.domain.backup.SnapshotManifest.Totals;
import app.greenroom.domain.backup.SnapshotSummary.Condition;
import app.greenroom.domain.instance.InstanceFacts.Counts;
import app.greenroom.domain.server.ServerText;
import app.greenroom.storage.disk.Hashes;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Writes and reads {@code manifest.json}, file by file, so that a long list of files is no large text in memory. */
final class ManifestFile {
    static final String NAME = "manifest.json";
    static final String HASHES = "manifest.sha256";
    private static final int MOST_HASHES = 4096;

    /** Values are read one by one out of a longer text, so what follows one is no fault. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ManifestFile() {}

    static void write(SnapshotManifest manifest, OutputStream stream) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(new BufferedOutputStream(stream, 1 << 16))) {
            json.writeStartObject();
            writeHead(manifest.head(), json);
            json.writeArrayPropertyStart("entries");
            for (Entry entry : manifest.entries()) {
                json.writeRaw('\n');
                EntryJson.write(entry, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (JacksonIOException e) {
            IOException cause = e.getCause();
            throw cause == null ? new IOException(e) : cause;
        }
    }

    private static void writeHead(Head head, JsonGenerator json) {
        json.writeNumberProperty("schema", head.schema());
        json.writeStringProperty("id", head.id().text());
        json.writeStringProperty("taken", head.taken().toString());
        json.writeStringProperty("finished", head.finished().toString());
        json.writeStringProperty("greenroom", head.greenroom());
        json.writeObjectPropertyStart("origin");
        Origin origin = head.origin();
        json.writeStringProperty("server", origin.server());
        json.writeStringProperty("host", origin.host());
        json.writeStringProperty("instance", origin.instance());
        json.writeStringProperty("siteUrl", origin.siteUrl());
        json.writeStringProperty("operatingSystem", origin.operatingSystem());
        json.writeStringProperty("pretalx", origin.pretalx());
        json.writeStringProperty("python", origin.python());
        json.writeStringProperty("databaseKind", origin.databaseKind());
        json.writeStringProperty("databaseVersion", origin.databaseVersion());
        json.writeStringProperty("databaseName", origin.databaseName());
        json.writeStringProperty("mediaRoot", origin.mediaRoot());
        json.writeStringProperty("serviceUser", origin.serviceUser());
        json.writeEndObject();
        if (head.counts().isPresent()) {
            Counts counts = head.counts().get();
            json.writeObjectPropertyStart("counts");
            json.writeNumberProperty("events", counts.events());
            json.writeNumberProperty("proposals", counts.proposals());
            json.writeNumberProperty("users", counts.users());
            json.writeEndObject();
        }
        json.writeObjectPropertyStart("totals");
        json.writeNumberProperty("files", head.totals().files());
        json.writeNumberProperty("bytes", head.totals().bytes());
        json.writeNumberProperty("newBytes", head.totals().newBytes());
        json.writeEndObject();
        json.writeArrayPropertyStart("warnings");
        head.warnings().forEach(json::writeString);
        json.writeEndArray();
    }

    /**
     * Reads the whole manifest of a snapshot's folder.
     *
     * @throws UnusableManifestException if it is damaged or newer
     */
    static SnapshotManifest read(Path folder) throws IOException {
        return read(folder, true);
    }

    /** Reads it without its files. */
    static Head readHead(Path folder) throws IOException {
        return read(folder, false).head();
    }

    private static SnapshotManifest read(Path folder, boolean withEntries) throws IOException {
        Path file = folder.resolve(NAME);
        try {
            requireHash(folder);
        } catch (UnusableManifestException damaged) {
            throw newerOr(file, damaged);
        }
        try (InputStream stream = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
                JsonParser parser = JSON.createParser(stream)) {
            SnapshotManifest manifest = read(parser, withEntries);
            if (!folder.getFileName().toString().equals(manifest.id().text())) {
                throw EntryJson.damaged("the manifest is that of " + manifest.id(), null);
            }
            return manifest;
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            throw EntryJson.damaged("the manifest cannot be read: " + e.getMessage(), e);
        }
    }

    /** A newer format may check its manifest in another way; it is told by its number alone. */
    private static UnusableManifestException newerOr(Path file, UnusableManifestException damaged) throws IOException {
        try (InputStream stream = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
                JsonParser parser = JSON.createParser(stream)) {
            read(parser, false);
        } catch (UnusableManifestException e) {
            return e.condition() == Condition.NEWER ? e : damaged;
        } catch (JacksonException
                | IllegalArgumentException
                | DateTimeException
                | java.nio.file.NoSuchFileException e) {
            return damaged;
        }
        return damaged;
    }

    private static void requireHash(Path folder) throws IOException {
        Path hashes = folder.resolve(HASHES);
        Path manifest = folder.resolve(NAME);
        for (Path each : List.of(hashes, manifest)) {
            if (!Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
                throw EntryJson.damaged("no " + each.getFileName(), null);
            }
        }
        String wanted = Hashes.of(manifest) + "  " + NAME;
        if (!hashLines(folder).contains(wanted)) {
            throw EntryJson.damaged("the manifest is not the one that was written", null);
        }
    }

    /**
     * The file of hashes as it lies there.
     *
     * @throws UnusableManifestException if it is not there or absurdly long
     */
    static byte[] hashes(Path folder) throws IOException {
        try (InputStream stream = SnapshotFiles.open(folder, HASHES)) {
            byte[] content = stream.readNBytes(MOST_HASHES + 1);
            if (content.length > MOST_HASHES) {
                throw EntryJson.damaged(HASHES + " is too long", null);
            }
            return content;
        } catch (java.nio.file.NoSuchFileException e) {
            throw EntryJson.damaged("no " + HASHES, e);
        }
    }

    static List<String> hashLines(Path folder) throws IOException {
        return new String(hashes(folder), java.nio.charset.StandardCharsets.ISO_8859_1)
                .lines()
                .toList();
    }

    private static SnapshotManifest read(JsonParser parser, boolean withEntries) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw EntryJson.damaged("no JSON object", null);
        }
        Map<String, JsonNode> head = new HashMap<>();
        List<Entry> entries = new ArrayList<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals("schema")) {
                requireKnown(parser.getIntValue());
            }
            if (!name.equals("entries")) {
                head.put(name, JSON.readTree(parser));
            } else if (!withEntries) {
                break;
            } else {
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    entries.add(EntryJson.read(JSON.readTree(parser)));
                }
            }
        }
        return new SnapshotManifest(head(JsonNodeFactory.instance.objectNode().setAll(head)), entries);
    }

    private static void requireKnown(int schema) throws UnusableManifestException {
        if (schema > SnapshotManifest.SCHEMA) {
            throw new UnusableManifestException(Condition.NEWER, "format " + schema, null);
        }
        if (schema < 1) {
            throw EntryJson.damaged("format " + schema, null);
        }
    }

    private static Head head(JsonNode node) throws UnusableManifestException {
        List<String> warnings = new ArrayList<>();
        EntryJson.member(node, "warnings").forEach(each -> warnings.add(ServerText.line(each.stringValue(""))));
        JsonNode totals = EntryJson.member(node, "totals");
        JsonNode counts = node.get("counts");
        return new Head(
                EntryJson.member(node, "schema").intValue(),
                new SnapshotId(EntryJson.text(node, "id")),
                Instant.parse(EntryJson.text(node, "taken")),
                Instant.parse(EntryJson.text(node, "finished")),
                plainText(node, "greenroom"),
                origin(EntryJson.member(node, "origin")),
                counts == null
                        ? Optional.empty()
                        : Optional.of(new Counts(
                                EntryJson.amount(counts, "events"),
                                EntryJson.amount(counts, "proposals"),
                                EntryJson.amount(counts, "users"))),
                new Totals(
                        EntryJson.amount(totals, "files"),
                        EntryJson.amount(totals, "bytes"),
                        EntryJson.amount(totals, "newBytes")),
                warnings);
    }

    private static Origin origin(JsonNode node) throws UnusableManifestException {
        return new Origin(
                plainText(node, "server"),
                plainText(node, "host"),
                plainText(node, "instance"),
                plainText(node, "siteUrl"),
                plainText(node, "operatingSystem"),
                plainText(node, "pretalx"),
                plainText(node, "python"),
                plainText(node, "databaseKind"),
                plainText(node, "databaseVersion"),
                plainText(node, "databaseName"),
                plainText(node, "mediaRoot"),
                plainText(node, "serviceUser"));
    }

    private static String plainText(JsonNode node, String name) throws UnusableManifestException {
        return ServerText.line(EntryJson.text(node, name));
    }
}
