package dev.streambed.cdk;

import java.nio.file.Path;
import java.util.Map;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Runtime;

/** Lambda's JVM, which the package's start script runs. */
record ManagedRuntime() implements DeployedRuntime {

  @Override
  public Runtime lambdaRuntime() {
    return Runtime.JAVA_25;
  }

  /** The zip of this jar, which is for both architectures. */
  @Override
  public Path zip(Architecture architecture) {
    return FunctionZip.inUserCache().unpack();
  }

  @Override
  public Map<String, String> environment() {
    return Map.of("AWS_LAMBDA_EXEC_WRAPPER", "/var/task/bootstrap");
  }
}
