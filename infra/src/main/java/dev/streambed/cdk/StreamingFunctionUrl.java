package dev.streambed.cdk;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.FunctionUrl;
import software.amazon.awscdk.services.lambda.FunctionUrlAuthType;
import software.amazon.awscdk.services.lambda.FunctionUrlCorsOptions;
import software.amazon.awscdk.services.lambda.HttpMethod;
import software.amazon.awscdk.services.lambda.InvokeMode;
import software.constructs.Construct;

/**
 * The Function URL. It is open to the internet because callers have API keys, not AWS credentials;
 * the function refuses requests without a valid key.
 */
final class StreamingFunctionUrl extends Construct {
  /** Without OPTIONS, because Lambda answers preflights itself and does not accept the value. */
  private static final List<HttpMethod> METHODS =
      List.of(HttpMethod.DELETE, HttpMethod.GET, HttpMethod.POST);

  private final FunctionUrl url;

  StreamingFunctionUrl(Construct scope, String id, Alias live, CorsPolicy cors) {
    super(scope, id);
    var builder =
        FunctionUrl.Builder.create(this, "Url")
            .function(live)
            .authType(FunctionUrlAuthType.NONE)
            .invokeMode(InvokeMode.RESPONSE_STREAM);
    if (!cors.isOff()) {
      builder.cors(options(cors));
    }
    this.url = builder.build();
  }

  FunctionUrl url() {
    return url;
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
