package app.greenroom.cli.session;

import app.greenroom.domain.server.Secret;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;

/** Where the command line face reads and writes. */
public interface Terminal {
    /** Results go here. */
    PrintStream out();

    /** Progress, questions and failures go here. */
    PrintStream err();

    /** Whether a person can be asked. */
    boolean interactive();

    /** Whether results are shown to a person, who may see colour. */
    boolean coloured();

    /** Whether a line on {@link #err()} can be rewritten. */
    boolean rewritable();

    /** Characters in a line, at least 40. */
    int width();

    /** Reads what a person types, after a question was printed; empty if they gave up. */
    Optional<String> ask();

    /** Reads what a person types without showing it; empty if they gave up. */
    Optional<Secret> askSecret();

    /** The next line of standard input, for secrets that scripts give; empty at its end. Reads not a byte further. */
    Optional<String> inputLine() throws IOException;
}
