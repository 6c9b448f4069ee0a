package dev.streambed.local.template;

import java.util.Optional;

/// `Ref` and `Fn::GetAtt` of CloudFront's resources, which are not started.
final class CloudFrontReturnValues {

  private static final int ID = 13;

  private CloudFrontReturnValues() {}

  static Optional<String> distribution(ResourceNaming it, String attribute) {
    String id = it.random(ID);
    return Optional.ofNullable(
        switch (attribute) {
          case ReturnValues.REF, "Id" -> id;
          case "DomainName" -> id + ".cloudfront.net";
          default -> null;
        });
  }
}
