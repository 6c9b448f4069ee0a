package dev.streambed.cli.stack;

import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.Region;

/// Signs a request with Signature Version 4.
///
/// @param credentials who asks
/// @param region where
record RequestSigner(AwsCredentials credentials, Region region) {

  private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

  HttpExecuteRequest sign(String service, SdkHttpRequest request, String body) {
    ContentStreamProvider payload = ContentStreamProvider.fromString(body, StandardCharsets.UTF_8);
    SignedRequest signed =
        SIGNER.sign(signing ->
            signing
                .identity(credentials)
                .request(request)
                .payload(payload)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region.id()));
    return HttpExecuteRequest.builder()
        .request(signed.request())
        .contentStreamProvider(signed.payload().orElse(payload))
        .build();
  }
}
