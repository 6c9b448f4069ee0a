package dev.streambed.bedrock;

import dev.streambed.bedrock.signature.SecretKeys;
import java.nio.file.Path;
import java.util.Optional;

/// How a [BedrockEndpoint] is to be started.
///
/// @param port the TCP port on 127.0.0.1; 0 takes any free one
/// @param modelSource where the answers come from
/// @param accessKeys the accepted access keys
/// @param authorizer checks the signer's permissions
/// @param accountId the twelve digits of the AWS account, for the ARNs of its inference profiles
/// @param invocationLog the folder that stands for the bucket of the account's model invocation
///   log; empty when invocations are not logged
public record BedrockOptions(
    int port,
    ModelSource modelSource,
    SecretKeys accessKeys,
    Authorizer authorizer,
    String accountId,
    Optional<Path> invocationLog) {

  /// Scripted answers on any free port, for every access key.
  public static BedrockOptions scripted() {
    return of(ModelSource.scripted());
  }

  /// The given answers on any free port, for every access key.
  public static BedrockOptions of(ModelSource modelSource) {
    return new BedrockOptions(
        0,
        modelSource,
        SecretKeys.anyone(),
        Authorizer.EVERYTHING_ALLOWED,
        "000000000000",
        Optional.empty());
  }

  public BedrockOptions withPort(int changed) {
    return new BedrockOptions(
        changed, modelSource, accessKeys, authorizer, accountId, invocationLog);
  }

  public BedrockOptions withAnswers(ModelSource changed) {
    return new BedrockOptions(port, changed, accessKeys, authorizer, accountId, invocationLog);
  }

  public BedrockOptions withAccessKeys(SecretKeys changed) {
    return new BedrockOptions(port, modelSource, changed, authorizer, accountId, invocationLog);
  }

  public BedrockOptions withAuthorizer(Authorizer changed) {
    return new BedrockOptions(port, modelSource, accessKeys, changed, accountId, invocationLog);
  }

  public BedrockOptions withAccountId(String changed) {
    return new BedrockOptions(port, modelSource, accessKeys, authorizer, changed, invocationLog);
  }

  public BedrockOptions withInvocationLog(Optional<Path> folder) {
    return new BedrockOptions(port, modelSource, accessKeys, authorizer, accountId, folder);
  }
}
