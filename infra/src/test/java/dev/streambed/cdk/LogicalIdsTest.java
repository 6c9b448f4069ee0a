package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.services.kms.Key;

/**
 * CloudFormation replaces a resource whose logical id changes: an address is lost, or a table.
 * After a change that is meant, {@code -Dstreambed.ids=write} writes the file.
 */
class LogicalIdsTest {
  private static final Path FILE = Path.of("src/test/resources/logical-ids.txt");

  /** Their ids change with what they consist of. */
  private static final Set<String> ANEW =
      Set.of("AWS::Lambda::Version", "AWS::ApiGateway::Deployment");

  @Test
  void areThoseOfDeployedStacks() throws Exception {
    var ids =
        Template.inRegion(
                stack -> {
                  var props =
                      SampleProps.least().toBuilder()
                          .allowedOrigins(SampleProps.ORIGIN)
                          .observability(
                              Observability.DEFAULTS
                                  .withAlarms(true)
                                  .withDashboard(true)
                                  .withDailyBudgetUsd(5))
                          .restApi(
                              RestApiSettings.DEFAULTS.withAccessLogs(
                                  AccessLogs.ON_WITH_ACCOUNT_ROLE))
                          .encryptionKey(Key.Builder.create(stack, "Key").build())
                          .build();
                  new Streambed(stack, "Streambed", props);
                })
            .resources()
            .filter(resource -> !ANEW.contains(resource.type()))
            .map(resource -> resource.type() + " " + resource.id())
            .sorted()
            .toList();
    if ("write".equals(System.getProperty("streambed.ids"))) {
      Files.write(FILE, ids);
    }
    assertThat(ids).isEqualTo(List.copyOf(Files.readAllLines(FILE)));
  }
}
