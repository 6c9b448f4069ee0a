package dev.streambed.cdk;

import software.amazon.awscdk.Names;
import software.amazon.awscdk.UniqueResourceNameOptions;
import software.constructs.Construct;

/** Readable names for resources that AWS distinguishes only by name. */
final class UniqueName {
  /** API Gateway's limit for the name of a WebSocket API, which it checks only at deployment. */
  private static final int LONGEST_OF_API = 128;

  /** A CloudWatch namespace has at most 255 characters, including a prefix. */
  private static final int LONGEST_OF_NAMESPACE = 200;

  private UniqueName() {}

  static String ofApi(Construct construct) {
    return of(construct, LONGEST_OF_API);
  }

  static String ofNamespace(Construct construct) {
    return of(construct, LONGEST_OF_NAMESPACE);
  }

  /**
   * A name from the stack's name, the construct's path and a hash of both, so that it is unique in
   * an account. It has letters, digits and hyphens. A name that is too long is shortened in the
   * middle; the hash keeps it unique.
   */
  private static String of(Construct construct, int longest) {
    return Names.uniqueResourceName(
        construct,
        UniqueResourceNameOptions.builder()
            .separator("-")
            .allowedSpecialCharacters("-")
            .maxLength(longest)
            .build());
  }
}
