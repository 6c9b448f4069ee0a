package dev.streambed.cdk;

/**
 * Whether an API writes an access log. API Gateway uses one role for all APIs of an account in a
 * region, and refuses to deploy a stage with logs if the role is missing.
 */
public enum AccessLogs {
  /** No log. Works in every account. */
  OFF,

  /** A log, in an account whose API Gateway settings already name a CloudWatch role. */
  ON,

  /**
   * A log, and the account's role. Replaces the role that the account has in this region, and
   * retains the new one when the stack is deleted, because other APIs may use it.
   */
  ON_WITH_ACCOUNT_ROLE
}
