package dev.streambed.gateway.dialect.converse;

import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Problem;

/// A request that cannot be read, or that asks for what Bedrock does not have. Caught where the
/// reading began.
public final class InvalidRequestException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  private InvalidRequestException(String member, String sentence) {
    super(sentence, null, false, false);
    this.problem = Problem.of(ErrorCode.INVALID_REQUEST, sentence).withMember(member);
  }

  /// A member with a wrong value.
  ///
  /// @param rest of the sentence, behind the member's name: `must be a string`
  public static InvalidRequestException of(String member, String rest) {
    return new InvalidRequestException(member, "'" + member + "' " + rest + ".");
  }

  /// A member that this API does not have, or that Bedrock has nothing for.
  static InvalidRequestException unsupported(String member) {
    return new InvalidRequestException(
        member, "Unsupported parameter: '" + member + "' is not supported here.");
  }

  public Problem problem() {
    return problem;
  }
}
