package app.greenroom.text;

import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.system.Remedy;
import app.greenroom.domain.system.SystemChange;
import app.greenroom.domain.system.SystemNote;
import app.greenroom.domain.system.SystemState;
import app.greenroom.domain.system.SystemState.StaleService;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Turns what is known of a server's system, and what a change of it meets, into words for both faces. */
public final class SystemText {
    private static final int MOST_ARGUMENTS = 3;

    private final Messages messages;
    private final Amounts amounts;

    /** The system in the language of the messages. */
    public SystemText(Messages messages) {
        this.messages = messages;
        this.amounts = new Amounts(messages);
    }

    /** What was found. */
    public String sentence(SystemNote note) {
        return messages.get("system.note." + note.code(), arguments(note));
    }

    /** What to do about it, or what is done about it. */
    public String advice(SystemNote note) {
        return messages.get("system.note." + note.code() + ".advice", arguments(note));
    }

    private Object[] arguments(SystemNote note) {
        List<String> words = new ArrayList<>();
        note.arguments().forEach(raw -> words.add(raw.isEmpty() ? amounts.unknown() : raw));
        while (words.size() < MOST_ARGUMENTS) {
            words.add(amounts.unknown());
        }
        return words.toArray();
    }

    /** The name of a level. */
    public String level(Level level) {
        return messages.get("system.level." + level);
    }

    /** The name of a change. */
    public String change(SystemChange change) {
        return change(change.word());
    }

    /** The name of a change, by its word; the word itself if it is none that this program knows. */
    public String change(String word) {
        String key = "system.change." + word;
        return messages.has(key) ? messages.get(key) : word;
    }

    /** What a job that changed the system says besides its state: that packages never go back; empty where they did not. */
    public String remark(JobPlan plan, JobState state) {
        String word = plan.summary().getOrDefault("change", "");
        boolean packages = List.of(new SystemChange.Updates(false), new SystemChange.Updates(true)).stream()
                .anyMatch(updates -> updates.word().equals(word));
        boolean back = state == JobState.UNDONE || state == JobState.UNDONE_UNHEALTHY;
        return plan.kind() == JobPlan.JobKind.SYSTEM && packages && back ? messages.get("system.ended.stay") : "";
    }

    /** What a remedy is good for. */
    public String why(Remedy remedy) {
        return messages.get("system.why." + remedy.word());
    }

    /** What is the case, in a sentence. */
    public String sentence(SystemState state) {
        if (!state.known()) {
            return messages.get("system.sentence.unknown");
        }
        return state.updates().isEmpty()
                ? messages.get("system.sentence.fresh")
                : messages.get(
                        "system.sentence.updates",
                        state.updates().size(),
                        state.updates(true).size());
    }

    /** What else is to be known, one sentence each; the age of the index first. */
    public List<String> remarks(SystemState state, Instant now) {
        if (!state.known()) {
            return List.of();
        }
        List<String> said = new ArrayList<>();
        said.add(state.index()
                .map(at -> messages.get("system.index", amounts.age(at, now)))
                .orElseGet(() -> messages.get("system.index.never")));
        state.reboot().ifPresent(why -> said.add(messages.get("system.reboot", why)));
        List<String> stale = units(state, false);
        if (!stale.isEmpty()) {
            said.add(messages.get("system.stale", stale.size(), String.join(", ", stale)));
        }
        listed(said, "system.stale.reboot", units(state, true));
        listed(said, "system.held", state.held());
        listed(said, "system.kept", state.keptBack());
        if (state.interrupted()) {
            said.add(messages.get("system.interrupted"));
        }
        listed(said, "system.busy", state.busy());
        return said;
    }

    private void listed(List<String> said, String key, List<String> names) {
        if (!names.isEmpty()) {
            said.add(messages.get(key, String.join(", ", names)));
        }
    }

    private static List<String> units(SystemState state, boolean onlyByReboot) {
        return state.stale().stream()
                .filter(each -> each.onlyByReboot() == onlyByReboot)
                .map(StaleService::unit)
                .toList();
    }
}
