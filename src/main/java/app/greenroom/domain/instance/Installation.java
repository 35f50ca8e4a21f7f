package app.greenroom.domain.instance;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where and how one pretalx is installed: read from its running units, never assumed.
 *
 * @param layout kind of installation
 * @param user service user
 * @param group that user's group
 * @param home that user's home directory
 * @param python the interpreter that runs pretalx, absolute
 * @param venv root folder of its virtual environment, as the units name it; empty if there is none
 * @param workingDirectory of the web unit
 * @param environment of the web unit; values can hold secrets
 * @param webUnit systemd unit of the web service, such as {@code pretalx-web.service}; empty if none
 * @param workerUnit systemd unit of the celery worker; empty if none
 * @param bind where the web service listens: {@code host:port} or {@code unix:/path}; empty if unknown
 * @param webCommand program and arguments of the web unit, as systemd runs them; empty if unknown
 * @param workerCommand program and arguments of the worker unit; empty if unknown
 * @param cronLines lines of the service user's crontab that name pretalx
 * @param otherSchedules what else runs pretalx at set times: files below {@code /etc/cron.d} and timer units
 */
public record Installation(
        Layout layout,
        String user,
        String group,
        String home,
        String python,
        Optional<String> venv,
        String workingDirectory,
        Map<String, String> environment,
        String webUnit,
        String workerUnit,
        String bind,
        List<String> webCommand,
        List<String> workerCommand,
        List<String> cronLines,
        List<String> otherSchedules) {
    /** Copies the collections. */
    public Installation {
        environment = Map.copyOf(environment);
        webCommand = List.copyOf(webCommand);
        workerCommand = List.copyOf(workerCommand);
        cronLines = List.copyOf(cronLines);
        otherSchedules = List.copyOf(otherSchedules);
    }

    /** Kinds of installation, in order of care. */
    public enum Layout {
        /** A virtual environment and systemd units, as documented. */
        VENV,
        /** Installed into the service user's home with {@code pip --user}, as documented until 2024.1. */
        PIP_USER,
        /** Containers; health only for now. */
        DOCKER,
        /** NixOS; health and backup only. */
        NIXOS,
        /** YunoHost; health and backup only. */
        YUNOHOST,
        /** Something else. */
        OTHER
    }
}
