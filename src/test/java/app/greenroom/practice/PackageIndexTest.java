package app.greenroom.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the practice server's index says to pip, new and old. */
class PackageIndexTest {
    private static final String JSON = "application/vnd.pypi.simple.v1+json, text/html;q=0.01";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private PackageIndex index;

    @BeforeEach
    void start() throws IOException {
        index = PackageIndex.start(new Releases().wheels(), folder);
    }

    @AfterEach
    void end() {
        index.close();
        client.close();
    }

    @Test
    void releasesHaveTheUploadTimesOfTheRealOnes() throws Exception {
        JsonNode document =
                new JsonMapper().readTree(get(index.url() + "pretalx/", JSON).body());
        TreeMap<String, String> times = new TreeMap<>();
        for (JsonNode file : document.path("files")) {
            times.put(
                    file.path("filename").asString(),
                    file.path("upload-time").asString().substring(0, 10));
        }
        assertThat(times)
                .containsEntry("pretalx-2025.2.2-py3-none-any.whl", "2025-12-05")
                .containsEntry("pretalx-2026.1.2-py3-none-any.whl", "2026-04-30")
                .containsEntry("pretalx-2026.2.1-py3-none-any.whl", "2026-07-08")
                .hasSize(4);
        assertThat(document.path("meta").path("api-version").asString()).isEqualTo("1.1");
    }

    @Test
    void anOldPipGetsLinksWithDigests() throws Exception {
        String page = new String(
                get(index.url() + "pretalx-pages-practice/", "text/html").body(), StandardCharsets.UTF_8);
        assertThat(page.lines().filter(line -> line.contains("#sha256="))).hasSize(3);
    }

    @Test
    void aFileIsWhatItsDigestSays() throws Exception {
        JsonNode file = new JsonMapper()
                .readTree(get(index.url() + "django/", JSON).body())
                .path("files")
                .get(0);
        byte[] bytes = get(
                        URI.create(index.url())
                                .resolve(file.path("url").asString())
                                .toString(),
                        "*/*")
                .body();
        assertThat(new Wheel("django", "1", Instant.EPOCH, bytes).sha256())
                .isEqualTo(file.path("hashes").path("sha256").asString());
    }

    @Test
    void whatLiesInTheFolderIsOfferedAndNothingElse() throws Exception {
        assertThat(get(index.url() + "pip/", JSON).statusCode()).isEqualTo(404);
        Files.write(folder.resolve("pip-99.0-py3-none-any.whl"), new byte[] {1});
        assertThat(get(index.url() + "pip/", JSON).statusCode()).isEqualTo(200);
        assertThat(get(index.url() + "numpy/", JSON).statusCode()).isEqualTo(404);
        assertThat(get(index.url().replace("/simple/", "/files/../../etc/passwd"), "*/*")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void everyResourceIsListed() throws IOException {
        Path resources = Path.of("src/main/resources/app/greenroom/practice");
        List<String> listed = Resources.text("files.txt").lines().toList();
        try (Stream<Path> files = Files.walk(resources)) {
            assertThat(new TreeSet<>(listed))
                    .hasSameSizeAs(listed)
                    .isEqualTo(new TreeSet<>(files.filter(Files::isRegularFile)
                            .map(file -> resources.relativize(file).toString())
                            .filter(name -> !name.equals("files.txt"))
                            .toList()));
        }
    }

    private HttpResponse<byte[]> get(String url, String accept) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url)).header("Accept", accept).build();
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }
}
