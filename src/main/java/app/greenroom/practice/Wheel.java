package app.greenroom.practice;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A Python package made here, in the form that pip installs. */
final class Wheel {
    /** A zip of today would differ from one of tomorrow; the form's first possible day. */
    private static final long ZIP_TIME = Instant.parse("1980-01-02T00:00:00Z").toEpochMilli();

    private static final String TAG = "py3-none-any";
    private static final String PYTHON = ">=3.9";

    private final String project;
    private final String version;
    private final Instant uploaded;
    private final byte[] bytes;

    /**
     * One that is there already.
     *
     * @param project its name as in an index
     * @param version its version
     * @param uploaded when the index says that it was uploaded
     * @param bytes the file, which nobody changes any more
     */
    Wheel(String project, String version, Instant uploaded, byte[] bytes) {
        this.project = project;
        this.version = version;
        this.uploaded = uploaded;
        this.bytes = bytes;
    }

    /**
     * Makes one.
     *
     * @param requires its dependencies, as in its metadata
     * @param entryPoints text of its entry points; empty for none
     * @param files texts by their paths in the package
     */
    static Wheel of(
            String project,
            String version,
            Instant uploaded,
            List<String> requires,
            String entryPoints,
            Map<String, String> files) {
        String information = stem(project, version) + ".dist-info/";
        Map<String, String> all = new TreeMap<>(files);
        StringBuilder metadata = new StringBuilder("Metadata-Version: 2.1\nName: " + project + "\nVersion: " + version
                + "\nSummary: A stand-in for practice, made by Greenroom. Not the real thing.\nRequires-Python: "
                + PYTHON
                + "\n");
        requires.forEach(each -> metadata.append("Requires-Dist: ").append(each).append('\n'));
        all.put(information + "METADATA", metadata.toString());
        all.put(
                information + "WHEEL",
                "Wheel-Version: 1.0\nGenerator: greenroom\nRoot-Is-Purelib: true\nTag: " + TAG + "\n");
        if (!entryPoints.isEmpty()) {
            all.put(information + "entry_points.txt", entryPoints);
        }
        StringBuilder record = new StringBuilder();
        all.forEach((path, text) -> record.append(path)
                .append(",sha256=")
                .append(Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(utf8(text))))
                .append(',')
                .append(utf8(text).length)
                .append('\n'));
        record.append(information).append("RECORD,,\n");
        all.put(information + "RECORD", record.toString());
        return new Wheel(project, version, uploaded, zip(all));
    }

    /** Its name as in an index. */
    String project() {
        return project;
    }

    /** Its version. */
    String version() {
        return version;
    }

    /** When the index says that it was uploaded. */
    Instant uploaded() {
        return uploaded;
    }

    /** Versions of Python that it accepts. */
    String requiresPython() {
        return PYTHON;
    }

    /** The file, not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    /** Its file name. */
    String fileName() {
        return stem(project, version) + "-" + TAG + ".whl";
    }

    /** The digest of the file, in hexadecimal digits. */
    String sha256() {
        return HexFormat.of().formatHex(sha256(bytes));
    }

    private static String stem(String project, String version) {
        return project.replace('-', '_') + "-" + version;
    }

    private static byte[] zip(Map<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (Map.Entry<String, String> file : files.entrySet()) {
                byte[] content = utf8(file.getValue());
                ZipEntry entry = new ZipEntry(file.getKey());
                CRC32 sum = new CRC32();
                sum.update(content);
                entry.setTime(ZIP_TIME);
                entry.setSize(content.length);
                entry.setCrc(sum.getValue());
                zip.putNextEntry(entry);
                zip.write(content);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory does not fail", impossible);
        }
        return bytes.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
