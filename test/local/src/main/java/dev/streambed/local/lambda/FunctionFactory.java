package dev.streambed.local.lambda;

import dev.streambed.local.domain.LocalStackException;
import dev.streambed.local.iam.Credentials;
import dev.streambed.local.iam.Iam;
import dev.streambed.local.template.Deployment;
import dev.streambed.local.template.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;

/// Creates the running versions of every declared function, and finds them by each of their ARNs.
/// Not thread-safe.
final class FunctionFactory {

  private static final String LATEST = FunctionDeclaration.LATEST;

  private final Deployment deployment;
  private final Iam iam;
  private final LambdaOptions options;
  private final FunctionCredentials source;
  private final Clock clock;
  private final Map<String, TaskRoot> roots = new HashMap<>();
  private final Semaphore startPermits =
      new Semaphore(Runtime.getRuntime().availableProcessors(), true);

  FunctionFactory(
      Deployment deployment,
      Iam iam,
      LambdaOptions options,
      FunctionCredentials source,
      Clock clock) {
    this.deployment = deployment;
    this.iam = iam;
    this.options = options;
    this.source = source;
    this.clock = clock;
  }

  /// How many processes may start at once.
  Semaphore startPermits() {
    return startPermits;
  }

  /// Every version by its ARNs: with the version's number, with an alias, and unqualified for
  /// `$LATEST`.
  Map<String, RunningVersion> versionsByArn() {
    Map<String, RunningVersion> byArn = new HashMap<>();
    deployment.resources("AWS::Lambda::Function").forEach(function -> addLatest(function, byArn));
    deployment.resources("AWS::Lambda::Version").forEach(version -> addVersion(version, byArn));
    deployment.resources("AWS::Lambda::Alias").forEach(alias -> addAlias(alias, byArn));
    return byArn;
  }

  private void addLatest(Resource function, Map<String, RunningVersion> byArn) {
    RunningVersion latest = running(function, LATEST, Integer.MAX_VALUE);
    byArn.put(function.attribute("Arn"), latest);
    byArn.put(function.attribute("Arn") + ":" + LATEST, latest);
  }

  private void addVersion(Resource version, Map<String, RunningVersion> byArn) {
    version.only("Description", "FunctionName", "FunctionScalingConfig");
    String number = version.attribute("Version");
    int most =
        version
            .property("FunctionScalingConfig")
            .path("MaxExecutionEnvironments")
            .asInt(Integer.MAX_VALUE);
    byArn.put(version.ref(), running(function(version), number, most));
  }

  private void addAlias(Resource alias, Map<String, RunningVersion> byArn) {
    alias.only("Description", "FunctionName", "FunctionVersion", "Name");
    String target = function(alias).attribute("Arn") + ":" + alias.text("FunctionVersion");
    RunningVersion version = byArn.get(target);
    if (version == null) {
      throw LocalStackException.assembly(
          alias + " points to " + target + ", which is not declared");
    }
    byArn.put(alias.ref(), version);
  }

  private Resource function(Resource qualifier) {
    String name = qualifier.text("FunctionName");
    return deployment.resources("AWS::Lambda::Function").stream()
        .filter(it -> it.ref().equals(name) || it.attribute("Arn").equals(name))
        .findFirst()
        .orElseThrow(() ->
            LocalStackException.assembly(qualifier + " names a function that is not declared"));
  }

  // On Managed Instances a version has a limit of its own.
  private RunningVersion running(Resource resource, String number, int most) {
    FunctionDeclaration function = new FunctionDeclaration(resource);
    TaskRoot root = roots.computeIfAbsent(function.name(), _ -> unpacked(function));
    FunctionVersion version =
        new FunctionVersion(
            function,
            number,
            new StartCommand(function, root).arguments(),
            variables(function, number, root));
    EnvironmentPool pool =
        new EnvironmentPool(Math.min(most, limit(function)), function.environmentConcurrency());
    LogSink log = options.log();
    EnvironmentLauncher environmentLauncher =
        new EnvironmentLauncher(
            version, pool, startPermits, line -> log.line(function.name(), line));
    return new RunningVersion(environmentLauncher, new PlatformLog(function, log, clock), clock);
  }

  private RuntimeVariables variables(FunctionDeclaration function, String number, TaskRoot root) {
    Credentials credentials = iam.assume(function.role(), function.name());
    return new RuntimeVariables(
        function,
        number,
        deployment.arns().region(),
        root,
        source.variables(credentials, function.hasSnapStart(number)),
        options.endpoints());
  }

  private TaskRoot unpacked(FunctionDeclaration function) {
    return TaskRoot.unpack(deployment.asset(function.code()), folder(function));
  }

  private int limit(FunctionDeclaration function) {
    int reserved = function.reservedConcurrency().orElse(Integer.MAX_VALUE);
    return Math.min(reserved, options.concurrency());
  }

  private Path folder(FunctionDeclaration function) {
    try {
      return Files.createTempDirectory(options.folder(), function.name());
    } catch (IOException broken) {
      throw new LocalStackException(
          LocalStackException.Code.MACHINE, "no folder can be made in " + options.folder(), broken);
    }
  }
}
