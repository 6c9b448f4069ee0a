package dev.streambed.cli.store;

import dev.streambed.cli.vocabulary.ApiKey;
import dev.streambed.cli.vocabulary.NewToken;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Writes the table `api-keys`. A token is changed only if it still is what was read.
///
/// @param now when it is; written into what is changed
public record ApiKeyChanges(Tables tables, Instant now) {

  /// How an issue or a rotation ended.
  public enum Issue {
    DONE,
    NO_CUSTOMER,
    /// The old token was changed in the meantime.
    CHANGED_MEANWHILE
  }

  public Issue issue(NewToken token) {
    return ofFirstUnmet(transaction(token).commit());
  }

  /// Issues a token and ends another one's time, both or neither.
  ///
  /// @param old an active token of the same customer
  /// @param end the old one is refused from then on, if not before
  public Issue rotate(ApiKey old, NewToken token, Instant end) {
    return ofFirstUnmet(transaction(token).update(deprecation(old, end).part()).commit());
  }

  /// Lets an active token live on until then.
  ///
  /// @return how it is now, or nothing when it was changed in the meantime
  public Optional<ApiKey> deprecate(ApiKey old, Instant end) {
    return write(deprecation(old, end));
  }

  /// Refuses a token from now on; for good.
  public Optional<ApiKey> revoke(ApiKey old) {
    return write(
        unchanged(old)
            .set(Attributes.STATUS, NewItems.text(ApiKey.REVOKED))
            .set(Attributes.REVOKED_AT, NewItems.text(now.toString())));
  }

  /// Says when a token's time is over.
  ///
  /// @param end refused from then on; absent: never
  public Optional<ApiKey> expire(ApiKey old, Optional<Instant> end) {
    ItemUpdate update = unchanged(old);
    end.ifPresentOrElse(
        instant -> update.set(Attributes.EXPIRES_AT, NewItems.seconds(instant)),
        () -> update.remove(Attributes.EXPIRES_AT));
    return write(update);
  }

  private Transaction transaction(NewToken token) {
    return new Transaction(tables.dynamoDb())
        .demand(tables.names().customers(), Attributes.CUSTOMER_ID, token.customer().value())
        .putNew(tables.names().apiKeys(), Attributes.KEY_HASH, NewItems.of(token, now));
  }

  private ItemUpdate deprecation(ApiKey old, Instant end) {
    Instant earlier = old.expiresAt().filter(end::isAfter).orElse(end);
    return unchanged(old)
        .set(Attributes.STATUS, NewItems.text(ApiKey.DEPRECATED))
        .set(Attributes.EXPIRES_AT, NewItems.seconds(earlier));
  }

  private ItemUpdate unchanged(ApiKey old) {
    return new ItemUpdate(tables.names().apiKeys(), Attributes.KEY_HASH, old.hash())
        .expect(Attributes.STATUS, NewItems.text(old.status()))
        .expect(
            Attributes.EXPIRES_AT,
            old.expiresAt().<AttributeValue>map(NewItems::seconds).orElse(null));
  }

  private Optional<ApiKey> write(ItemUpdate update) {
    try {
      return Optional.of(Items.apiKey(tables.dynamoDb().updateItem(update.request()).attributes()));
    } catch (ConditionalCheckFailedException isNotAsRead) {
      Map<String, AttributeValue> item = isNotAsRead.item();
      return update.isDoneIn(item) ? Optional.of(Items.apiKey(item)) : Optional.empty();
    }
  }

  // The customer is demanded first. The token itself cannot be there: its 256 bits are random.
  private static Issue ofFirstUnmet(OptionalInt unmet) {
    if (unmet.isEmpty()) {
      return Issue.DONE;
    }
    return unmet.getAsInt() == 0 ? Issue.NO_CUSTOMER : Issue.CHANGED_MEANWHILE;
  }
}
