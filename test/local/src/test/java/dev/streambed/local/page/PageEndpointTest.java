package dev.streambed.local.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.RawHttpClient;
import dev.streambed.local.TestHttpClient;
import dev.streambed.local.domain.Json;
import dev.streambed.local.http.HttpEndpoint;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set before each test
class PageEndpointTest {

  private static final PageEndpoint.Config CONFIG =
      new PageEndpoint.Config(
          Optional.of(URI.create("http://127.0.0.1:1/")),
          Optional.empty(),
          Optional.of(URI.create("ws://127.0.0.1:2/prod")),
          Optional.of("sb_token"),
          List.of("a.model"));

  @TempDir private Path folder;
  private final TestHttpClient testHttpClient = new TestHttpClient();
  private HttpEndpoint httpEndpoint;

  @BeforeEach
  void start() throws Exception {
    Path page = Files.createDirectory(folder.resolve("demo"));
    Files.writeString(page.resolve("index.html"), "<title>page</title>");
    Files.writeString(page.resolve("page.js"), "export {}");
    Files.createDirectory(folder.resolve("src"));
    Files.writeString(folder.resolve("src/client.js"), "export {}");
    Files.writeString(page.resolve(".hidden.js"), "secret");
    Files.writeString(page.resolve("data.txt"), "secret");
    Files.writeString(
        page.resolve("site.json"),
        "{\"/vendor/one.js\": \"src/client.js\", \"/vendor/two.js\": \"node_modules/two.js\","
            + " \"/src/\": \"src/\", \"/\": \"demo/\"}");
    Files.writeString(folder.resolve("secret"), "secret");
    httpEndpoint = HttpEndpoint.start("page", 0, new PageEndpoint(page, CONFIG));
  }

  @AfterEach
  void stop() {
    httpEndpoint.close();
    testHttpClient.close();
  }

  @Test
  void servesTheFolderWithItsTypes() throws Exception {
    assertThat(get("/").body()).isEqualTo("<title>page</title>");
    HttpResponse<String> script = get("/page.js");
    assertThat(script.headers().firstValue("content-type").orElseThrow())
        .startsWith("text/javascript");
    assertThat(script.headers().firstValue("cache-control")).contains("no-cache");
    assertThat(get("/none.js").statusCode()).isEqualTo(404);
  }

  @Test
  void servesWhatTheFoldersMapNames() throws Exception {
    assertThat(get("/src/client.js").body()).isEqualTo("export {}");
    assertThat(get("/vendor/one.js").body()).isEqualTo("export {}");
    assertThat(get("/vendor/two.js").statusCode()).isEqualTo(404);
    assertThat(
            testHttpClient.send("POST", httpEndpoint.uri().resolve("/page.js"), "x").statusCode())
        .isEqualTo(405);
  }

  @Test
  void servesTheFolderAloneWithoutAMap() throws Exception {
    Files.delete(folder.resolve("demo/site.json"));
    try (HttpEndpoint plain =
        HttpEndpoint.start("page", 0, new PageEndpoint(folder.resolve("demo"), CONFIG))) {
      assertThat(testHttpClient.get(plain.uri().resolve("/page.js")).statusCode()).isEqualTo(200);
      assertThat(testHttpClient.get(plain.uri().resolve("/src/client.js")).statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void leavesItsFoldersNever() throws Exception {
    for (String path :
        List.of(
            "/../secret",
            "/%2e%2e/secret",
            "/src/..%2fsecret",
            "/src/",
            "/.hidden.js",
            "/data.txt")) {
      assertThat(get(path).body()).as(path).doesNotContain("secret").doesNotContain("client.js");
      assertThat(get(path).statusCode()).as(path).isGreaterThanOrEqualTo(400);
    }
  }

  @Test
  void tellsThePageWhereTheStackIs() throws Exception {
    JsonNode config =
        Json.parse(get("/config.json").body().getBytes(StandardCharsets.UTF_8)).orElseThrow();
    assertThat(config.toString())
        .isEqualTo(
            "{\"functionUrl\":\"http://127.0.0.1:1/\",\"restUrl\":null,"
                + "\"webSocketUrl\":\"ws://127.0.0.1:2/prod\",\"token\":\"sb_token\","
                + "\"models\":[\"a.model\"]}");
  }

  @Test
  void tellsNothingToAnotherHost() throws Exception {
    URI uri = httpEndpoint.uri().resolve("/config.json");
    try (RawHttpClient raw = RawHttpClient.sample(uri, "GET", "x-sample", "echo")) {
      assertThat(raw.head()).startsWith("HTTP/1.1 403").doesNotContain("sb_token");
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    return testHttpClient.get(URI.create(httpEndpoint.uri() + path));
  }
}
