package dev.streambed.cdk;

import java.util.Optional;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.IKey;

/**
 * Settings of the tables that a {@link StreambedTables} creates.
 *
 * @param removalPolicy what becomes of customers, API keys, usage and prices when they leave the
 *     stack: {@code RETAIN}, with deletion protection, or {@code DESTROY} without it, for a trial
 * @param encryptionKey a customer-managed key; if absent, DynamoDB's own
 */
public record TableSettings(RemovalPolicy removalPolicy, Optional<IKey> encryptionKey) {
  /** The defaults: nothing is lost with the stack. */
  public static final TableSettings DEFAULTS =
      new TableSettings(RemovalPolicy.RETAIN, Optional.empty());

  /** Refuses policies that tables and log groups do not have. */
  public TableSettings {
    checkRemovalPolicy(removalPolicy);
  }

  /** The same settings with another removal policy. */
  public TableSettings withRemovalPolicy(RemovalPolicy policy) {
    return new TableSettings(policy, encryptionKey);
  }

  /** The same settings with a customer-managed key. */
  public TableSettings withEncryptionKey(IKey key) {
    return new TableSettings(removalPolicy, Optional.of(key));
  }

  static void checkRemovalPolicy(RemovalPolicy policy) {
    PropsCheck.that(
        policy == RemovalPolicy.RETAIN || policy == RemovalPolicy.DESTROY,
        "removalPolicy: RETAIN or DESTROY: " + policy);
  }
}
