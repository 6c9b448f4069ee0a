package dev.streambed.cdk;

import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;

/**
 * The VPC that the function reaches other services through. Callers still come in through the front
 * doors, which are public.
 *
 * @param vpc the VPC
 * @param subnets the private subnets of the function; if absent, CDK's choice, those with egress
 * @param securityGroups the function's security groups, which must permit HTTPS out; if empty, the
 *     construct creates one that permits all traffic out and none in
 */
public record VpcSettings(
    IVpc vpc, Optional<SubnetSelection> subnets, List<ISecurityGroup> securityGroups) {

  /** Copies the security groups. */
  public VpcSettings {
    securityGroups = List.copyOf(securityGroups);
  }

  /** A VPC with CDK's choice of subnets and a new security group. */
  public static VpcSettings of(IVpc vpc) {
    return new VpcSettings(vpc, Optional.empty(), List.of());
  }

  /** The same VPC with these subnets. */
  public VpcSettings withSubnets(SubnetSelection chosen) {
    return new VpcSettings(vpc, Optional.of(chosen), securityGroups);
  }

  /** The same VPC with these security groups. */
  public VpcSettings withSecurityGroups(ISecurityGroup... groups) {
    return new VpcSettings(vpc, subnets, List.of(groups));
  }
}
