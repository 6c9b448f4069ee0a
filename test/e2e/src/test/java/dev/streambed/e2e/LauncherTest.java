package dev.streambed.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.e2e.caller.Answers;
import dev.streambed.e2e.caller.FrontDoor;
import dev.streambed.e2e.caller.HttpCaller;
import dev.streambed.e2e.caller.TestRequest;
import dev.streambed.e2e.product.Eventually;
import dev.streambed.e2e.product.Launcher;
import dev.streambed.e2e.product.Product;
import dev.streambed.e2e.product.ProductExtension;
import dev.streambed.e2e.product.Repository;
import dev.streambed.local.domain.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `./streambed`, as a user starts it.
@ExtendWith(ProductExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test
class LauncherTest {

  private static final int UNAVAILABLE = 69;
  private static final int WRONG_USE = 64;

  @TempDir private Path folder;
  private Launcher launcher;

  @BeforeEach
  void prepare() throws Exception {
    launcher = new Launcher(folder);
  }

  @AfterEach
  void end() {
    launcher.close();
  }

  @Test
  void saysWhatItCanDo() throws Exception {
    assertThat(launcher.run("help")).isZero();
    assertThat(launcher.output())
        .contains("local", "test", "bench", "synth", "deploy", "STREAMBED_BUILT")
        .contains("customers", "keys", "usage", "prices");
    assertThat(launcher.run("dance")).isEqualTo(WRONG_USE);
    assertThat(launcher.output()).endsWith("streambed: unknown command: dance\n");
  }

  @ParameterizedTest
  @CsvSource({"TERM, 143", "INT, 130"})
  void runsTheProductUntilItIsStopped(String signal, int exitCode, Product product)
      throws Exception {
    Path state = folder.resolve("state.json");
    launcher.start(
        "local", "--port-base", "0", "--state", state.toString(), "--assembly", assembly(product));
    Eventually.until("state file\n" + launcher.output(), () -> Files.exists(state));
    JsonNode written = Json.read(state);
    assertThat(written.path("pid").asLong()).isEqualTo(launcher.pid());
    HttpCaller httpCaller =
        new HttpCaller(frontDoor -> at(written, frontDoor), written.path("token").asText());
    HttpResponse<String> answer =
        httpCaller.ask(FrontDoor.FUNCTION_URL, TestRequest.streamed("pieces=3"));
    assertThat(Answers.texts(Answers.items(FrontDoor.FUNCTION_URL, answer))).hasSize(3);
    Eventually.until("the log line", () -> launcher.output().contains(Answers.requestId(answer)));
    List<ProcessHandle> functions = launcher.children();
    assertThat(functions).isNotEmpty();
    launcher.signal(signal);
    assertThat(launcher.exitCode()).isEqualTo(exitCode);
    assertThat(state).doesNotExist();
    Eventually.until(
        "the functions' end", () -> functions.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void namesThePortThatIsTaken(Product product) throws Exception {
    int port = firstOfTenFree();
    try (ServerSocket _ = bind(port)) {
      int code =
          launcher.run(
              "local", "--port-base", Integer.toString(port), "--assembly", assembly(product));
      assertThat(code).isEqualTo(1);
      assertThat(launcher.output())
          .contains("streambed: port " + port + " (Function URL) is taken");
    }
  }

  /// Below the ephemeral port range, so that no other process takes one in the meantime.
  private static int firstOfTenFree() {
    return IntStream.iterate(20_000, port -> port + 10)
        .limit(1000)
        .filter(port -> IntStream.range(port, port + 10).allMatch(LauncherTest::isFree))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isFree(int port) {
    try (ServerSocket _ = bind(port)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static ServerSocket bind(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
  }

  @Test
  void findsAJdkWhateverJavaIsOnThePath() throws Exception {
    launcher.putOnPath("java", "echo 'openjdk version \"17.0.1\"'; exit 1");
    launcher.putOnPath("javac", "exit 1");
    launcher.set("JAVA_HOME", launcher.jdk("17.0.1").toString());
    assertThat(launcher.run("local", "--assembly", "absent")).isEqualTo(1);
    assertThat(launcher.output()).contains("absent").doesNotContain("17.0.1");
  }

  @ParameterizedTest
  @CsvSource({
    "--help, ./streambed local",
    "local --help, --port-base",
    "bench -h, --quick",
    "test --help, every test",
    "install --help, local Maven repository",
    "publish --help, --to",
    "package own-runtime --help, --without-cache",
    "deploy --help, cdk deploy",
    "customers --help, resume",
    "customers create --help, --usd-per-month",
    "customers create --name=x --help, --usd-per-month",
    "tokens issue --help, streambed keys issue",
    "usage re-rate --help, re-rate",
    "dance --help, ./streambed local",
    "--version, streambed 0.",
    "local --version, streambed 0."
  })
  void helpsWithoutABuildAJdkOrNode(String arguments, String part) throws Exception {
    launcher.set("PATH", launcher.bareTools().toString());
    launcher.set("STREAMBED_JDK_DIRS", folder.toString());
    launcher.set("STREAMBED_BUILT", "0");
    assertThat(launcher.run(arguments.split(" "))).isZero();
    assertThat(launcher.output()).contains(part);
  }

  @Test
  void isFoundThroughSymbolicLinks() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("to"));
    Files.createSymbolicLink(folder.resolve("to"), Repository.root().resolve("streambed"));
    launcher.start(link, "--version");
    assertThat(launcher.exitCode()).isZero();
    assertThat(launcher.output()).startsWith("streambed 0.");
  }

  @Test
  void saysInOneLineThatThereIsNoMaven() throws Exception {
    launcher.putOnPath("mvn", "echo 'Apache Maven 3.6.3'");
    build();
    assertThat(launcher.exitCode()).isEqualTo(UNAVAILABLE);
    assertThat(launcher.output())
        .endsWith(
            "streambed: no Maven 3.8.7 or later found: install it"
                + " (https://maven.apache.org/install.html, or your system's package `maven`)\n");
  }

  @Test
  void looksForTakenPortsBeforeItBuilds() throws Exception {
    int port = firstOfTenFree();
    launcher.set("STREAMBED_BUILT", "0");
    launcher.putOnPath("mvn", "exit 1");
    try (ServerSocket _ = bind(port + 3)) {
      assertThat(launcher.run("local", "--port-base=" + port)).isEqualTo(1);
      assertThat(launcher.output())
          .isEqualTo(
              "streambed: port %d is taken: stop what uses it, or choose other ports with --port-base%n"
                  .formatted(port + 3));
    }
  }

  @Test
  void namesTheModuleThatItBuildsAndWhatWentWrong() throws Exception {
    launcher.putOnPath(
        "mvn",
        """
        if [ "$1" = -v ]; then echo 'Apache Maven 3.9.9'; exit; fi
        echo '[INFO] Building Streambed: the gateway 0.1.0                      [3/9]'
        echo '[INFO] Compiling'
        echo '[ERROR] Gateway.java: cannot find symbol'
        exit 1\
        """);
    Path copy = build();
    assertThat(launcher.exitCode()).isEqualTo(70);
    assertThat(launcher.output())
        .endsWith(
            """
            streambed: building module 3 of 9: the gateway
            [ERROR] Gateway.java: cannot find symbol
            streambed: the build failed; .streambed/build.log has all of it
            """);
    assertThat(copy.resolve(".streambed/lock")).doesNotExist();
  }

  @Test
  void waitsForAnotherBuildOfTheCheckoutAndNotForADeadOne() throws Exception {
    Path lock = Files.createDirectories(folder.resolve("copy/.streambed")).resolve("lock");
    Files.writeString(lock, ProcessHandle.current().pid() + "\n");
    launcher.putOnPath(
        "mvn", "if [ \"$1\" = -v ]; then echo 'Apache Maven 3.9.9'; else exit 1; fi");
    build();
    Eventually.until(
        "the wait", () -> launcher.output().contains("waiting for the build of process"));
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    Files.writeString(lock, ended.pid() + "\n");
    assertThat(launcher.exitCode()).isEqualTo(70);
    assertThat(lock).doesNotExist();
  }

  @Test
  void writesATemplateThatNeedsNoCdk() throws Exception {
    assumeTrue(
        Files.exists(Repository.root().resolve("node_modules/aws-cdk")),
        "needs the CDK CLI: npm ci in the repository's root");
    launcher.set("CDK_VALIDATION", "false");
    launcher.start("synth", "--template=template", "--context", "unused=1");
    assertThat(launcher.exitCode(120)).as(launcher.output()).isZero();
    Path template = folder.resolve("template");
    assertThat(launcher.output()).contains("streambed: written to " + template.toRealPath());
    assertThat(template).isDirectoryContaining("glob:**/function-*.zip");
    assertThat(template.resolve("terraform/main.tf")).exists();
    String zip = Json.read(template.resolve("template.json")).findPath("FunctionZip").asText();
    assertThat(template.resolve(zip)).exists();
    assertThat(template.resolve("README.md")).content().contains("aws s3 cp " + zip);
  }

  @Test
  void writesATemplateOverNothingElse() throws Exception {
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.writeString(other.resolve("template.json"), "mine");
    assertThat(launcher.run("synth", "--template", other.toString())).isEqualTo(1);
    assertThat(launcher.output())
        .startsWith("streambed: " + other + " holds something else: give an empty or a new folder");
    assertThat(other).isDirectoryContaining("glob:**/template.json");
    assertThat(other.resolve("template.json")).hasContent("mine");
    assertThat(launcher.run("synth", "--template")).isEqualTo(64);
  }

  @Test
  void saysInOneLineThatThereIsNoJdk() throws Exception {
    launcher.set("STREAMBED_JDK_DIRS", launcher.jdk("17.0.1").toString());
    assertThat(launcher.run("local")).isEqualTo(UNAVAILABLE);
    assertThat(launcher.output())
        .isEqualTo(
            "streambed: no JDK 25 found: install one"
                + " (https://adoptium.net/temurin/releases/?version=25) or set JAVA_HOME to it\n");
  }

  @Test
  void saysInOneLineThatThereIsNoNode() throws Exception {
    launcher.set("PATH", launcher.bareTools().toString());
    assertThat(launcher.run("local")).isEqualTo(UNAVAILABLE);
    assertThat(launcher.output())
        .isEqualTo(
            "streambed: no Node found: install Node 22 (https://nodejs.org), CDK needs it\n");
  }

  @Test
  void saysInOneLineThatNodeIsTooOld() throws Exception {
    launcher.putOnPath("node", "echo v18.20.1");
    assertThat(launcher.run("local")).isEqualTo(UNAVAILABLE);
    assertThat(launcher.output())
        .isEqualTo(
            "streambed: Node 18.20.1 is too old: install Node 22 (https://nodejs.org),"
                + " CDK needs 20 or later\n");
  }

  @Test
  void namesTheTestsThatPassedOnlyWhenRunAgain() throws Exception {
    Path copy = Files.createDirectories(folder.resolve("copy"));
    Files.createDirectories(copy.resolve("node_modules/aws-cdk"));
    Path reports = copy.resolve("module/target/surefire-reports");
    launcher.putOnPath("mvn", reportOfAFlakyTest(reports));
    launcher.startCopy(copy, "test");
    assertThat(launcher.exitCode()).isEqualTo(1);
    assertThat(launcher.output())
        .endsWith(
            """
            streambed: no test was skipped
            streambed: passed only when run again (mend these):
              dev.streambed.SomeTest failsFirst
              dev.streambed.SomeTest throwsFirst(int)[2]
            streambed: the tests failed
            """);
  }

  /// Builds a copy of the repository that has no sources.
  private Path build() throws Exception {
    Path copy = Files.createDirectories(folder.resolve("copy"));
    launcher.set("STREAMBED_BUILT", "0");
    launcher.startCopy(copy, "customers", "list");
    return copy;
  }

  private static String reportOfAFlakyTest(Path reports) {
    return """
    if [ "$1" = -v ]; then echo 'Apache Maven 3.9.9'; exit; fi
    mkdir -p %1$s
    cat >%1$s/TEST-dev.streambed.SomeTest.xml <<'XML'
    <testsuite name="dev.streambed.SomeTest" time="0.5" tests="3" flakes="2">
      <testcase name="throwsFirst(int)[2]" classname="dev.streambed.SomeTest" time="0.1">
        <flakyError message="late" type="java.io.IOException"><stackTrace/></flakyError>
      </testcase>
      <testcase name="failsFirst" classname="dev.streambed.SomeTest" time="0.1">
        <flakyFailure message="1" type="java.lang.AssertionError"><stackTrace/></flakyFailure>
      </testcase>
      <testcase name="passes" classname="dev.streambed.SomeTest" time="0.1"/>
    </testsuite>
    XML
    exit 1\
    """
        .formatted(reports);
  }

  private static String assembly(Product product) {
    return product.assembly().toString();
  }

  private static URI at(JsonNode state, FrontDoor frontDoor) {
    String base = state.path(frontDoor.isRest() ? "restUrl" : "functionUrl").asText();
    return URI.create(base + frontDoor.path());
  }
}
