package app.greenroom.lab;

import java.util.List;

/** A repository of a lab server's own, in which packages that it has are newer. */
final class NewerPackages {
    /** The installed package once more, with a higher version. */
    private static final String NEWER = """
        mkdir -p /srv/newer && cd /srv/newer
        newer() {
          apt-get download -q "$1" > /dev/null 2>&1 || { apt-get update -q && apt-get download -q "$1"; } > /dev/null 2>&1
          dpkg-deb -R "$1"_*.deb work && rm "$1"_*.deb
          sed -i 's/^Version: .*/&+greenroom1/' work/DEBIAN/control
          dpkg-deb -Znone -b work "$1.deb" > /dev/null && rm -rf work
        }
        index() {
          folder=dists/$1/main/binary-amd64; mkdir -p "$folder"; : > "$folder/Packages"
          for package in "${@:3}"; do
            { dpkg-deb -f "$package.deb"; echo "Filename: $package.deb"; echo "Size: $(stat -c %s "$package.deb")"
              echo "SHA256: $(sha256sum < "$package.deb" | cut -d' ' -f1)"; echo; } >> "$folder/Packages"
          done
          { echo "Origin: Debian"; echo "Label: $2"; echo "Suite: $1"; echo "Version: 13"; echo "Codename: $1"
            echo "Architectures: amd64"; echo "Components: main"; echo "Date: $(date -Ru)"; echo "SHA256:"
            echo " $(sha256sum < "$folder/Packages" | cut -d' ' -f1) $(stat -c %s "$folder/Packages") main/binary-amd64/Packages"
          } > "dists/$1/Release"
          echo "deb [trusted=yes] file:/srv/newer $1 main" >> /etc/apt/sources.list.d/newer.list
        }
        """;

    private NewerPackages() {}

    /**
     * Makes them, and lets apt know.
     *
     * @param security those that come from an archive of security fixes
     * @param others the rest
     */
    static void on(LabServer server, List<String> security, List<String> others) {
        StringBuilder script = new StringBuilder("set -e\n").append(NEWER);
        security.forEach(name -> script.append("newer ").append(name).append('\n'));
        others.forEach(name -> script.append("newer ").append(name).append('\n'));
        script.append("index stable-security Debian-Security %s\n".formatted(String.join(" ", security)));
        script.append("index stable Debian %s\n".formatted(String.join(" ", others)));
        script.append("apt-get update -q > /dev/null 2>&1\n");
        server.run(script.toString());
    }
}
