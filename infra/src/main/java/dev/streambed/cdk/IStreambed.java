package dev.streambed.cdk;

import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.constructs.IConstruct;

/** A {@link Streambed} of this app, or one that is deployed and imported. */
public interface IStreambed extends IConstruct {
  /** The tables. */
  GatewayTables tables();

  /** The function's alias that every front door invokes. */
  IFunction alias();

  /** The log group of the function, which includes one usage line per request. */
  ILogGroup logGroup();

  /**
   * Allows a program to invoke the alias directly, for example for a sweep. The function trusts
   * such events: they come from anyone, without a key.
   */
  default Grant grantInvoke(IGrantable grantee) {
    return alias().grantInvoke(grantee);
  }

  /** Allows operators to manage customers and their API keys. */
  default Grant grantManageCustomers(IGrantable operator) {
    return tables().grantManageCustomers(operator);
  }

  /** Allows a report or an invoice to read usage. */
  default Grant grantReadUsage(IGrantable reader) {
    return tables().grantReadUsage(reader);
  }

  /** Allows operators to import and activate price books. */
  default Grant grantManagePrices(IGrantable operator) {
    return tables().grantManagePrices(operator);
  }

  /** A metric of AWS/Lambda for the alias, such as {@code ConcurrentExecutions}. */
  default Metric metric(String name, MetricOptions options) {
    return alias().metric(name, options);
  }

  /** Requests that reached the function, through every front door. */
  default Metric metricInvocations(MetricOptions options) {
    return alias().metricInvocations(options);
  }

  /** Requests in which the function itself failed; a model's error is not one. */
  default Metric metricErrors(MetricOptions options) {
    return alias().metricErrors(options);
  }

  /** Requests that Lambda throttled because of the concurrency limit. */
  default Metric metricThrottles(MetricOptions options) {
    return alias().metricThrottles(options);
  }

  /** How long answers take, from the event to the last byte. */
  default Metric metricDuration(MetricOptions options) {
    return alias().metricDuration(options);
  }
}
