package dev.streambed.local.iam;

import dev.streambed.bedrock.protocol.AwsError;
import dev.streambed.bedrock.signature.SecretKeys;
import dev.streambed.bedrock.signature.SignatureCheck;
import dev.streambed.bedrock.signature.SignatureResult;
import dev.streambed.bedrock.signature.SignedRequest;
import dev.streambed.local.domain.Arns;
import dev.streambed.local.http.ServiceError;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;

/// Authorizes the requests to one service. Thread-safe.
///
/// @param service the signing name of the service, for example `lambda`
/// @param arns its account and region
/// @param iam checks permissions
/// @param clock for the current time
public record RequestAuthorizer(String service, Arns arns, Iam iam, Clock clock) {

  private static final String TOKEN = "x-amz-security-token";

  /// Authenticates the signer of a request.
  ///
  /// @param body the request's body, which the signature covers
  public Result check(Request request, byte[] body) {
    SignedRequest signed = signed(request, body);
    SecretKeys keys = SecretKeys.known(id -> iam.credentials(id).map(Credentials::secretAccessKey));
    return switch (new SignatureCheck(service, keys, clock).check(signed)) {
      case SignatureResult.Refused(AwsError error) ->
          new Result.Refused(ServiceError.of(error.status(), error.type(), error.message()));
      case SignatureResult.Signed(String accessKeyId, String region) ->
          known(accessKeyId, region, signed.headers().getOrDefault(TOKEN, List.of()));
    };
  }

  /// Checks a request with IAM.
  ///
  /// @param action for example `lambda:InvokeFunction`
  /// @param resource the ARN of the resource
  /// @return nothing when it is allowed
  public Optional<ServiceError> refuse(String accessKeyId, String action, String resource) {
    return refuse(
        accessKeyId,
        new AccessRequest(action, resource, Map.of("aws:RequestedRegion", arns.region())));
  }

  /// Checks that the signer may use a key through this service.
  ///
  /// @param action for example `kms:Decrypt`
  /// @return nothing when it is allowed
  public Optional<ServiceError> refuseKey(String accessKeyId, String action, String keyArn) {
    return refuse(accessKeyId, AccessRequest.ofKey(action, keyArn, service, arns.region()));
  }

  private Optional<ServiceError> refuse(String accessKeyId, AccessRequest accessRequest) {
    return switch (iam.decide(accessKeyId, accessRequest)) {
      case Decision.Allowed _ -> Optional.empty();
      case Decision.Denied(String because) ->
          Optional.of(
              ServiceError.denied(
                  "User: %s is not authorized to perform: %s on resource: %s %s"
                      .formatted(
                          iam.principal(accessKeyId),
                          accessRequest.action(),
                          accessRequest.resource(),
                          because)));
    };
  }

  private Result known(String accessKeyId, String region, List<String> token) {
    boolean sameSession =
        iam.credentials(accessKeyId)
            .filter(credentials -> token.equals(List.of(credentials.sessionToken())))
            .isPresent();
    if (!sameSession) {
      return refused(
          "UnrecognizedClientException", "The security token included in the request is invalid.");
    }
    return region.equals(arns.region())
        ? new Result.Known(accessKeyId)
        : refused(
            "InvalidSignatureException",
            "Credential should be scoped to a valid region, not '" + region + "'. ");
  }

  private static Result refused(String type, String message) {
    return new Result.Refused(ServiceError.of(403, type, message));
  }

  private static SignedRequest signed(Request request, byte[] body) {
    Map<String, List<String>> headers = new HashMap<>();
    for (HttpField field : request.getHeaders()) {
      String value = field.getValue() == null ? "" : field.getValue();
      headers.computeIfAbsent(field.getLowerCaseName(), _ -> new ArrayList<>()).add(value);
    }
    String query = request.getHttpURI().getQuery();
    return new SignedRequest(
        request.getMethod(),
        request.getHttpURI().getPath(),
        query == null ? "" : query,
        headers,
        body);
  }

  /// Whether the signer of a request is authenticated.
  public sealed interface Result {

    /// It was signed with a known access key.
    ///
    /// @param accessKeyId the signer's access key id
    record Known(String accessKeyId) implements Result {}

    /// It was not.
    record Refused(ServiceError error) implements Result {}
  }
}
