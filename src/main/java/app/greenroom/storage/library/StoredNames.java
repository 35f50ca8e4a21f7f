package app.greenroom.storage.library;

import app.greenroom.domain.backup.SourcePath;
import app.greenroom.storage.disk.DiskTraits;
import app.greenroom.storage.disk.Hashes;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Chooses the names of files in one snapshot: their own below a folder, or one made of a hash below its twin
 * {@code FOLDER-renamed} where this disk cannot hold their own. The same path gets the same name in every snapshot on
 * the same disk, unless another took it first.
 */
final class StoredNames {
    private static final int LONGEST_PATH = 3000;
    private static final Pattern RESERVED =
            Pattern.compile("(CON|PRN|AUX|NUL|COM[0-9\u00b9\u00b2\u00b3]|LPT[0-9\u00b9\u00b2\u00b3])(\\..*)?");
    private static final Pattern FORBIDDEN = Pattern.compile("[<>:\"|?*\\\\\\p{Cntrl}]");

    private final DiskTraits traits;
    /** What every name in use, and every folder above one, is spelled like, by its folded form. */
    private final Map<String, String> spellings = new HashMap<>();

    StoredNames(DiskTraits traits) {
        this.traits = traits;
    }

    /**
     * Relative name for a file, with forward slashes. Asked twice for the same path it gives the same name.
     *
     * @param folder {@code media} or {@code server/files}
     * @throws IllegalArgumentException if the path could lead out of the folder
     */
    synchronized String nameFor(String folder, SourcePath path) {
        if (!path.staysBelow()) {
            throw new IllegalArgumentException("leads out of its folder: " + path);
        }
        if (!path.base64() && holdable(path.text()) && take(folder, path.text())) {
            return folder + "/" + path.text();
        }
        return folder + "-renamed/" + substitute(path);
    }

    private boolean holdable(String path) {
        if (path.getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
            return false;
        }
        for (String part : path.split("/", -1)) {
            int length = traits.windowsRules() ? part.length() : part.getBytes(StandardCharsets.UTF_8).length;
            if (length > traits.longest() || (traits.windowsRules() && !fitsWindows(part))) {
                return false;
            }
        }
        return DiskTraits.localeHolds(path);
    }

    private static boolean fitsWindows(String part) {
        return !FORBIDDEN.matcher(part).find()
                && !part.endsWith(".")
                && !part.endsWith(" ")
                && !RESERVED.matcher(part.toUpperCase(Locale.ROOT)).matches();
    }

    /** Reserves a name and its folders; refuses if one of them is taken in another spelling or for the other kind. */
    private boolean take(String folder, String path) {
        Map<String, String> mine = new HashMap<>();
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            String above = path.substring(0, slash);
            mine.put(folded(folder + "/" + above), above + "/");
        }
        mine.put(folded(folder + "/" + path), path);
        for (Map.Entry<String, String> each : mine.entrySet()) {
            if (!each.getValue().equals(spellings.getOrDefault(each.getKey(), each.getValue()))) {
                return false;
            }
        }
        spellings.putAll(mine);
        return true;
    }

    private String folded(String name) {
        String folded = traits.ignoresNormalForm() ? Normalizer.normalize(name, Normalizer.Form.NFC) : name;
        // both ways, as some letters meet only in one of the cases
        return traits.ignoresCase() ? folded.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT) : folded;
    }

    private static String substitute(SourcePath path) {
        String hash = HexFormat.of().formatHex(Hashes.of(path.bytes())).substring(0, 32);
        String plain = path.toString();
        String name = plain.substring(plain.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._]", "_");
        String end = name.substring(Math.max(0, name.length() - 40)).replaceFirst("[.]+$", "_");
        return hash + "-" + end;
    }
}
