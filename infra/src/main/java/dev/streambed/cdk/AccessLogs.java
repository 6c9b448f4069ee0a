package dev.streambed.cdk;

/**
 * Whether an API writes an access log. API Gateway does so with one role for all APIs of an account
 * in a region, and refuses to deploy a stage with logs while that role is missing.
 */
public enum AccessLogs {
  /** No log. Works in every account. */
  OFF,

  /** A log, in an account whose API Gateway settings already name a CloudWatch role. */
  ON,

  /**
   * A log, and the account's role with it. Replaces a role that the account has for this region,
   * and leaves the new one behind when the stack goes, because other APIs may have come to need it.
   */
  ON_WITH_ACCOUNT_ROLE
}
