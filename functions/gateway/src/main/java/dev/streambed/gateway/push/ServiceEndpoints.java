package dev.streambed.gateway.push;

import dev.streambed.gateway.config.AwsSettings;
import dev.streambed.gateway.domain.WebSocketConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/// Where the services are that we call ourselves.
///
/// @param lambda base URL of Lambda's API; empty: the Region's own
/// @param management base URL of `@connections`, with the stage; empty: the API's own
/// @param sns base URL of SNS's API; empty: the Region's own
public record ServiceEndpoints(String region, String lambda, String management, String sns) {

  /// Those of the settings.
  public static ServiceEndpoints of(AwsSettings settings) {
    return new ServiceEndpoints(
        settings.region(),
        settings.lambdaEndpoint(),
        settings.managementEndpoint(),
        settings.snsEndpoint());
  }

  /// Where a function is invoked.
  ///
  /// @param function its ARN
  URI invocations(String function) {
    return URI.create(
        base(lambda, "lambda") + "/2015-03-31/functions/" + encoded(function) + "/invocations");
  }

  /// Where messages for a client are posted.
  URI of(WebSocketConnection webSocketConnection) {
    String base = management.isEmpty() ? ofApi(webSocketConnection) : management;
    return URI.create(base + "/@connections/" + encoded(webSocketConnection.id()));
  }

  /// Where messages are published on topics.
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

  /// Each partition has a domain of its own: `amazonaws.com.cn`, `amazonaws.eu` and others. A
  /// Region that the SDK does not know is placed by the shape of its name.
  private String suffix() {
    return PartitionMetadata.of(Region.of(region)).dnsSuffix();
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
