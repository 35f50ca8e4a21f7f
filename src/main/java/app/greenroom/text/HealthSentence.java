package app.greenroom.text;

import app.greenroom.domain.instance.Finding;
import app.greenroom.domain.instance.FindingCode;
import app.greenroom.domain.instance.Severity;
import java.util.List;

/** Says in one sentence what is the case at an instance, before any figure. */
public final class HealthSentence {
    private final Messages messages;

    /** Sentences in the language of the messages. */
    public HealthSentence(Messages messages) {
        this.messages = messages;
    }

    /** The sentence for findings: whether visitors are served, then how much wants the user. */
    public String of(List<Finding> findings) {
        String site = messages.get("health.site." + site(findings));
        long problems = count(findings, Severity.PROBLEM);
        if (problems > 0) {
            return messages.get("health.problems", site, problems);
        }
        long attention = count(findings, Severity.ATTENTION);
        if (attention > 0) {
            return messages.get("health.attention", site, attention);
        }
        long unknown = count(findings, Severity.UNKNOWN);
        return unknown > 0 ? messages.get("health.unknown", site, unknown) : messages.get("health.fine", site);
    }

    /** Whether visitors are served: what the health check says, else whether the web service runs. */
    private static Severity site(List<Finding> findings) {
        return findings.stream()
                .filter(each -> each.code() == FindingCode.HEALTHCHECK || each.code() == FindingCode.WEB_SERVICE)
                .map(Finding::severity)
                .filter(each -> each != Severity.UNKNOWN)
                .max(Severity::compareTo)
                .orElse(Severity.UNKNOWN);
    }

    private static long count(List<Finding> findings, Severity severity) {
        return findings.stream().filter(each -> each.severity() == severity).count();
    }
}
