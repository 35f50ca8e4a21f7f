package app.greenroom.viewmodel.server;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.Finding;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.instance.Severity;
import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.Inspections.InstanceReport;
import app.greenroom.viewmodel.Asking;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Words;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.value.ObservableObjectValue;
import javafx.beans.value.ObservableStringValue;

/** A server, or one of its several instances, in the list at the left. */
public final class SidebarEntry {
    private final TargetName target;
    private final ServerWatch watch;
    private final Words words;
    private final boolean child;
    private final ObjectBinding<Tone> tone;
    private final StringBinding state;
    private final StringBinding spoken;

    /**
     * An entry that follows what is known about its server.
     *
     * @param child whether it stands below its server as one of several instances
     */
    public SidebarEntry(TargetName target, ServerWatch watch, Words words, boolean child) {
        this.target = target;
        this.watch = watch;
        this.words = words;
        this.child = child;
        this.tone = Bindings.createObjectBinding(
                this::computeTone, watch.reportProperty(), watch.failureProperty(), watch.lookingProperty());
        this.state = Bindings.createStringBinding(
                this::computeState, watch.reportProperty(), watch.failureProperty(), watch.lookingProperty());
        this.spoken = Bindings.createStringBinding(
                () -> words.get("view.sidebar.spoken", label(), words.get("view.tone." + tone.get()), state.get()),
                tone,
                state);
    }

    private List<InstanceReport> reports() {
        return watch.reportProperty().get().stream()
                .flatMap(report -> report.instances().stream())
                .filter(each -> target.instance().map(each.facts().id()::equals).orElse(true))
                .toList();
    }

    private Tone computeTone() {
        if (watch.failureProperty().get().isPresent()) {
            return Asking.isMissingSecret(watch.failureProperty().get().get()) ? Tone.UNKNOWN : Tone.PROBLEM;
        }
        if (watch.reportProperty().get().isEmpty()) {
            return watch.lookingProperty().get() ? Tone.RUNNING : Tone.UNKNOWN;
        }
        return reports().stream()
                .map(InstanceReport::worst)
                .max(Severity::compareTo)
                .map(Tone::of)
                .orElse(Tone.UNKNOWN);
    }

    private String computeState() {
        Optional<OperationFailedException> failure = watch.failureProperty().get();
        if (failure.isPresent()) {
            boolean secret = Asking.isMissingSecret(failure.get());
            return words.get(secret ? "view.sidebar.wantsSecret" : "view.sidebar.failed");
        }
        List<InstanceReport> reports = reports();
        if (watch.reportProperty().get().isEmpty()) {
            return words.get(watch.lookingProperty().get() ? "view.sidebar.looking" : "view.sidebar.unseen");
        }
        if (reports.size() > 1) {
            return words.get("view.sidebar.instances", reports.size());
        }
        return reports.stream().findFirst().map(this::stateOf).orElseGet(() -> words.get("view.sidebar.none"));
    }

    private String stateOf(InstanceReport report) {
        String version = report.facts()
                .installed()
                .value()
                .map(PretalxVersion::toString)
                .orElse(words.get("view.version.unknown"));
        return words.get("view.sidebar.state", version, findings(report.findings()));
    }

    private String findings(List<Finding> findings) {
        long problems = count(findings, Severity.PROBLEM);
        long attention = count(findings, Severity.ATTENTION);
        if (problems > 0) {
            return words.get("view.sidebar.problems", problems);
        }
        if (attention > 0) {
            return words.get("view.sidebar.findings", attention);
        }
        return words.get(count(findings, Severity.UNKNOWN) > 0 ? "view.sidebar.parts" : "view.sidebar.fine");
    }

    private static long count(List<Finding> findings, Severity severity) {
        return findings.stream().filter(each -> each.severity() == severity).count();
    }

    /** What it stands for. */
    public TargetName target() {
        return target;
    }

    /** The server's name, or the instance's id below its server. */
    public String label() {
        if (watch.profileProperty().get().practice() && !child) {
            return words.get("view.practice");
        }
        return child ? target.instance().orElse(target.server()) : target.server();
    }

    /** Whether it stands below its server as one of several instances. */
    public boolean isChild() {
        return child;
    }

    /** What is known about its server. */
    public ServerWatch watch() {
        return watch;
    }

    /** Its state as a sign. */
    public ObservableObjectValue<Tone> tone() {
        return tone;
    }

    /** Its state in words. */
    public ObservableStringValue state() {
        return state;
    }

    /** All of it for screen readers. */
    public ObservableStringValue spoken() {
        return spoken;
    }
}
