package app.greenroom.cli.session;

import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command as it was typed. */
public final class UsageFailure {
    private final Session session;

    public UsageFailure(Session session) {
        this.session = session;
    }

    /** Prints what is wrong and where the help is. */
    public int explain(ParameterException wrong) {
        Words words = session.words();
        Output output = session.output();
        String what = sentence(wrong);
        String help = wrong.getCommandLine().getCommandSpec().qualifiedName(" ") + " --help";
        output.note(words.get("cli.failure", what));
        String next = words.get("cli.usage.help", help);
        output.rawNote(next);
        if (output.json()) {
            Document document = new Document();
            document.set(
                    "failure",
                    Document.of("reason", "USAGE", "sentence", what, "advice", next, "detail", wrong.getMessage()));
            output.raw(document.print(
                    wrong.getCommandLine().getCommandSpec().qualifiedName(" ").replaceFirst("^\\S+ ?", ""),
                    ExitStatus.USAGE));
        }
        return ExitStatus.USAGE.number();
    }

    private String sentence(ParameterException wrong) {
        Words words = session.words();
        return switch (wrong) {
            case MissingParameterException missing ->
                words.get(
                        "cli.usage.missing",
                        missing.getMissing().stream().map(UsageFailure::name).collect(Collectors.joining(", ")));
            case UnmatchedArgumentException unknown -> unknown(unknown);
            case Invalid invalid -> words.get(invalid.key(), invalid.arguments());
            default ->
                wrong.getCause() instanceof TypeConversionException || wrong.getArgSpec() != null
                        ? misfit(wrong.getValue(), wrong.getArgSpec())
                        : words.get("cli.usage.other", String.valueOf(wrong.getMessage()));
        };
    }

    /** What was typed, for what, and what would fit there. */
    private String misfit(String typed, ArgSpec spec) {
        Words words = session.words();
        String fits = "cli.usage.fits." + spec.paramLabel();
        return words.messages().has(fits)
                ? words.get("cli.usage.invalid.fits", typed, name(spec), words.get(fits))
                : words.get("cli.usage.invalid", typed, name(spec));
    }

    private String unknown(UnmatchedArgumentException unknown) {
        String typed = unknown.getUnmatched().getFirst();
        String like = unknown.getSuggestions().stream().limit(3).collect(Collectors.joining(", "));
        return like.isEmpty()
                ? session.words().get("cli.usage.unknown", typed)
                : session.words().get("cli.usage.unknown.like", typed, like);
    }

    private static String name(ArgSpec spec) {
        return spec instanceof OptionSpec option ? option.longestName() : spec.paramLabel();
    }

    /** Something wrong that only our own rules know. */
    public static final class Invalid extends ParameterException {
        private static final long serialVersionUID = 1L;
        private final String key;
        private final transient Object[] arguments;

        /**
         * With its words.
         *
         * @param key under which the sentence stands
         */
        public Invalid(CommandLine line, String key, Object... arguments) {
            super(line, key);
            this.key = key;
            this.arguments = arguments;
        }

        String key() {
            return key;
        }

        Object[] arguments() {
            return arguments;
        }
    }
}
