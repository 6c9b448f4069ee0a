package dev.streambed.gateway.dynamodb;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The condition of a write did not hold; nothing was written.
public final class ConditionalCheckFailedException extends DynamoDbException {

  static final String NAME = "ConditionalCheckFailedException";

  private static final long serialVersionUID = 1;

  private final transient Map<String, AttributeValue> item;

  ConditionalCheckFailedException(
      int status, @Nullable String message, int attempts, Map<String, AttributeValue> item) {
    super(status, NAME, message, attempts);
    this.item = item;
  }

  /// The item as it is; empty when there is none, or the request did not ask for it
  /// ([TableRequest#returnItemOnConditionCheckFailure()]).
  public Map<String, AttributeValue> item() {
    return item;
  }
}
