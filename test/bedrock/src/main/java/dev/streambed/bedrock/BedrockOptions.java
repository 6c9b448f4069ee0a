package dev.streambed.bedrock;

/// How a [BedrockEndpoint] is to be started.
///
/// @param port the TCP port on 127.0.0.1; 0 takes any free one
/// @param answers where the answers come from
/// @param accessKeys whose signatures are accepted
/// @param authorizer who may do what
/// @param accountId the twelve digits of the AWS account, for the ARNs of its inference profiles
public record BedrockOptions(
    int port, Answers answers, AccessKeys accessKeys, Authorizer authorizer, String accountId) {

  /// Scripted answers on any free port, for every access key.
  public static BedrockOptions scripted() {
    return of(Answers.scripted());
  }

  /// The given answers on any free port, for every access key.
  public static BedrockOptions of(Answers answers) {
    return new BedrockOptions(
        0, answers, AccessKeys.anyone(), Authorizer.EVERYTHING_ALLOWED, "000000000000");
  }

  public BedrockOptions withPort(int changed) {
    return new BedrockOptions(changed, answers, accessKeys, authorizer, accountId);
  }

  public BedrockOptions withAnswers(Answers changed) {
    return new BedrockOptions(port, changed, accessKeys, authorizer, accountId);
  }

  public BedrockOptions withAccessKeys(AccessKeys changed) {
    return new BedrockOptions(port, answers, changed, authorizer, accountId);
  }

  public BedrockOptions withAuthorizer(Authorizer changed) {
    return new BedrockOptions(port, answers, accessKeys, changed, accountId);
  }

  public BedrockOptions withAccountId(String changed) {
    return new BedrockOptions(port, answers, accessKeys, authorizer, changed);
  }
}
