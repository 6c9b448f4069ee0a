package dev.streambed.bedrock;

import dev.streambed.bedrock.answer.Answer;
import dev.streambed.bedrock.answer.Ask;
import dev.streambed.bedrock.answer.Model;
import dev.streambed.bedrock.fault.Afflictions;
import dev.streambed.bedrock.fault.Faults;
import dev.streambed.bedrock.signature.SignatureCheck;
import dev.streambed.bedrock.signature.SignedRequest;
import dev.streambed.bedrock.signature.Verdict;
import dev.streambed.bedrock.wire.AwsError;
import dev.streambed.bedrock.wire.ModelId;
import dev.streambed.bedrock.wire.Target;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// What a request passes, in AWS's order: who signed, what is asked for, whether the signer may.
/// Then faults are laid on and the model is asked. Thread-safe.
///
/// @param signatures who signed
/// @param authorizer who may
/// @param accountId whose inference profiles they are
/// @param faults for the requests to come
/// @param afflictions makes them happen
/// @param model answers
record Door(
    SignatureCheck signatures,
    Authorizer authorizer,
    String accountId,
    Faults faults,
    Afflictions afflictions,
    Model model) {

  /// The answer to a request, which was not checked in any way.
  Answer answer(String method, String query, ReceivedRequest request)
      throws IOException, InterruptedException {
    SignedRequest signed =
        new SignedRequest(method, request.path(), query, request.headers(), request.rawBody());
    return switch (signatures.check(signed)) {
      case Verdict.Refused(AwsError error) -> Answer.refused(error);
      case Verdict.Signed signer -> answer(method, signer, request);
    };
  }

  private Answer answer(String method, Verdict.Signed signer, ReceivedRequest request)
      throws IOException, InterruptedException {
    Optional<Target> target = request.target().filter(_ -> method.equals("POST"));
    if (target.isEmpty()) {
      return Answer.refused(AwsError.unknownOperation());
    }
    return switch (decide(signer, target.get())) {
      case Authorizer.Decision.Denied denied ->
          Answer.refused(accessDenied(denied, target.get().operation().action()));
      case Authorizer.Decision.Allowed() -> {
        Ask ask = new Ask(target.get(), request.path(), request.headers(), request.rawBody());
        yield afflictions.afflict(ask, faults.claim(target.get().modelId()), model);
      }
    };
  }

  private Authorizer.Decision decide(Verdict.Signed signer, Target target) {
    ResourceArns arns = new ResourceArns(signer.region(), accountId);
    List<String> resources =
        ModelId.of(target.modelId())
            .map(arns::of)
            .orElseGet(() -> arns.ofUnknown(target.modelId()));
    return authorizer.decide(signer.accessKeyId(), target.operation().action(), resources);
  }

  private static AwsError accessDenied(Authorizer.Decision.Denied denied, String action) {
    return AwsError.accessDenied(
        "User: %s is not authorized to perform: %s on resource: %s %s"
            .formatted(denied.principalArn(), action, denied.resourceArn(), denied.because()));
  }
}
