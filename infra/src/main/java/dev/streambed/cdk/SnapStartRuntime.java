package dev.streambed.cdk;

import java.nio.file.Path;
import java.util.Map;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Runtime;

/** Lambda's JVM, in environments that are restored from a snapshot. */
record SnapStartRuntime() implements DeployedRuntime {
  private static final DeployedRuntime MANAGED = new ManagedRuntime();

  @Override
  public Runtime lambdaRuntime() {
    return MANAGED.lambdaRuntime();
  }

  @Override
  public Path zip(Architecture architecture) {
    return MANAGED.zip(architecture);
  }

  @Override
  public boolean hasSnapStart() {
    return true;
  }

  @Override
  public Map<String, String> environment() {
    return MANAGED.environment();
  }
}
