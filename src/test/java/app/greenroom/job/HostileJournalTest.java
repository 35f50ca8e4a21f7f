package app.greenroom.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.support.JobRecorder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** A server that lies about its jobs gets one kind of refusal, and nothing of it reaches a listener. */
class HostileJournalTest {
    private static final String PLAN = """
        {"plan": {"protocol": 1, "id": "upgrade-1", "kind": "UPGRADE", "target": "talks/main", "lockKey": "/srv",
         "created": "2026-11-24T12:00:00Z", "by": "kim@desk", "summary": {"from": "1", "to": "2"},
         "steps": [{"name": "first", "title": "PIP", "arguments": [], "phase": "WINDOW", "silence": 1, "endable": true,
          "usual": 1}]}}\
        """;
    private static final String EVENT =
            "{\"event\": {\"number\": 1, \"at\": 1, \"kind\": \"STEP_BEGUN\", \"step\": 0, \"exit\": null,"
                    + " \"offset\": 0, \"detail\": \"\"}, \"next\": 9}";

    private final JsonMapper json = new JsonMapper();
    private JobRecorder recorder = new JobRecorder();
    private final List<JobPlan> plans = new ArrayList<>();
    private JobCursor cursor = new JobCursor(new JobId("upgrade-1"), plans::add, recorder);

    private void say(String document) throws IOException {
        cursor.accept(json.readTree(document));
    }

    @BeforeEach
    void thePlanAndTheEventAreFine() throws IOException {
        say(PLAN);
        say(EVENT);
        assertThat(recorder.order()).containsExactly("STEP_BEGUN 0");
        recorder = new JobRecorder();
        cursor = new JobCursor(new JobId("upgrade-1"), plans::add, recorder);
        plans.clear();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"created\": \"2026-11-24T12:00:00Z\" > \"created\": \"yesterday\"",
                "\"from\": \"1\" > \"from\": {}",
                "\"arguments\": [] > \"arguments\": [[1]]",
                "\"id\": \"upgrade-1\" > \"id\": \"../../etc\"",
                "\"phase\": \"WINDOW\" > \"phase\": \"NEVER\"",
                "\"protocol\": 1 > \"protocol\": 99999999999",
            })
    void aPlanThatIsNone(String change) {
        assertThatThrownBy(() -> say(changed(PLAN, change))).isInstanceOf(AnswerReader.Unreadable.class);
        assertThat(plans).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"step\": 0 > \"step\": 1",
                "\"step\": 0 > \"step\": -1",
                "\"step\": 0 > \"step\": 99999999999",
                "\"step\": 0 > \"step\": \"0\"",
                "\"number\": 1 > \"number\": 2",
                "\"kind\": \"STEP_BEGUN\" > \"kind\": \"ROOT\"",
                "\"exit\": null > \"exit\": 99999999999",
                "\"next\": 9 > \"next\": {}",
            })
    void anEventThatIsNone(String change) throws IOException {
        say(PLAN);
        assertThatThrownBy(() -> say(changed(EVENT, change))).isInstanceOf(AnswerReader.Unreadable.class);
        assertThat(recorder.order()).isEmpty();
    }

    @Test
    void anEventBeforeThePlan() {
        assertThatThrownBy(() -> say(EVENT)).isInstanceOf(AnswerReader.Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"output\": 7, \"at\": 0, \"data\": \"\"}",
                "{\"output\": {}, \"at\": 0, \"data\": \"\"}",
                "{\"output\": 0, \"at\": \"x\", \"data\": \"\"}",
                "{\"output\": 0, \"at\": 0, \"data\": []}",
                "{\"output\": 0, \"at\": 0, \"data\": \"%%%\"}",
                "{\"cut\": 7, \"to\": 1}",
            })
    void outputThatIsNone(String document) throws IOException {
        say(PLAN);
        assertThatThrownBy(() -> say(document)).isInstanceOf(AnswerReader.Unreadable.class);
        assertThat(recorder.order()).isEmpty();
    }

    @Test
    void namesInItPlayNoTricksOnATerminal() throws IOException {
        say(PLAN.replace("kim@desk", "kim\\u001b[2J\\u202edesk").replace("PIP", "PIP\\u0007"));
        assertThat(plans).singleElement().satisfies(plan -> {
            assertThat(plan.by()).isEqualTo("kim\uFFFD[2J\uFFFDdesk");
            assertThat(plan.steps().getFirst().title().code()).isEqualTo("PIP\uFFFD");
        });
    }

    private static String changed(String document, String change) {
        String[] parts = change.split(" > ", 2);
        assertThat(document).contains(parts[0]);
        return document.replace(parts[0], parts[1]);
    }
}
