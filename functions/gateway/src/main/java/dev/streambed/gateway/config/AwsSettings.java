package dev.streambed.gateway.config;

import dev.streambed.gateway.aws.AwsEndpoints;
import java.net.URI;
import java.util.Map;

/// The AWS settings that Lambda provides. Credentials are not among them.
///
/// @param endpoints those of the Region that Bedrock and the tables are in
/// @param credentialsUri where credentials are fetched, as under SnapStart; empty when the
///   environment has them
/// @param endpointUrls base URLs by the service's id in `AWS_ENDPOINT_URL_<SERVICE>`, to be used
///   instead of AWS's own; the empty id is for every service
public record AwsSettings(
    AwsEndpoints endpoints, String credentialsUri, Map<String, String> endpointUrls) {

  private static final String EVERY_SERVICE = "";

  public AwsSettings {
    endpointUrls = Map.copyOf(endpointUrls);
  }

  public String region() {
    return endpoints.region();
  }

  /// Whether credentials are fetched, as under SnapStart.
  public boolean areCredentialsFetched() {
    return !credentialsUri.isEmpty();
  }

  /// The base URL that is set for a service, without a slash at its end; empty for AWS's own.
  ///
  /// @param serviceId such as `LAMBDA`
  public String endpointUrl(String serviceId) {
    String set = endpointUrls.getOrDefault(serviceId, endpointUrls.getOrDefault(EVERY_SERVICE, ""));
    return set.endsWith("/") ? set.substring(0, set.length() - 1) : set;
  }

  /// The endpoint of a service.
  ///
  /// @param service the first part of its host name
  URI endpoint(String service, String serviceId) {
    String set = endpointUrl(serviceId);
    return set.isEmpty() ? endpoints.of(service) : URI.create(set);
  }

  /// The same settings in another Region.
  AwsSettings withRegion(String region) {
    AwsEndpoints there = new AwsEndpoints(region, endpoints.fips(), endpoints.dualStack());
    return new AwsSettings(there, credentialsUri, endpointUrls);
  }
}
