package dev.streambed.local.gate;

import dev.streambed.bedrock.signature.Secrets;
import dev.streambed.bedrock.signature.SignatureCheck;
import dev.streambed.bedrock.signature.SignedRequest;
import dev.streambed.bedrock.signature.Verdict;
import dev.streambed.bedrock.wire.AwsError;
import dev.streambed.local.iam.Decision;
import dev.streambed.local.iam.Iam;
import dev.streambed.local.iam.Question;
import dev.streambed.local.vocabulary.Arns;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;

/// Stands before one service. Thread-safe.
///
/// @param service what requests are signed for, for example `lambda`
/// @param arns where the service is
/// @param iam who may do what
/// @param clock what time it is
public record Gate(String service, Arns arns, Iam iam, Clock clock) {

  private static final String TOKEN = "x-amz-security-token";

  /// Says who signed a request.
  ///
  /// @param body the request's body, which the signature covers
  public Entry check(Request request, byte[] body) {
    SignedRequest signed = signed(request, body);
    return switch (new SignatureCheck(service, this::secret, clock).check(signed)) {
      case Verdict.Refused(AwsError error) ->
          new Entry.Refused(ServiceError.of(error.status(), error.type(), error.message()));
      case Verdict.Signed(String accessKeyId, String region) ->
          known(accessKeyId, region, signed.headers().getOrDefault(TOKEN, List.of()));
    };
  }

  /// Asks IAM.
  ///
  /// @param action for example `lambda:InvokeFunction`
  /// @param resource the ARN that it touches
  /// @return nothing when it is allowed
  public Optional<ServiceError> refuse(String accessKeyId, String action, String resource) {
    Question question =
        new Question(action, resource, Map.of("aws:RequestedRegion", arns.region()));
    return switch (iam.decide(accessKeyId, question)) {
      case Decision.Allowed _ -> Optional.empty();
      case Decision.Denied(String because) ->
          Optional.of(
              ServiceError.denied(
                  "User: %s is not authorized to perform: %s on resource: %s %s"
                      .formatted(iam.principal(accessKeyId), action, resource, because)));
    };
  }

  private Entry known(String accessKeyId, String region, List<String> token) {
    boolean sameSession =
        iam.credentials(accessKeyId)
            .filter(credentials -> token.equals(List.of(credentials.sessionToken())))
            .isPresent();
    if (!sameSession) {
      return refused(
          "UnrecognizedClientException", "The security token included in the request is invalid.");
    }
    return region.equals(arns.region())
        ? new Entry.Known(accessKeyId)
        : refused(
            "InvalidSignatureException",
            "Credential should be scoped to a valid region, not '" + region + "'. ");
  }

  private static Entry refused(String type, String message) {
    return new Entry.Refused(ServiceError.of(403, type, message));
  }

  private Secrets.Secret secret(String accessKeyId) {
    return iam.credentials(accessKeyId)
        .<Secrets.Secret>map(it -> new Secrets.Secret.Is(it.secretAccessKey()))
        .orElseGet(Secrets.Secret.Unknown::new);
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
}
