package app.greenroom.viewmodel;

import app.greenroom.domain.server.TargetName;

/** Opens pages. */
public interface Navigator {
    /** Shows an instance, at one of its tabs. */
    void showInstance(TargetName target, InstanceTab tab);

    /** Shows the form that adds a server. */
    void showAddServer();

    /** Shows running and ended work. */
    void showActivity();

    /** Shows the preferences. */
    void showPreferences();

    /** Reads the saved servers again, after one was added, changed or removed. */
    void serversChanged();
}
