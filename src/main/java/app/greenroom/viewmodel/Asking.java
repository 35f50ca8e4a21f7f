package app.greenroom.viewmodel;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.Secret;
import app.greenroom.operation.Operations;
import app.greenroom.operation.Servers.SignInSecrets;
import app.greenroom.task.Progress;
import app.greenroom.task.TaskHandle;
import app.greenroom.task.TaskRunner;
import app.greenroom.task.TaskTitle;
import app.greenroom.task.Work;
import app.greenroom.viewmodel.Dialogs.SecretQuestion;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs work on a saved server. Where a secret is missing that only the user has, asks for it and tries again; what the
 * user does not want to give stays a failure. Used on the UI thread.
 */
public final class Asking {
    private static final int MOST_QUESTIONS = 3;

    private final Operations operations;
    private final TaskRunner runner;
    private final Dialogs dialogs;
    private final Words words;
    private final Map<String, SignInSecrets> given = new HashMap<>();

    /** Asks through the dialogs for work that goes to the runner. */
    public Asking(Operations operations, TaskRunner runner, Dialogs dialogs, Words words) {
        this.operations = operations;
        this.runner = runner;
        this.dialogs = dialogs;
        this.words = words;
    }

    /**
     * Runs work, asking for missing secrets.
     *
     * @param server name of the saved server that the work is about
     * @return a way to end the work, whichever try it is at
     */
    public <T> TaskHandle submit(
            String server,
            TaskTitle title,
            Work<T> work,
            Consumer<Progress> onProgress,
            Consumer<T> onSuccess,
            Consumer<OperationFailedException> onFailure) {
        Tries<T> tries = new Tries<>(server, title, work, onProgress, onSuccess, onFailure);
        tries.begin(work);
        return tries;
    }

    private final class Tries<T> implements TaskHandle {
        private final String server;
        private final TaskTitle title;
        private final Work<T> work;
        private final Consumer<Progress> onProgress;
        private final Consumer<T> onSuccess;
        private final Consumer<OperationFailedException> onFailure;
        private Optional<TaskHandle> current = Optional.empty();
        private int questions = MOST_QUESTIONS;

        Tries(
                String server,
                TaskTitle title,
                Work<T> work,
                Consumer<Progress> onProgress,
                Consumer<T> onSuccess,
                Consumer<OperationFailedException> onFailure) {
            this.server = server;
            this.title = title;
            this.work = work;
            this.onProgress = onProgress;
            this.onSuccess = onSuccess;
            this.onFailure = onFailure;
        }

        void begin(Work<T> attempt) {
            current = Optional.of(runner.submit(title, attempt, onProgress, onSuccess, this::failed));
        }

        private void failed(OperationFailedException failure) {
            Optional<Work<Boolean>> answer = Optional.empty();
            if (questions > 0 && isMissingSecret(failure)) {
                questions--;
                answer = ask(server, failure);
            }
            if (answer.isEmpty()) {
                onFailure.accept(failure);
                return;
            }
            Work<Boolean> give = answer.get();
            begin(context -> {
                give.run(context);
                return work.run(context);
            });
        }

        @Override
        public TaskTitle title() {
            return title;
        }

        @Override
        public void cancel() {
            current.ifPresent(TaskHandle::cancel);
        }

        @Override
        public boolean isDone() {
            return current.map(TaskHandle::isDone).orElse(true);
        }
    }

    /** Whether the user can mend a failure by giving a secret. */
    public static boolean isMissingSecret(OperationFailedException failure) {
        return switch (failure.reason()) {
            case SECRET_MISSING, SECRETS_LOCKED, KEY_PASSPHRASE_WRONG -> true;
            default -> false;
        };
    }

    private Optional<Work<Boolean>> ask(String server, OperationFailedException failure) {
        if (failure.reason() == FailureReason.SECRETS_LOCKED) {
            return dialogs.askSecret(question("view.ask.vault", server)).map(passphrase -> context -> {
                operations.secrets().unlock(passphrase);
                return true;
            });
        }
        boolean sudo = failure.arguments().stream().anyMatch(each -> each.contains("sudo"));
        return dialogs.askSecret(question(sudo ? "view.ask.sudo" : "view.ask.signIn", server))
                .map(secret -> {
                    SignInSecrets all = remember(server, secret, sudo);
                    return context -> {
                        operations.servers().provide(server, all);
                        return true;
                    };
                });
    }

    /** Giving one secret must not take back the other. */
    private SignInSecrets remember(String server, Secret secret, boolean sudo) {
        SignInSecrets before = given.getOrDefault(server, SignInSecrets.none());
        SignInSecrets after = sudo
                ? new SignInSecrets(before.signIn(), Optional.of(secret))
                : new SignInSecrets(Optional.of(secret), before.sudo());
        given.put(server, after);
        return after;
    }

    private SecretQuestion question(String key, String server) {
        return new SecretQuestion(
                words.get(key + ".title", server),
                words.get(key + ".text", server),
                words.get(key + ".label"),
                words.get(key + ".yes"),
                false);
    }
}
