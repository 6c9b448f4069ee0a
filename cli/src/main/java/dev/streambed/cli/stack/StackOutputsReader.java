package dev.streambed.cli.stack;

import dev.streambed.cli.domain.CliException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
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

/// Reads the outputs of a stack from CloudFormation.
///
/// @param endpoint that of CloudFormation
record StackOutputsReader(
    SdkHttpClient http, AwsCredentials credentials, Region region, URI endpoint) {

  private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();
  private static final int MAX_ATTEMPTS = 4;
  private static final long FIRST_PAUSE_MILLIS = 300;

  /// The endpoint, found as the clients of the SDK find theirs: by
  /// `AWS_ENDPOINT_URL_CLOUDFORMATION`, `AWS_ENDPOINT_URL`, the profile's `services` section or
  /// `endpoint_url`, else that of the Region.
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

  /// The names and values of the outputs.
  ///
  /// @throws CliException if there is no such stack, or CloudFormation does not answer
  Map<String, String> read(String stack) {
    long pause = FIRST_PAUSE_MILLIS;
    for (int attempt = 1; ; attempt++) {
      Response answer = ask(stack);
      if (!(answer instanceof Response.Busy) || attempt == MAX_ATTEMPTS) {
        return outputs(answer, stack);
      }
      sleep(pause);
      pause *= 2;
    }
  }

  private Response ask(String stack) {
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
      HttpExecuteResponse response = http.prepareRequest(sign(request, body)).call();
      try (AbortableInputStream content =
          response.responseBody().orElse(AbortableInputStream.createEmpty())) {
        return Response.parse(response.httpResponse().statusCode(), content);
      }
    } catch (IOException unreachable) {
      throw new CliException(
          CliException.Code.AWS, endpoint.getHost() + " cannot be reached", unreachable);
    }
  }

  private HttpExecuteRequest sign(SdkHttpRequest request, String body) {
    ContentStreamProvider payload = ContentStreamProvider.fromString(body, StandardCharsets.UTF_8);
    SignedRequest signed =
        SIGNER.sign(signing ->
            signing
                .identity(credentials)
                .request(request)
                .payload(payload)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "cloudformation")
                .putProperty(AwsV4HttpSigner.REGION_NAME, region.id()));
    return HttpExecuteRequest.builder()
        .request(signed.request())
        .contentStreamProvider(signed.payload().orElse(payload))
        .build();
  }

  private Map<String, String> outputs(Response answer, String stack) {
    return switch (answer) {
      case Response.Outputs(Map<String, String> outputs) -> outputs;
      case Response.Absent _ ->
          throw new CliException(
              CliException.Code.STACK,
              "there is no stack %s in %s: deploy it, or give --stack, --region or --profile"
                  .formatted(stack, region.id()));
      case Response.Busy(String code) ->
          throw new CliException(
              CliException.Code.AWS, "CloudFormation is busy (%s): try again".formatted(code));
      case Response.Failed(String code) ->
          throw new CliException(
              CliException.Code.AWS,
              AwsErrorMessages.of(code, Optional.of("cloudformation:DescribeStacks")));
    };
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// What CloudFormation answers to `DescribeStacks`.
  private sealed interface Response {

    record Outputs(Map<String, String> values) implements Response {}

    record Absent() implements Response {}

    /// It may answer later.
    record Busy(String code) implements Response {}

    record Failed(String code) implements Response {}

    int SERVER_ERROR = 500;
    int OK = 200;

    /// @throws IOException if it is not XML
    static Response parse(int status, InputStream xml) throws IOException {
      Map<String, String> outputs = new LinkedHashMap<>();
      Map<String, String> latest = texts(xml, outputs);
      if (status == OK) {
        return new Outputs(outputs);
      }
      String code = latest.getOrDefault("Code", "HTTP " + status);
      // CloudFormation has no code of its own for a stack that does not exist.
      if (code.equals("ValidationError")) {
        return new Absent();
      }
      boolean busy = status >= SERVER_ERROR || code.startsWith("Thrott");
      return busy ? new Busy(code) : new Failed(code);
    }

    private static Map<String, String> texts(InputStream xml, Map<String, String> outputs)
        throws IOException {
      Map<String, String> latest = new LinkedHashMap<>();
      try {
        XMLStreamReader reader = factory().createXMLStreamReader(xml);
        StringBuilder text = new StringBuilder();
        while (reader.hasNext()) {
          switch (reader.next()) {
            case XMLStreamConstants.START_ELEMENT -> text.setLength(0);
            case XMLStreamConstants.CHARACTERS -> text.append(reader.getText());
            case XMLStreamConstants.END_ELEMENT -> {
              latest.put(reader.getLocalName(), text.toString());
              if (reader.getLocalName().equals("member")) {
                keep(latest.remove("OutputKey"), latest.remove("OutputValue"), outputs);
              }
            }
            default -> {}
          }
        }
        return latest;
      } catch (XMLStreamException notXml) {
        throw new IOException("not XML", notXml);
      }
    }

    private static void keep(
        @Nullable String key, @Nullable String value, Map<String, String> outputs) {
      if (key != null && value != null) {
        outputs.put(key, value);
      }
    }

    private static XMLInputFactory factory() {
      XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
      factory.setProperty(XMLInputFactory.IS_COALESCING, true);
      return factory;
    }
  }
}
