package app.greenroom.viewmodel;

import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.TargetName;

/** Opens pages. */
public interface Navigator {
    /** Shows an instance, at one of its tabs. */
    void showInstance(TargetName target, InstanceTab tab);

    /** Shows the form that adds a server. */
    void showAddServer();

    /** Asks a saved server for its key and shows the question whether to trust it. */
    void showHostKey(ServerProfile profile);

    /** Shows running and ended work. */
    void showActivity();

    /** Shows the preferences. */
    void showPreferences();

    /** Reads the saved servers again, after one was changed or removed. */
    void serversChanged();

    /** Reads the saved servers again, then shows the health of the one that was added. */
    void serverAdded(String name);
}
