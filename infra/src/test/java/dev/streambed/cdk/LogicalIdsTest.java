package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.logs.LogGroup;

/**
 * CloudFormation replaces a resource whose logical id changes: an address is lost, or a table.
 * After a change that is meant, {@code -Dstreambed.ids=write} writes the files.
 */
class LogicalIdsTest {
  private static final Path FOLDER = Path.of("src/test/resources/logical-ids");

  /** Their ids change with what they consist of. */
  private static final Set<String> ANEW =
      Set.of("AWS::Lambda::Version", "AWS::ApiGateway::Deployment");

  @Test
  void areThoseOfDeployedStacks() throws Exception {
    check(
        "with-key.txt",
        stack ->
            new Streambed(
                stack,
                "Streambed",
                everyFrontDoor().encryptionKey(Key.Builder.create(stack, "Key").build()).build()));
  }

  @Test
  void areThoseOfDeployedStacksWithoutAKeyButWithDomainsAndCloudFront() throws Exception {
    check(
        "with-domains.txt",
        stack ->
            new Streambed(
                stack,
                "Streambed",
                everyFrontDoor()
                    .cloudFront(
                        CloudFrontSettings.DEFAULTS.withDomainNames(
                            Certificate.fromCertificateArn(
                                stack, "OfUsEast1", certificate("us-east-1")),
                            "ai.example.com"))
                    .restApi(RestApiSettings.DEFAULTS.withDomain(domain(stack, "api")))
                    .webSocket(WebSocketSettings.DEFAULTS.withDomain(domain(stack, "ws")))
                    .build()));
  }

  @Test
  void areThoseOfDeployedReports() throws Exception {
    check(
        "reporting.txt",
        stack ->
            new StreambedReporting(
                stack,
                "Reporting",
                LogGroup.fromLogGroupName(stack, "Lines", "lines"),
                ReportingSettings.DEFAULTS));
  }

  private static StreambedPropsBuilder everyFrontDoor() {
    return SampleProps.least().toBuilder()
        .allowedOrigins(SampleProps.ORIGIN)
        .observability(
            Observability.DEFAULTS.withAlarms(true).withDashboard(true).withDailyBudgetUsd(5))
        .restApi(RestApiSettings.DEFAULTS.withAccessLogs(AccessLogs.ON_WITH_ACCOUNT_ROLE));
  }

  private static CustomDomain domain(Stack stack, String name) {
    var certificate = Certificate.fromCertificateArn(stack, name, certificate("eu-west-1"));
    return CustomDomain.of(name + ".example.com", certificate);
  }

  private static String certificate(String region) {
    return "arn:aws:acm:" + region + ":123456789012:certificate/0a1b2c3d";
  }

  private static void check(String name, Consumer<Stack> content) throws Exception {
    var file = FOLDER.resolve(name);
    var ids =
        Template.inRegion(content)
            .resources()
            .filter(resource -> !ANEW.contains(resource.type()))
            .map(resource -> resource.type() + " " + resource.id())
            .sorted()
            .toList();
    if ("write".equals(System.getProperty("streambed.ids"))) {
      Files.write(file, ids);
    }
    assertThat(ids).isEqualTo(List.copyOf(Files.readAllLines(file)));
  }
}
