package app.greenroom.domain.instance;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Something read from a server, or the knowledge that it could not be read. Unknown is not fine.
 *
 * @param value what was read; empty if unknown
 * @param unknownBecause why not, in technical words; empty if known
 * @param at when it was read
 */
public record Fact<T>(Optional<T> value, String unknownBecause, Instant at) {
    /** A known fact. */
    public static <T> Fact<T> known(T value, Instant at) {
        return new Fact<>(Optional.of(value), "", at);
    }

    /** A fact that could not be read. */
    public static <T> Fact<T> unknown(String because, Instant at) {
        return new Fact<>(Optional.empty(), because, at);
    }

    /** Whether it was read. */
    public boolean isKnown() {
        return value.isPresent();
    }

    /** The same fact with its value changed by a function. */
    public <R> Fact<R> map(Function<? super T, ? extends R> change) {
        return new Fact<>(value.map(change), unknownBecause, at);
    }
}
