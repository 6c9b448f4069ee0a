package dev.streambed.cdk;

import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudfront.Distribution;
import software.amazon.awscdk.services.lambda.FunctionUrl;
import software.amazon.awscdk.services.lambda.FunctionUrlAuthType;
import software.amazon.awscdk.services.lambda.FunctionUrlCorsOptions;
import software.amazon.awscdk.services.lambda.HttpMethod;
import software.amazon.awscdk.services.lambda.InvokeMode;
import software.constructs.Construct;

/**
 * The Function URL of a {@link StreambedFunction}, and the CloudFront distribution in front of it
 * if the function's properties ask for one. It is open to the internet because callers have API
 * keys, not AWS credentials; the function refuses requests without a valid key.
 */
public final class StreambedFunctionUrl extends Construct {
  /** Without OPTIONS, because Lambda answers preflights itself and does not accept the value. */
  private static final List<HttpMethod> METHODS =
      List.of(HttpMethod.DELETE, HttpMethod.GET, HttpMethod.POST);

  private final FunctionUrl functionUrl;
  private final Optional<FunctionUrlDistribution> cloudFront;

  /**
   * Creates the Function URL, in the function's stack or in another.
   *
   * @throws IllegalArgumentException if the function was made without {@link
   *     FrontDoor#FUNCTION_URL}
   */
  public StreambedFunctionUrl(Construct scope, String id, StreambedFunction function) {
    super(scope, id);
    function.requireMadeFor(FrontDoor.FUNCTION_URL);
    var builder =
        FunctionUrl.Builder.create(this, "Url")
            .function(function.alias())
            .authType(FunctionUrlAuthType.NONE)
            .invokeMode(InvokeMode.RESPONSE_STREAM);
    var cors = new CorsPolicy(function.props().allowedOrigins());
    if (!cors.isOff()) {
      builder.cors(options(cors));
    }
    this.functionUrl = builder.build();
    this.cloudFront =
        function
            .props()
            .cloudFront()
            .map(
                settings -> new FunctionUrlDistribution(this, "CloudFront", functionUrl, settings));
  }

  /** The Function URL. */
  public FunctionUrl functionUrl() {
    return functionUrl;
  }

  /** The Function URL, ending in a slash. */
  public String url() {
    return functionUrl.getUrl();
  }

  /**
   * The URL of the CloudFront distribution, ending in a slash: that of its first domain name, or
   * CloudFront's own; absent without a distribution.
   */
  public Optional<String> cloudFrontUrl() {
    return cloudFront.map(FunctionUrlDistribution::url);
  }

  /** The CloudFront distribution, for DNS records, logs and restrictions; absent without one. */
  public Optional<Distribution> distribution() {
    return cloudFront.map(FunctionUrlDistribution::distribution);
  }

  private static FunctionUrlCorsOptions options(CorsPolicy cors) {
    return FunctionUrlCorsOptions.builder()
        .allowedOrigins(cors.origins())
        .allowedMethods(METHODS)
        .allowedHeaders(CorsPolicy.REQUEST_HEADERS)
        .exposedHeaders(CorsPolicy.RESPONSE_HEADERS)
        .maxAge(Duration.seconds(CorsPolicy.MAX_AGE.toSeconds()))
        .build();
  }
}
