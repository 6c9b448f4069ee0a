package dev.streambed.cdk;

import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** A Streambed that another app or stack has deployed. */
final class ImportedStreambed extends Construct implements IStreambed {
  private final GatewayTables tables;
  private final IFunction alias;
  private final ILogGroup logGroup;

  ImportedStreambed(Construct scope, String id, StreambedAttributes attributes) {
    super(scope, id);
    this.tables = GatewayTables.fromNames(this, "Tables", attributes.tables());
    this.alias = Function.fromFunctionArn(this, "Alias", attributes.aliasArn());
    this.logGroup = LogGroup.fromLogGroupName(this, "Logs", attributes.logGroupName());
  }

  @Override
  public GatewayTables tables() {
    return tables;
  }

  @Override
  public IFunction alias() {
    return alias;
  }

  @Override
  public ILogGroup logGroup() {
    return logGroup;
  }
}
