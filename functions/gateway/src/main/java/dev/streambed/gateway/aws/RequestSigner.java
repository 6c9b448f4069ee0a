package dev.streambed.gateway.aws;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.crt.auth.credentials.Credentials;
import software.amazon.awssdk.crt.auth.signing.AwsSigner;
import software.amazon.awssdk.crt.auth.signing.AwsSigningConfig;
import software.amazon.awssdk.crt.http.HttpHeader;
import software.amazon.awssdk.crt.http.HttpRequest;
import software.amazon.awssdk.crt.http.HttpRequestBodyStream;

/// Signs requests with AWS Signature Version 4, by the signer of the AWS Common Runtime.
/// Thread-safe.
///
/// @param service the signing name, such as `dynamodb`
public record RequestSigner(AwsCredentials.Source credentials, String region, String service) {

  /// The request with its signature.
  ///
  /// @throws AwsException when there are no credentials
  HttpRequest sign(URI endpoint, AwsRequest request) {
    List<HttpHeader> headers = new ArrayList<>();
    headers.add(new HttpHeader("host", endpoint.getRawAuthority()));
    headers.add(new HttpHeader("content-length", Integer.toString(request.body().length)));
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      headers.add(new HttpHeader(header.getKey(), header.getValue()));
    }
    HttpRequest unsigned =
        new HttpRequest(
            "POST",
            request.path(),
            headers.toArray(HttpHeader[]::new),
            new RequestBody(request.body()));
    try (AwsSigningConfig config = config()) {
      // With credentials at hand, the signature is there when the call returns.
      return AwsSigner.signRequest(unsigned, config).join();
    } catch (CompletionException e) {
      throw NoResponseException.notConnected("UnsignedRequest");
    }
  }

  private AwsSigningConfig config() {
    AwsCredentials current = credentials.current();
    AwsSigningConfig config = new AwsSigningConfig();
    config.setRegion(region);
    config.setService(service);
    config.setSignedBodyHeader(AwsSigningConfig.AwsSignedBodyHeaderType.X_AMZ_CONTENT_SHA256);
    config.setCredentials(
        new Credentials(
            bytes(current.accessKeyId()),
            bytes(current.secretAccessKey()),
            current.sessionToken().isEmpty() ? null : bytes(current.sessionToken())));
    return config;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// A body that is read for its hash, and again to be sent.
  private static final class RequestBody implements HttpRequestBodyStream {

    private final byte[] bytes;
    private int position;

    RequestBody(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public boolean sendRequestBody(ByteBuffer out) {
      int count = Math.min(out.remaining(), bytes.length - position);
      out.put(bytes, position, count);
      position += count;
      return position == bytes.length;
    }

    @Override
    public boolean resetPosition() {
      position = 0;
      return true;
    }

    @Override
    public long getLength() {
      return bytes.length;
    }
  }
}
