package app.greenroom.viewmodel.walk;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.Jobs;
import app.greenroom.task.TaskContext;
import app.greenroom.task.TaskTitle;
import app.greenroom.viewmodel.Dialogs.Question;
import app.greenroom.viewmodel.FailureNote;
import app.greenroom.viewmodel.Workbench;
import java.util.Optional;
import java.util.function.Supplier;

/** What a user can ask of a job, each after a question that says what it does. */
final class JobCommands {
    private final String words;
    private final Supplier<TargetName> target;
    private final Workbench bench;

    /** Asks for consent with the words under a key, such as {@code view.upgrade}. */
    JobCommands(String words, Supplier<TargetName> target, Workbench bench) {
        this.words = words;
        this.target = target;
        this.bench = bench;
    }

    void stop(Optional<JobId> job) {
        run("stop", (jobs, context) -> jobs.stop(target.get(), job, context), () -> {});
    }

    /** Ends the step that runs; wants the name of the server typed. */
    void end(Optional<JobId> job, String step) {
        String server = target.get().toString();
        Question question = new Question(
                bench.words().get("view.walk.end.title"),
                bench.words().get("view.walk.end.text", step, server),
                bench.words().get("view.walk.end"),
                true);
        if (bench.dialogs().confirmTyped(question, server)) {
            submit("end", (jobs, context) -> jobs.endStep(target.get(), job, context), () -> {});
        }
    }

    void resume(Optional<JobId> job, Runnable then) {
        run("resume", (jobs, context) -> jobs.resume(target.get(), job, context), then);
    }

    void undo(Optional<JobId> job, Runnable then) {
        run("undo", (jobs, context) -> jobs.undo(target.get(), job, context), then);
    }

    private interface Command {
        void run(Jobs jobs, TaskContext context) throws OperationFailedException;
    }

    private void run(String code, Command command, Runnable then) {
        if (consents(words + "." + code, "view.walk." + code)) {
            submit(code, command, then);
        }
    }

    private void submit(String code, Command command, Runnable then) {
        TargetName name = target.get();
        bench.asking()
                .submit(
                        name.server(),
                        TaskTitle.of(code, name.toString()),
                        context -> {
                            command.run(bench.operations().jobs(), context);
                            return code;
                        },
                        progress -> {},
                        done -> then.run(),
                        reason -> bench.dialogs()
                                .showFailure(
                                        bench.words().of(reason),
                                        FailureNote.of(reason, bench.words()).details()));
    }

    private boolean consents(String key, String yes) {
        return bench.dialogs()
                .confirm(new Question(
                        bench.words().get(key + ".title"),
                        bench.words().get(key + ".text"),
                        bench.words().get(yes),
                        true));
    }
}
