package dev.streambed.bedrock;

import dev.streambed.bedrock.fault.FaultInjector;
import dev.streambed.bedrock.fault.PlannedFaults;
import dev.streambed.bedrock.model.Answer;
import dev.streambed.bedrock.model.Model;
import dev.streambed.bedrock.model.ModelRequest;
import dev.streambed.bedrock.protocol.AwsError;
import dev.streambed.bedrock.protocol.ModelId;
import dev.streambed.bedrock.protocol.RequestTarget;
import dev.streambed.bedrock.signature.SignatureCheck;
import dev.streambed.bedrock.signature.SignatureResult;
import dev.streambed.bedrock.signature.SignedRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The checks of a request, in AWS's order: signature, operation and model, permission. Then faults
/// are laid on and the model is asked. Thread-safe.
///
/// @param signatures checks the signatures
/// @param authorizer who may
/// @param accountId the account of the inference profiles
/// @param plannedFaults for the requests to come
/// @param faultInjector makes them happen
/// @param model answers
/// @param invocationLog where invocations are logged; empty for nowhere
record RequestChecks(
    SignatureCheck signatures,
    Authorizer authorizer,
    String accountId,
    PlannedFaults plannedFaults,
    FaultInjector faultInjector,
    Model model,
    Optional<InvocationLog> invocationLog) {

  /// What a call with a guardrail needs besides the model.
  private static final String APPLY = "bedrock:ApplyGuardrail";

  /// The answer to a request, which was not checked in any way.
  Answer answer(String method, String query, ReceivedRequest request)
      throws IOException, InterruptedException {
    SignedRequest signed =
        new SignedRequest(method, request.path(), query, request.headers(), request.rawBody());
    return switch (signatures.check(signed)) {
      case SignatureResult.Refused(AwsError error) -> Answer.refused(error);
      case SignatureResult.Signed signer -> answer(method, signer, request);
    };
  }

  private Answer answer(String method, SignatureResult.Signed signer, ReceivedRequest request)
      throws IOException, InterruptedException {
    Optional<RequestTarget> target = request.target().filter(_ -> method.equals("POST"));
    if (target.isEmpty()) {
      return Answer.refused(AwsError.unknownOperation());
    }
    Optional<NamedGuardrail> guardrail =
        NamedGuardrail.of(
            target.get().operation(),
            request,
            new ResourceArns(signer.region(), accountId).owner());
    if (decideApply(signer, guardrail) instanceof Authorizer.Decision.Denied denied) {
      return Answer.refused(accessDenied(denied, APPLY));
    }
    return switch (decide(signer, target.get(), guardrail)) {
      case Authorizer.Decision.Denied denied ->
          Answer.refused(accessDenied(denied, target.get().operation().action()));
      case Authorizer.Decision.Allowed() -> logged(signer, target.get(), request);
    };
  }

  private Answer logged(
      SignatureResult.Signed signer, RequestTarget target, ReceivedRequest request)
      throws IOException, InterruptedException {
    Answer answer = allowed(signer, target, request);
    if (invocationLog.isPresent()) {
      String principal = authorizer.principal(signer.accessKeyId());
      invocationLog
          .get()
          .write(request, new InvocationLog.Caller(principal, signer.region()), answer);
    }
    return answer;
  }

  private Answer allowed(
      SignatureResult.Signed signer, RequestTarget target, ReceivedRequest request)
      throws IOException, InterruptedException {
    Optional<AwsError> metadata = RequestMetadata.problem(target.operation(), request);
    if (metadata.isPresent()) {
      return Answer.refused(metadata.get());
    }
    ModelRequest modelRequest =
        new ModelRequest(
            target, signer.region(), request.path(), request.headers(), request.rawBody());
    return faultInjector.inject(
        modelRequest, plannedFaults.claim(target.modelId(), signer.region()), model);
  }

  private Authorizer.Decision decideApply(
      SignatureResult.Signed signer, Optional<NamedGuardrail> guardrail) {
    return guardrail.isEmpty()
        ? new Authorizer.Decision.Allowed()
        : authorizer.decide(
            signer.accessKeyId(), APPLY, List.of(guardrail.get().arn()), Optional.empty());
  }

  private Authorizer.Decision decide(
      SignatureResult.Signed signer,
      RequestTarget requestTarget,
      Optional<NamedGuardrail> guardrail) {
    ResourceArns arns = new ResourceArns(signer.region(), accountId);
    List<String> resources =
        ModelId.of(requestTarget.modelId())
            .map(arns::of)
            .orElseGet(() -> arns.ofUnknown(requestTarget.modelId()));
    return authorizer.decide(
        signer.accessKeyId(),
        requestTarget.operation().action(),
        resources,
        guardrail.map(NamedGuardrail::conditionValue));
  }

  private static AwsError accessDenied(Authorizer.Decision.Denied denied, String action) {
    return AwsError.accessDenied(
        "User: %s is not authorized to perform: %s on resource: %s %s"
            .formatted(denied.principalArn(), action, denied.resourceArn(), denied.because()));
  }
}
