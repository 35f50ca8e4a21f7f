package app.greenroom.lab;

/** Scripts that turn the documented installation of a lab server into others that are met in the wild. */
final class Layouts {
    /** Waits until the site answers, and prints its status. */
    private static final String ANSWERS = """
        for i in $(seq 100); do curl -sf -o /dev/null $where/healthcheck/ && break; sleep .2; done
        curl -s -o /dev/null -w '%{http_code}' $where/healthcheck/
        """;

    /** Units that name an environment by its version, without a link. */
    static final String VERSIONED = """
        systemctl stop pretalx-web pretalx-worker
        mv /var/pretalx/venv /var/pretalx/venv.2025.2.2
        sed -i 's#/var/pretalx/venv/bin/\\(gunicorn\\|celery\\)#/var/pretalx/venv.2025.2.2/bin/python -m \\1#' \\
          /etc/systemd/system/pretalx-*.service
        sed -i 's#/var/pretalx/venv/#/var/pretalx/venv.2025.2.2/#' /var/spool/cron/crontabs/pretalx
        systemctl daemon-reload; systemctl start pretalx-web pretalx-worker
        where=http://127.0.0.1:8345
        """ + ANSWERS;

    /** The configuration in the home of the service user. */
    static final String CONFIGURED_AT_HOME = """
        systemctl stop pretalx-web pretalx-worker
        mv /etc/pretalx/pretalx.cfg /var/pretalx/.pretalx.cfg
        systemctl start pretalx-web pretalx-worker
        where=http://127.0.0.1:8345
        """ + ANSWERS;

    /** The configuration in the working directory of the units. */
    static final String CONFIGURED_IN_PLACE = """
        systemctl stop pretalx-web pretalx-worker
        mv /var/pretalx/.pretalx.cfg /var/pretalx/pretalx.cfg
        systemctl start pretalx-web pretalx-worker
        where=http://127.0.0.1:8345
        """ + ANSWERS;

    /** A second instance beside the first, from the same environment, with a database and a port of its own. */
    static final String A_SECOND_ONE = """
        systemctl stop pretalx-web pretalx-worker
        runuser -u postgres -- createdb -O pretalx -T pretalx second
        sed -e 's#^data=.*#data=/var/pretalx/second#' -e 's#^name=.*#name=second#' /var/pretalx/pretalx.cfg > /etc/pretalx/second.cfg
        install -d -o pretalx -g pretalx /var/pretalx/second
        chown pretalx: /etc/pretalx/second.cfg
        sed -e 's#:8345#:8346#' -e 's#^User=#Environment=PRETALX_CONFIG_FILE=/etc/pretalx/second.cfg\\nUser=#' \\
          /etc/systemd/system/pretalx-web.service > /etc/systemd/system/second-web.service
        systemctl daemon-reload; systemctl start pretalx-web pretalx-worker second-web
        where=http://127.0.0.1:8346
        """ + ANSWERS;

    /** A second instance beside the documented one, with an environment, static files, a database and a port of its own. */
    static final String TWO_OF_THEIR_OWN = """
        systemctl stop pretalx-web pretalx-worker
        runuser -u postgres -- createdb -O pretalx -T pretalx second
        cp -a /var/pretalx/venv /var/pretalx/second-venv
        cp -a /var/pretalx/static /var/pretalx/second-static
        install -d -o pretalx -g pretalx /var/pretalx/second
        sed -e 's#^data=.*#data=/var/pretalx/second#' -e 's#^static=.*#static=/var/pretalx/second-static#' \
          -e 's#^name=.*#name=second#' /etc/pretalx/pretalx.cfg > /etc/pretalx/second.cfg
        chown pretalx: /etc/pretalx/second.cfg
        sed -e 's#:8345#:8346#' -e 's#^User=#Environment=PRETALX_CONFIG_FILE=/etc/pretalx/second.cfg\nUser=#' \
          -e 's#^ExecStart=/var/pretalx/venv/bin/gunicorn#ExecStart=/var/pretalx/second-venv/bin/python -m gunicorn#' \
          /etc/systemd/system/pretalx-web.service > /etc/systemd/system/second-web.service
        systemctl daemon-reload; systemctl start pretalx-web pretalx-worker second-web
        where=http://127.0.0.1:8346
        """ + ANSWERS;

