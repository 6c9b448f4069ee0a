package dev.streambed.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.domain.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program as a person starts it: a process of its own, and signals.
@SuppressWarnings("NullAway.Init") // set before each test
class MainTest {

  private static final int TERMINATED = 128 + 15;

  @TempDir private Path folder;
  private Path assembly;
  private Path temporary;
  private Path state;
  private Path output;
  private Process process;

  @BeforeEach
  void synthesize() throws IOException {
    assembly = Files.createDirectory(folder.resolve("cdk.out"));
    temporary = Files.createDirectory(folder.resolve("tmp"));
    state = folder.resolve("state.json");
    output = folder.resolve("output");
    SampleAssembly.in(assembly).behindCloudFront("a secret");
  }

  @AfterEach
  void end() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  @Test
  void runsUntilItIsStoppedAndLeavesNothingBehind() throws Exception {
    start("--port-base", "0", "--state", state.toString());
    JsonNode written = awaitState();
    assertThat(written.path("pid").asLong()).isEqualTo(process.pid());
    assertThat(written.path("token").asText()).startsWith("sb_");
    assertThat(written.path("webSocketUrl").asText()).matches("ws://127.0.0.1:\\d+/prod");
    assertThat(written.path("pageUrl").isNull()).isTrue();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
        .isEqualTo("rw-------");
    for (String url : List.of("functionUrl", "restUrl", "controlUrl", "bedrockUrl")) {
      assertThat(written.path(url).asText()).as(url).startsWith("http://127.0.0.1:").endsWith("/");
    }
    try (TestHttpClient testHttpClient = new TestHttpClient()) {
      URI url = URI.create(written.path("functionUrl").asText());
      assertThat(testHttpClient.sample(url, "log").body()).isEqualTo("logged");
      Eventually.until(() -> output().contains("to stderr\n"));
    }
    List<ProcessHandle> functions = process.descendants().toList();
    assertThat(functions).isNotEmpty();
    process.destroy();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(TERMINATED);
    assertThat(functions).noneMatch(ProcessHandle::isAlive);
    assertThat(state).doesNotExist();
    assertThat(leftBehind()).isEmpty();
  }

  @Test
  void printsUrlsAnApiKeyAndAWorkingCurlLine() throws Exception {
    start(
        "--port-base", "0", "--state", state.toString(), "--no-warm", "--page", folder.toString());
    JsonNode written = awaitState();
    assertThat(output())
        .contains("Function URL  " + written.path("functionUrl").asText())
        .contains("CloudFront    is not imitated; the Function URL gets the headers that it adds")
        .contains("REST API      " + written.path("restUrl").asText())
        .contains("WebSocket API " + written.path("webSocketUrl").asText())
        .contains("Page          " + written.path("pageUrl").asText())
        .contains("Bedrock       " + written.path("bedrockUrl").asText() + "  (scripted)")
        .contains("Control       " + written.path("controlUrl").asText())
        .contains("API key       " + written.path("token").asText());
    String curl =
        output().lines().filter(line -> line.startsWith("curl ")).findFirst().orElseThrow();
    assertThat(curl).contains(written.path("functionUrl").asText(), written.path("token").asText());
    Process shell =
        new ProcessBuilder("sh", "-c", "exec " + curl).redirectErrorStream(true).start();
    String answer = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(answer)
        .contains("\"rawPath\":\"/\"", "\"authorization\":\"Bearer sb_", "\\\"stream\\\":true");
  }

  @Test
  void leavesNoFunctionBehindEvenWhenItIsKilled() throws Exception {
    start("--port-base", "0", "--state", state.toString());
    awaitState();
    Eventually.until(() -> process.descendants().findAny().isPresent());
    List<ProcessHandle> functions = process.descendants().toList();
    process.destroyForcibly();
    Eventually.until(() -> functions.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void canBeStoppedWhileItStarts() throws Exception {
    start("--port-base", "0", "--state", state.toString());
    Eventually.until(() -> !leftBehind().isEmpty());
    process.destroy();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(state).doesNotExist();
    assertThat(leftBehind()).isEmpty();
  }

  @Test
  void namesThePortThatIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int base = Math.min(taken.getLocalPort(), 65_000);
      assertThat(base).isEqualTo(taken.getLocalPort());
      start("--port-base", Integer.toString(base));
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(1);
      assertThat(output())
          .contains("streambed: port " + base + " (Function URL) is taken")
          .doesNotContain("\tat ");
      assertThat(leftBehind()).isEmpty();
    }
  }

  @Test
  void saysWhatIsWrongInOneLine() throws Exception {
    start("--bedrock", "real");
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(output())
        .isEqualTo(
            "streambed: --bedrock knows scripted, replay:DIR, aws and http(s) URLs, not real\n");
  }

  @Test
  void leavesAnothersStateFileAsItIs() throws Exception {
    for (String another :
        List.of("my notes", "{\"pid\":1,\"controlUrl\":\"http://127.0.0.1:1/\"}")) {
      Files.writeString(state, another);
      start("--port-base", "0", "--state", state.toString());
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(1);
      assertThat(output()).startsWith("streambed: --state: " + state + " exists");
      assertThat(state).hasContent(another);
    }
  }

  @Test
  void replacesTheStateFileOfAStackThatWasKilled() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    Files.writeString(
        state, "{\"pid\":%d,\"controlUrl\":\"http://127.0.0.1:1/\"}".formatted(ended.pid()));
    start("--port-base", "0", "--state", state.toString(), "--no-warm");
    Eventually.until(() -> Json.read(state).path("pid").asLong() == process.pid());
    Files.writeString(state, "no longer its own");
    process.destroy();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(state).hasContent("no longer its own");
  }

  @Test
  void takesTlsBesidePlainHttp() throws Exception {
    start("--port-base", "0", "--state", state.toString(), "--no-warm", "--tls", "--logs", "usage");
    JsonNode written = awaitState();
    String url = written.path("functionUrl").asText();
    assertThat(url).startsWith("https://127.0.0.1:");
    assertThat(written.path("webSocketUrl").asText()).startsWith("wss://127.0.0.1:");
    assertThat(output()).contains("--cacert " + written.path("caBundle").asText());
    for (String called : List.of(url, url.replace("https", "http"))) {
      Process curl =
          new ProcessBuilder(
                  "curl", "-sS", "--cacert", written.path("caBundle").asText(), "-d", "log", called)
              .redirectErrorStream(true)
              .start();
      String answer = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).as(called).contains("\"rawPath\":\"/\"");
    }
  }

  @Test
  void explainsItsOptions() throws Exception {
    start("--help");
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(output())
        .contains(
            "--assembly",
            "--port-base",
            "--state",
            "--bedrock",
            "--concurrency",
            "--[no-]warm",
            "--page")
        .contains("--connection-idle", "--connection-limit")
        .contains("[[bedrock ");
  }

  private void start(String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + Path.of(System.getProperty("streambed.root", "."), "test/local/jvm.options"));
    command.addAll(
        List.of("-Djava.io.tmpdir=" + temporary, "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("dev.streambed.local.Main", "--assembly", assembly.toString()));
    command.addAll(List.of(options));
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
  }

  private JsonNode awaitState() throws InterruptedException {
    Eventually.until(() -> {
      assertThat(process.isAlive()).as(output()).isTrue();
      return Files.exists(state);
    });
    return Json.read(state);
  }

  private String output() {
    try {
      return Files.readString(output);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// What is in the folder for temporary files.
  private List<String> leftBehind() {
    try (Stream<Path> entries = Files.list(temporary)) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
