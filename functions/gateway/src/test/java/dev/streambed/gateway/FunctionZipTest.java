package dev.streambed.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.LocalTables;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import dev.streambed.runtimeapi.Invocation;
import dev.streambed.runtimeapi.ResponseMode;
import dev.streambed.runtimeapi.RuntimeApi;
import dev.streambed.runtimeapi.RuntimeApiSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// What Lambda gets. Runs when it was packed.
@Timeout(120)
@EnabledIfSystemProperty(
    named = "streambed.zip",
    matches = ".+",
    disabledReason = "the zip is packed after the other tests")
class FunctionZipTest {

  private static final Path ZIP = Path.of(System.getProperty("streambed.zip", ""));
  private static final String JAR = "lib/streambed-function.jar";

  @TempDir private Path folder;

  @Test
  void holdsWhatTheArchitectureSays() throws IOException {
    try (ZipFile zip = new ZipFile(ZIP.toFile())) {
      List<String> files =
          zip.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList();
      assertThat(files)
          .containsExactlyInAnyOrder(
              "bootstrap",
              JAR,
              "native/x86_64/libaws-crt-jni.so",
              "native/aarch64/libaws-crt-jni.so",
              "THIRD-PARTY-NOTICES.txt");
    }
  }

  @Test
  void holdsClassesThatNeedNotBeInflatedAndNoneThatAreNotNeeded() throws IOException {
    unpack();
    try (ZipFile jar = new ZipFile(folder.resolve(JAR).toFile())) {
      List<? extends ZipEntry> entries = Collections.list(jar.entries());
      assertThat(entries).allMatch(entry -> entry.getMethod() == ZipEntry.STORED);
      assertThat(entries)
          .extracting(ZipEntry::getName)
          .contains("dev/streambed/gateway/Main.class", "META-INF/LICENSE.txt")
          .noneMatch(name -> name.endsWith(".so"))
          .noneMatch(name -> name.startsWith("io/netty/"))
          .noneMatch(name -> name.startsWith("org/apache/"))
          .noneMatch(name -> name.startsWith("com/fasterxml/"))
          .noneMatch(name -> name.startsWith("dev/streambed/bedrock/"))
          .noneMatch(name -> name.startsWith("org/slf4j/"))
          .noneMatch(name -> name.startsWith("META-INF/services/"))
          .filteredOn(name -> name.startsWith("software/amazon/awssdk/"))
          .filteredOn(name -> name.endsWith(".class"))
          .allMatch(name -> name.startsWith("software/amazon/awssdk/crt/"));
    }
  }

  @Test
  void startsAndAnswers() throws Exception {
    unpack();
    assertAnswers(Map.of());
  }

  /// Most functions never see a JWT, and each class that is loaded delays a cold start.
  @Test
  void answersWithoutTheLibraryForJwts() throws Exception {
    unpack();
    removeFromJar("/com/nimbusds");
    assertAnswers(
        Map.of("STREAMBED_JWT_ISSUER", "https://login.example", "STREAMBED_JWT_AUDIENCE", "chat"));
  }

  private void assertAnswers(Map<String, String> environment) throws Exception {
    byte[] stream = EventStreamFrames.claude("from", " the zip");
    ReceivedAnswer receivedAnswer = new ReceivedAnswer();
    Path output = folder.resolve("output");
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> exchange.stream().chunk(stream).end());
        TestGateway testGateway = TestGateway.before(bedrock.uri());
        RuntimeApi api = RuntimeApi.start(RuntimeApiSettings.onDemand())) {
      Process function = start(api, bedrock, environment);
      try {
        api.invoke(
            new Invocation(
                "r-1",
                testGateway.stream().bytes(),
                ResponseMode.STREAMED,
                Instant.now().plusSeconds(60)),
            receivedAnswer);
      } finally {
        function.destroy();
        assertThat(function.waitFor(20, TimeUnit.SECONDS)).isTrue();
      }
    }
    assertThat(receivedAnswer.text())
        .endsWith("data: {\"content\": \" the zip\"}\n\ndata: [DONE]\n\n");
    assertThat(Files.readAllLines(output))
        .as("nothing but the two log lines, neither warnings nor stack traces")
        .satisfiesExactly(
            usage ->
                assertThat(usage)
                    .startsWith("{\"event_type\":\"bedrock_stream\"")
                    .contains("\"cost_nano_usd\":", "\"price_version\":\"bundled-"),
            metrics -> assertThat(metrics).startsWith("{\"_aws\":"));
  }

  private Process start(RuntimeApi api, ScriptedBedrock bedrock, Map<String, String> more)
      throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ProcessBuilder process =
        new ProcessBuilder(folder.resolve("bootstrap").toString(), java.toString(), "ignored")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile());
    process
        .environment()
        .putAll(
            Map.of(
                "AWS_LAMBDA_RUNTIME_API", api.address(),
                "AWS_LAMBDA_FUNCTION_NAME", "streambed",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512",
                "LAMBDA_TASK_ROOT", folder.toString(),
                "_HANDLER", "dev.streambed.gateway.Main",
                "AWS_ENDPOINT_URL_BEDROCK_RUNTIME", bedrock.uri().toString(),
                "AWS_ENDPOINT_URL_DYNAMODB", LocalTables.shared().uri().toString()));
    process.environment().putAll(more);
    return process.start();
  }

  private void removeFromJar(String directory) throws IOException {
    try (FileSystem jar = FileSystems.newFileSystem(folder.resolve(JAR));
        Stream<Path> entries = Files.walk(jar.getPath(directory))) {
      for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(entry);
      }
    }
  }

  private void unpack() throws IOException {
    URI uri = URI.create("jar:" + ZIP.toUri());
    try (FileSystem zip =
            FileSystems.newFileSystem(uri, Map.of("enablePosixFileAttributes", true));
        Stream<Path> entries = Files.walk(zip.getPath("/"))) {
      for (Path entry : entries.filter(Files::isRegularFile).toList()) {
        Path file = folder.resolve(entry.toString().substring(1));
        Files.createDirectories(file.getParent());
        Files.copy(entry, file);
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(entry);
        Files.setPosixFilePermissions(file, permissions);
        assertThat(PosixFilePermissions.toString(permissions))
            .isEqualTo(entry.endsWith("bootstrap") ? "rwxr-xr-x" : "rw-r--r--");
      }
    }
  }
}
