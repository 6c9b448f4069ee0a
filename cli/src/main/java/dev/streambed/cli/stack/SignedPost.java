package dev.streambed.cli.stack;

import dev.streambed.cli.domain.CliException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.endpoint.AwsClientEndpointProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/// Sends requests to services whose SDK client is not loaded.
///
/// @param endpoints that of each service
record SignedPost(
    SdkHttpClient http,
    AwsCredentials credentials,
    Region region,
    Function<Service, URI> endpoints) {

  private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

  /// A service, by its names.
  enum Service {
    CLOUD_FORMATION("cloudformation", "CLOUDFORMATION", "CloudFormation", "cloudformation"),
    CLOUD_WATCH_LOGS("logs", "CLOUDWATCH_LOGS", "CloudWatchLogs", "cloudwatch_logs");

    /// In signatures and hosts.
    private final String signingName;

    private final String variable;
    private final String property;
    private final String profileProperty;

    Service(String signingName, String variable, String property, String profileProperty) {
      this.signingName = signingName;
      this.variable = variable;
      this.property = property;
      this.profileProperty = profileProperty;
    }
  }

  /// A response.
  record Reply(int status, String body) {}

  /// Sends one request.
  ///
  /// @throws CliException if there is no response
  Reply send(Service service, Map<String, String> headers, String body) {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(endpoints.apply(service));
    headers.forEach(request::putHeader);
    SdkHttpRequest built = request.build();
    try {
      HttpExecuteResponse response = http.prepareRequest(sign(service, built, body)).call();
      try (AbortableInputStream content =
          response.responseBody().orElse(AbortableInputStream.createEmpty())) {
        return new Reply(
            response.httpResponse().statusCode(),
            new String(content.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException unreachable) {
      throw new CliException(
          CliException.Code.AWS, built.host() + " cannot be reached", unreachable);
    }
  }

  /// A service's endpoint, found as the clients of the SDK find theirs: by the service's variable,
  /// `AWS_ENDPOINT_URL`, the profile's `services` section or `endpoint_url`, else that of the
  /// Region.
  ///
  /// @param profile absent: the one that the environment names, or `default`
  static URI endpoint(Service service, Region region, Optional<String> profile) {
    AwsClientEndpointProvider.Builder endpoint =
        AwsClientEndpointProvider.builder()
            .serviceEndpointOverrideEnvironmentVariable("AWS_ENDPOINT_URL_" + service.variable)
            .serviceEndpointOverrideSystemProperty("aws.endpointUrl" + service.property)
            .serviceProfileProperty(service.profileProperty);
    profile.ifPresent(endpoint::profileName);
    return endpoint
        .resolveFromOverrides()
        .orElseGet(() ->
            URI.create(
                "https://%s.%s.%s"
                    .formatted(
                        service.signingName,
                        region.id(),
                        PartitionMetadata.of(region).dnsSuffix())));
  }

  private HttpExecuteRequest sign(Service service, SdkHttpRequest request, String body) {
    ContentStreamProvider payload = ContentStreamProvider.fromString(body, StandardCharsets.UTF_8);
    SignedRequest signed =
        SIGNER.sign(signing ->
            signing
                .identity(credentials)
                .request(request)
                .payload(payload)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service.signingName)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region.id()));
    return HttpExecuteRequest.builder()
        .request(signed.request())
        .contentStreamProvider(signed.payload().orElse(payload))
        .build();
  }
}
