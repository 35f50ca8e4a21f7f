package app.greenroom;

import app.greenroom.app.BuildInfo;
import app.greenroom.app.Program;
import app.greenroom.app.Training;

/** Starts Greenroom: without arguments the desktop, with arguments the command line face. */
public final class Launcher {
    private Launcher() {}

    /**
     * The entry point of the program. Asked for its version only, it loads nothing else.
     *
     * @param arguments none for the desktop, else a subcommand with its options; {@code --train} and {@code --train-commands}
     *     are for packaging only
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 1 && (arguments[0].equals("--version") || arguments[0].equals("-V"))) {
            System.out.println("greenroom " + BuildInfo.read().version());
            return;
        }
        if (arguments.length == 1 && arguments[0].equals("--train")) {
            System.exit(Training.run());
        }
        if (arguments.length == 1 && arguments[0].equals("--train-commands")) {
            System.exit(Training.commands());
        }
        System.exit(Program.usual().run(arguments));
    }
}
