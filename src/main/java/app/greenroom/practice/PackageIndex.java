package app.greenroom.practice;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/**
 * A package index on loopback, for pip: PEP 691 with upload times (PEP 700), and PEP 503 for old ones. Offers what it was
 * given, and every wheel that lies in a folder.
 */
final class PackageIndex implements AutoCloseable {
    private static final String JSON_TYPE = "application/vnd.pypi.simple.v1+json";
    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    private final List<Wheel> offered;
    private final Path folder;
    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    private PackageIndex(List<Wheel> offered, Path folder, HttpServer server) {
        this.offered = List.copyOf(offered);
        this.folder = folder;
        this.server = server;
    }

    /**
     * Starts one on a free port.
     *
     * @param offered what it offers
     * @param folder more wheels, offered under their names as uploaded long ago; it need not exist yet
     */
    static PackageIndex start(List<Wheel> offered, Path folder) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        PackageIndex index = new PackageIndex(offered, folder, server);
        server.createContext("/", index::answer);
        server.setExecutor(index.executor);
        server.start();
        return index;
    }

    /** Its address, as pip's {@code --index-url}. */
    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/simple/";
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.startsWith("/files/")) {
                String name = path.substring("/files/".length());
                Optional<Wheel> wheel = all().stream()
                        .filter(each -> each.fileName().equals(name))
                        .findFirst();
                send(exchange, "application/octet-stream", wheel.map(Wheel::bytes));
            } else if (path.matches("/simple/[a-z0-9-]+/?")) {
                String project = path.substring("/simple/".length()).replace("/", "");
                List<Wheel> wheels = all().stream()
                        .filter(each -> each.project().equals(project))
                        .toList();
                boolean json = exchange.getRequestHeaders().getOrDefault("Accept", List.of()).stream()
                        .anyMatch(each -> each.contains(JSON_TYPE));
                String text = json ? json(project, wheels) : html(wheels);
                send(
                        exchange,
                        json ? JSON_TYPE : "text/html; charset=utf-8",
                        wheels.isEmpty() ? Optional.empty() : Optional.of(text.getBytes(StandardCharsets.UTF_8)));
            } else {
                send(exchange, "text/plain", Optional.empty());
            }
        }
    }

    private static void send(HttpExchange exchange, String type, Optional<byte[]> body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        byte[] bytes = body.orElse(new byte[0]);
        exchange.sendResponseHeaders(body.isPresent() ? 200 : 404, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private List<Wheel> all() throws IOException {
        List<Wheel> all = new ArrayList<>(offered);
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*-py3-none-any.whl")) {
                for (Path file : files) {
                    String[] parts = file.getFileName().toString().split("-", -1);
                    all.add(new Wheel(parts[0], parts[1], LONG_AGO, Files.readAllBytes(file)));
                }
            }
        }
        return all;
    }

    private static String json(String project, List<Wheel> wheels) {
        List<Map<String, Object>> files = new ArrayList<>();
        for (Wheel wheel : wheels) {
            Map<String, Object> file = new LinkedHashMap<>();
            file.put("filename", wheel.fileName());
            file.put("url", "/files/" + wheel.fileName());
            file.put("hashes", Map.of("sha256", wheel.sha256()));
            file.put("requires-python", wheel.requiresPython());
            file.put("size", wheel.bytes().length);
            file.put("upload-time", wheel.uploaded().toString());
            files.add(file);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("meta", Map.of("api-version", "1.1"));
        document.put("name", project);
        document.put("versions", wheels.stream().map(Wheel::version).toList());
        document.put("files", files);
        return JSON.writeValueAsString(document);
    }

    private static String html(List<Wheel> wheels) {
        StringBuilder text = new StringBuilder("<!doctype html><title>Practice</title>\n");
        for (Wheel wheel : wheels) {
            text.append("<a href=\"/files/%s#sha256=%s\" data-requires-python=\"%s\">%s</a>\n"
                    .formatted(
                            wheel.fileName(),
                            wheel.sha256(),
                            wheel.requiresPython().replace(">", "&gt;"),
                            wheel.fileName()));
        }
        return text.toString();
    }
}
