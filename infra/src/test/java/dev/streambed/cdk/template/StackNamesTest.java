package dev.streambed.cdk.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackNamesTest {
  /** Those of a deployment by CDK begin with the names of its stacks. */
  @Test
  void namesOfExistingResourcesStay(@TempDir Path other) throws Exception {
    var tables =
        Map.of(
            "customers", "streambed-data-TablesCustomersB22215AC-1ABCDEF123456",
            "apiKeys", "streambed-data-TablesApiKeys330F873D-WXYZ0123ABCD",
            "limits", "streambed-data-TablesLimits627214C7-0A1B2C3D4E5F",
            "usage", "streambed-data-TablesUsageA60E9525",
            "sessions", "streambed-data-sessions-20261130",
            "prices", "streambed-data-prices");
    var logs = "streambed-service-StreambedGatewayLogs0F1E2D3C-AbCdEf012345";
    var topic =
        "arn:aws:sns:eu-west-1:123456789012:streambed-service-StreambedAlarms0A1B2C3D-1A2B3C4D";
    var queue =
        "arn:aws:sqs:eu-west-1:123456789012:streambed-service-StreambedGatewayLiveDeadLettersDEADBEEF";
    var folder =
        SampleFolder.of(
            other,
            """
            {"models": ["amazon.nova-lite-v1:0"], "logGroup": "%s", "alarmTopic": {"arn": "%s"},
             "deadLetterQueue": {"arn": "%s"}, "tables": %s, "reporting": true,
             "observability": {"alarms": true, "dashboard": true}}
            """
                .formatted(logs, topic, queue, new ObjectMapper().writeValueAsString(tables)));
    var outputs = folder.template().path("Outputs");
    assertThat(outputs.at("/CustomersTableName/Value").asText()).isEqualTo(tables.get("customers"));
    assertThat(outputs.at("/PricesTableName/Value").asText()).isEqualTo(tables.get("prices"));
    var names = new ArrayList<>(tables.values());
    names.addAll(List.of(logs, topic, queue));
    for (var name : names) {
      assertThat(folder.timesInTemplate(name)).isPositive().isEqualTo(folder.timesInStacks(name));
    }
    assertThat(folder.template().path("Resources").toString())
        .contains("${AWS::StackName}-RestApi", "Streambed/${AWS::StackName}");
  }
}
