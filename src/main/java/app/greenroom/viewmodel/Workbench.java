package app.greenroom.viewmodel;

import app.greenroom.operation.Operations;
import app.greenroom.task.TaskRunner;
import java.util.concurrent.Executor;

/**
 * What every screen works with; handed to each view model.
 *
 * @param operations what can be done
 * @param runner runs work off the UI thread and lists it
 * @param quiet runs short work off the UI thread without listing it
 * @param asking runs work on a saved server, asking for what is missing
 * @param dialogs questions to the user
 * @param desktop folders and the clipboard
 * @param navigator opens pages
 * @param words codes into words
 * @param pulse the present
 * @param ui runs something on the UI thread
 */
public record Workbench(
        Operations operations,
        TaskRunner runner,
        TaskRunner quiet,
        Asking asking,
        Dialogs dialogs,
        Desktop desktop,
        Navigator navigator,
        Words words,
        Pulse pulse,
        Executor ui) {}
