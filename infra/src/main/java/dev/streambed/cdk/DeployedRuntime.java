package dev.streambed.cdk;

import java.nio.file.Path;
import java.util.Map;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Runtime;

/** Every kind of {@link FunctionRuntime}, with what is deployed for it. */
sealed interface DeployedRuntime extends FunctionRuntime
    permits ManagedRuntime, SnapStartRuntime, OwnRuntime {

  /** A runtime with what is deployed. There is no other kind. */
  static DeployedRuntime of(FunctionRuntime runtime) {
    return (DeployedRuntime) runtime;
  }

  /** Lambda's runtime. */
  Runtime lambdaRuntime();

  /**
   * The zip that is deployed.
   *
   * @throws IllegalArgumentException if there is none, or none for this architecture
   */
  Path zip(Architecture architecture);

  /** Whether new environments are restored from a snapshot. */
  default boolean hasSnapStart() {
    return false;
  }

  /** The environment variables by which Lambda starts it. */
  Map<String, String> environment();
}
