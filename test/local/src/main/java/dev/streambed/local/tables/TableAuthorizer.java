package dev.streambed.local.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.streambed.local.domain.Arns;
import dev.streambed.local.domain.Json;
import dev.streambed.local.iam.AccessRequest;
import dev.streambed.local.iam.Decision;
import dev.streambed.local.iam.Iam;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;

/// Authorizes requests to DynamoDB.
///
/// @param iam checks permissions
/// @param arns the account and region of the tables
record TableAuthorizer(Iam iam, Arns arns) {

  private static final String SERVICE = "dynamodb";
  private static final String TARGET = "DynamoDB_20120810.";

  /// Checks signature scope, session and policies, in that order.
  ///
  /// @return nothing when the request is allowed
  Optional<DynamoDbError> refuse(HttpFields headers, byte[] body) {
    String authorization = text(headers, "Authorization");
    if (authorization.isEmpty()) {
      return Optional.of(DynamoDbError.unsigned());
    }
    return CredentialScope.of(authorization)
        .map(credentialScope -> refuse(credentialScope, headers, body))
        .orElseGet(() -> Optional.of(DynamoDbError.unknownKey()));
  }

  private Optional<DynamoDbError> refuse(
      CredentialScope credentialScope, HttpFields headers, byte[] body) {
    String token = text(headers, "X-Amz-Security-Token");
    boolean known =
        iam.credentials(credentialScope.accessKeyId())
            .filter(credentials -> credentials.sessionToken().equals(token))
            .isPresent();
    if (!known) {
      return Optional.of(DynamoDbError.unknownKey());
    }
    if (!credentialScope.service().equals(SERVICE)
        || !credentialScope.region().equals(arns.region())) {
      return Optional.of(DynamoDbError.wrongScope(arns.region() + "/" + SERVICE));
    }
    String target = text(headers, "X-Amz-Target");
    if (!target.startsWith(TARGET)) {
      return Optional.of(DynamoDbError.unknownOperation());
    }
    return denied(credentialScope, target.substring(TARGET.length()), body);
  }

  private Optional<DynamoDbError> denied(
      CredentialScope credentialScope, String operation, byte[] body) {
    JsonNode request = Json.parse(body).orElse(MissingNode.getInstance());
    for (RequiredTableActions.TableAction call :
        new RequiredTableActions(arns).of(operation, request)) {
      AccessRequest accessRequest =
          new AccessRequest(
              call.action(), call.resource(), Map.of("aws:RequestedRegion", arns.region()));
      switch (iam.decide(credentialScope.accessKeyId(), accessRequest)) {
        case Decision.Allowed _ -> {}
        case Decision.Denied denied -> {
          String principal = iam.principal(credentialScope.accessKeyId());
          return Optional.of(DynamoDbError.denied(principal, call, denied.because()));
        }
      }
    }
    return Optional.empty();
  }

  private static String text(HttpFields headers, String name) {
    String value = headers.get(name);
    return value == null ? "" : value;
  }

  /// The signer and the scope in a request's header `Authorization`.
  private record CredentialScope(String accessKeyId, String region, String service) {

    private static final Pattern SCOPE =
        Pattern.compile(
            "AWS4-HMAC-SHA256 .*?Credential=([^/,]+)/\\d{8}/([^/,]+)/([^/,]+)/aws4_request.*");

    /// Reads Signature Version 4.
    ///
    /// @return nothing when the header is something else
    static Optional<CredentialScope> of(String authorization) {
      Matcher scope = SCOPE.matcher(authorization);
      return scope.matches()
          ? Optional.of(new CredentialScope(scope.group(1), scope.group(2), scope.group(3)))
          : Optional.empty();
    }
  }
}