    /**
     * Other names of units, user and folders, spaces in all of them, PRETALX_CONFIG_FILE, a unix socket, and a database that
     * is reached by TCP with a password.
     */
    static final String ODD = """
        systemctl stop pretalx-web pretalx-worker
        mkdir -p "/srv/our talks/conf"
        mv /var/pretalx/venv "/srv/our talks/the venv"
        mv /var/pretalx/data "/srv/our talks/data"
        mv /var/pretalx/static "/srv/our talks/static"
        runuser -u postgres -- psql -q -c "alter role pretalx password 'secret word'"
        sed -e 's#^data=.*#data=/srv/our talks/data#' -e 's#^static=.*#static=/srv/our talks/static#' \\
          -e 's#^user=pretalx#user=pretalx\\npassword=secret word\\nhost=127.0.0.1\\nport=5432#' \\
          /etc/pretalx/pretalx.cfg > "/srv/our talks/conf/site one.cfg"
        rm /etc/pretalx/pretalx.cfg /etc/systemd/system/pretalx-*.service
        usermod -l talks -d "/srv/our talks" pretalx; groupmod -n talks pretalx
        chown -R talks:talks "/srv/our talks"; chmod 600 "/srv/our talks/conf/site one.cfg"
        unit() { # NAME COMMAND
          printf '%s\\n' '[Service]' 'User=talks' 'Group=talks' 'WorkingDirectory=/srv/our talks' "RuntimeDirectory=$1" \\
            'Environment="PRETALX_CONFIG_FILE=/srv/our talks/conf/site one.cfg"' \\
            "ExecStart=\\"/srv/our talks/the venv/bin/python\\" -m $2" 'Restart=on-failure' \\
            '[Install]' 'WantedBy=multi-user.target' > "/etc/systemd/system/$1.service"
        }
        unit conf-gunicorn 'gunicorn pretalx.wsgi --workers 2 --bind=unix:/run/conf-gunicorn/http.sock'
        unit conf-tasks 'celery -A pretalx.celery_app worker -l info'
        rm /var/spool/cron/crontabs/pretalx
        systemctl daemon-reload; systemctl enable --now conf-gunicorn conf-tasks
        where='--unix-socket /run/conf-gunicorn/http.sock http://localhost'
        """ + ANSWERS;

    /** Packages in the home of the service user, as documented until 2024.1. */
    static final String USER_SITE = """
        systemctl stop pretalx-web pretalx-worker
        base=/var/pretalx/.local; packages=$base/lib/python3.13/site-packages
        mkdir -p $base/lib/python3.13 $base/bin
        mv /var/pretalx/venv/lib/python3.13/site-packages $packages
        for script in gunicorn celery pip; do
          sed '1s#.*#\\#!/usr/bin/python3#' /var/pretalx/venv/bin/$script > $base/bin/$script; chmod 755 $base/bin/$script
        done
        rm -rf /var/pretalx/venv
        chown -R pretalx:pretalx $base
        sed -i -e "s#/var/pretalx/venv/bin/#$base/bin/#" -e "s#^WorkingDirectory=.*#WorkingDirectory=$packages/pretalx#" \\
          /etc/systemd/system/pretalx-*.service
        sed -i 's#/var/pretalx/venv/bin/python#/usr/bin/python3#' /var/spool/cron/crontabs/pretalx
        systemctl daemon-reload; systemctl start pretalx-web pretalx-worker
        where=http://127.0.0.1:8345
        """ + ANSWERS;

    private Layouts() {}
}
