package dev.streambed.cli.stack;

import dev.streambed.cli.aws.AwsErrorMessages;
import dev.streambed.cli.domain.CliException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.endpoint.AwsClientEndpointProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/// Asks CloudFormation what a stack put out.
///
/// @param endpoint where CloudFormation is
record StackOutputs(SdkHttpClient http, RequestSigner requestSigner, URI endpoint) {

  private static final int MOST_TRIES = 4;
  private static final long FIRST_PAUSE_MILLIS = 300;

  /// Found as the SDK's own clients find theirs: by `AWS_ENDPOINT_URL_CLOUDFORMATION`,
  /// `AWS_ENDPOINT_URL`, the profile's `services` section or its `endpoint_url`, else the Region's.
  ///
  /// @param profile absent: the one that the environment names, or `default`
  static URI endpoint(Region region, Optional<String> profile) {
    AwsClientEndpointProvider.Builder endpoint =
        AwsClientEndpointProvider.builder()
            .serviceEndpointOverrideEnvironmentVariable("AWS_ENDPOINT_URL_CLOUDFORMATION")
            .serviceEndpointOverrideSystemProperty("aws.endpointUrlCloudFormation")
            .serviceProfileProperty("cloudformation");
    profile.ifPresent(endpoint::profileName);
    return endpoint
        .resolveFromOverrides()
        .orElseGet(() ->
            URI.create(
                "https://cloudformation.%s.%s"
                    .formatted(region.id(), PartitionMetadata.of(region).dnsSuffix())));
  }

  /// The names and values of a stack's outputs.
  ///
  /// @throws CliException when there is no such stack, or CloudFormation does not tell
  Map<String, String> read(String stack) {
    long pause = FIRST_PAUSE_MILLIS;
    for (int attempt = 1; ; attempt++) {
      DescribeStacksResponse answer = ask(stack);
      if (!(answer instanceof DescribeStacksResponse.Busy) || attempt == MOST_TRIES) {
        return outputs(answer, stack);
      }
      sleep(pause);
      pause *= 2;
    }
  }

  private DescribeStacksResponse ask(String stack) {
    String body =
        "Action=DescribeStacks&Version=2010-05-15&StackName="
            + URLEncoder.encode(stack, StandardCharsets.UTF_8);
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(endpoint)
            .putHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
            .build();
    try {
      HttpExecuteResponse response =
          http.prepareRequest(requestSigner.sign("cloudformation", request, body)).call();
      try (AbortableInputStream content =
          response.responseBody().orElse(AbortableInputStream.createEmpty())) {
        return DescribeStacksResponse.parse(response.httpResponse().statusCode(), content);
      }
    } catch (IOException unreachable) {
      throw new CliException(
          CliException.Code.AWS, endpoint.getHost() + " cannot be reached", unreachable);
    }
  }

  private Map<String, String> outputs(DescribeStacksResponse answer, String stack) {
    return switch (answer) {
      case DescribeStacksResponse.Outputs(Map<String, String> outputs) -> outputs;
      case DescribeStacksResponse.Absent _ ->
          throw new CliException(
              CliException.Code.STACK,
              "there is no stack %s in %s: deploy it, or give --stack, --region or --profile"
                  .formatted(stack, requestSigner.region().id()));
      case DescribeStacksResponse.Busy(String code) ->
          throw new CliException(
              CliException.Code.AWS, "CloudFormation is busy (%s): try again".formatted(code));
      case DescribeStacksResponse.Failed(String code) ->
          throw new CliException(
              CliException.Code.AWS,
              AwsErrorMessages.messageOf(code, Optional.of("cloudformation:DescribeStacks")));
    };
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
