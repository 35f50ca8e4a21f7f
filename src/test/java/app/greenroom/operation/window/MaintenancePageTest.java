package app.greenroom.operation.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page that stands in for a stopped site: what it answers, when it takes the address, and when it leaves it. */
class MaintenancePageTest {
    private static final String BEGIN = """
        import json, os, pwd, select, signal, socket, stat, subprocess, sys, time
        def free_port():
            with socket.socket() as one:
                one.bind(("127.0.0.1", 0))
                return one.getsockname()[1]
        PORT = free_port()
        TCP, UNIX = "127.0.0.1:%d" % PORT, "unix:" + os.path.abspath("s")
        def start(bind, shared=False):
            facts = {"bind": bind, "shared": shared, "ownPorts": 0xEF, "user": pwd.getpwuid(os.geteuid()).pw_name, "group": "",
                     "page": "<p>back soon", "sent": "<p>not received", "retryAfter": 20}
            with open("page.json", "w") as file:
                json.dump(facts, file)
            return subprocess.Popen([sys.executable, "-I", "job/page.py", "page.json"])
        def connect(bind):
            limit = time.monotonic() + 10
            while True:
                client = socket.socket(socket.AF_UNIX if bind.startswith("unix:") else socket.AF_INET)
                client.settimeout(10)
                try:
                    client.connect(bind[5:] if bind.startswith("unix:") else ("127.0.0.1", PORT))
                    return client
                except OSError:
                    client.close()
                    if time.monotonic() > limit:
                        raise
                    time.sleep(0.01)
        def read(client):
            found = b""
            while True:
                data = client.recv(1 << 16)
                if not data:
                    client.close()
                    return found.decode()
                found += data
        def ask(bind, request):
            client = connect(bind)
            client.sendall(request.encode())
            return read(client)
        def end(process):
            process.send_signal(signal.SIGTERM)
            print("ended", process.wait(10))
        def listeners():
            with open("/proc/net/tcp") as file:
                rows = [line.split() for line in file]
            return len([row for row in rows if row[1].endswith(":%04X" % PORT) and row[3] == "0A"])
        """;

    @TempDir
    private Path folder;

    private LaidOutProgram program;

    @BeforeEach
    void layOut() throws IOException {
        program = LaidOutProgram.in(folder);
    }

    @Test
    void everybodyIsAskedToComeBack() throws Exception {
        assertThat(run("""
            page = start(TCP)
            for request in ("GET / HTTP/1.1\\r\\nHost: x\\r\\nConnection: keep-alive\\r\\n\\r\\n", "HEAD / HTTP/1.1\\r\\n\\r\\n",
                            "nonsense\\r\\n\\r\\n"):
                print(ask(TCP, request).replace("\\r\\n", "|"))
            end(page)
            """)).isEqualTo("""
                HTTP/1.1 503 Service Unavailable|Retry-After: 20|Content-Type: text/html; charset=utf-8|Content-Length: 12|\
                Cache-Control: no-store|X-Greenroom: window|Connection: close||<p>back soon
                HTTP/1.1 503 Service Unavailable|Retry-After: 20|Content-Type: text/html; charset=utf-8|Content-Length: 12|\
                Cache-Control: no-store|X-Greenroom: window|Connection: close||
                HTTP/1.1 503 Service Unavailable|Retry-After: 20|Content-Type: text/html; charset=utf-8|Content-Length: 15|\
                Cache-Control: no-store|X-Greenroom: window|Connection: close||<p>not received
                ended 0\
                """);
    }

    @Test
    void whoSendsMuchReadsTheAnswerAllTheSame() throws Exception {
        assertThat(run("""
            page = start(TCP)
            body = "x" * (8 << 20)
            print(ask(TCP, "POST / HTTP/1.1\\r\\nContent-Length: %d\\r\\n\\r\\n%s" % (len(body), body))[-15:])
            end(page)
            """)).isEqualTo("<p>not received\nended 0");
    }

    @Test
    void itWaitsForAnAddressThatIsInUseAlsoWhereThatCouldBeShared() throws Exception {
        assertThat(run("""
            site = socket.socket()
            site.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            site.bind(("127.0.0.1", PORT))
            site.listen()
            page = start(TCP, shared=True)
            time.sleep(0.5)
            print(listeners())
            site.close()
            print(ask(TCP, "GET / HTTP/1.1\\r\\n\\r\\n")[9:12])
            again = socket.socket()
            again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            again.bind(("127.0.0.1", PORT))
            again.listen()
            print(listeners())
            end(page)
            print(listeners())
            """)).isEqualTo("1\n503\n2\nended 0\n1");
    }

    @Test
    void visitorsGetThePageUntilTheSiteAnswersWhoAsksPastItAndThenNobodyIsTurnedAway() throws Exception {
        assertThat(run("""
            import maintenance
            page = start(TCP, shared=True)
            print(ask(TCP, "GET / HTTP/1.1\\r\\n\\r\\n")[9:12])
            site = socket.socket()
            site.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            site.bind(("127.0.0.1", PORT))
            site.listen(1024)  # as one whose workers still load: nobody is answered
            print({ask(TCP, "GET / HTTP/1.1\\r\\n\\r\\n")[9:12] for each in range(100)})
            past = [maintenance.connect_past(TCP, 5) for each in range(20)]
            for each in past:
                site.accept()[0].sendall(b"the site")
            print({each.recv(8) for each in past})
            page.send_signal(signal.SIGTERM)
            answers = set()
            while page.poll() is None:
                client = connect(TCP)
                client.sendall(b"GET / HTTP/1.1\\r\\n\\r\\n")
                ready = select.select([client, site], [], [], 10)[0]
                if site in ready:
                    site.accept()[0].sendall(b"the site")
                answers.add(client.recv(12)[-8:])
            print(answers - {b"/1.1 503"} <= {b"the site"}, page.returncode, listeners())
            """)).isEqualTo("503\n{'503'}\n{b'the site'}\nTrue 0 1");
    }

