package dev.streambed.cdk.app;

import static com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streambed.cdk.StreambedProps;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.ServerlessChecks;
import java.nio.file.Path;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Validations;

/** The CDK app with the data, service and reporting stacks of the configuration. */
public final class StreambedApp {

  private StreambedApp() {}

  /**
   * Writes the templates. Exits with status 1 and a one-line message if the configuration is
   * invalid.
   */
  public static void main(String[] arguments) {
    try {
      assemble(new LaunchContext(System.getenv(), Path.of(""))).synth();
    } catch (ChoiceException e) {
      System.err.println("streambed: " + e.getMessage());
      System.exit(1);
    }
  }

  static App assemble(LaunchContext launchContext) {
    var app = new App(launchContext.appProps());
    var choices = AppChoices.from(choicesOf(app));
    var data = new DataStack(app, choices.name() + "-data", choices);
    var service = choices.service().toBuilder().tables(data.tables()).build();
    var gateway =
        serviceStack(app, choices.name() + "-service", service, choices.existing()).streambed();
    choices
        .reporting()
        .ifPresent(settings ->
            new ReportingStack(
                app,
                choices.name() + "-reporting",
                gateway.logGroup(),
                settings.withLoggingFormat(service.function().loggingFormat()),
                choices.existing()));
    if (launchContext.isChecked()) {
      Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
    }
    return app;
  }

  private static ServiceStack serviceStack(
      App app, String id, StreambedProps service, ExistingResources existing) {
    try {
      return new ServiceStack(app, id, service, existing);
    } catch (IllegalArgumentException e) {
      // Errors that only the whole stack shows, such as policies that exceed IAM's limits.
      throw new ChoiceException(AppChoices.KEY + ": " + e.getMessage(), e);
    }
  }

  private static JsonNode choicesOf(App app) {
    Object choices = app.getNode().tryGetContext(AppChoices.KEY);
    if (choices == null) {
      throw new ChoiceException(
          "the context has no key %1$s: add \"%1$s\": {\"models\": [...]} to cdk.json"
              .formatted(AppChoices.KEY));
    }
    // The CLI option -c streambed='{...}' passes the JSON as a string.
    return choices instanceof String json ? parsed(json) : new ObjectMapper().valueToTree(choices);
  }

  private static JsonNode parsed(String json) {
    try {
      return new ObjectMapper().enable(FAIL_ON_TRAILING_TOKENS).readTree(json);
    } catch (JsonProcessingException e) {
      throw new ChoiceException("the context key " + AppChoices.KEY + " is not JSON", e);
    }
  }
}
