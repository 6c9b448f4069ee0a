package dev.streambed.local.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.streambed.local.iam.Decision;
import dev.streambed.local.iam.Iam;
import dev.streambed.local.iam.Question;
import dev.streambed.local.vocabulary.Arns;
import dev.streambed.local.vocabulary.Json;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;

/// Says why DynamoDB would not let a request in.
///
/// @param iam who may do what
/// @param arns where the tables are
record Gatekeeper(Iam iam, Arns arns) {

  private static final String SERVICE = "dynamodb";
  private static final String TARGET = "DynamoDB_20120810.";

  /// Checks signature scope, session and policies, in that order.
  ///
  /// @return nothing when the request may go in
  Optional<Refusal> refuse(HttpFields headers, byte[] body) {
    String authorization = text(headers, "Authorization");
    if (authorization.isEmpty()) {
      return Optional.of(Refusal.unsigned());
    }
    return Signer.of(authorization)
        .map(signer -> refuse(signer, headers, body))
        .orElseGet(() -> Optional.of(Refusal.unknownKey()));
  }

  private Optional<Refusal> refuse(Signer signer, HttpFields headers, byte[] body) {
    String token = text(headers, "X-Amz-Security-Token");
    boolean known =
        iam.credentials(signer.accessKeyId())
            .filter(credentials -> credentials.sessionToken().equals(token))
            .isPresent();
    if (!known) {
      return Optional.of(Refusal.unknownKey());
    }
    if (!signer.service().equals(SERVICE) || !signer.region().equals(arns.region())) {
      return Optional.of(Refusal.wrongScope(arns.region() + "/" + SERVICE));
    }
    String target = text(headers, "X-Amz-Target");
    if (!target.startsWith(TARGET)) {
      return Optional.of(Refusal.unknownOperation());
    }
    return denied(signer, target.substring(TARGET.length()), body);
  }

  private Optional<Refusal> denied(Signer signer, String operation, byte[] body) {
    JsonNode request = Json.parse(body).orElse(MissingNode.getInstance());
    for (TableCall call : new TableCalls(arns).of(operation, request)) {
      Question question =
          new Question(
              call.action(), call.resource(), Map.of("aws:RequestedRegion", arns.region()));
      switch (iam.decide(signer.accessKeyId(), question)) {
        case Decision.Allowed _ -> {}
        case Decision.Denied denied -> {
          String principal = iam.principal(signer.accessKeyId());
          return Optional.of(Refusal.denied(principal, call, denied.because()));
        }
      }
    }
    return Optional.empty();
  }

  private static String text(HttpFields headers, String name) {
    String value = headers.get(name);
    return value == null ? "" : value;
  }
}