    @Test
    void aSocketOfAServiceThatWasKilledIsTakenOverAndLeftBehind() throws Exception {
        assertThat(run("""
            with socket.socket(socket.AF_UNIX) as killed:
                killed.bind("s")
            page = start(UNIX)
            print(ask(UNIX, "GET / HTTP/1.1\\r\\n\\r\\n")[9:12], oct(stat.S_IMODE(os.stat("s").st_mode)))
            end(page)
            print(os.path.exists("s"))
            """)).isEqualTo("503 0o666\nended 0\nTrue");
    }

    @Test
    void whoHasConnectedBeforeItEndsIsStillAnswered() throws Exception {
        assertThat(run("""
            page = start(TCP)
            client = connect(TCP)
            ask(TCP, "GET / HTTP/1.1\\r\\n\\r\\n")  # so the first one has been let in
            page.send_signal(signal.SIGTERM)
            client.sendall(b"GET / HTTP/1.1\\r\\n\\r\\n")
            print(read(client)[9:12], page.wait(10))
            """)).isEqualTo("503 0");
    }

    @Test
    void itEndsWhileItStillWaitsForTheAddress() throws Exception {
        assertThat(run("""
            site = socket.create_server(("127.0.0.1", PORT))
            page = start(TCP)
            def listens_to_signals():
                with open("/proc/%d/status" % page.pid) as file:
                    caught = next(line for line in file if line.startswith("SigCgt"))
                return int(caught.split()[1], 16) >> (signal.SIGTERM - 1) & 1
            while not listens_to_signals():
                time.sleep(0.01)
            end(page)
            """)).isEqualTo("ended 0");
    }

    @Test
    void itSaysWhatTheOrganiserWantsAndNothingThatIsMarkup() throws Exception {
        assertThat(run("""
            import maintenance, surroundings
            change = surroundings.Change()
            change.notes.put(site={"siteUrl": "https://talks.example.org"})
            print("talks.example.org will be back shortly" in maintenance.words(change)["page"])
            with open("job/page.txt", "w") as file:
                file.write("# Moving\\n\\nWe <move> house.\\n\\nSee you & thanks\\n")
            said = maintenance.words(change)
            print("<h1>Moving</h1>" in said["page"])
            print("<p>We &lt;move&gt; house.</p><p>See you &amp; thanks</p>" in said["page"])
            print("refresh" in said["page"], "refresh" in said["sent"], "has not been received" in said["sent"])
            print("http" in said["page"].replace("http-equiv", ""))
            """)).isEqualTo("True\nTrue\nTrue\nTrue False True\nFalse");
    }

    @Test
    void theWordsOfAServerAreShownAsTextInEveryPart() throws Exception {
        assertThat(run("""
            import html.parser, maintenance, surroundings
            class Tags(html.parser.HTMLParser):
                def __init__(self):
                    super().__init__()
                    self.seen = []
                def handle_starttag(self, tag, attributes):
                    self.seen.append(tag)
                    self.seen += [name for name, value in attributes if name.startswith("on") or (value or "").startswith("javascript")]
            def page_of(**words):
                with open("job/words.json", "w") as file:
                    json.dump(words, file)
                change = surroundings.Change()
                change.notes.put(site={"siteUrl": "https://talks.example.org"})
                return maintenance.words(change)
            def tags(page):
                parser = Tags()
                parser.feed(page)
                return set(parser.seen)
            plain = tags(page_of(title="", text="", contact="", until="")["page"])
            evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>%(text)s</title></style><!--'
            for part in ("title", "text", "until", "contact"):
                for said in page_of(**{part: evil}).values():
                    print(part, sorted(tags(said) - plain - {"strong"}), "&lt;script&gt;alert(1)" in said, "%(text)s" in said)
            for place in ("javascript:alert(1)", "https://x/\\" onclick=\\"alert(1)", "a@b?subject=x"):
                print(sorted(tags(page_of(contact=place)["page"]) - plain))
            said = page_of(title="Moving", text="One.\\r\\n\\r\\nTwo & three.", contact="help@example.org", until="about 15:00")["page"]
            print("<h1>Moving</h1><p>One.</p><p>Two &amp; three.</p><p>Expected back: <strong>about 15:00</strong></p>"
                  "<p>Questions: <a href=\\"mailto:help@example.org\\">help@example.org</a></p>" in said)
            print("<a href=\\"https://status.example.org/\\" rel=\\"noreferrer\\">" in page_of(contact="https://status.example.org/")["page"])
            print("talks.example.org will be back shortly" in page_of(until="soon")["page"])
            """)).isEqualTo("""
                title [] True True
                title [] True True
                text [] True True
                text [] True True
                until [] True True
                until [] True True
                contact [] True True
                contact [] True True
                []
                ['a']
                []
                True
                True
                True\
                """);
    }

    private String run(String lines) throws IOException, InterruptedException {
        return program.run(BEGIN + lines);
    }
}
