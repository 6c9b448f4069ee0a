package dev.streambed.gateway.push;

import dev.streambed.gateway.config.AwsSettings;
import dev.streambed.gateway.domain.WebSocketConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/// The endpoints of the AWS services that are called without an SDK client.
///
/// @param lambda base URL of Lambda's API; empty for the Region's default
/// @param management base URL of `@connections`, including the stage; empty for the API's default
/// @param sns base URL of SNS's API; empty for the Region's default
public record ServiceEndpoints(String region, String lambda, String management, String sns) {

  /// The endpoints in the settings.
  public static ServiceEndpoints of(AwsSettings settings) {
    return new ServiceEndpoints(
        settings.region(),
        settings.lambdaEndpoint(),
        settings.managementEndpoint(),
        settings.snsEndpoint());
  }

  /// The URL to invoke a function.
  ///
  /// @param function the ARN of the function
  URI invocations(String function) {
    return URI.create(
        base(lambda, "lambda") + "/2015-03-31/functions/" + encoded(function) + "/invocations");
  }

  /// The URL to post messages to a client.
  URI of(WebSocketConnection webSocketConnection) {
    String base = management.isEmpty() ? ofApi(webSocketConnection) : management;
    return URI.create(base + "/@connections/" + encoded(webSocketConnection.id()));
  }

  /// The URL to publish messages on topics.
  URI topics() {
    return URI.create(base(sns, "sns") + "/");
  }

  private String base(String instead, String service) {
    return instead.isEmpty() ? "https://" + service + "." + region + "." + suffix() : instead;
  }

  private String ofApi(WebSocketConnection webSocketConnection) {
    return "https://"
        + webSocketConnection.apiId()
        + ".execute-api."
        + region
        + "."
        + suffix()
        + "/"
        + encoded(webSocketConnection.stage());
  }

  /// The domain suffix: each partition has its own, such as `amazonaws.com.cn` or `amazonaws.eu`.
  /// The partition of a Region that the SDK does not know is derived from its name.
  private String suffix() {
    return PartitionMetadata.of(Region.of(region)).dnsSuffix();
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
