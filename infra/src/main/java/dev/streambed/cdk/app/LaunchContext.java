package dev.streambed.cdk.app;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awscdk.AppProps;

/**
 * How the app was started: by the CDK CLI, which passes a context and an output directory, or
 * directly. A direct start sets the same values, so that both write the same templates.
 *
 * @param environment the process's environment variables
 * @param directory the directory of cdk.json
 */
record LaunchContext(Map<String, String> environment, Path directory) {
  private static final String CONTEXT = "CDK_CONTEXT_JSON";
  private static final String OUTPUT = "CDK_OUTDIR";
  private static final String DEFAULT_OUTPUT = "cdk.out";
  private static final String VALIDATION = "CDK_VALIDATION";

  /** The context that the CLI adds to every app. */
  private static final Map<String, Object> FROM_THE_CLI =
      Map.of("aws:cdk:enable-path-metadata", true, "aws:cdk:enable-asset-metadata", true);

  AppProps appProps() {
    var chosen = environment.getOrDefault(OUTPUT, DEFAULT_OUTPUT);
    var props = AppProps.builder().outdir(System.getProperty(OUTPUT, chosen));
    if (!environment.containsKey(CONTEXT)) {
      props.context(context());
    }
    return props.build();
  }

  /** The context key that turns off the validation of templates. */
  boolean isChecked() {
    return !"false".equals(environment.get(VALIDATION));
  }

  private Map<String, Object> context() {
    var file = directory.resolve("cdk.json");
    if (!Files.isRegularFile(file)) {
      throw new ChoiceException(
          "there is no " + file.toAbsolutePath() + ": start the app where cdk.json lies");
    }
    var context = new HashMap<>(FROM_THE_CLI);
    context.putAll(contextOf(file));
    return context;
  }

  private static Map<String, Object> contextOf(Path file) {
    try {
      var context = new ObjectMapper().readTree(Files.readAllBytes(file)).path("context");
      return new ObjectMapper().convertValue(context, new TypeReference<>() {});
    } catch (IOException e) {
      throw new ChoiceException(file.toAbsolutePath() + " is not JSON", e);
    }
  }
}
