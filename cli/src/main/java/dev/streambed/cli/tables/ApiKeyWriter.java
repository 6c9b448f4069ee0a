package dev.streambed.cli.tables;

import dev.streambed.cli.domain.ApiKeyEntry;
import dev.streambed.cli.domain.NewApiKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Writes the table `api-keys`. A key is changed only if it still is what was read.
///
/// @param now when it is; written into what is changed
public record ApiKeyWriter(StackTables stackTables, Instant now) {

  /// How an issue or a rotation ended.
  public enum IssueResult {
    DONE,
    NO_CUSTOMER,
    /// The old key was changed in the meantime.
    CHANGED_MEANWHILE
  }

  public IssueResult issue(NewApiKey token) {
    return ofFirstUnmet(transaction(token).commit());
  }

  /// Issues a key and ends another one's time, both or neither.
  ///
  /// @param old an active key of the same customer
  /// @param end the old one is refused from then on, if not before
  public IssueResult rotate(ApiKeyEntry old, NewApiKey token, Instant end) {
    return ofFirstUnmet(
        transaction(token).update(deprecation(old, end).transactionPart()).commit());
  }

  /// Lets an active key live on until then.
  ///
  /// @return how it is now, or nothing when it was changed in the meantime
  public Optional<ApiKeyEntry> deprecate(ApiKeyEntry old, Instant end) {
    return write(deprecation(old, end));
  }

  /// Refuses a key from now on; for good.
  public Optional<ApiKeyEntry> revoke(ApiKeyEntry old) {
    return write(
        unchanged(old)
            .set(AttributeNames.STATUS, ItemWriter.text(ApiKeyEntry.REVOKED))
            .set(AttributeNames.REVOKED_AT, ItemWriter.text(now.toString())));
  }

  /// Says when a key's time is over.
  ///
  /// @param end refused from then on; absent: never
  public Optional<ApiKeyEntry> expire(ApiKeyEntry old, Optional<Instant> end) {
    ItemUpdate update = unchanged(old);
    end.ifPresentOrElse(
        instant -> update.set(AttributeNames.EXPIRES_AT, ItemWriter.seconds(instant)),
        () -> update.remove(AttributeNames.EXPIRES_AT));
    return write(update);
  }

  private WriteTransaction transaction(NewApiKey token) {
    return new WriteTransaction(stackTables.dynamoDb())
        .requireExists(
            stackTables.names().customers(), AttributeNames.CUSTOMER_ID, token.customer().value())
        .putNew(stackTables.names().apiKeys(), AttributeNames.KEY_HASH, ItemWriter.of(token, now));
  }

  private ItemUpdate deprecation(ApiKeyEntry old, Instant end) {
    Instant earlier = old.expiresAt().filter(end::isAfter).orElse(end);
    return unchanged(old)
        .set(AttributeNames.STATUS, ItemWriter.text(ApiKeyEntry.DEPRECATED))
        .set(AttributeNames.EXPIRES_AT, ItemWriter.seconds(earlier));
  }

  private ItemUpdate unchanged(ApiKeyEntry old) {
    return new ItemUpdate(stackTables.names().apiKeys(), AttributeNames.KEY_HASH, old.hash())
        .expect(AttributeNames.STATUS, ItemWriter.text(old.status()))
        .expect(
            AttributeNames.EXPIRES_AT,
            old.expiresAt().<AttributeValue>map(ItemWriter::seconds).orElse(null));
  }

  private Optional<ApiKeyEntry> write(ItemUpdate update) {
    try {
      return Optional.of(
          ItemReader.apiKey(stackTables.dynamoDb().updateItem(update.request()).attributes()));
    } catch (ConditionalCheckFailedException isNotAsRead) {
      Map<String, AttributeValue> item = isNotAsRead.item();
      return update.isDoneIn(item) ? Optional.of(ItemReader.apiKey(item)) : Optional.empty();
    }
  }

  // The customer is demanded first. The key itself cannot be there: its 256 bits are random.
  private static IssueResult ofFirstUnmet(OptionalInt unmet) {
    if (unmet.isEmpty()) {
      return IssueResult.DONE;
    }
    return unmet.getAsInt() == 0 ? IssueResult.NO_CUSTOMER : IssueResult.CHANGED_MEANWHILE;
  }
}
