package dev.streambed.gateway.dialect.converse;

import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Problem;

/// A request that cannot be read, or that asks for what Bedrock does not have. Caught where the
/// reading began.
public final class InvalidRequestException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String member;
  private final String rest;
  private final String sentence;

  private InvalidRequestException(String member, String rest, String sentence) {
    super(sentence, null, false, false);
    this.member = member;
    this.rest = rest;
    this.sentence = sentence;
  }

  /// A member with a wrong value.
  ///
  /// @param member its path
  /// @param rest of the sentence, behind the member's name: `must be a string`
  public static InvalidRequestException of(String member, String rest) {
    return new InvalidRequestException(member, rest, "'" + member + "' " + rest + ".");
  }

  /// A member that this API does not have, or that Bedrock has nothing for.
  public static InvalidRequestException unsupported(String member) {
    return new InvalidRequestException(
        member,
        "is not supported for this model",
        "Unsupported parameter: '" + member + "' is not supported here.");
  }

  /// The path of the member, as in `messages[0].content`.
  public String member() {
    return member;
  }

  /// What is wrong with it: the rest of a sentence that begins with the member.
  public String rest() {
    return rest;
  }

  /// The problem in OpenAI's words.
  public Problem problem() {
    return Problem.of(ErrorCode.INVALID_REQUEST, sentence).withMember(member);
  }
}
