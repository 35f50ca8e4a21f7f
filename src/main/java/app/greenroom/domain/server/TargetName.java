package app.greenroom.domain.server;

import java.util.Optional;

/**
 * What a user types to name an instance: {@code server} or {@code server/instance}.
 *
 * @param server name of a saved server
 * @param instance id of an instance there; empty where the server has only one
 */
public record TargetName(String server, Optional<String> instance) {
    /**
     * Reads {@code server} or {@code server/instance}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static TargetName parse(String text) {
        int slash = text.indexOf('/');
        String server = slash < 0 ? text : text.substring(0, slash);
        Optional<String> instance = slash < 0 ? Optional.empty() : Optional.of(text.substring(slash + 1));
        if (!ServerProfile.isName(server)
                || instance.filter(id -> !ServerProfile.isName(id)).isPresent()) {
            throw new IllegalArgumentException(text);
        }
        return new TargetName(server, instance);
    }

    @Override
    public String toString() {
        return server + instance.map(id -> "/" + id).orElse("");
    }
}
