package dev.streambed.e2e.product;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.streambed.local.domain.Json;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Another team's CDK app, made of the code blocks of `infra/README.md`, with a local Maven
/// repository of its own in which what `./streambed publish` writes is installed.
public final class FreshProject {

  private static final Path PUBLISHED =
      Repository.root().resolve(".streambed/published/dev/streambed");
  private static final Pattern BLOCK = Pattern.compile("```(\\w+)\n(.*?)```", Pattern.DOTALL);
  private static final String HEADING = "## Use it in your own CDK app";
  private static final long TIMEOUT_MINUTES = 5;

  private final Path folder;
  private final Path repository;
  private final Path output;
  private final String command;
  private Optional<Path> jdk = Optional.empty();

  private FreshProject(Path folder, String command) {
    this.folder = folder;
    this.repository = folder.resolve("repository");
    this.output = folder.resolve("output");
    this.command = command;
  }

  /// The README's project for Maven.
  ///
  /// @param folder an empty folder
  /// @param dependency a further one, as in `pom.xml`; empty: none
  public static FreshProject maven(Path folder, String dependency) throws IOException {
    assumeTrue(isOnPath("mvn"), "needs Maven on the path");
    FreshProject project =
        new FreshProject(folder, Json.read(cdkJson(folder)).path("app").asText());
    Files.writeString(
        folder.resolve("pom.xml"),
        block("xml").replace("</dependencies>", dependency + "</dependencies>"));
    project.prepare();
    return project;
  }

  /// A project for Maven that the repository has, copied.
  ///
  /// @param folder an empty folder
  /// @param project its folder in the repository
  /// @param command what is run in the copy
  public static FreshProject copy(Path folder, String project, String command) throws IOException {
    assumeTrue(isOnPath("mvn"), "needs Maven on the path");
    link(Repository.root().resolve(project), folder);
    FreshProject copy = new FreshProject(folder, command);
    copy.installPublished();
    return copy;
  }

  /// The README's project for Gradle.
  ///
  /// @param folder an empty folder
  public static FreshProject gradle(Path folder) throws IOException {
    assumeTrue(isOnPath("gradle"), "needs Gradle on the path");
    FreshProject project = new FreshProject(folder, "gradle -q --no-daemon run");
    Files.writeString(folder.resolve("settings.gradle"), "");
    Files.writeString(folder.resolve("build.gradle"), block("groovy"));
    project.prepare();
    return project;
  }

  /// The folder of all artifacts, in the repository that was published before the tests.
  public static Path published() {
    assumeTrue(
        Files.isDirectory(PUBLISHED),
        "needs what `./streambed test` publishes when it tests everything");
    return PUBLISHED;
  }

  /// The folder of an artifact there.
  public static Path published(String artifact) {
    return published().resolve(artifact).resolve(version());
  }

  /// This build's version.
  public static String version() {
    return System.getProperty("streambed.version");
  }

  /// Looks for a JDK of a release, beside the one that runs the tests.
  ///
  /// @return whether there is one
  public boolean runsOn(String release) throws IOException {
    Path own = Path.of(System.getProperty("java.home")).toRealPath();
    try (Stream<Path> beside = Files.list(own.getParent())) {
      jdk = beside.filter(home -> isJdk(home, release)).findFirst();
    }
    return jdk.isPresent();
  }

  /// Runs the project's command, as the CDK CLI runs that of `cdk.json`.
  ///
  /// @return its exit status
  public int synthesize() throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", command);
    builder.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "JAVA_HOME",
                jdk.orElseThrow().toString(),
                "MAVEN_OPTS",
                "-Dmaven.repo.local=" + repository,
                "GRADLE_OPTS",
                "-Dmaven.repo.local=" + repository,
                "CDK_OUTDIR",
                folder.resolve("cdk.out").toString(),
                "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION",
                "20"));
    Process process = builder.start();
    if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return process.waitFor();
  }

  /// What it has printed.
  public String output() throws IOException {
    return Files.readString(output);
  }

  /// A stack's template.
  public Path template(String stack) {
    return folder.resolve("cdk.out").resolve(stack + ".template.json");
  }

  /// The names of the files beside the templates.
  public List<String> assets() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("cdk.out"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private void prepare() throws IOException {
    Path sources = Files.createDirectories(folder.resolve("src/main/java/com/example"));
    Files.writeString(sources.resolve("ExampleApp.java"), block("java"));
    installPublished();
  }

  private void installPublished() throws IOException {
    linkDownloads();
    link(published(), repository.resolve("dev/streambed"));
  }

  // What the user's own repository has, so that it is not downloaded again; never this project's.
  private void linkDownloads() throws IOException {
    Path downloads = Path.of(System.getProperty("user.home"), ".m2", "repository");
    if (Files.isDirectory(downloads)) {
      link(downloads, repository);
    }
  }

  private static void link(Path from, Path to) throws IOException {
    Path own = from.resolve("dev/streambed");
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            if (directory.equals(own) || directory.endsWith("target")) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(to.resolve(from.relativize(directory)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            linkOrCopy(file, to.resolve(from.relativize(file)));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  // Maven writes into its files of metadata, never into a jar.
  private static void linkOrCopy(Path file, Path copy) throws IOException {
    if (file.toString().endsWith(".jar")) {
      try {
        Files.createLink(copy, file);
        return;
      } catch (IOException | UnsupportedOperationException _) {
        // Another file system.
      }
    }
    Files.copy(file, copy);
  }

  private static Path cdkJson(Path folder) throws IOException {
    return Files.writeString(folder.resolve("cdk.json"), block("json"));
  }

  private static String block(String language) throws IOException {
    String readme = Files.readString(Repository.root().resolve("infra/README.md"));
    return BLOCK
        .matcher(readme.substring(readme.indexOf(HEADING)))
        .results()
        .filter(block -> block.group(1).equals(language))
        .map((MatchResult block) -> block.group(2))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isJdk(Path home, String release) {
    Path file = home.resolve("release");
    try {
      return Files.isExecutable(home.resolve("bin/javac"))
          && Files.exists(file)
          && Files.readString(file).contains("JAVA_VERSION=\"" + release + ".");
    } catch (IOException _) {
      return false;
    }
  }

  private static boolean isOnPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
