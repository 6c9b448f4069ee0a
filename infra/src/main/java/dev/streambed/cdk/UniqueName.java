package dev.streambed.cdk;

import software.amazon.awscdk.Names;
import software.amazon.awscdk.UniqueResourceNameOptions;
import software.constructs.Construct;

/** Names that people read, for what AWS tells apart by its name alone. */
final class UniqueName {
  /** API Gateway refuses a longer name of a WebSocket API, and only when it is deployed. */
  private static final int LONGEST_OF_API = 128;

  /** A CloudWatch namespace has 255 characters, some of which stand before this. */
  private static final int LONGEST_OF_NAMESPACE = 200;

  private UniqueName() {}

  static String ofApi(Construct construct) {
    return of(construct, LONGEST_OF_API);
  }

  static String ofNamespace(Construct construct) {
    return of(construct, LONGEST_OF_NAMESPACE);
  }

  /**
   * A name made of the stack's, the construct's path in it and a hash of both, so that several
   * constructs in an account have different ones; letters, digits and hyphens. What is too long is
   * left out of the middle, and the hash tells such names apart.
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
