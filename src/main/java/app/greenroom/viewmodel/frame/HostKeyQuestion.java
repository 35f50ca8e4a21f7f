package app.greenroom.viewmodel.frame;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.operation.Servers.OfferedKey;
import app.greenroom.task.TaskTitle;
import app.greenroom.viewmodel.FailureNote;
import app.greenroom.viewmodel.Workbench;
import app.greenroom.viewmodel.server.HostKeyPromptViewModel;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The question for the host key of a saved server, whose trust was removed or whose key is another one. */
public final class HostKeyQuestion {
    private final Workbench bench;
    private final ReadOnlyObjectWrapper<Optional<HostKeyPromptViewModel>> prompt =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    public HostKeyQuestion(Workbench bench) {
        this.bench = bench;
    }

    /** Asks the server for its key, then shows the question; {@code trusted} runs when the user trusts it. */
    void ask(ServerProfile profile, Runnable show, Runnable trusted) {
        bench.runner()
                .submit(
                        TaskTitle.of("identity", profile.name()),
                        context -> bench.operations().servers().offeredKey(profile.host(), profile.port(), context),
                        progress -> {},
                        (OfferedKey offered) -> {
                            prompt.set(Optional.of(new HostKeyPromptViewModel(
                                    profile.host(), offered, bench, () -> trust(profile, offered, trusted))));
                            show.run();
                        },
                        this::failed);
    }

    private void trust(ServerProfile profile, OfferedKey offered, Runnable trusted) {
        bench.quiet()
                .submit(
                        TaskTitle.of("trust", profile.name()),
                        context -> {
                            bench.operations().servers().trust(profile.host(), profile.port(), offered.key());
                            return profile;
                        },
                        progress -> {},
                        done -> trusted.run(),
                        this::failed);
    }

    private void failed(OperationFailedException failure) {
        FailureNote note = FailureNote.of(failure, bench.words());
        bench.dialogs().showFailure(bench.words().of(failure), note.details());
    }

    ReadOnlyObjectProperty<Optional<HostKeyPromptViewModel>> promptProperty() {
        return prompt.getReadOnlyProperty();
    }
}
