package dev.streambed.local.domain;

/// Account and region of a stack: CloudFormation's pseudo parameters, and the ARNs of resources
/// there.
///
/// @param partition `AWS::Partition`
/// @param region `AWS::Region`
/// @param account `AWS::AccountId`
public record Arns(String partition, String region, String account) {

  /// The account of a stack that specifies none.
  public static final String SOME_ACCOUNT = "123456789012";

  public static Arns of(String region, String account) {
    return new Arns(partitionOf(region), region, account);
  }

  /// The ARN of a resource in this account and region.
  public String arn(String service, String resource) {
    return new Arn(partition, service, region, account, resource).toString();
  }

  /// The ARN of a resource that belongs to the account but to no region, as in IAM and STS.
  public String globalArn(String service, String resource) {
    return new Arn(partition, service, "", account, resource).toString();
  }

  /// `AWS::URLSuffix`.
  public String urlSuffix() {
    return partition.equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
  }

  private static String partitionOf(String region) {
    if (region.startsWith("cn-")) {
      return "aws-cn";
    }
    return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }
}
