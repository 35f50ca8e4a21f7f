package app.greenroom.text;

import app.greenroom.domain.job.JobEvent;
import app.greenroom.domain.job.JobListener;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.server.ServerProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that a job said, in the order in which it was said; to be read, or shown to others without what names people. */
public final class JobReport implements JobListener {
    private static final String INDENT = "    ";

    private final JobText words;
    private final List<String> lines = new ArrayList<>();
    private Optional<JobPlan> plan = Optional.empty();

    /** An empty report in the words of a language. */
    public JobReport(JobText words) {
        this.words = words;
    }

    /** Begins again, as a follower does that was cut off. */
    public synchronized void clear() {
        lines.clear();
    }

    /** Takes the plan, which comes first. */
    public synchronized void planned(JobPlan told) {
        plan = Optional.of(told);
        lines.add(words.title(told) + " (" + told.id().text() + ")");
    }

    @Override
    public synchronized void event(JobEvent event) {
        String sentence = plan.map(known -> words.event(known, event)).orElse("");
        lines.add(event.at() + " " + sentence + (event.detail().isEmpty() ? "" : " [" + event.detail() + "]"));
    }

    @Override
    public synchronized void output(int step, String text) {
        text.lines().forEach(line -> lines.add(INDENT + line));
    }

    @Override
    public void connection(boolean connected) {
        // how it was read does not matter to the reader
    }

    /** Every line so far. */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** The report without what names people and machines. */
    public synchronized String redacted(ServerProfile profile, JobState state) {
        List<String> names = new ArrayList<>(List.of(profile.name(), profile.host()));
        if (!profile.user().equals("root")) {
            names.add(profile.user());
        }
        plan.ifPresent(known -> {
            names.addAll(List.of(known.by(), known.target()));
            names.addAll(List.of(known.by().split("\\s+(?:on\\s+)?|@", -1)));
        });
        names.remove("this");
        names.remove("computer");
        return new Redacting(names).apply(String.join("\n", lines) + "\n" + words.state(state));
    }
}
