package dev.streambed.cdk;

import java.nio.file.Path;

/** How the function is started. */
public sealed interface FunctionRuntime permits DeployedRuntime {

  /** On Lambda's runtime java25, whose JVM AWS patches. */
  static FunctionRuntime managed() {
    return new ManagedRuntime();
  }

  /**
   * On Lambda's runtime java25 with SnapStart: each new environment is restored from a snapshot of
   * a function that has answered before. Lambda takes it when a version is published, which makes a
   * deployment some minutes longer.
   */
  static FunctionRuntime snapStart() {
    return new SnapStartRuntime();
  }

  /**
   * On Lambda's runtime provided.al2023, with a JVM of its own and a cache of its classes: it
   * starts in little more than half the time, and patches of the JVM are the team's work.
   *
   * @param zip what {@code ./streambed package own-runtime} has made of the same version, for the
   *     architecture of the function
   */
  static FunctionRuntime own(Path zip) {
    return new OwnRuntime(zip);
  }
}
