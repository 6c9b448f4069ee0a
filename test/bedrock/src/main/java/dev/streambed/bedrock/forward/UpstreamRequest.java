package dev.streambed.bedrock.forward;

import dev.streambed.bedrock.model.ModelRequest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;

/// Writes requests to an upstream and signs them.
///
/// @param region the region to sign for
/// @param endpoint scheme and authority
/// @param credentials sign the requests; resolved for every request
record UpstreamRequest(
    String region, URI endpoint, IdentityProvider<? extends AwsCredentialsIdentity> credentials) {

  private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();
  // java.net.http writes these itself and refuses them from others.
  private static final Set<String> WRITTEN_BY_THE_CLIENT = Set.of("host", "content-length");

  /// The same request, addressed to the upstream and signed for it.
  HttpRequest request(ModelRequest modelRequest) {
    SdkHttpRequest signed = signed(unsigned(modelRequest), modelRequest.body());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(signed.getUri())
            .POST(HttpRequest.BodyPublishers.ofByteArray(modelRequest.body()));
    signed.forEachHeader((name, values) -> {
      if (!WRITTEN_BY_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
        values.forEach(value -> request.header(name, value));
      }
    });
    return request.build();
  }

  private SdkHttpRequest unsigned(ModelRequest modelRequest) {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(endpoint)
            .encodedPath(modelRequest.rawPath());
    modelRequest.headers().forEach((name, values) -> copy(request, name, values));
    return request.build();
  }

  private static void copy(SdkHttpRequest.Builder request, String name, List<String> values) {
    boolean meansSomething =
        name.equals("content-type") || name.equals("accept") || name.startsWith("x-amzn-bedrock-");
    if (meansSomething) {
      request.putHeader(name, values);
    }
  }

  private SdkHttpRequest signed(SdkHttpRequest request, byte[] body) {
    AwsCredentialsIdentity identity = credentials.resolveIdentity().join();
    return SIGNER
        .sign(to ->
            to.identity(identity)
                .request(request)
                .payload(ContentStreamProvider.fromByteArrayUnsafe(body))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "bedrock")
                .putProperty(AwsV4HttpSigner.REGION_NAME, region))
        .request();
  }
}
