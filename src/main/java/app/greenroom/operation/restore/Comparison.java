package app.greenroom.operation.restore;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A server compared with a snapshot.
 *
 * @param mediaRoot root of the uploaded files with all links followed; empty for none
 * @param mediaIsMount whether that is a file system of its own
 * @param mountBelow a file system that begins below it; empty for none
 * @param lacking which of the uploaded files are missing on the server or others there, by their place in the list
 * @param aside number of uploaded files on the server that the snapshot does not have
 * @param mediaBytes bytes of all uploaded files on the server
 * @param single whether single files are there as in the snapshot, by path
 * @param spaces free space by folder, in the order asked for
 * @param superuser whether the superuser of the database on that machine can be used
 */
record Comparison(
        String mediaRoot,
        boolean mediaIsMount,
        String mountBelow,
        BitSet lacking,
        long aside,
        long mediaBytes,
        Map<String, State> single,
        List<Space> spaces,
        boolean superuser) {
    /** Whether a single file is as in the snapshot. */
    enum State {
        /** It is. */
        SAME,
        /** It is another. */
        OTHER,
        /** It is not there. */
        MISSING
    }

    /**
     * Free space.
     *
     * @param folder the nearest folder above the one asked for that is there
     * @param device number of its file system
     * @param free bytes
     */
    record Space(String folder, long device, long free) {}

    /** Nothing was compared. */
    static Comparison none() {
        return new Comparison("", false, "", new BitSet(), 0, 0, Map.of(), List.of(), false);
    }

    /** Reads what the server's program said, which is untrusted. */
    static Comparison read(JsonNode said, int files, List<String> asked) throws OperationFailedException {
        BitSet lacking = new BitSet(files);
        for (JsonNode each : said.path("lacking")) {
            int index = each.asInt(-1);
            if (index < 0 || index >= files) {
                throw unreadable("a file that was not asked for: " + index);
            }
            lacking.set(index);
        }
        if (said.path("single").size() != asked.size()) {
            throw unreadable("not every file was looked at");
        }
        Map<String, State> single = new LinkedHashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            single.put(asked.get(i), state(said.path("single").path(i).asString("")));
        }
        List<Space> spaces = new java.util.ArrayList<>();
        for (JsonNode each : said.path("spaces")) {
            spaces.add(new Space(
                    each.path("path").asString(""),
                    each.path("device").asLong(0),
                    each.path("free").asLong(0)));
        }
        return new Comparison(
                said.path("media").asString(""),
                said.path("mediaIsMount").asBoolean(false),
                said.path("mountBelow").asString(""),
                lacking,
                said.path("aside").asLong(0),
                said.path("bytes").asLong(0),
                single,
                List.copyOf(spaces),
                said.path("superuser").asBoolean(false));
    }

    private static State state(String word) throws OperationFailedException {
        return switch (word) {
            case "same" -> State.SAME;
            case "other" -> State.OTHER;
            case "missing" -> State.MISSING;
            default -> throw unreadable("an unknown state: " + word);
        };
    }

    private static OperationFailedException unreadable(String detail) {
        return new OperationFailedException(FailureReason.ANSWER_UNREADABLE, detail);
    }
}
