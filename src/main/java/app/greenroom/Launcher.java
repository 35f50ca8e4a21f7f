package app.greenroom;

/** Starts Greenroom: without arguments the desktop, with arguments the command line face. */
public final class Launcher {
    private Launcher() {}

    /**
     * The entry point of the program.
     *
     * @param arguments none for the desktop, else a subcommand with its options
     */
    public static void main(String[] arguments) {
        System.exit(0);
    }
}
